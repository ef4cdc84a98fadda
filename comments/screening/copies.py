"""Whether the same words were posted before, by anybody, anywhere."""

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.folding import fingerprint
from comments.models import Comment, Status
from comments.screening.submission import Cause, Finding, Submission


def words_were_posted_before(submission: Submission) -> Finding | None:
    likeness = fingerprint(submission.comment.text)
    if likeness is None:
        return None
    others = Comment.objects.exclude(pk=submission.comment.pk).exclude(status=Status.WITHDRAWN)
    earlier = others.filter(likeness=likeness)
    is_spam = Q(status=Status.SPAM)
    found = earlier.aggregate(times=Count("pk", filter=is_spam), last=Max("pk"))
    if times := found["times"]:
        told = ngettext(
            "The same words were spam before.",
            "The same words were spam before, %(times)s times.",
            times,
        )
        return Finding(told % {"times": times}, Cause.COPY)
    if found["last"] is None:
        return None
    last = earlier.select_related("article").defer("article__body").get(pk=found["last"])
    return Finding(_told(last, submission.comment))


def _told(earlier: Comment, comment: Comment) -> str:
    """Without a name: one who is erased would stay named beside somebody else's comment."""
    if earlier.commenter_id and earlier.commenter_id == comment.commenter_id:
        return _("The same words were posted before, by the same person: “%s”.") % earlier.article
    return _("The same words were posted before, by somebody else: “%s”.") % earlier.article
