"""Whether the comment reads like what moderators of this newsroom marked as spam."""

from django.utils.translation import gettext as _

from comments import bayes
from comments.models import SpamWord
from comments.screening.submission import Cause, Finding, Submission

HELD_FROM, SPAM_FROM = 90, 99  # of 100


def it_reads_like_spam(submission: Submission) -> Finding | None:
    comment = submission.comment
    words = bayes.words_in(html=submission.html, name=comment.name, website=comment.website)
    score = SpamWord.objects.score(words)
    if score is None or score.percent < HELD_FROM:
        return None
    told = _("It reads like earlier spam, %(percent)s of 100, by its words: %(words)s")
    reason = told % {"percent": score.percent, "words": _(", ").join(score.words)}
    is_sure = score.percent >= SPAM_FROM and len(score.words) == bayes.SHOWN
    return Finding(reason, Cause.SCORE if is_sure else None)
