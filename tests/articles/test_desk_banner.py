"""Breaking news at the desk: written in a moment, ended with a button, never rewritten."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import AuditEntry, Banner
from tests.factories import ArticleFactory, BannerFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LIST = "/admin/articles/banner/"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def desk(at_the_desk, editor):
    return at_the_desk(editor)


def show(desk, text="Bridge shut", end_at="2026-11-24T14:00", **typed):
    return desk.post(f"{LIST}add/", {"text": text, "end_at": end_at, **typed})


def test_a_banner_is_shown_at_once_until_its_end(desk, time_machine):
    story = ArticleFactory(live=True)
    address = story.versions.get().get_absolute_url()

    show(desk, story=f"http://127.0.0.1:8000{address}")

    banner = Banner.objects.get()
    assert (banner.live_from, banner.live_until) == (NOON, NOON + 2 * HOUR)
    assert banner.article == story
    assert f'<a href="{address}">Bridge shut</a>' in page(desk, "/")


def test_a_banner_may_begin_later(desk):
    show(desk, begin_at="2026-11-24T13:00")

    assert Banner.objects.get().live_from == NOON + HOUR
    assert "Bridge shut" not in page(desk, "/")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"end_at": ""}, "Say when the banner ends"),
        ({"end_at": "2026-11-24T11:00"}, "The end must come after"),
        ({"begin_at": "2026-11-24T15:00"}, "The end must come after"),
        ({"text": ""}, "This field is required"),
        ({"story": "/2020/01/01/never-was/"}, "No story that readers can see"),
    ],
)
def test_what_is_wrong_is_told_and_what_is_typed_comes_back(desk, typed, told):
    ArticleFactory(live=True)

    answer = show(desk, **{"story": "", "text": "TYPED"} | typed)

    assert told in answer.content.decode()
    assert typed.get("text") == "" or "TYPED" in answer.content.decode()
    assert not Banner.objects.exists()


def test_the_screen_of_the_fronts_has_a_quick_form_and_ends_the_banner_with_a_button(desk):
    ArticleFactory(live=True)
    banner = BannerFactory(text="Bridge shut")
    html = page(desk, "/admin/articles/arrangement/")

    desk.post(f"{LIST}{banner.pk}/end/")

    assert 'action="/admin/articles/banner/add/"' in html
    assert f'action="/admin/articles/banner/{banner.pk}/end/"' in html
    assert "Bridge shut" not in page(desk, "/")


def test_what_readers_have_seen_is_not_rewritten_but_its_end_may_move(desk):
    banner = BannerFactory(text="Bridge shut")
    typed = {"text": "Another", "end_at": "2026-11-24T18:00", "begin_at": "2026-11-24T17:00"}

    desk.post(f"{LIST}{banner.pk}/change/", typed)

    banner.refresh_from_db()
    assert (banner.text, banner.live_from) == ("Bridge shut", NOON - HOUR)
    assert banner.live_until == NOON + 6 * HOUR


def test_only_what_is_still_to_come_can_be_deleted(desk):
    live = BannerFactory()
    coming = BannerFactory(live_from=NOON + HOUR, live_until=NOON + 2 * HOUR)

    for banner in (live, coming):
        desk.post(f"{LIST}{banner.pk}/delete/", {"post": "yes"})

    assert list(Banner.objects.all()) == [live]


def test_a_banner_that_is_over_is_only_looked_at(desk):
    over = BannerFactory(live_from=NOON - 2 * HOUR, live_until=NOON - HOUR)

    assert desk.post(f"{LIST}{over.pk}/change/", {"end_at": "2026-11-24T18:00"}).status_code == 403
    assert desk.post(f"{LIST}{over.pk}/end/").status_code == 404


def test_everything_done_to_a_banner_is_recorded(desk, editor, time_machine):
    show(desk)
    banner = Banner.objects.get()
    time_machine.move_to(NOON + HOUR / 2, tick=False)
    desk.post(f"{LIST}{banner.pk}/change/", {"end_at": "2026-11-24T18:00"})
    desk.post(f"{LIST}{banner.pk}/end/")
    coming = BannerFactory(live_from=NOON + HOUR, live_until=NOON + 2 * HOUR)
    desk.post(f"{LIST}{coming.pk}/delete/", {"post": "yes"})

    told = AuditEntry.objects.order_by("pk").values_list("action", "about", "by")
    assert list(told) == [
        ("show-banner", "Bridge shut", editor.pk),
        ("change-banner", "Bridge shut", editor.pk),
        ("end-banner", "Bridge shut", editor.pk),
        ("delete-banner", coming.text, editor.pk),
    ]


@pytest.mark.parametrize("name", ["reporter", "moderator"])
def test_who_may_not_break_news_cannot(request, at_the_desk, name):
    banner = BannerFactory()
    desk = at_the_desk(request.getfixturevalue(name))

    answers = [show(desk), desk.post(f"{LIST}{banner.pk}/end/"), desk.get(LIST)]

    assert {answer.status_code for answer in answers} == {403}
    assert Banner.objects.get().is_live()
