"""How many people must approve a story's words, and that other words are asked for anew."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from articles.models import Approval, Stage, State
from tests.desk import address, press, said, state_of, told
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def needs_two():
    return SectionFactory(name="Investigations", approvals_needed=2)


@pytest.fixture
def second_editor(db):
    return UserFactory(username="second-editor", group="Editor")


def refusal(step, article, by, **terms):
    with pytest.raises(ValidationError) as refused:
        workflow.perform(step, article, by=by, **terms)
    return refused.value.messages


def test_a_story_that_needs_two_is_approved_when_two_people_have_approved_it(
    needs_two, editor, second_editor
):
    article = ArticleFactory(section=needs_two, in_review=True)

    workflow.perform("approve", article, by=editor)
    assert article.stage == Stage.IN_REVIEW
    workflow.perform("approve", article, by=second_editor)

    assert article.stage == Stage.APPROVED


def test_one_person_does_not_approve_twice(needs_two, editor):
    article = ArticleFactory(section=needs_two, in_review=True)
    workflow.perform("approve", article, by=editor)

    assert refusal("approve", article, editor) == ["You have approved these words already."]
    assert Approval.objects.count() == 1


def test_nobody_approves_words_that_they_saved_where_approval_is_needed(editor, second_editor):
    article = ArticleFactory(section=SectionFactory(approvals_needed=1), in_review=True)
    workflow.perform("save", article, by=editor)

    (message,) = refusal("approve", article, editor)
    assert "somebody else must approve them" in message
    workflow.perform("approve", article, by=second_editor)

    assert article.stage == Stage.APPROVED


def test_where_none_is_needed_one_approval_is_enough_as_ever(editor):
    article = ArticleFactory(in_review=True)

    workflow.perform("approve", article, by=editor)

    assert article.stage == Stage.APPROVED


@pytest.mark.parametrize("step", ["publish", "schedule"])
def test_nothing_is_published_or_scheduled_before_it_is_approved(
    needs_two, editor, second_editor, step
):
    article = ArticleFactory(section=needs_two, in_review=True)
    tomorrow = {"at": timezone.now() + timedelta(days=1)}

    assert refusal(step, article, editor, **tomorrow) == ["The story needs 2 more approvals."]
    workflow.perform("approve", article, by=editor)
    assert refusal(step, article, editor, **tomorrow) == ["The story needs one more approval."]
    workflow.perform("approve", article, by=second_editor)
    workflow.perform(step, article, by=editor, **tomorrow)

    assert state_of(article) in (State.LIVE, State.SCHEDULED)


def test_an_edit_after_approval_asks_again(needs_two, reporter, editor, second_editor):
    article = ArticleFactory(section=needs_two, in_review=True)
    for person in (editor, second_editor):
        workflow.perform("approve", article, by=person)

    article.headline = "Other words"
    article.save()
    workflow.perform("save", article, by=reporter)

    assert article.stage == Stage.IN_REVIEW
    assert refusal("publish", article, editor) == ["The story needs 2 more approvals."]


def test_words_changed_in_the_moment_of_publishing_are_not_approved_words(
    needs_two, editor, second_editor, at_the_desk
):
    article = ArticleFactory(section=needs_two, in_review=True)
    for person in (editor, second_editor):
        workflow.perform("approve", article, by=person)

    response = press(at_the_desk(editor), "publish", article, headline="Slipped in")

    assert "The story needs 2 more approvals." in response.text
    assert not article.versions.live().exists()
    assert not article.versions.filter(headline="Slipped in").exists()


def test_moving_a_live_story_to_a_section_that_asks_for_none_does_not_avoid_approval(
    needs_two, editor
):
    article = ArticleFactory(section=needs_two, live=True)
    article.section = SectionFactory(name="Notices")
    article.save()

    refused = refusal("publish", article, editor, change="silent-fix")

    assert refused == ["The story needs 2 more approvals."]


def test_taking_down_what_readers_see_needs_no_approval(needs_two, editor):
    article = ArticleFactory(section=needs_two, live=True)

    workflow.perform("unpublish", article, by=editor)

    assert state_of(article) == State.DRAFT


def test_the_panel_names_who_approved_and_how_many_are_missing(needs_two, editor, at_the_desk):
    article = ArticleFactory(section=needs_two, in_review=True)

    response = press(at_the_desk(editor), "approve", article)
    page = at_the_desk(editor).get(address(article))

    assert said(response) == "Your approval counts. The story needs one more approval."
    assert page.context["panel"].approvals[0].startswith("Approved by editor, ")
    assert page.context["panel"].approvals[1] == "The story needs one more approval."


def test_what_has_my_approval_waits_for_others(needs_two, editor, second_editor, at_the_desk):
    article = ArticleFactory(section=needs_two, in_review=True)
    workflow.perform("approve", article, by=editor)

    assert at_the_desk(editor).get("/admin/").context["queues"][0].count == 0
    assert at_the_desk(second_editor).get("/admin/").context["queues"][0].count == 1


def test_a_section_asks_for_two_people_at_most(editor, at_the_desk):
    section = SectionFactory()
    page = {"name": "S", "slug": "s", "position": 0, "approvals_needed": 3}

    response = at_the_desk(editor).post(f"/admin/articles/section/{section.pk}/change/", page)

    assert "approvals_needed" in told(response)
