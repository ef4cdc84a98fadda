"""The shift at a glance, the calendar, and the lists of what is due, late and waiting."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles import workflow
from tests.desk import address
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CommentFactory,
    SectionFactory,
    UserFactory,
    go_live,
)
from tests.many import copies

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
CALENDAR = f"{LIST}calendar/"
DEADLINES = f"{LIST}deadlines/"


@pytest.fixture(autouse=True)
def _on_a_tuesday_morning(settings, time_machine):
    settings.TIME_ZONE = "Europe/London"
    time_machine.move_to("2026-11-24T08:00:00+00:00")


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))


def lanes(client):
    page = client.get("/admin/")
    return {lane.name: [line.headline for line in lane.lines] for lane in page.context["lanes"]}


# The shift


def test_the_desk_opens_with_the_shift_of_a_reporter(reporter, editor, at_the_desk):
    mine = {"byline": AuthorFactory(user=reporter)}
    ArticleFactory(headline="My draft", **mine)
    back = ArticleFactory(headline="Sent back", in_review=True, **mine)
    workflow.perform("request-changes", back, by=editor, note="More.")
    ArticleFactory(headline="Asked of me", assigned_to=reporter, due_at=at(24, 18))
    ArticleFactory(headline="Asked of another", assigned_to=editor, due_at=at(24, 18))
    ArticleFactory(headline="Live now", live=True)

    assert lanes(at_the_desk(reporter)) == {
        "mine": ["Sent back", "Asked of me", "My draft"],
        "due": ["Asked of me"],
        "live": ["Live now"],
    }


def test_the_desk_opens_with_the_shift_of_an_editor(editor, at_the_desk):
    ArticleFactory(headline="Waits", in_review=True)
    ArticleFactory(headline="Late", due_at=at(24, 7))
    ArticleFactory(headline="Tonight", due_at=at(24, 23, 59))
    ArticleFactory(headline="Tomorrow", due_at=at(25, 0))
    ArticleFactory(headline="Handed in", due_at=at(24, 7), in_review=True)
    ArticleFactory(headline="Coming", scheduled=True, published_at=at(24, 20))
    ArticleFactory(headline="Last week", published_at=at(17, 20))
    CommentFactory(text="Is it true?", article=ArticleFactory(headline="Talked of", live=True))
    CommentFactory(text="Approved long ago", approved=True)

    shift = lanes(at_the_desk(editor))

    assert shift["waiting"] == ["Waits", "Handed in"]
    assert shift["due"] == ["Late", "Tonight"]
    assert shift["live"][0] == "Coming"
    assert "Last week" not in shift["live"]
    assert shift["comments"] == ["Is it true?"]


def test_what_is_late_is_marked_so(editor, at_the_desk):
    ArticleFactory(due_at=at(24, 7))
    ArticleFactory(due_at=at(24, 9))

    due = next(
        lane for lane in at_the_desk(editor).get("/admin/").context["lanes"] if lane.name == "due"
    )

    assert [line.is_late for line in due.lines] == [True, False]


def test_a_section_editor_sees_what_is_due_in_their_sections(at_the_desk):
    section = SectionFactory()
    user = UserFactory(group="Section editor")
    section.editors.add(user)
    ArticleFactory(headline="Ours", section=section, due_at=at(24, 18), in_review=False)
    ArticleFactory(headline="Theirs", due_at=at(24, 18))

    assert lanes(at_the_desk(user))["due"] == ["Ours"]


def test_a_moderator_sees_comments_and_no_story(moderator, at_the_desk):
    ArticleFactory(headline="Secret", due_at=at(24, 18), in_review=True)
    CommentFactory(text="Is it true?")

    assert lanes(at_the_desk(moderator)) == {"comments": ["Is it true?"]}


def test_whoever_reads_stories_finds_one_from_where_the_desk_opens(
    reporter, moderator, at_the_desk
):
    ArticleFactory(headline="Oystercatchers return")
    search = '<input type="search" name="q" id="desk-find"'

    assert search not in at_the_desk(moderator).get("/admin/").text
    assert search in at_the_desk(reporter).get("/admin/").text
    assert "Oystercatchers return" in at_the_desk(reporter).get(f"{LIST}?q=oyster").text


def test_the_shift_takes_the_same_queries_with_one_of_each_and_with_a_hundred(
    editor, at_the_desk, django_assert_num_queries
):
    due = ArticleFactory(due_at=at(24, 7), assigned_to=editor)
    waiting = ArticleFactory(in_review=True)
    discussed = CommentFactory().article
    desk = at_the_desk(editor)
    with django_assert_num_queries(16):
        desk.get("/admin/")

    copies(due, 100)
    copies(waiting, 100)
    for story in copies(discussed, 100):
        CommentFactory(article=story)
    with django_assert_num_queries(16):
        desk.get("/admin/")


# The calendar


def happenings(response):
    return [
        (day.date.day, entry.clock, entry.kind, entry.headline)
        for week in response.context["weeks"]
        for day in week
        for entry in day.entries
    ]


def test_the_calendar_shows_what_is_planned_due_scheduled_and_taken_down(reporter, at_the_desk):
    ArticleFactory(headline="Planned", planned_for=at(26, 9), due_at=at(25, 18))
    ArticleFactory(headline="Scheduled", scheduled=True, published_at=at(25, 6))
    ArticleFactory(headline="Ends", live=True, expires_at=at(27, 0))
    ArticleFactory(headline="Killed", killed=True, planned_for=at(26, 9), due_at=at(26, 9))
    ArticleFactory(headline="Handed in", in_review=True, due_at=at(26, 9))
    replaced = ArticleFactory(headline="Replaced", live=True)
    replaced.headline = "Replacement"
    replaced.save()
    editor = replaced.latest_version.saved_by
    workflow.perform("schedule", replaced, by=editor, at=at(28, 6), change="update")

    page = at_the_desk(reporter).get(CALENDAR)

    assert happenings(page) == [
        (25, "06:00", "scheduled", "Scheduled"),
        (25, "18:00", "due", "Planned"),
        (26, "09:00", "planned", "Planned"),
        (27, "00:00", "expiring", "Ends"),
        (28, "06:00", "scheduled", "Replacement"),
    ]


def test_a_day_of_the_calendar_is_the_newsrooms_day(settings, reporter, at_the_desk):
    settings.TIME_ZONE = "Pacific/Auckland"
    ArticleFactory(headline="Next day there", planned_for=at(26, 23))

    assert happenings(at_the_desk(reporter).get(CALENDAR)) == [
        (27, "12:00", "planned", "Next day there")
    ]


def test_the_calendar_is_narrowed_to_a_section_with_all_in_it(reporter, at_the_desk):
    sport = SectionFactory()
    ArticleFactory(headline="Rowing", section=SectionFactory(parent=sport), planned_for=at(26, 9))
    ArticleFactory(headline="Politics", planned_for=at(26, 9))

    page = at_the_desk(reporter).get(f"{CALENDAR}?section={sport.pk}")

    assert [headline for *_, headline in happenings(page)] == ["Rowing"]
    assert f"section={sport.pk}" in page.context["links"]["after"]


@pytest.mark.parametrize(
    ("question", "title", "before", "after"),
    [
        ("", "November 2026", "2026-10-01", "2026-12-01"),
        ("day=2026-12-31", "December 2026", "2026-11-01", "2027-01-01"),
        ("day=2027-01-31", "January 2027", "2026-12-01", "2027-02-01"),
        ("day=2028-02-29", "February 2028", "2028-01-01", "2028-03-01"),
        ("view=week&day=2026-12-31", "28 Dec – 3 Jan 2027", "2026-12-24", "2027-01-07"),
    ],
)
def test_the_calendar_turns_its_pages(reporter, at_the_desk, question, title, before, after):
    page = at_the_desk(reporter).get(f"{CALENDAR}?{question}")

    assert page.context["span"].title == title
    assert f"day={before}" in page.context["links"]["before"]
    assert f"day={after}" in page.context["links"]["after"]


@pytest.mark.parametrize(
    "question", ["day=nonsense", "day=0001-01-01", "day=9999-12-31", "section=x", "section=²"]
)
def test_a_calendar_asked_for_nonsense_shows_this_month(reporter, at_the_desk, question):
    page = at_the_desk(reporter).get(f"{CALENDAR}?{question}")

    assert page.context["span"].title == "November 2026"


def test_a_story_is_planned_for_a_day_from_the_calendar(reporter, at_the_desk):
    desk = at_the_desk(reporter)
    assert "?planned_for=2026-11-26T09:00" in desk.get(f"{CALENDAR}?view=week").text

    form = desk.get(address() + "?planned_for=2026-11-26T09:00")

    assert 'value="2026-11-26T09:00"' in form.text


@pytest.mark.parametrize("screen", [CALENDAR, DEADLINES])
def test_the_calendar_and_the_lists_take_the_same_queries_for_one_story_and_for_a_hundred(
    editor, at_the_desk, django_assert_num_queries, screen
):
    who = {"assigned_to": UserFactory(), "section": SectionFactory()}
    planned = ArticleFactory(planned_for=at(26, 9), due_at=at(24, 7), **who)
    due = ArticleFactory(due_at=at(27, 9), **who)
    waiting = ArticleFactory(in_review=True)
    ending = ArticleFactory(expires_at=at(28, 9))
    go_live(ending.latest_version, at=at(26, 0))
    desk = at_the_desk(editor)
    with django_assert_num_queries(10):
        desk.get(screen)

    people, sections = ([make() for _ in range(25)] for make in (UserFactory, SectionFactory))
    who = {"assigned_to": people.__getitem__, "section": sections.__getitem__}
    copies(planned, 25, **who)
    copies(due, 25, **who)
    copies(waiting, 25)
    copies(ending, 25, published_at=lambda n: at(26, n % 24))
    with django_assert_num_queries(10):
        desk.get(screen)


# Due, late, waiting


def test_the_lists_say_what_is_late_what_is_due_and_what_waits_longest(
    reporter, at_the_desk, time_machine
):
    ArticleFactory(headline="Overdue", due_at=at(24, 7))
    ArticleFactory(headline="Missed its plan", planned_for=at(23, 7), in_review=True)
    ArticleFactory(headline="Ran as planned", planned_for=at(23, 7), live=True)
    ArticleFactory(headline="Due", due_at=at(26, 7))
    ArticleFactory(headline="Due much later", due_at=at(24, 7) + timedelta(days=30))
    ArticleFactory(headline="Dropped", due_at=at(24, 7), killed=True)
    time_machine.shift(60)
    ArticleFactory(headline="Waits shortest", in_review=True)

    lists = at_the_desk(reporter).get(DEADLINES).context["lists"]

    assert [[row.article.headline for row in rows] for _name, rows in lists] == [
        ["Missed its plan", "Overdue"],
        ["Due"],
        ["Missed its plan", "Waits shortest"],
    ]
    assert lists[0][1][0].when == "was planned for 23 Nov 07:00"


@pytest.mark.parametrize("screen", [CALENDAR, DEADLINES])
def test_whoever_may_not_see_stories_sees_no_calendar(moderator, client, screen):
    ArticleFactory(headline="CANARY", planned_for=timezone.now(), due_at=timezone.now())

    for user in (moderator, UserFactory()):
        client.force_login(user)
        assert client.get(screen).status_code == 403
    client.logout()
    assert client.get(screen).status_code == 302
