"""Whether the same words were posted before, by anybody, anywhere."""

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
    if times := earlier.filter(status=Status.SPAM).count():
        told = ngettext(
            "The same words were spam before.",
            "The same words were spam before, %(times)s times.",
            times,
        )
        return Finding(told % {"times": times}, Cause.COPY)
    last = earlier.select_related("article").defer("article__body").order_by("-pk").first()
    if last is None:
        return None
    told = _("The same words were posted before, by %(name)s under “%(story)s”.")
    return Finding(told % {"name": last.name, "story": last.article})
