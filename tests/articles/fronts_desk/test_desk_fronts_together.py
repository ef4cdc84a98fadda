"""Two editors at one front, and the preview of what is not live yet: nothing is overwritten."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from articles.desk.library_answers import file_address
from articles.models import Arrangement
from tests.factories import ArticleFactory, PictureFactory, UserFactory, arrange
from tests.fronts import HOME, HOUR, NOON, front, press, screen, typed_on, with_stories
from tests.pages import headlines, page

pytestmark = pytest.mark.django_db


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(desk, client, stories):
    opened = desk.get(HOME)
    colleague = UserFactory(first_name="Ada", last_name="Keller", group="Editor")
    client.force_login(colleague)
    press(client, "now", opened=with_stories(client, lead=stories[5]))

    answer = press(desk, f"lead:{stories[4].pk}", opened=opened)
    answer = press(desk, "now", opened=answer)

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Ada Keller changed this front" in html
    assert "Lead: Story 5" in html
    assert front(desk)[0] == "Story 5"
    assert [story.pk for _form, story, _badge in answer.context["rows"]] == [stories[4].pk]

    press(desk, "now", opened=answer)  # told, and insisting

    assert front(desk)[0] == "Story 4"


def test_a_number_that_was_never_given_is_refused_like_an_old_one(desk, stories):
    assert press(desk, "now", opened=with_stories(desk, stories[0])).status_code == 302
    opened = desk.get(HOME)

    answer = desk.post(HOME, typed_on(opened) | {"opened": 99, "_do": "now"})

    assert answer.status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_in_the_same_moment_one_goes_live_and_one_is_told(transactional_db, stories):
    editors = [UserFactory(group="Editor") for _ in range(2)]
    together = Barrier(2)

    def arranges(user, story):
        browser = Client()
        browser.force_login(user)
        opened = with_stories(browser, lead=story)
        together.wait()
        try:
            return press(browser, "now", opened=opened).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(arranges, editors, stories[:2]))

    assert sorted(answers) == [302, 409]
    assert Arrangement.objects.live().count() == 1


def test_two_fronts_are_arranged_at_the_same_time(desk, city, stories):
    home, section = with_stories(desk, lead=stories[5]), desk.get(screen(city))
    press(desk, "now", opened=home)

    assert press(desk, "now", opened=section, section=city).status_code == 302


# Preview


def test_the_preview_is_the_readers_page_with_what_is_typed(desk, client, stories, city):
    for n in range(4):
        ArticleFactory(headline=f"Soon {n}", scheduled=True, published_at=NOON + (n + 1) * HOUR)
    opened = with_stories(desk, lead=stories[5])

    shown = press(desk, "preview", opened=opened, row0_headline="As typed")

    assert headlines(shown.content.decode())[:2] == ["As typed", "Story 0"]
    assert "no-store" in shown["Cache-Control"]
    assert "noindex" in shown["X-Robots-Tag"]
    assert not Arrangement.objects.exists()
    assert front(desk)[0] == "Story 0"
    live = press(desk, "now", opened=opened, row0_headline="As typed") and page(client, "/")
    main = '<main class="page"'
    without_time = shown.content.decode().replace("/admin/as-of/2026-11-24T12:00", "")
    assert without_time.split(main)[1] == live.split(main)[1]


def test_the_preview_of_a_scheduled_arrangement_is_of_its_time(desk, stories):
    soon = ArticleFactory(headline="Soon", scheduled=True, published_at=NOON + HOUR)
    opened = with_stories(desk, lead=soon)

    now = press(desk, "preview", opened=opened)
    then = press(desk, "preview", opened=opened, at="2026-11-24T13:00")

    assert "Soon" not in now.content.decode()
    assert headlines(then.content.decode())[0] == "Soon"


def test_the_preview_shows_a_picture_that_no_reader_can_see_yet(desk, client, stories):
    picture = PictureFactory()
    arrange(stories[4])

    html = press(desk, "preview", row0_picture=picture.pk).content.decode()

    address = file_address(picture, picture.widths[-1])
    assert f'src="{address}"' in html
    assert desk.get(address).status_code == 200
    assert client.get(picture.get_absolute_url()).status_code == 404


def test_a_sections_preview_is_of_that_section(desk, city, stories):
    shown = press(
        desk, "preview", opened=with_stories(desk, lead=stories[5], section=city), section=city
    )

    assert headlines(shown.content.decode())[0] == "Story 5"
