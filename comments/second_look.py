"""What screening makes of a comment once more: of its new words, or now that it is known whose."""

from copy import copy

from comments import mail, screening, signatures
from comments.models import Comment, Status


def edit(comment: Comment, text: str):
    """Put the writer's new words in place; what they would be held for, they are now held for."""
    comment.edit(text)
    reasons = _reasons_to_hold(comment)
    if not reasons:
        return
    comment.held_because = reasons
    comment.save(update_fields=["held_because"])
    if comment.is_approved:
        comment.hold(by=None)


def confirm(comment: Comment):
    """The owner of the address says that it is theirs; it may have waited for nothing else."""
    comment.confirm()
    was_decided = comment.decisions.exists()  # then it waits for another reason
    if comment.status != Status.PENDING or was_decided or _reasons_to_hold(comment):
        return
    mail.tell_of_decision(comment, comment.approve(by=None))


def _reasons_to_hold(comment: Comment) -> str:
    """Of a comment that is stored; its stamp and its trap were looked at when it came."""
    seen = copy(comment)
    screening.screen(screening.Submission(seen, signatures.stamp(comment.article), trap=""))
    return "" if seen.status == Status.APPROVED else seen.held_because
