"""Arranging the fronts at the desk: one button makes it live, and nothing typed is lost."""

import pytest

from articles.models import Arrangement, AuditEntry, Placement
from tests.desk import said
from tests.factories import (
    ArticleFactory,
    PictureFactory,
    SectionFactory,
    arrange,
)
from tests.fronts import HOME, HOUR, NOON, front, press, with_stories
from tests.many import copies
from tests.pages import page

pytestmark = pytest.mark.django_db


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


def live_stories(section, count):
    story = ArticleFactory(section=section, live=True)
    return [story, *copies(story, count - 1)]


@pytest.mark.parametrize("count", [1, 100])
def test_the_screen_costs_the_same_with_1_and_100_rows(
    desk, city, count, django_assert_num_queries
):
    picture = PictureFactory()
    placed = live_stories(city, count)
    arrange(*placed, picture=picture)
    arrange(*placed, at=NOON + HOUR)
    for _ in range(count):
        SectionFactory()
    desk.get(HOME)

    with django_assert_num_queries(17):
        html = page(desk, HOME)

    assert html.count('class="slot"') == count + 1


@pytest.mark.parametrize("count", [1, 100])
def test_going_live_costs_the_same_with_1_and_100_rows(
    desk, city, count, django_assert_max_num_queries
):
    arrange(*live_stories(city, count))
    opened = desk.get(HOME)

    with django_assert_max_num_queries(24):
        press(desk, "now", opened=opened)

    assert Placement.objects.count() == 2 * count
