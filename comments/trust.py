"""
Whose comments are known here, so that screening need not hold them as those of a stranger.

A name and an address can be typed by anybody, so neither counts. What counts is that the owner of
the address confirmed a comment by the link in a mail, and that this one was sent by the browser
which keeps the receipt of such a comment, or was itself confirmed. The answer to a form never
depends on what is known of an address that the form does not prove: that would tell it.
"""

from comments import signatures
from comments.models import Comment

PROOFS = 5  # receipts that a browser keeps, static/js/comment-receipts.js


def recognise(comment: Comment, proof: str):
    """Mark a comment that has just come in, if the receipts in `proof` show whose it is."""
    if comment.commenter and is_proof_of(comment.commenter, proof):
        comment.recognise()


def is_proof_of(commenter, proof: str) -> bool:
    """Whether one of these receipts is of a comment that the commenter confirmed."""
    numbers = [signatures.comment_number(token) for token in proof.split()[:PROOFS]]
    numbers = [number for number in numbers if number]
    return bool(numbers) and commenter.comments.confirmed().filter(pk__in=numbers).exists()


def is_trusted(comment: Comment) -> bool:
    """Whether it is known whose the comment is, and another of theirs was approved."""
    if comment.commenter_id is None or not comment.is_confirmed:
        return False
    theirs = Comment.objects.filter(commenter=comment.commenter_id)
    return theirs.confirmed().approved().exclude(pk=comment.pk).exists()
