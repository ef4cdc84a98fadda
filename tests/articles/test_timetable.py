"""The times of a story: what an embargo forbids, and which entries the clock does not know."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from articles import clock_changes, workflow
from articles.models import Article, AuditEntry, State
from tests.desk import address, press, said, seen_by_readers, state_of, told, typed_on
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

NO_END = "The embargo has no end, so the story can be neither published nor scheduled."


def in_hours(hours):
    return (timezone.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)


def typed(at):
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def refusal(step, article, by, **terms):
    with pytest.raises(ValidationError) as refused:
        workflow.perform(step, article, by=by, **terms)
    return refused.value.message_dict


# Embargo


@pytest.mark.parametrize("step", ["publish", "schedule"])
def test_an_embargo_without_an_end_can_be_neither_published_nor_scheduled(editor, step):
    article = ArticleFactory(embargoed=True)

    assert refusal(step, article, editor, at=in_hours(1000)) == {"embargo_until": [NO_END]}
    assert state_of(article) == State.DRAFT


def test_scheduling_before_the_embargo_ends_is_refused_and_says_until_when(editor, at_the_desk):
    article = ArticleFactory(embargoed=True, embargo_until=datetime(2099, 1, 2, 6, tzinfo=UTC))
    desk = at_the_desk(editor)

    refused = press(desk, "schedule", article, publish_at="2099-01-02T05:59")
    assert told(refused) == {"embargo_until": ["Under embargo until 2 Jan 2099 06:00 UTC."]}
    assert typed_on(refused)["publish_at"] == "2099-01-02T05:59"
    assert state_of(article) == State.DRAFT

    press(desk, "schedule", article, publish_at="2099-01-02T06:00")
    assert state_of(article) == State.SCHEDULED


def test_publishing_before_the_embargo_ends_is_refused_and_after_it_is_not(editor, time_machine):
    article = ArticleFactory(embargoed=True, embargo_until=in_hours(2))

    assert list(refusal("publish", article, editor)) == ["embargo_until"]
    time_machine.move_to(article.embargo_until)
    workflow.perform("publish", article, by=editor)

    assert seen_by_readers(article) == article.headline


def test_a_time_left_in_the_schedule_does_not_help_publishing_past_an_embargo(editor, at_the_desk):
    article = ArticleFactory(embargoed=True, embargo_until=in_hours(2))

    response = press(at_the_desk(editor), "publish", article, publish_at=typed(in_hours(5)))

    assert list(told(response)) == ["embargo_until"]
    assert seen_by_readers(article) is None


@pytest.mark.parametrize("end", [timedelta(days=3), None])
def test_an_embargo_is_not_laid_over_a_schedule_that_it_would_break(
    editor, reporter, at_the_desk, end
):
    article = ArticleFactory(scheduled=True)
    end = typed(timezone.now() + end) if end else ""
    embargo = {"embargoed": "on", "embargo_until": end}

    refused = press(at_the_desk(reporter), "save", article, **embargo)
    assert "Cancel the schedule" in told(refused)["embargo_until"][0]
    assert Article.objects.get().embargoed is False

    press(at_the_desk(editor), "unschedule", article, **embargo)
    assert Article.objects.get().embargoed is True
    assert state_of(article) == State.DRAFT


def test_an_embargo_that_ends_before_the_schedule_leaves_it(reporter, at_the_desk):
    article = ArticleFactory(scheduled=True)

    press(at_the_desk(reporter), "save", article, embargoed="on", embargo_until=typed(in_hours(3)))

    assert state_of(article) == State.SCHEDULED


def test_the_log_says_who_laid_an_embargo_and_who_lifted_it(reporter, at_the_desk):
    article = ArticleFactory()
    desk = at_the_desk(reporter)

    press(desk, "save", article, embargoed="on", embargo_until="2099-01-02T06:00")
    page = desk.get(address(article))
    lifted = typed_on(page) | {"_transition": "save", "embargo_until": ""}
    del lifted["embargoed"]
    desk.post(address(article), lifted)

    entries = AuditEntry.objects.filter(action="embargo").order_by("pk")
    assert [(entry.by, entry.detail) for entry in entries] == [
        (reporter, "2 Jan 2099 06:00 UTC"), (reporter, "lifted"),
    ]  # fmt: skip


def test_an_end_without_an_embargo_is_a_mistake_and_kept_on_the_page(reporter, at_the_desk):
    article = ArticleFactory()
    end = typed(in_hours(3))

    response = press(at_the_desk(reporter), "save", article, embargo_until=end)

    assert "tick the box" in response.text
    assert typed_on(response)["embargo_until"] == end
    with pytest.raises(IntegrityError):
        Article.objects.update(embargo_until=in_hours(3))


def test_what_is_planned_says_nothing_to_readers_and_binds_nobody(editor, client):
    article = ArticleFactory(planned_for=in_hours(-3), due_at=in_hours(-9))
    assert seen_by_readers(article) is None

    workflow.perform("publish", article, by=editor)

    page = client.get(article.versions.get().get_absolute_url()).text
    assert f"{article.planned_for:%H:%M}" not in page.replace(
        f"{article.versions.get().live_from:%H:%M}", ""
    )


@pytest.mark.parametrize("step", ["publish", "schedule"])
def test_a_story_does_not_expire_before_it_is_published(editor, step):
    article = ArticleFactory(expires_at=in_hours(-1) if step == "publish" else in_hours(1))

    assert list(refusal(step, article, editor, at=in_hours(2))) == ["expires_at"]


# The clock


@pytest.fixture
def london(settings):
    """Clocks go forward on 28 March 2027 at 01:00, and back on 31 October at 02:00."""
    settings.TIME_ZONE = "Europe/London"
    return settings


def test_a_common_time_means_one_moment(london):
    assert clock_changes.readings(datetime(2027, 7, 1, 6)) == [datetime(2027, 7, 1, 5, tzinfo=UTC)]


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_in_the_hour_put_forward_there_are_no_times(london, minute):
    assert clock_changes.readings(datetime(2027, 3, 28, 1, minute)) == []
    assert clock_changes.readings(datetime(2027, 3, 28, 2)) != []


def test_in_the_hour_put_back_there_are_two_of_each(london):
    first, second = clock_changes.readings(datetime(2027, 10, 31, 1, 30))

    assert (first, second) == (
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
    )  # fmt: skip
    assert len(clock_changes.readings(datetime(2027, 10, 31, 2))) == 1


def test_a_time_that_the_clock_skips_is_refused_with_its_neighbours(london, editor, at_the_desk):
    article = ArticleFactory()

    response = press(
        at_the_desk(editor), "schedule", article, publish_at="2027-03-28T01:30", headline="Typed"
    )

    assert told(response) == {
        "publish_at": [
            "There is no 01:30 on that day: the clocks are put forward then. Choose another "
            "time, such as 28 Mar 2027 00:30 GMT or 28 Mar 2027 02:30 BST."
        ]
    }
    assert (typed_on(response)["publish_at"], typed_on(response)["headline"]) == (
        "2027-03-28T01:30", "Typed",
    )  # fmt: skip


@pytest.mark.parametrize("field", ["publish_at", "planned_for", "due_at", "expires_at"])
def test_a_time_that_comes_twice_is_asked_about(london, editor, at_the_desk, field):
    article = ArticleFactory()

    response = press(at_the_desk(editor), "schedule", article, **{field: "2027-10-31T01:30"})

    assert told(response)[field] == [
        "The clocks show this time twice, because they are put back then: "
        "31 Oct 2027 01:30 BST and, an hour later, 31 Oct 2027 01:30 GMT. Choose which is meant."
    ]
    assert f'name="{field}-reading"' in response.text


@pytest.mark.parametrize(("offset", "hour"), [("+01:00", 0), ("+00:00", 1)])
def test_the_chosen_one_of_two_is_what_happens(london, editor, at_the_desk, offset, hour):
    article = ArticleFactory()
    chosen = {"publish_at-reading": f"2027-10-31T01:30{offset}", "publish_at": "2027-10-31T01:30"}

    response = press(at_the_desk(editor), "schedule", article, **chosen)

    assert said(response).startswith("Scheduled for 31 Oct 2027 01:30")
    assert article.versions.scheduled().get().live_from == datetime(
        2027, 10, 31, hour, 30, tzinfo=UTC
    )


def test_a_choice_left_over_from_another_time_counts_for_nothing(london, editor, at_the_desk):
    article = ArticleFactory()
    left = {"publish_at-reading": "2027-10-31T01:30+01:00", "publish_at": "2027-12-01T06:00"}

    press(at_the_desk(editor), "schedule", article, **left)

    assert article.versions.scheduled().get().live_from == datetime(2027, 12, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize("hour", [0, 1])
def test_a_kept_time_of_the_hour_put_back_comes_back_as_it_was(london, reporter, at_the_desk, hour):
    kept = datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
    article = ArticleFactory(planned_for=kept)
    page = at_the_desk(reporter).get(address(article))
    reading = f"2027-10-31T01:30+0{1 - hour}:00"
    assert f'value="{reading}" selected' in page.text

    press(at_the_desk(reporter), "save", page=page, **{"planned_for-reading": reading})

    assert Article.objects.get().planned_for == kept


@pytest.mark.parametrize("nonsense", ["tomorrow", "2027-13-01T00:00", "2027-10-31T01:30+99:00"])
def test_what_is_no_time_is_refused(reporter, at_the_desk, nonsense):
    response = press(at_the_desk(reporter), "save", ArticleFactory(), planned_for=nonsense)

    assert list(told(response)) == ["planned_for"]
