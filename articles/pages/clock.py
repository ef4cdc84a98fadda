"""The moment that a page shows: now, or the time that an editor asked to see."""

from datetime import datetime

from django.utils import timezone


def moment_of(request) -> datetime:
    """The time in `request.as_of`, which only the desk sets; now for every reader."""
    return getattr(request, "as_of", None) or timezone.now()


def shows_another_time(request) -> bool:
    """Whether an editor asked for another moment than now."""
    return getattr(request, "as_of", None) is not None
