"""What is decided about comments: the log of it, taking it back, and two who decide at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.models import Comment, Decision, Overtaken, Reason, Status
from tests.factories import CommentFactory

pytestmark = pytest.mark.django_db


def log():
    return list(Decision.objects.order_by("pk").values_list("was", "became", "reason"))


# The log


def test_every_decision_is_kept_with_who_when_and_why(moderator, editor):
    comment = CommentFactory()

    comment.reject(by=moderator, reason=Reason.HATE, note="Third time.", told=True)
    comment.approve(by=editor)

    rejected, approved = Decision.objects.order_by("pk")
    assert (rejected.by, rejected.reason, rejected.note) == (moderator, "hate", "Third time.")
    assert rejected.told
    assert (approved.by, approved.was, approved.became) == (editor, "rejected", "approved")
    assert approved.at == Comment.objects.get().decided_at


def test_a_decision_is_never_changed_or_deleted(moderator):
    decision = CommentFactory().approve(by=moderator)
    decision.note = "Rewritten"

    for change in (
        decision.save,
        decision.delete,
        Decision.objects.all().delete,
        lambda: Decision.objects.update(note="Rewritten"),
    ):
        with pytest.raises(TypeError):
            change()
    assert Decision.objects.get().note == ""


def test_the_log_outlives_the_comment(moderator):
    comment = CommentFactory()
    comment.approve(by=moderator)

    comment.delete()

    assert Decision.objects.get().comment is None


def test_a_comment_held_again_waits_as_if_nobody_had_decided(moderator):
    comment = CommentFactory(approved=True)

    comment.hold(by=moderator)

    comment.refresh_from_db()
    assert (comment.status, comment.decided_at, comment.decided_by) == (Status.PENDING, None, None)


def test_what_its_author_withdrew_nobody_decides_about(moderator):
    comment = CommentFactory(status=Status.WITHDRAWN)

    with pytest.raises(Overtaken):
        comment.approve(by=moderator)
    assert log() == []


# Undoing


@pytest.mark.parametrize("verb", ["approve", "reject", "mark_as_spam", "hold"])
@pytest.mark.parametrize("status", ["pending", "approved", "spam"])
def test_an_undone_decision_leaves_the_comment_where_it_was(moderator, status, verb):
    comment = CommentFactory(status=status)

    decision = getattr(comment, verb)(by=moderator)
    undone = comment.undo(decision, by=moderator)

    assert Comment.objects.get().status == status
    assert log()[-1] == (decision.became, status, "")
    assert undone.takes_back


def test_decisions_are_undone_one_after_the_other(moderator):
    comment = CommentFactory()
    first, second = comment.approve(by=moderator), comment.reject(by=moderator)

    comment.undo(second, by=moderator)
    comment.undo(first, by=moderator)

    assert Comment.objects.get().status == Status.PENDING
    assert Decision.objects.count() == 4


def test_what_somebody_decided_since_is_not_undone(moderator, editor):
    comment = CommentFactory()
    first = comment.approve(by=moderator)
    comment.reject(by=editor)

    with pytest.raises(Overtaken):
        comment.undo(first, by=moderator)

    assert Comment.objects.get().status == Status.REJECTED


def test_a_decision_is_undone_once(moderator):
    comment = CommentFactory()
    decision = comment.approve(by=moderator)
    comment.undo(decision, by=moderator)

    with pytest.raises(Overtaken):
        comment.undo(decision, by=moderator)


def test_an_approval_that_is_undone_takes_the_answers_out_of_the_thread(moderator):
    first = CommentFactory(approved=True)
    second = CommentFactory(parent=first)
    decision = second.approve(by=moderator)
    third = CommentFactory(parent=second, approved=True)

    second.undo(decision, by=moderator)

    third.refresh_from_db()
    assert third.root is None


# Saying why


def test_a_reason_given_later_takes_the_place_of_the_decision_without_one(moderator):
    comment = CommentFactory()
    rejected = comment.reject(by=moderator)

    why = comment.explain(rejected, by=moderator, reason=Reason.ATTACK, told=True)

    assert log() == [("pending", "rejected", ""), ("pending", "rejected", "attack")]
    assert list(Decision.objects.standing()) == [why]
    assert not why.takes_back


def test_undoing_a_decision_with_its_reason_leaves_the_comment_where_it_was(moderator):
    comment = CommentFactory()
    why = comment.explain(comment.reject(by=moderator), by=moderator, reason=Reason.ATTACK)

    comment.undo(why, by=moderator)

    assert Comment.objects.get().status == Status.PENDING


def test_no_reason_is_given_to_what_was_undone(moderator):
    comment = CommentFactory()
    rejected = comment.reject(by=moderator)
    comment.undo(rejected, by=moderator)

    with pytest.raises(Overtaken):
        comment.explain(rejected, by=moderator, reason=Reason.ATTACK)


# Reports of readers


@pytest.fixture
def reported(db):
    return CommentFactory(approved=True, reports_open=2, reported_at=timezone.now())


def test_a_persons_decision_answers_the_reports(reported, moderator):
    reported.approve(by=moderator)

    assert not Comment.objects.reported().exists()
    assert Decision.objects.get().reports == 2


def test_reports_wait_on_when_the_house_itself_holds_the_comment(reported):
    reported.hold(by=None, note="Two readers reported it.")

    assert list(Comment.objects.reported()) == [reported]


def test_undoing_opens_the_reports_again(reported, moderator):
    since = reported.reported_at
    decision = reported.approve(by=moderator)
    Comment.objects.update(reports_open=1, reported_at=since + timedelta(hours=1))

    reported.undo(decision, by=moderator)

    reported.refresh_from_db()
    assert (reported.reports_open, reported.reported_at) == (3, since)
    assert reported.is_approved


# Two at once


def test_a_decision_about_a_comment_as_it_was_seen_is_taken(moderator):
    comment = CommentFactory()

    comment.approve(by=moderator, seen=comment.mark)

    assert Comment.objects.get().is_approved


def decided(comment, editor):
    Comment.objects.get(pk=comment.pk).reject(by=editor)


def edited(comment, _editor):
    Comment.objects.get(pk=comment.pk).edit("Other words")


def reported_since(comment, _editor):
    Comment.objects.filter(pk=comment.pk).update(reports_open=1, reported_at=timezone.now())


@pytest.mark.parametrize("happens", [decided, edited, reported_since])
def test_a_comment_that_is_no_longer_as_it_was_seen_is_not_decided(moderator, editor, happens):
    comment = CommentFactory()
    seen = comment.mark
    happens(comment, editor)

    with pytest.raises(Overtaken) as overtaken:
        comment.approve(by=moderator, seen=seen)

    assert not Comment.objects.get().is_approved
    assert overtaken.value.comment.mark == Comment.objects.get().mark != seen


def test_a_decision_undone_meanwhile_was_not_missed(moderator, editor):
    comment = CommentFactory()
    seen = comment.mark
    comment.undo(comment.reject(by=editor), by=editor)

    comment.approve(by=moderator, seen=seen)

    assert Comment.objects.get().is_approved


# Pins and picks


def test_a_thread_that_comes_under_another_again_is_no_longer_pinned(moderator):
    first = CommentFactory()
    second = CommentFactory(parent=first, approved=True)
    second.pin()

    first.approve(by=moderator)

    second.refresh_from_db()
    assert (second.root, second.is_pinned) == (first, False)


def test_an_answer_cannot_be_pinned_in_the_database():
    answer = CommentFactory(parent=CommentFactory(approved=True), approved=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=answer.pk).update(is_pinned=True)
