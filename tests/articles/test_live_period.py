"""What readers see at a moment: one rule, in SQL and in Python."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from articles.models import Version
from tests.factories import ArticleFactory

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

PERIODS = {
    "past and open": (NOON - HOUR, None, True),
    "begins this instant": (NOON, None, True),
    "covers now": (NOON - HOUR, NOON + HOUR, True),
    "ends this instant": (NOON - HOUR, NOON, False),
    "expired": (NOON - 2 * HOUR, NOON - HOUR, False),
    "future and open": (NOON + HOUR, None, False),
    "future and closed": (NOON + HOUR, NOON + 2 * HOUR, False),
    "never live": (None, None, False),
}


@pytest.fixture
def version(db):
    article = ArticleFactory()
    article.versions.update(path="2026/11/24/x", published_at=NOON, change="first")
    return article.versions.get()


def give(version, live_from, live_until):
    Version.objects.filter(pk=version.pk).update(live_from=live_from, live_until=live_until)
    return Version.objects.get(pk=version.pk)


@pytest.mark.parametrize(("live_from", "live_until", "expected"), PERIODS.values(), ids=PERIODS)
def test_python_and_sql_agree_on_what_readers_see(version, live_from, live_until, expected):
    version = give(version, live_from, live_until)

    assert version.is_live(NOON) is expected
    assert Version.objects.live(NOON).contains(version) is expected


@pytest.mark.parametrize("hours", [0, -1])
def test_a_period_cannot_end_before_it_begins(version, hours):
    with pytest.raises(IntegrityError, match="version_live_until_is_after_live_from"):
        give(version, NOON, NOON + hours * HOUR)


def test_a_period_without_a_beginning_has_no_end(version):
    with pytest.raises(IntegrityError, match="version_live_until_is_after_live_from"):
        give(version, None, NOON)


def test_two_open_ended_versions_of_one_article_are_refused(version):
    give(version, NOON, None)
    second = version.article.save_version(by=version.saved_by, always=True)

    with transaction.atomic(), pytest.raises(IntegrityError) as refused:
        Version.objects.filter(pk=second.pk).update(
            live_from=NOON + HOUR, path="2026/11/24/y", published_at=NOON, change="update"
        )

    assert "article" in str(refused.value)


def test_two_stories_cannot_share_an_address(version):
    give(version, NOON, None)
    other = ArticleFactory().versions.get()

    with transaction.atomic(), pytest.raises(IntegrityError) as refused:
        Version.objects.filter(pk=other.pk).update(
            live_from=NOON, path=version.path, published_at=NOON, change="first"
        )

    assert "path" in str(refused.value) or "address" in str(refused.value)


def test_a_live_version_has_an_address(version):
    Version.objects.filter(pk=version.pk).update(path="")

    with pytest.raises(IntegrityError, match="live_version_has_an_address_and_a_date"):
        give(version, NOON, None)


def test_the_next_transition_is_the_first_arrival_or_departure(version):
    give(version, NOON - HOUR, NOON + 2 * HOUR)
    ArticleFactory(scheduled=True, published_at=datetime(2099, 1, 1, tzinfo=UTC))

    assert Version.objects.next_transition(NOON) == NOON + 2 * HOUR
    assert Version.objects.next_transition(NOON + 3 * HOUR) == datetime(2099, 1, 1, tzinfo=UTC)


def test_a_version_is_immutable(version):
    version.headline = "Rewritten history"

    with pytest.raises(TypeError):
        version.save()

    assert Version.objects.get(pk=version.pk).headline != "Rewritten history"
