"""Arranging the fronts at the desk: one button makes it live, and nothing typed is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.models import Arrangement, AuditEntry, Placement
from tests.desk import said
from tests.factories import (
    ArticleFactory,
    PictureFactory,
    SectionFactory,
    UserFactory,
    arrange,
)
from tests.pages import headlines, page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOME = "/admin/articles/arrangement/"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def city():
    return SectionFactory(name="City", slug="city")


@pytest.fixture
def stories(city):
    return [
        ArticleFactory(headline=f"Story {n}", section=city, published_at=NOON - (n + 1) * HOUR)
        for n in range(6)
    ]


@pytest.fixture
def desk(at_the_desk, editor):
    return at_the_desk(editor)


def screen(section=None):
    return reverse("admin:articles_arrangement_section", args=[section.pk]) if section else HOME


def typed_on(response):
    """What a browser would send of the screen as it stands."""
    slots, terms = response.context["slots"], response.context["terms"]
    sent = {}
    for form in [slots.management_form, *slots.forms, terms]:
        for field in form:
            value = field.value()
            if isinstance(value, datetime):
                value = f"{value:%Y-%m-%dT%H:%M}"
            if value is not None and value is not False:
                sent[field.html_name] = value
    return sent


def press(desk, button, *, opened=None, section=None, **typed):
    """Open the screen (or stay on `opened`), type over it, and press a button."""
    opened = opened or desk.get(screen(section))
    changed = {name.replace("row", "slots-").replace("_", "-", 1): v for name, v in typed.items()}
    return desk.post(screen(section), typed_on(opened) | changed | {"_do": button})


def with_stories(desk, *stories, section=None, lead=None):
    """The screen with stories added one by one, as somebody without a script does."""
    opened = desk.get(screen(section))
    for story in stories:
        opened = press(desk, f"add:{story.pk}", opened=opened, section=section)
    if lead:
        opened = press(desk, f"lead:{lead.pk}", opened=opened, section=section)
    return opened


def front(client, section=None):
    return headlines(page(client, section.get_absolute_url() if section else "/"))


def test_stories_added_on_the_screen_go_live_with_one_button(desk, stories):
    opened = with_stories(desk, stories[4], lead=stories[5])
    before = front(desk)

    done = press(desk, "now", opened=opened)

    assert before[:2] == ["Story 0", "Story 1"]
    assert front(desk)[:2] == ["Story 5", "Story 4"]
    assert "Readers see it now" in said(done)


def test_a_sections_front_is_arranged_on_a_screen_of_its_own(desk, city, stories):
    press(desk, "now", opened=with_stories(desk, lead=stories[5], section=city), section=city)

    assert front(desk, city)[0] == "Story 5"
    assert front(desk)[0] == "Story 0"


def test_the_numbers_say_the_order_without_a_script(desk, stories):
    arrange(*stories[2:5])

    press(desk, "now", row0_position=3, row1_position=1, row2_position=2, row1_size="lead")

    assert front(desk)[:3] == ["Story 3", "Story 4", "Story 2"]


def test_what_is_ticked_is_removed(desk, stories):
    arrange(stories[4], stories[5])

    press(desk, "now", row0_remove="on")

    assert [one.article for one in Arrangement.objects.live().get().placed] == [stories[5]]


def test_a_row_may_change_headline_picture_and_times(desk, stories):
    arrange(stories[4])
    picture = PictureFactory()

    press(
        desk, "now", row0_headline="Shorter", row0_picture=picture.pk,
        row0_live_from="2026-11-24T13:00", row0_live_until="2026-11-24T15:00",
    )  # fmt: skip

    placement = Arrangement.objects.live().get().placed[0]
    assert (placement.headline, placement.picture) == ("Shorter", picture)
    assert (placement.live_from, placement.live_until) == (NOON + HOUR, NOON + 3 * HOUR)


def test_an_arrangement_can_be_scheduled(desk, stories, time_machine):
    opened = with_stories(desk, lead=stories[5])

    press(desk, "schedule", opened=opened, at="2026-11-25T06:00")

    before = front(desk)[0]
    time_machine.move_to(NOON + 18 * HOUR, tick=False)
    assert (before, front(desk)[0]) == ("Story 0", "Story 5")


def test_a_scheduled_arrangement_is_opened_and_moved_to_another_time(desk, stories):
    first = arrange(stories[5], at=NOON + HOUR)
    opened = desk.get(f"{HOME}?number={first.number}")

    press(desk, "schedule", opened=opened, at="2026-11-24T14:00")

    scheduled = Arrangement.objects.scheduled().get()
    assert scheduled.live_from == NOON + 2 * HOUR
    assert [one.article for one in scheduled.placed] == [stories[5]]


def test_a_scheduled_arrangement_is_taken_back(desk, stories):
    scheduled = arrange(stories[5], at=NOON + HOUR)

    desk.post(f"{HOME}{scheduled.pk}/take-back/")

    assert not Arrangement.objects.scheduled().exists()


@pytest.mark.parametrize(
    ("button", "typed", "told"),
    [
        ("schedule", {}, "Choose the day and time"),
        ("schedule", {"at": "2026-11-24T11:00"}, "This time has passed"),
        ("schedule", {"at": "soon"}, "Enter a valid date/time"),
        ("now", {"row0_live_until": "2026-11-24T11:00"}, "This time has passed"),
        (
            "now",
            {"row0_live_from": "2026-11-24T15:00", "row0_live_until": "2026-11-24T14:00"},
            "The end must come after the beginning",
        ),
        ("now", {"row0_size": "huge"}, "Select a valid choice"),
        ("now", {"row0_picture": "99"}, "Select a valid choice"),
        ("now", {"row0_article": "99"}, "does not exist"),
        ("now", {"row0_article": "x"}, "does not exist"),
        ("now", {"row1_article": "SAME"}, "stands here twice"),
        ("preview", {"row0_position": "first"}, "Enter a whole number"),
    ],
)
def test_what_is_wrong_is_told_and_everything_typed_comes_back(desk, stories, button, typed, told):
    arrange(stories[4], stories[5])
    typed = {name: stories[4].pk if v == "SAME" else v for name, v in typed.items()}

    answer = press(desk, button, row1_headline="TYPED", **typed)

    html = answer.content.decode()
    assert told in html
    assert "TYPED" in html
    assert Arrangement.objects.count() == 1


@pytest.mark.parametrize(
    "junk", [{}, {"_do": "now"}, {"_do": "lead:x"}, {"_do": "add:" + "9" * 30}]
)
def test_a_form_that_no_screen_sent_changes_nothing(desk, stories, junk):
    assert desk.post(HOME, junk).status_code == 200
    assert not Arrangement.objects.exists()


def test_a_story_that_ends_before_the_front_goes_live_is_refused_and_marked(desk, stories):
    arrange(stories[4])

    answer = press(desk, "schedule", at="2026-11-24T15:00", row0_live_until="2026-11-24T14:00")

    assert "The front goes live only after this time." in answer.content.decode()
    assert Arrangement.objects.count() == 1


def test_a_front_goes_with_its_section(desk, city):
    arrange(ArticleFactory(live=True), on=city)

    desk.post(f"/admin/articles/section/{city.pk}/delete/", {"post": "yes"})

    assert not Arrangement.objects.filter(section=city).exists()


# Two editors


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


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_editors_in_the_same_moment_one_goes_live_and_one_is_told(stories):
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

    address = reverse("admin:articles_picture_file", args=[picture.pk, picture.widths[-1]])
    assert f'src="{address}"' in html
    assert desk.get(address).status_code == 200
    assert client.get(picture.get_absolute_url()).status_code == 404


def test_a_sections_preview_is_of_that_section(desk, city, stories):
    shown = press(
        desk, "preview", opened=with_stories(desk, lead=stories[5], section=city), section=city
    )

    assert headlines(shown.content.decode())[0] == "Story 5"


# Finding


def found(desk, words=""):
    answer = desk.get(f"{HOME}stories/", {"q": words})
    return [story.headline for story, _begins in answer.context["found"]]


def test_stories_are_found_by_words_of_their_headline(desk, stories):
    ArticleFactory(headline="Harbour opens", live=True)
    ArticleFactory(headline="Harbour to close", scheduled=True)
    ArticleFactory(headline="Harbour, a draft")
    ArticleFactory(headline="Harbour, expired", expired=True)

    assert found(desk, "harbour") == ["Harbour to close", "Harbour opens"]
    assert found(desk, "close HARB") == ["Harbour to close"]
    assert found(desk, "nothing") == []
    assert found(desk)[:2] == ["Harbour to close", "Story 0"] or len(found(desk)) == 8


def test_a_story_of_any_age_is_found_by_its_address(desk, stories, monkeypatch):
    monkeypatch.setattr("articles.desk.front_search.RECENT", 2)
    address = stories[5].versions.get().get_absolute_url()

    assert found(desk, "Story 5") == []
    assert found(desk, f"https://news.example.org{address}?x=1") == ["Story 5"]


def test_finding_counts_nothing(desk, stories, django_assert_num_queries):
    desk.get(f"{HOME}stories/")

    with django_assert_num_queries(5) as asked:  # session, person, two of permissions, stories
        desk.get(f"{HOME}stories/", {"q": "Story"})

    assert not any("COUNT(" in query["sql"] for query in asked.captured_queries)


# Who may, what is recorded, what it costs


@pytest.mark.parametrize("name", ["reporter", "moderator"])
def test_who_may_not_arrange_fronts_cannot_see_or_post(request, at_the_desk, stories, name):
    scheduled = arrange(stories[5], at=NOON + HOUR)
    desk = at_the_desk(request.getfixturevalue(name))

    answers = [
        desk.get(HOME),
        desk.post(HOME, {"_do": "now"}),
        desk.get(f"{HOME}stories/"),
        desk.post(f"{HOME}{scheduled.pk}/take-back/"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert HOME not in desk.get("/admin/").content.decode()
    assert Arrangement.objects.scheduled().exists()


def test_every_change_is_recorded(desk, editor, stories):
    press(desk, "now", opened=with_stories(desk, lead=stories[5]))
    opened = with_stories(desk, stories[1])
    press(desk, "schedule", opened=opened, at="2026-11-25T06:00")
    scheduled = Arrangement.objects.scheduled().get()
    desk.post(f"{HOME}{scheduled.pk}/take-back/")

    actions = AuditEntry.objects.order_by("pk").values_list("action", "about", "by")
    assert list(actions) == [
        ("arrange-front", "Home page", editor.pk),
        ("arrange-front", "Home page", editor.pk),
        ("take-back-front", "Home page", editor.pk),
    ]
    assert "1. Lead: Story 5" in AuditEntry.objects.order_by("pk").first().detail


@pytest.mark.parametrize("count", [1, 100])
def test_the_screen_costs_the_same_with_1_and_100_rows(
    desk, city, count, django_assert_num_queries
):
    picture = PictureFactory()
    placed = [ArticleFactory(section=city, live=True) for _ in range(count)]
    arrange(*placed, picture=picture)
    arrange(*placed, at=NOON + HOUR)
    for _ in range(count):
        SectionFactory()
    desk.get(HOME)

    with django_assert_num_queries(16):
        html = page(desk, HOME)

    assert html.count('class="slot"') == count + 1


@pytest.mark.parametrize("count", [1, 100])
def test_going_live_costs_the_same_with_1_and_100_rows(
    desk, city, count, django_assert_max_num_queries
):
    arrange(*[ArticleFactory(section=city, live=True) for _ in range(count)])
    opened = desk.get(HOME)

    with django_assert_max_num_queries(24):
        press(desk, "now", opened=opened)

    assert Placement.objects.count() == 2 * count
