"""
The same press sent twice is done once: where the connection broke in the middle of a save, nobody
knows whether it happened, and everybody presses again.
"""

from datetime import timedelta

from django.utils import timezone

from articles.desk.typed import digest_of, typed_in
from articles.models import Press

KEPT_FOR = timedelta(days=7)  # nobody sends a page again that they left open for longer


def note(request, event):
    """Remember what was pressed, in the transaction that does it."""
    typed = typed_in(request.sent)
    if not request.sent.get("page"):
        return
    Press.objects.filter(by=request.user, event__at__lt=timezone.now() - KEPT_FOR).delete()
    Press.objects.create(
        by=request.user,
        page=request.sent.get("page", "")[:32],
        digest=_digest(request),
        words=digest_of(typed),
        event=event,
    )


def done_before(request) -> Press | None:
    """The press that this one repeats: the last of its page, with the same words and button."""
    last = _of_page(request.user, request.sent.get("page", "")).first()
    return last if last and last.digest == _digest(request) else None


def was_saved(user, page: str, typed: dict) -> bool:
    """Whether these words were saved from this page with some button, and arrive late."""
    return _of_page(user, page).filter(words=digest_of(typed)).exists()


def last_of_page(user, page: str, article) -> Press | None:
    """What the page wrote last, where its answer was lost and it was typed on."""
    return _of_page(user, page).filter(event__article=article).first()


def _of_page(user, page: str):
    presses = Press.objects.filter(by=user, page=page[:32]).select_related(
        "event__article", "event__version"
    )
    return presses if page else presses.none()


def _digest(request) -> str:
    return digest_of(typed_in(request.sent), request.sent.get("_transition", "save"))
