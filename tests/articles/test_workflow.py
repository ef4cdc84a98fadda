"""Who may move a story, from where, and what readers see of it meanwhile."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import workflow, workflow_page
from articles.models import Article, Stage, State, Version
from tests.factories import ArticleFactory, PictureFactory

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)


def state_of(article):
    return Article.objects.with_state().get(pk=article.pk).state


def seen_by_readers(article):
    version = article.versions.live().first()
    return version and version.headline


def test_a_story_goes_from_draft_through_review_to_its_readers(reporter, editor):
    article = ArticleFactory(headline="Bridge opens")

    workflow.perform("submit", article, by=reporter)
    assert state_of(article) == State.IN_REVIEW
    workflow.perform("request-changes", article, by=editor, note="Who paid for it?")
    assert state_of(article) == State.CHANGES_REQUESTED
    workflow.perform("submit", article, by=reporter)
    workflow.perform("approve", article, by=editor)
    assert state_of(article) == State.APPROVED
    assert seen_by_readers(article) is None
    workflow.perform("publish", article, by=editor)

    assert state_of(article) == State.LIVE
    assert seen_by_readers(article) == "Bridge opens"


@pytest.mark.parametrize(
    "name", ["publish", "schedule", "approve", "request-changes", "unpublish", "kill", "unschedule"]
)
def test_a_reporter_cannot_do_an_editors_step(name, reporter):
    article = ArticleFactory(in_review=True)

    with pytest.raises(PermissionDenied):
        workflow.perform(name, article, by=reporter, note="n", at=timezone.now() + TOMORROW)

    assert state_of(article) == State.IN_REVIEW
    assert article.events.count() == 1


def test_the_buttons_are_the_steps_that_the_person_may_take_now(reporter, editor):
    article = ArticleFactory(in_review=True)

    assert [t.name for t in workflow.open_to(reporter, article)] == ["save"]
    assert [t.name for t in workflow.open_to(editor, article)] == [
        *("save", "request-changes", "approve", "publish", "schedule", "kill")
    ]


def test_changes_are_requested_with_a_note(editor):
    article = ArticleFactory(in_review=True)

    with pytest.raises(ValidationError) as refused:
        workflow.perform("request-changes", article, by=editor, note="  ")

    assert "note" in refused.value.message_dict
    assert state_of(article) == State.IN_REVIEW


def test_a_step_that_is_not_open_is_refused_in_words(editor):
    article = ArticleFactory()

    with pytest.raises(ValidationError, match="Approve"):
        workflow.perform("approve", article, by=editor)


def test_a_scheduled_story_appears_at_its_minute_and_nobody_flips_a_status(editor, time_machine):
    article = ArticleFactory()
    minute = timezone.now() + timedelta(minutes=2)
    workflow.perform("schedule", article, by=editor, at=minute)
    assert state_of(article) == State.SCHEDULED
    assert seen_by_readers(article) is None

    time_machine.move_to(minute - timedelta(seconds=1))
    assert seen_by_readers(article) is None
    time_machine.move_to(minute)

    assert seen_by_readers(article) == article.headline
    assert state_of(article) == State.LIVE


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_story_cannot_be_scheduled_for_a_time_that_has_passed(editor, minutes):
    article = ArticleFactory()

    at = timezone.now() + timedelta(minutes=minutes)
    with pytest.raises(ValidationError) as refused:
        workflow.perform("schedule", article, by=editor, at=at)

    assert "publish_at" in refused.value.message_dict


def test_readers_see_the_old_text_until_the_change_is_published(editor, reporter):
    article = ArticleFactory(headline="Old text", live=True)

    article.headline = "New text"
    article.save()
    workflow.perform("save", article, by=reporter)
    assert state_of(article) == State.LIVE_CHANGED
    assert seen_by_readers(article) == "Old text"
    workflow.perform("publish", article, by=editor, change="update")

    assert seen_by_readers(article) == "New text"
    assert state_of(article) == State.LIVE


def test_a_scheduled_change_replaces_the_live_text_at_its_minute(editor, time_machine):
    article = ArticleFactory(headline="Old text", live=True)
    article.headline = "New text"
    article.save()
    at = timezone.now() + TOMORROW

    workflow.perform("schedule", article, by=editor, at=at, change="update")

    assert seen_by_readers(article) == "Old text"
    time_machine.move_to(at)
    assert seen_by_readers(article) == "New text"


def test_cancelling_a_scheduled_change_leaves_readers_what_they_have(editor):
    article = ArticleFactory(headline="Old text", live=True)
    article.headline = "New text"
    article.save()
    workflow.perform("schedule", article, by=editor, at=timezone.now() + TOMORROW, change="update")

    workflow.perform("unschedule", article, by=editor)

    assert article.versions.live(timezone.now() + 2 * TOMORROW).get().headline == "Old text"
    assert not article.versions.scheduled().exists()


def test_a_fix_published_before_a_scheduled_change_does_not_cancel_it(editor):
    article = ArticleFactory(headline="Old text", live=True)
    article.headline = "Tomorrow's text"
    article.save()
    workflow.perform("schedule", article, by=editor, at=timezone.now() + TOMORROW, change="update")
    article.headline = "Today's fix"
    article.save()

    workflow.perform("publish", article, by=editor, change="update")

    assert seen_by_readers(article) == "Today's fix"
    assert article.versions.live(timezone.now() + 2 * TOMORROW).get().headline == "Tomorrow's text"


def test_publishing_a_scheduled_story_now_brings_it_forward(editor):
    article = ArticleFactory(scheduled=True)

    workflow.perform("publish", article, by=editor)

    assert state_of(article) == State.LIVE
    assert not article.versions.scheduled().exists()
    assert article.versions.count() == 1


def test_unpublishing_takes_the_story_from_readers_at_once(editor):
    article = ArticleFactory(live=True)

    workflow.perform("unpublish", article, by=editor)

    assert seen_by_readers(article) is None
    assert state_of(article) == State.DRAFT


def test_killing_takes_back_what_readers_see_and_what_they_were_to_see(editor):
    article = ArticleFactory(live=True)
    article.headline = "Change for tomorrow"
    article.save()
    workflow.perform("schedule", article, by=editor, at=timezone.now() + TOMORROW, change="update")

    workflow.perform("kill", article, by=editor, note="Legal advice.")

    assert seen_by_readers(article) is None
    assert not article.versions.scheduled().exists()
    assert state_of(article) == State.KILLED


def test_a_killed_story_is_reopened_as_a_draft(editor):
    article = ArticleFactory(killed=True)

    workflow.perform("reopen", article, by=editor)

    assert state_of(article) == State.DRAFT
    assert seen_by_readers(article) is None


def test_a_story_expires_at_its_time_and_says_so(editor, time_machine):
    article = ArticleFactory(expires_at=timezone.now() + TOMORROW)
    workflow.perform("publish", article, by=editor)
    assert state_of(article) == State.LIVE

    time_machine.move_to(article.expires_at)

    assert seen_by_readers(article) is None
    assert state_of(article) == State.EXPIRED


def test_a_new_time_to_take_down_needs_no_new_version(editor):
    article = ArticleFactory(live=True)
    article.expires_at = timezone.now() + TOMORROW
    article.save()

    workflow.perform("publish", article, by=editor)

    assert article.versions.get().live_until == article.expires_at


def test_republishing_keeps_the_first_date_and_the_address(editor):
    first = timezone.now() - 40 * TOMORROW
    article = ArticleFactory(published_at=first)
    address = article.versions.get().path
    workflow.perform("unpublish", article, by=editor)

    workflow.perform("publish", article, by=editor)

    version = article.versions.live().get()
    assert (version.published_at, version.path) == (first, address)


def test_a_change_after_approval_is_not_approved(editor, reporter):
    article = ArticleFactory(in_review=True)
    workflow.perform("approve", article, by=editor)

    workflow.perform("save", article, by=reporter)

    assert article.stage == Stage.IN_REVIEW


def test_every_save_is_a_version(reporter):
    article = ArticleFactory()

    workflow.perform("save", article, by=reporter)
    workflow.perform("save", article, by=reporter)

    assert list(article.versions.values_list("number", flat=True)) == [3, 2, 1]


def test_publishing_words_already_saved_adds_no_version(editor):
    article = ArticleFactory()

    workflow.perform("publish", article, by=editor)
    workflow.perform("publish", article, by=editor)

    assert article.versions.count() == 1


def test_a_version_keeps_the_byline_as_it_was_printed(editor):
    article = ArticleFactory(live=True)
    author = article.bylines.get().author
    printed = author.name

    author.name = "Name after marriage"
    author.save()

    assert article.versions.get().bylines[0]["name"] == printed


@pytest.mark.parametrize(
    ("change", "tells_readers"),
    [("silent-fix", False), ("update", True), ("correction", True), ("clarification", True)],
)
def test_only_a_typed_change_shows_as_updated(editor, change, tells_readers):
    article = ArticleFactory(live=True)
    article.headline = "Changed"
    article.save()

    notice = "" if change == "silent-fix" else "It was the north bank."
    workflow.perform("publish", article, by=editor, change=change, notice=notice)

    assert bool(article.versions.live().get().updated_at) is tells_readers


def test_a_correction_stays_with_the_story_after_a_silent_fix(editor):
    article = ArticleFactory(live=True)
    for headline, change, notice in [
        ("Corrected", "correction", "It was the north bank."),
        ("Typo gone", "silent-fix", ""),
    ]:
        article.headline = headline
        article.save()
        workflow.perform("publish", article, by=editor, change=change, notice=notice)

    (notice,) = article.versions.live().get().notices

    assert (notice["type"], notice["text"]) == ("correction", "It was the north bank.")


@pytest.mark.parametrize(
    ("field", "emptied"),
    [
        ("headline", {"headline": " "}),
        ("section", {"section": None}),
        ("body", {"body": "<p> </p>"}),
    ],
)
def test_what_is_missing_for_publication_is_named_by_its_field(editor, field, emptied):
    article = ArticleFactory(**emptied)

    with pytest.raises(ValidationError) as refused:
        workflow.perform("publish", article, by=editor)

    assert list(refused.value.message_dict) == [field]
    assert seen_by_readers(article) is None


def test_a_story_without_a_byline_is_not_published(editor):
    article = ArticleFactory()
    article.bylines.all().delete()

    with pytest.raises(ValidationError) as refused:
        workflow.perform("publish", article, by=editor)

    assert list(refused.value.message_dict) == ["bylines"]


@pytest.mark.parametrize("place", ["lead_picture", "body"])
def test_every_picture_needs_alt_text(editor, place):
    picture = PictureFactory(alt_text="")
    content = {
        "lead_picture": {"lead_picture": picture},
        "body": {"body": f'<p>Text</p><figure data-picture="{picture.pk}"></figure>'},
    }
    article = ArticleFactory(**content[place])

    with pytest.raises(ValidationError) as refused:
        workflow.perform("publish", article, by=editor)

    assert list(refused.value.message_dict) == [place]


def test_a_second_story_of_the_day_with_the_same_address_is_refused(editor):
    ArticleFactory(slug="fire", published_at=timezone.now())
    article = ArticleFactory(slug="fire")

    with pytest.raises(ValidationError) as refused:
        workflow.perform("publish", article, by=editor)

    assert list(refused.value.message_dict) == ["slug"]


def test_a_failed_publication_leaves_no_half_written_version(editor, monkeypatch):
    article = ArticleFactory()
    article.headline = "Changed since"
    article.save()
    monkeypatch.setattr(Article, "events", property(lambda self: 1 / 0))

    with pytest.raises(ZeroDivisionError):
        workflow.perform("publish", article, by=editor)

    assert Version.objects.filter(article=article).count() == 1
    assert not Version.objects.live().exists()


def test_two_editors_at_once_get_one_version_each_and_one_live(editor):
    article = ArticleFactory()
    colleague = Article.objects.get(pk=article.pk)

    workflow.perform("publish", article, by=editor)
    colleague.headline = "The colleague's headline"
    colleague.save()
    workflow.perform("publish", colleague, by=editor, change="update")

    assert list(article.versions.values_list("number", flat=True)) == [2, 1]
    assert article.versions.live().get().headline == "The colleague's headline"


def test_the_docs_show_the_table_as_it_is(settings):
    page = (settings.BASE_DIR / "docs" / "workflow.md").read_text(encoding="utf-8")

    assert workflow_page.as_markdown() in page
