"""
When people who comment are written to. Called in the transaction of the cause.

What is put into the outbox are numbers: to whom a letter goes, and whether it should still go,
comments.letters looks up when it is sent. So no address waits anywhere, and whoever changed their
mind meanwhile is not written to.
"""

from datetime import timedelta

from django.utils import timezone

from articles import outbox
from articles.models import OutboxTask
from comments.models import Comment, Decision, Provenance, Status

HOUR = timedelta(hours=1)
QUESTIONS_AN_HOUR = 12  # to different people, because of comments from one network
TIME_TO_UNDO = timedelta(minutes=2)  # a moderator's, before anybody is told


def ask_to_confirm(comment: Comment):
    """Ask the owner of the address whether the comment is theirs, unless that is a nuisance."""
    commenter = comment.commenter
    if commenter is None or comment.is_confirmed or comment.status == Status.SPAM:
        return
    if not commenter.may_be_asked or _has_asked_enough(comment):
        return
    comment.asked_at = commenter.asked_at = timezone.now()
    comment.save(update_fields=["asked_at"])
    commenter.save(update_fields=["asked_at"])
    outbox.put("comment-confirmation", _question(comment), {"comment": comment.pk})


def tell_of_decision(comment: Comment, decision):
    """Tell whoever wrote it; and where readers see it now, whoever it answers."""
    if comment.wants_decision and decision.became in (Status.APPROVED, Status.REJECTED):
        payload = {"comment": comment.pk, "decision": decision.pk}
        outbox.put("comment-decision", _decided(decision.pk), payload, due_at=_time_to_undo())
    if decision.became == Status.APPROVED and comment.parent and comment.parent.wants_replies:
        payload = {"comment": comment.pk, "decision": decision.pk}
        key = _answered(comment.pk, decision.pk)
        outbox.put("comment-reply", key, payload, due_at=_time_to_undo())


def was_told_of(reply: Comment) -> bool:
    """Whether a letter has gone to whoever it answers: one is enough, however often approved."""
    keys = [_answered(reply.pk, number) for number in reply.decisions.values_list("pk", flat=True)]
    return OutboxTask.objects.filter(key__in=keys, done_at__isnull=False).exists()


def letters_about(comments: list[Comment]):
    """What was put into the outbox for whoever wrote these, whether or not it has been sent."""
    numbers = [comment.pk for comment in comments]
    decisions = Decision.objects.filter(comment__in=numbers).values_list("pk", flat=True)
    answers = Decision.objects.filter(comment__parent__in=numbers).values_list("comment", "pk")
    keys = [_question(comment) for comment in comments if comment.asked_at]
    keys += [*map(_decided, decisions), *(_answered(*answer) for answer in answers)]
    return OutboxTask.objects.filter(key__in=keys).order_by("created_at", "pk")


def _time_to_undo():
    """When a moderator who pressed the wrong key has had the time to notice."""
    return timezone.now() + TIME_TO_UNDO


def _has_asked_enough(comment: Comment) -> bool:
    """Whether so many people were asked lately because of comments from the network of this."""
    asked = Comment.objects.filter(asked_at__gt=timezone.now() - HOUR).values_list("pk", flat=True)
    numbers = list(asked)
    if not numbers:
        return False
    # Along an index: few are asked within an hour, but many may come from there.
    origins = Provenance.objects.filter(pk__in=[*numbers, comment.pk])
    networks = dict(origins.exclude(network="").values_list("pk", "network"))
    here = networks.pop(comment.pk, None)
    return list(networks.values()).count(here) >= QUESTIONS_AN_HOUR


# The keys under which each is put once


def _question(comment: Comment) -> str:
    return f"comment/confirmation/{comment.pk}/{comment.asked_at:%Y-%m-%d}"


def _decided(number: int) -> str:
    return f"comment/decision/{number}"


def _answered(number: int, decision: int) -> str:
    return f"comment/reply/{number}/{decision}"
