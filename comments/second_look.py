"""What screening makes of a comment once more: of its new words, or now that it is known whose."""

from copy import copy

from comments import mail, screening, signatures
from comments.models import Comment, Status


def edit(comment: Comment, text: str):
    """Put the writer's new words in place; what they would be held for, they are now held for."""
    comment.edit(text)
    seen = _screened(comment)
    if seen.status == Status.APPROVED:
        return
    if comment.is_approved:
        comment.hold(seen.held_because)
    else:
        comment.held_because = seen.held_because
        comment.save(update_fields=["held_because"])


def confirm(comment: Comment):
    """The owner of the address says that it is theirs; it may have waited for nothing else."""
    comment.confirm()
    was_decided = comment.decisions.exists()  # then it waits for another reason
    if comment.status != Status.PENDING or was_decided:
        return
    if _screened(comment).status == Status.APPROVED:
        mail.tell_of_decision(comment, comment.approve(by=None))


def _screened(comment: Comment) -> Comment:
    """A copy, never saved, as screening leaves it. Stamp and trap were looked at when it came."""
    seen = copy(comment)
    screening.screen(screening.Submission(seen, signatures.stamp(comment.article), trap=""))
    return seen
