"""What the newsroom signs for readers: the stamp in a form, and the private links it gives out."""

from django.core.signing import BadSignature, Signer
from django.utils import timezone

_HOUR = 3600
_stamps = Signer(salt="comments.stamp")
_receipts = Signer(salt="comments.receipt")
_confirmations = Signer(salt="comments.confirmation")
_subscriptions = Signer(salt="comments.subscription")
_mailboxes = Signer(salt="comments.mailbox")


def stamp(article) -> str:
    """
    A mark that the form of this story's page was really fetched; it holds for ever.

    It names the hour, not the moment, so that the page stays the same for caches.
    """
    hour = int(timezone.now().timestamp()) // _HOUR
    return _stamps.sign(f"{article.pk}.{hour}")


def is_stamp_of(article, text: str) -> bool:
    try:
        return _stamps.unsign(text).startswith(f"{article.pk}.")
    except BadSignature:
        return False


def receipt_token(comment) -> str:
    """For whoever posted the comment. It lets them change it and take it back."""
    return _receipts.sign(str(comment.pk))


def comment_number(token: str) -> int | None:
    """The comment that a receipt's token was made for, None if it is not one of ours."""
    return _number(_receipts, token)


def confirmation_token(comment) -> str:
    """For whoever reads the mail of the address that was given with the comment."""
    return _confirmations.sign(f"{comment.pk}.{comment.commenter_id}")


def asked_of(token: str) -> tuple[int, int] | None:
    """The numbers of the comment and the commenter that a mail asked about."""
    try:
        comment, commenter = _confirmations.unsign(token).split(".")
    except BadSignature:
        return None
    return int(comment), int(commenter)


def unsubscribe_token(commenter_id: int) -> str:
    """For whoever was told something by mail and wants to be told no more."""
    return _subscriptions.sign(str(commenter_id))


def unsubscribing(token: str) -> int | None:
    return _number(_subscriptions, token)


def no_mail_token(commenter_id: int) -> str:
    """For whoever was asked about a comment that they did not write."""
    return _mailboxes.sign(str(commenter_id))


def refusing_mail(token: str) -> int | None:
    return _number(_mailboxes, token)


def _number(signer: Signer, token: str) -> int | None:
    try:
        return int(signer.unsign(token))
    except BadSignature:
        return None
