"""
What happens to a comment before a person reads it.

CHECKS is the whole list, in order. Each looks at one thing and gives a finding, in words for the
moderators, or None. Nothing is refused here and nothing is lost: findings decide where it waits.
"""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from comments import mail
from comments.models import Comment, Status, StoryDiscussion
from comments.screening import akismet
from comments.screening.copies import words_were_posted_before
from comments.screening.form import (
    form_was_filled_too_fast,
    form_was_not_fetched,
    hidden_field_was_filled,
)
from comments.screening.links import it_is_full_of_links
from comments.screening.mode import nobody_has_read_it
from comments.screening.sender import browser_does_not_behave_like_one, many_came_from_its_address
from comments.screening.spam_score import it_reads_like_spam
from comments.screening.submission import Cause, Finding, Submission
from comments.screening.words import it_holds_a_block_word, it_holds_a_hold_word

__all__ = [
    *("CHECKS", "Cause", "Finding", "Submission", "Verdict"),
    *("ask_outside", "receive", "screen"),
]

CHECKS = [
    hidden_field_was_filled,
    form_was_not_fetched,
    form_was_filled_too_fast,
    browser_does_not_behave_like_one,
    many_came_from_its_address,
    words_were_posted_before,
    it_is_full_of_links,
    it_holds_a_block_word,
    it_holds_a_hold_word,
    it_reads_like_spam,
]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Verdict:
    """What was found about a comment; nothing, where it may appear at once."""

    findings: tuple[Finding, ...]

    def __add__(self, finding: Finding) -> "Verdict":
        return Verdict((*self.findings, finding))

    @property
    def reasons(self) -> str:
        return "\n".join(finding.reason for finding in self.findings)

    @property
    def cause(self) -> Cause | None:
        """Why it is spam, None where it is not."""
        return next((finding.spam for finding in self.findings if finding.spam), None)

    def carry_out(self, comment: Comment):
        """Decide about a comment without a person, unless it is to wait; a new one is stored."""
        if self.cause:
            # The reasons may quote a name; the log keeps what it says when its owner is forgotten.
            comment.mark_as_spam(by=None, reason=self.cause, note=self.cause.label)
        elif not self.findings:
            mail.tell_of_decision(comment, comment.approve(by=None, note=_("No check held it.")))
        elif comment._state.adding:
            comment.save()


def screen(submission: Submission) -> Verdict:
    """What the checks say of it; where they find nothing the rules say who is read first."""
    before = transaction.savepoint()
    found = _findings(submission, CHECKS, before)
    found = found or _findings(submission, [nobody_has_read_it], before)
    transaction.savepoint_commit(before)
    return Verdict(tuple(found))


def _findings(submission: Submission, checks, before: str) -> list[Finding]:
    found = [_ask(check, submission, before) for check in checks]
    return list(filter(None, found))


def _ask(check, submission: Submission, before: str) -> Finding | None:
    """A check that breaks holds the comment, and tells no log what it says or whose it is."""
    try:
        return check(submission)
    except Exception as error:
        transaction.savepoint_rollback(before)  # a database that was asked nonsense answers again
        log.error("screening: %s failed: %s", check.__name__, type(error).__name__)
        return Finding(_("The check “%s” failed.") % check.__name__.replace("_", " "))


@transaction.atomic(savepoint=False)
def receive(submission: Submission) -> Verdict:
    """Store the comment, and decide about it as far as that needs nobody outside."""
    comment, verdict = submission.comment, screen(submission)
    so_far = verdict + akismet.not_asked_yet() if akismet.is_asked_about(verdict) else verdict
    comment.held_because = so_far.reasons
    so_far.carry_out(comment)
    return verdict


def ask_outside(submission: Submission, verdict: Verdict):
    """
    Hear Akismet about a comment that was received with `verdict`, and decide then.

    Called outside every transaction: whatever happens meanwhile, the comment is kept, and held.
    """
    if not akismet.is_asked_about(verdict):
        return
    if finding := akismet.calls_it_spam(submission):
        verdict += finding
    comment = submission.comment
    with transaction.atomic():
        StoryDiscussion.objects.hold(comment.article_id)
        comment.refresh_from_db()
        if comment.status == Status.PENDING and not comment.decisions.exists():
            comment.held_because = verdict.reasons
            comment.save(update_fields=["held_because"])
            verdict.carry_out(comment)
