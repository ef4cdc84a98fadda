"""Whether the same words were posted before, by anybody, anywhere."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.folding import fingerprint
from comments.models import Comment, Status
from comments.screening.submission import Cause, Finding, Submission

MOST = 100  # of the same words, the newest, are looked at: a flood of them must not hold others up


def words_were_posted_before(submission: Submission) -> Finding | None:
    likeness = fingerprint(submission.comment.text)
    if likeness is None:
        return None
    others = Comment.objects.exclude(pk=submission.comment.pk).exclude(status=Status.WITHDRAWN)
    earlier = others.filter(likeness=likeness).order_by("-pk")
    found = list(earlier.values_list("pk", "status")[:MOST])
    if times := sum(status == Status.SPAM for _pk, status in found):
        told = ngettext(
            "The same words were spam before.",
            "The same words were spam before, %(times)s times.",
            times,
        )
        return Finding(told % {"times": times}, Cause.COPY)
    if not found:
        return None
    last = earlier.select_related("article").defer("article__body").get(pk=found[0][0])
    return Finding(_told(last, submission.comment))


def _told(earlier: Comment, comment: Comment) -> str:
    """Without a name: one who is erased would stay named beside somebody else's comment."""
    if earlier.commenter_id and earlier.commenter_id == comment.commenter_id:
        return _("The same words were posted before, by the same person: “%s”.") % earlier.article
    return _("The same words were posted before, by somebody else: “%s”.") % earlier.article
