"""Publishing from the desk: what readers get, when, and what keeps them from it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, State, Version
from tests.desk import address, press, said, seen_by_readers, state_of, told, typed_on
from tests.factories import (
    ArticleFactory,
    PictureFactory,
)

pytestmark = pytest.mark.django_db


def in_hours(hours):
    return f"{timezone.localtime() + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def test_publishing_shows_the_story_and_says_so(at_the_desk, editor):
    article = ArticleFactory(headline="Bridge opens")

    response = press(at_the_desk(editor), "publish", article)

    assert seen_by_readers(article) == "Bridge opens"
    assert said(response).startswith("Published. Readers see version 1 now.")
    assert article.versions.live().get().get_absolute_url() in said(response)


def test_what_is_missing_is_named_beside_its_field_and_every_typed_word_is_kept(
    at_the_desk, editor
):
    picture = PictureFactory(alt_text="")
    body = f'<p>Words.</p><figure data-picture="{picture.pk}"><figcaption></figcaption></figure>'

    response = press(
        at_the_desk(editor), "publish", kicker="Kept kicker", standfirst="Kept standfirst",
        body=body, lead_picture=picture.pk, note="Kept note", expires_at="2020-01-01T00:00",
    )  # fmt: skip

    assert sorted(told(response)) == [
        "body", "bylines", "expires_at", "headline", "lead_picture", "section",
    ]  # fmt: skip
    sent = typed_on(response)
    assert (sent["kicker"], sent["standfirst"], sent["note"], sent["body"]) == (
        "Kept kicker", "Kept standfirst", "Kept note", body,
    )  # fmt: skip
    assert sent["expires_at"] == "2020-01-01T00:00"
    assert 'href="#id_headline"' in response.text
    assert 'href="#bylines-group"' in response.text
    assert not Article.objects.exists()
    assert not Version.objects.exists()


def test_a_refused_change_to_a_live_story_leaves_no_version_and_no_words(at_the_desk, editor):
    article = ArticleFactory(headline="Bridge opens", live=True)

    response = press(
        at_the_desk(editor),
        "publish",
        article,
        headline="",
        standfirst="New words",
        change="update",
    )

    assert told(response) == {"headline": ["Write a headline."]}
    assert typed_on(response)["standfirst"] == "New words"
    assert article.versions.count() == 1
    assert Article.objects.get().headline == "Bridge opens"


def test_a_change_to_a_live_story_stays_unseen_until_it_is_published(at_the_desk, reporter, editor):
    article = ArticleFactory(headline="Before", live=True)

    response = press(at_the_desk(reporter), "save", article, headline="After")
    assert said(response) == "Saved as version 2. Readers go on seeing what is published."
    assert seen_by_readers(article) == "Before"
    assert state_of(article) == State.LIVE_CHANGED

    press(at_the_desk(editor), "publish", article, change="silent-fix")
    assert seen_by_readers(article) == "After"


def test_a_correction_is_published_with_the_notice_that_readers_get(at_the_desk, editor):
    article = ArticleFactory(live=True)
    desk = at_the_desk(editor)

    refused = press(
        desk, "publish", article, headline="Right", change="correction", note="Internal"
    )
    assert told(refused) == {"notice": ["Write what readers are told."]}
    assert article.versions.count() == 1

    told_to_all = {"change": "correction", "notice": "It was 1923.", "note": "Ada rang."}
    press(desk, "publish", article, headline="Right", **told_to_all)
    version = article.versions.live().get()
    assert version.change == "correction"
    assert [notice["text"] for notice in version.notices] == ["It was 1923."]
    assert article.events.first().note == "Ada rang."


def test_a_change_that_readers_will_see_is_not_published_without_its_kind(at_the_desk, editor):
    article = ArticleFactory(headline="Before", live=True)
    desk = at_the_desk(editor)
    refusals = {
        "publish": "Choose what kind of change this is and press “Publish now” again, or press the "
        "button of its kind: it decides what readers are told.",
        "schedule": "Choose what kind of change this is: it decides what readers are told.",
    }

    for step, refusal in refusals.items():
        response = press(desk, step, article, headline="After", publish_at=in_hours(24))
        assert told(response) == {"change": [refusal]}
        assert typed_on(response)["headline"] == "After"
        assert "Choose one to publish or schedule the change…" in response.text

    assert seen_by_readers(article) == "Before"
    assert article.versions.count() == 1


def test_the_kind_is_nobodys_business_where_nothing_changes_for_readers(at_the_desk, editor):
    article = ArticleFactory(live=True)
    desk = at_the_desk(editor)

    assert said(press(desk, "publish", article, expires_at=in_hours(24))).startswith("Published.")
    press(desk, "unpublish", article)
    assert said(press(desk, "publish", article)).startswith("Published.")

    assert article.versions.live().get().change == "silent-fix"


def test_a_reviewer_is_not_asked_what_readers_will_be_told(at_the_desk, editor, reporter):
    article = ArticleFactory(live=True)
    press(at_the_desk(reporter), "save", article, headline="After")
    press(at_the_desk(reporter), "submit", article)

    assert said(press(at_the_desk(editor), "approve", article)).startswith("Approved.")


def test_a_notice_typed_with_a_silent_fix_is_not_dropped_in_silence(at_the_desk, editor):
    article = ArticleFactory(live=True)

    response = press(
        at_the_desk(editor), "publish", article, headline="After", change="silent-fix", notice="Hm."
    )

    assert list(told(response)) == ["notice"]
    assert typed_on(response)["notice"] == "Hm."


def test_a_note_to_readers_can_be_published_without_new_words(at_the_desk, editor):
    article = ArticleFactory(live=True)

    press(
        at_the_desk(editor), "publish", article, change="editors-note", notice="We stand by this."
    )

    version = article.versions.live().get()
    assert (version.number, version.change) == (2, "editors-note")
    assert version.notices[-1]["text"] == "We stand by this."


def test_the_kind_of_a_change_is_asked_only_where_readers_saw_something_before(at_the_desk, editor):
    desk = at_the_desk(editor)

    assert "change" not in typed_on(desk.get(address(ArticleFactory())))
    assert "change" in typed_on(desk.get(address(ArticleFactory(live=True))))


def test_a_story_is_scheduled_to_the_minute_of_the_newsrooms_clock(at_the_desk, editor, settings):
    settings.TIME_ZONE = "America/New_York"
    article = ArticleFactory()
    year = timezone.localtime().year + 1

    response = press(at_the_desk(editor), "schedule", article, publish_at=f"{year}-07-01T06:00")

    assert said(response) == f"Scheduled for 1 Jul {year} 06:00 EDT."
    assert (
        article.versions.scheduled().get().live_from.isoformat() == f"{year}-07-01T10:00:00+00:00"
    )
    assert state_of(article) == State.SCHEDULED


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Choose the day and time of publication."),
        ("2020-01-01T06:00", "This time has passed. Choose a later one."),
    ],
)
def test_a_schedule_needs_a_time_to_come(at_the_desk, editor, typed, message):
    article = ArticleFactory()

    response = press(at_the_desk(editor), "schedule", article, publish_at=typed)

    assert told(response) == {"publish_at": [message]}
    assert state_of(article) == State.DRAFT


def test_a_schedule_is_cancelled(at_the_desk, editor):
    article = ArticleFactory(scheduled=True)

    response = press(at_the_desk(editor), "unschedule", article)

    assert said(response) == "The schedule is cancelled."
    assert state_of(article) == State.DRAFT


def test_publishing_now_says_that_a_scheduled_change_follows(at_the_desk, editor):
    article = ArticleFactory(live=True)
    desk = at_the_desk(editor)
    press(desk, "schedule", article, headline="Tomorrow", publish_at=in_hours(24), change="update")

    response = press(desk, "publish", article, headline="Today", change="update")

    assert "Version 2 is scheduled for" in said(response)
    assert seen_by_readers(article) == "Today"


def test_unpublishing_takes_a_story_from_readers(at_the_desk, editor):
    article = ArticleFactory(live=True)

    press(at_the_desk(editor), "unpublish", article)

    assert seen_by_readers(article) is None
    assert state_of(article) == State.DRAFT
