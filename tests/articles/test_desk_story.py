"""A story's page: who can press what, and what a save never loses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Stage, State, Version
from tests.desk import address, buttons, press, said, state_of, told, typed_on
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def in_hours(hours):
    return f"{timezone.localtime() + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


# Who may press what


def test_a_reporter_writes_a_story_and_submits_it(at_the_desk, reporter):
    mara = AuthorFactory(name="Mara Lind", user=reporter)
    section, topic, picture = SectionFactory(), TopicFactory(), PictureFactory()
    desk = at_the_desk(reporter)

    response = press(
        desk, "submit",
        kicker="Harbour", headline="  Bridge\nopens ", standfirst="At last.",
        body="<h2>How</h2><p>Slowly.</p>", section=section.pk, topics=[topic.pk],
        lead_picture=picture.pk,
    )  # fmt: skip

    article = Article.objects.get()
    assert response.headers["Location"] == address(article)
    assert said(response) == "Submitted for review."
    assert state_of(article) == State.IN_REVIEW
    version = article.versions.get()
    assert (version.headline, version.kicker, version.standfirst) == (
        "Bridge opens", "Harbour", "At last.",
    )  # fmt: skip
    assert version.body == "<h2>How</h2><p>Slowly.</p>"
    assert (version.section, version.lead_picture) == (section, picture)
    assert list(version.topics.all()) == [topic]
    assert version.bylines == [{"name": "Mara Lind", "slug": mara.slug, "role": "writer"}]


def test_a_new_story_begins_with_the_steps_that_the_person_may_take(at_the_desk, reporter, editor):
    assert buttons(at_the_desk(reporter).get(address())) == ["Save draft", "Submit for review"]
    assert buttons(at_the_desk(editor).get(address())) == [
        "Save draft", "Submit for review", "Publish now", "Schedule",
    ]  # fmt: skip


def test_a_reporter_has_no_button_that_publishes(at_the_desk, reporter, editor):
    article = ArticleFactory(in_review=True)

    assert buttons(at_the_desk(reporter).get(address(article))) == ["Save draft"]
    assert buttons(at_the_desk(editor).get(address(article))) == [
        "Save draft", "Request changes", "Approve", "Publish now", "Schedule", "Kill",
    ]  # fmt: skip


@pytest.mark.parametrize("step", ["publish", "schedule", "approve", "kill", "unpublish"])
def test_a_step_that_a_reporter_forges_is_refused_and_changes_nothing(at_the_desk, reporter, step):
    article = ArticleFactory(headline="As it was", in_review=True)

    response = press(
        at_the_desk(reporter), step, article, headline="Forged", note="n", publish_at=in_hours(1)
    )

    assert response.status_code == 403
    assert Article.objects.get().headline == "As it was"
    assert article.versions.count() == 1
    assert not Version.objects.exclude(live_from=None).exists()


def test_a_new_story_that_a_reporter_forges_live_is_not_even_kept(at_the_desk, reporter):
    response = press(
        at_the_desk(reporter), "publish", headline="Forged", body="<p>x</p>",
        section=SectionFactory().pk, **{"bylines-0-author": AuthorFactory().pk},
    )  # fmt: skip

    assert response.status_code == 403
    assert not Article.objects.exists()


def test_a_button_that_there_is_not_is_a_bad_request(at_the_desk, editor):
    assert press(at_the_desk(editor), "explode", ArticleFactory()).status_code == 400


def test_a_killed_story_is_read_only_to_a_reporter(at_the_desk, reporter):
    article = ArticleFactory(headline="Withdrawn words", killed=True)

    response = at_the_desk(reporter).get(address(article))

    assert response.status_code == 200
    assert "Withdrawn words" in response.text
    assert "_transition" not in response.text
    assert press(at_the_desk(reporter), "save", article, headline="x").status_code == 403


def test_an_editor_reopens_what_was_killed(at_the_desk, editor):
    article = ArticleFactory(killed=True)
    desk = at_the_desk(editor)

    assert buttons(desk.get(address(article))) == ["Reopen"]
    press(desk, "reopen", article)

    assert state_of(article) == State.DRAFT


def test_nobody_deletes_a_story(at_the_desk, admin_user):
    article = ArticleFactory()

    assert at_the_desk(admin_user).post(address(article, "delete")).status_code == 403


# Review


def test_an_editor_sends_a_story_back_with_a_note_that_its_reporter_sees(
    at_the_desk, reporter, editor
):
    article = ArticleFactory(in_review=True)

    response = press(at_the_desk(editor), "request-changes", article, note="Who paid for it?")

    assert said(response) == "Sent back with your note."
    assert state_of(article) == State.CHANGES_REQUESTED
    page = at_the_desk(reporter).get(address(article))
    assert page.context["panel"].sent_back.note == "Who paid for it?"
    assert "requested changes" in page.text


def test_a_story_is_not_sent_back_without_a_note(at_the_desk, editor):
    article = ArticleFactory(in_review=True)

    response = press(at_the_desk(editor), "request-changes", article, headline="Kept words")

    assert told(response) == {"note": ["Write a note: what should be done, or why."]}
    assert typed_on(response)["headline"] == "Kept words"
    assert state_of(article) == State.IN_REVIEW


# Saving


def test_every_save_is_a_version_even_of_the_same_words(at_the_desk, reporter):
    article = ArticleFactory()
    desk = at_the_desk(reporter)

    press(desk, "save", article)
    press(desk, "save", article, headline="Other words")

    assert [version.number for version in article.versions.all()] == [3, 2, 1]
    assert article.latest_version.saved_by == reporter


def test_two_names_in_a_byline_change_places(at_the_desk, editor):
    one, two = AuthorFactory(name="One"), AuthorFactory(name="Two")
    article = ArticleFactory(byline=one)
    desk = at_the_desk(editor)

    press(desk, "save", article, **{"bylines-1-author": two.pk})
    assert [line["name"] for line in article.latest_version.bylines] == ["One", "Two"]
    press(desk, "save", article, **{"bylines-0-position": 2, "bylines-1-position": 1})
    assert [line["name"] for line in article.latest_version.bylines] == ["Two", "One"]
    press(desk, "save", article, **{"bylines-0-author": one.pk, "bylines-1-author": two.pk})
    assert [line["name"] for line in article.latest_version.bylines] == ["One", "Two"]


def test_a_byline_is_removed_by_its_box_or_by_emptying_it(at_the_desk, editor):
    article = ArticleFactory(byline=AuthorFactory())
    desk = at_the_desk(editor)
    press(desk, "save", article, **{"bylines-1-author": AuthorFactory(name="Stays").pk})

    press(desk, "save", article, **{"bylines-0-DELETE": "on"})
    assert [line["name"] for line in article.latest_version.bylines] == ["Stays"]
    press(desk, "save", article, **{"bylines-0-author": ""})
    assert article.latest_version.bylines == []


def test_the_same_name_twice_in_one_role_is_refused(at_the_desk, editor):
    author = AuthorFactory()
    article = ArticleFactory(byline=author)

    response = press(at_the_desk(editor), "save", article, **{"bylines-1-author": author.pk})

    assert told(response) == {"bylines": ["The same author stands twice in the same role."]}
    assert article.versions.count() == 1


def test_markup_that_the_editor_does_not_make_is_not_kept(at_the_desk, reporter):
    article = ArticleFactory()

    press(
        at_the_desk(reporter), "save", article,
        body='<h1>One</h1><p style="x" onclick="y">Two<script>alert(1)</script></p>',
    )  # fmt: skip

    assert Article.objects.get().body == "One<p>Two</p>"


def test_the_stage_is_seen_as_it_is_when_the_button_is_pressed(at_the_desk, reporter, editor):
    article = ArticleFactory(in_review=True)
    page = at_the_desk(editor).get(address(article))
    Article.objects.update(stage=Stage.DRAFT)

    response = press(at_the_desk(editor), "approve", page=page)

    assert "is not possible" in told(response)["__all__"][0]
