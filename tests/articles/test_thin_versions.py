"""Old saves that nobody needs go; everything that anybody needs stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import workflow
from articles.models import PreviewLink, WorkflowEvent
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def thin(**options):
    out = StringIO()
    call_command("thin_versions", stdout=out, **options)
    return out.getvalue()


def save(article, by, days_ago, time_machine):
    now = timezone.now()
    time_machine.move_to(now - timedelta(days=days_ago))
    article.headline = f"Saved {days_ago} days ago"
    article.save()
    event = workflow.perform("save", article, by=by)
    time_machine.move_to(now)
    return event.version.number


def numbers(article):
    return sorted(article.versions.values_list("number", flat=True))


@pytest.fixture
def story(editor, time_machine):
    """Versions 1 to 5, saved long ago, and 6 and 7 of late."""
    now = timezone.now()
    time_machine.move_to(now - timedelta(days=200))
    article = ArticleFactory()
    time_machine.move_to(now)
    for days_ago in (190, 180, 170, 160, 20, 10):
        save(article, editor, days_ago, time_machine)
    return article


def test_old_saves_go_and_the_first_the_latest_and_the_young_stay(story):
    told = thin()

    assert numbers(story) == [1, 5, 6, 7]  # 5 was replaced 20 days ago
    assert told == "3 drafts of 1 story, replaced more than 90 days ago, gone.\n"
    assert WorkflowEvent.objects.filter(article=story).count() == 3


def test_thinning_again_finds_nothing(story):
    thin()

    assert thin().startswith("0 drafts of 0 stories")
    assert numbers(story) == [1, 5, 6, 7]


def test_a_dry_run_counts_and_deletes_nothing(story):
    assert thin(dry_run=True) == "3 drafts replaced more than 90 days ago would go.\n"
    assert len(numbers(story)) == 7


def test_a_labelled_version_stays(story):
    story.versions.get(number=3).rename("As read by the lawyer")

    thin()

    assert 3 in numbers(story)


def test_a_version_that_was_submitted_or_saved_with_a_note_stays(story, editor):
    story.events.filter(version__number=2).update(transition="submit")
    story.events.filter(version__number=3).update(note="Version 1 restored.")

    thin()

    assert numbers(story) == [1, 2, 3, 5, 6, 7]


def test_a_version_that_a_preview_link_shows_stays(story, editor):
    PreviewLink.make(story, by=editor, days=7, version=story.versions.get(number=4))

    thin()

    assert numbers(story) == [1, 4, 5, 6, 7]


def test_a_version_that_was_is_or_will_be_live_stays(editor, time_machine):
    now = timezone.now()
    time_machine.move_to(now - timedelta(days=200))
    article = ArticleFactory(live=True)
    for change in ("was live", "is live"):
        article.headline = change
        article.save()
        workflow.perform("publish", article, by=editor, change="update")
    article.headline = "will be live"
    article.save()
    soon = now + timedelta(days=1)
    workflow.perform("schedule", article, by=editor, at=soon, change="update")
    workflow.perform("save", article, by=editor)
    workflow.perform("save", article, by=editor)
    WorkflowEvent.objects.exclude(version__number=5).update(transition="save")
    time_machine.move_to(now)

    thin(days=1)

    assert numbers(article) == [1, 2, 3, 4, 6]


@pytest.mark.parametrize("days", [0, None])
def test_zero_days_keep_everything(story, settings, days):
    settings.KEEP_DRAFTS_DAYS = 0

    assert thin(days=days) == "0 days: every draft is kept.\n"
    assert len(numbers(story)) == 7


def test_a_negative_number_of_days_is_refused(story):
    with pytest.raises(CommandError, match="negative"):
        thin(days=-1)


def test_a_terminal_shows_how_far_it_is(story):
    class Terminal(StringIO):
        def isatty(self):
            return True

    out = Terminal()
    call_command("thin_versions", stdout=out)

    assert "3/3" in out.getvalue()


def test_the_last_that_each_person_saved_stays(story, reporter, time_machine):
    theirs = save(story, reporter, 150, time_machine)
    later = save(story, reporter, 140, time_machine)

    thin()

    assert theirs not in numbers(story)
    assert later in numbers(story)
