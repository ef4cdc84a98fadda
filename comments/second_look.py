"""What screening makes of a comment once more: of its new words, or now that it is known whose."""

from comments import mail, screening, signatures
from comments.models import Comment, Status
from comments.rules import rules_for
from comments.sender import Sender


def edit(comment: Comment, text: str):
    """Put the writer's new words in place; what they would be held for, they are now held for."""
    comment.edit(text)
    reasons = _reasons_to_hold(comment)
    if not reasons:
        return
    # What waits goes on waiting for what it did: not all of that was in its words.
    known = [] if comment.is_approved else comment.held_because.splitlines()
    comment.held_because = "\n".join(dict.fromkeys([*known, *reasons.splitlines()]))
    comment.save(update_fields=["held_because"])
    if comment.is_approved:
        comment.hold(by=None)


def confirm(comment: Comment):
    """The owner of the address says that it is theirs; it may have waited for nothing else."""
    waits_for_nothing_else = (
        comment.status == Status.PENDING
        and comment.held_because == _reasons_to_hold(comment)  # of how it was sent, none
        and not comment.decisions.exists()
    )
    comment.confirm()
    if waits_for_nothing_else and not _reasons_to_hold(comment):
        mail.tell_of_decision(comment, comment.approve(by=None))


def _reasons_to_hold(comment: Comment) -> str:
    """
    Of a comment that is stored, as far as it is still known from where.

    How its form was sent and filled in was looked at when it came.
    """
    rules, stamp = rules_for(comment.article), signatures.stamp(comment.article)
    sender = Sender.kept_of(comment)
    return screening.screen(screening.Submission(comment, rules, sender, stamp)).reasons
