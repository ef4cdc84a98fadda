"""The rows by which the pages of topics and authors are read: they follow what readers see."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles import workflow
from articles.models import Filing, Version
from tests.factories import ArticleFactory, AuthorFactory, TopicFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def filed():
    rows = Filing.objects.values_list("version", "topic", "author", "published_at")
    return sorted(rows, key=str)


def as_versions_say():
    """What the rows must be, from the versions alone."""
    rows = []
    for version in Version.objects.filter(live_from__isnull=False):
        at = version.published_at
        rows += [(version.pk, topic.pk, None, at) for topic in version.topics.all()]
        rows += [(version.pk, None, author.pk, at) for author in version.authors.all()]
    return sorted(rows, key=str)


def test_they_follow_every_step_of_a_story(editor, time_machine):
    time_machine.move_to(NOON, tick=False)
    topics = [TopicFactory(), TopicFactory()]
    story = ArticleFactory(topics=topics[:1])
    steps = [
        ("save", {}),
        ("schedule", {"at": NOON + HOUR}),
        ("schedule", {"at": NOON + 2 * HOUR}),
        ("unschedule", {}),
        ("publish", {}),
        ("publish", {"change": "update"}),
        ("schedule", {"at": NOON + 9 * HOUR, "change": "update"}),
        ("unpublish", {}),
        ("publish", {"change": "silent-fix"}),
        ("kill", {"note": "Wrong."}),
    ]
    seen = []
    for number, (step, terms) in enumerate(steps):
        story.standfirst = f"Words {number}"
        story.topics.set(topics[: 1 + number % 2])
        story.save()
        workflow.perform(step, story, by=editor, **terms)
        time_machine.shift(60)
        seen.append(len(filed()))
        assert (step, filed()) == (step, as_versions_say())
    assert seen[0] == 0
    assert max(seen) > 5


def test_the_menus_are_made_once():
    migration = import_module("articles.migrations.0005_menus")

    migration.make_menus(apps, None)
    migration.make_menus(apps, None)

    assert apps.get_model("articles.Menu").objects.count() == 2


def test_no_page_of_a_topic_or_author_sorts_or_reads_what_it_does_not_show():
    """However many stories there are: the plan reads the end of an index."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses its plan by what is in the tables")
    topic, author = TopicFactory(), AuthorFactory()
    for rows in (topic.filings, author.filings):
        plan = rows.live().for_cards()[:21].explain()
        deep = rows.live().for_cards().filter(published_at__lte=NOON)[:21].explain()

        assert "USING INDEX filing_by_" in plan or "USING COVERING INDEX filing_by_" in plan
        assert "TEMP B-TREE" not in plan + deep
        assert "published_at<?" in deep
