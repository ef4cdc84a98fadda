"""What the newsroom signs for readers: the stamp in a form, and the address of a receipt."""

from django.core.signing import BadSignature, Signer
from django.utils import timezone

_HOUR = 3600
_stamps = Signer(salt="comments.stamp")
_receipts = Signer(salt="comments.receipt")


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
    return _receipts.sign(str(comment.pk))


def comment_number(token: str) -> int | None:
    """The comment that a receipt's token was made for, None if it is not one of ours."""
    try:
        return int(_receipts.unsign(token))
    except BadSignature:
        return None
