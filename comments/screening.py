"""
What happens to a comment before a person reads it.

CHECKS is the whole list, in order. Each looks at one thing and gives a finding, in words for the
moderators, or None. Nothing is refused here and nothing is lost: a finding decides where it waits.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from comments import signatures
from comments.models import Comment, Status


@dataclass(frozen=True)
class Submission:
    """A comment as it arrived, with what came along in the form."""

    comment: Comment
    stamp: str
    trap: str  # of the field that people do not see


@dataclass(frozen=True)
class Finding:
    reason: str
    status: Status = Status.PENDING


def hidden_field_was_filled(submission: Submission) -> Finding | None:
    if not submission.trap:
        return None
    return Finding(_("A field that people do not see was filled in."), Status.SPAM)


def form_was_not_fetched(submission: Submission) -> Finding | None:
    if not submission.stamp:
        return Finding(_("The form's stamp is missing: it was not sent from the story's page."))
    if not signatures.is_stamp_of(submission.comment.article, submission.stamp):
        return Finding(_("The form's stamp is forged or belongs to another story."))
    return None


CHECKS = [hidden_field_was_filled, form_was_not_fetched]


def screen(submission: Submission):
    """Set the comment's status and why; the gravest finding decides the status."""
    findings = [finding for check in CHECKS if (finding := check(submission))]
    if not findings:
        findings = [Finding(_("Every comment is read before it appears."))]
    is_spam = any(finding.status == Status.SPAM for finding in findings)
    submission.comment.status = Status.SPAM if is_spam else Status.PENDING
    submission.comment.held_because = "\n".join(finding.reason for finding in findings)
