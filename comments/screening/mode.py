"""Whether a comment that no check holds may appear before anybody has read it."""

from django.utils.translation import gettext as _

from comments import trust
from comments.models import Moderation
from comments.screening.submission import Finding, Submission


def nobody_has_read_it(submission: Submission) -> Finding | None:
    mode = submission.rules.moderation
    if mode == Moderation.OPEN:
        return None
    if mode == Moderation.HOLD_ALL:
        return Finding(_("Every comment is read before it appears."))
    if trust.is_trusted(submission.comment):
        return None
    person = submission.comment.commenter
    if person and person.comments.approved().exists():
        return Finding(_("Nobody confirmed that it is from the owner of its email address."))
    return Finding(_("No comment of this person has been approved yet."))
