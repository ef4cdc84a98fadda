"""Deciding about comments at the desk: one or many with one press, undone with one press."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from articles import audit
from comments import mail
from comments.desk.verbs import VERBS, Verb
from comments.models import Comment, Decision, Overtaken, Status

MOST = 200  # comments of one press


@dataclass
class Outcome:
    """What one press did, and the comments that it left alone: they had changed meanwhile."""

    decisions: list[Decision] = field(default_factory=list)
    overtaken: list[Comment] = field(default_factory=list)
    batch: uuid.UUID = field(default_factory=uuid.uuid4)

    def take(self, request, action: str, change, comment: Comment, **details):
        """Decide about `comment` with `change`, one of its verbs, and note who did."""
        try:
            decision = change(by=request.user, batch=self.batch, **details)
        except Overtaken:
            self.overtaken.append(comment)
        else:
            self.add(request, action, decision)

    def add(self, request, action: str, decision: Decision):
        self.decisions.append(decision)
        comment = decision.comment
        mail.tell_of_decision(comment, decision)
        audit.record(request, f"{action}-comment", article=comment.article, about=about(comment))


@transaction.atomic
def decide(request, verb: Verb, numbers: list[str], seen: dict[str, str], **details) -> Outcome:
    """Take `verb` for each comment that it would change and that is still as it was `seen`."""
    outcome = Outcome()
    for comment in comments(numbers_in(numbers)):
        mark = seen.get(str(comment.pk), "")
        if verb.applies_to(comment) or mark not in ("", comment.mark):
            change = getattr(comment, verb.name)
            outcome.take(request, verb.name, change, comment, seen=mark, **details)
    return outcome


@transaction.atomic
def undo(request, batch: uuid.UUID) -> Outcome:
    """Take back what was decided with one press, where nobody has decided since."""
    outcome = Outcome()
    for decision in _of(batch).order_by("-pk"):
        comment = decision.comment
        outcome.take(request, "undo", comment.undo, comment, decision=decision)
    return outcome


@transaction.atomic
def explain(request, batch: uuid.UUID, **why) -> Outcome:
    """Say why the comments of one press were rejected."""
    outcome = Outcome()
    for decision in _of(batch).filter(became=Status.REJECTED).order_by("pk"):
        comment = decision.comment
        outcome.take(request, "explain", comment.explain, comment, decision=decision, **why)
    return outcome


@transaction.atomic
def answer(request, comment: Comment, text: str, seen: dict[str, str]) -> Outcome:
    """Publish the newsroom's answer, and what it answers, if that is still as it was `seen`."""
    outcome = decide(request, VERBS["approve"], [str(comment.pk)], seen)
    if not outcome.overtaken:
        answer = comment.answer(text, by=request.user, batch=outcome.batch)
        outcome.add(request, "answer", answer.decisions.get())
    return outcome


def comments(numbers: Iterable[str]):
    """Story by story, as two who decide at once must; what is answered before its answers."""
    found = Comment.objects.filter(pk__in=numbers).select_related("article")
    return found.defer("article__body").order_by("article", "posted_at", "pk")


def numbers_in(sent: Iterable[str]) -> list[str]:
    """Those of `sent` that can be numbers of comments."""
    known = [text for text in sent if text.isascii() and text.isdecimal() and len(text) < 19]
    return known[:MOST]


def _of(batch: uuid.UUID):
    decisions = Decision.objects.filter(batch=batch, comment__isnull=False)
    return decisions.select_related("comment__article").defer("comment__article__body")


def about(comment: Comment) -> str:
    """What the audit log calls it: by its number, since whoever wrote it may be forgotten."""
    return _("Comment %s") % comment.pk
