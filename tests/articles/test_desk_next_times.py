"""The times that a story is mostly scheduled for are one click away."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.desk.widgets import MinuteToCome
from tests.desk import address
from tests.factories import ArticleFactory


@pytest.fixture
def at(monkeypatch, settings):
    """`at(datetime(…, tzinfo=UTC))`: what is offered then in London."""
    settings.TIME_ZONE = "Europe/London"

    def offered(now):
        monkeypatch.setattr(timezone, "now", lambda: now)
        html = MinuteToCome().render("publish_at", None)
        return [part.partition("<")[0].split('">') for part in html.split('value="')[1:]]

    return offered


def test_the_next_three_of_a_newsrooms_hours_are_offered(at):
    assert at(datetime(2026, 11, 25, 14, 2, tzinfo=UTC)) == [
        ["2026-11-25T18:00", "Today 18:00"],
        ["2026-11-26T06:00", "Tomorrow 06:00"],
        ["2026-11-26T12:00", "Tomorrow 12:00"],
    ]
    assert [label for _, label in at(datetime(2026, 11, 25, 18, 0, tzinfo=UTC))] == [
        "Tomorrow 06:00", "Tomorrow 12:00", "Tomorrow 18:00",
    ]  # fmt: skip


def test_they_are_the_newsrooms_on_the_day_that_the_clocks_change(at):
    before_summer_time = at(datetime(2027, 3, 27, 19, 0, tzinfo=UTC))

    assert before_summer_time[0] == ["2027-03-28T06:00", "Tomorrow 06:00"]
    assert at(datetime(2027, 3, 28, 4, 59, tzinfo=UTC))[0] == ["2027-03-28T06:00", "Today 06:00"]
    assert at(datetime(2027, 3, 28, 5, 0, tzinfo=UTC))[0] == ["2027-03-28T12:00", "Today 12:00"]


@pytest.mark.django_db
def test_they_stand_beside_the_time_of_publication_alone(at_the_desk, editor, reporter):
    story = ArticleFactory()

    assert at_the_desk(editor).get(address(story)).text.count("next-times") == 1
    assert "next-times" not in at_the_desk(reporter).get(address(story)).text
