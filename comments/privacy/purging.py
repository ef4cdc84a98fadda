"""Nobody knows for long from where a comment came: the rules of the house say for how many days."""

from collections.abc import Iterator

from articles.models import NoteSender
from comments.models import Provenance, ReportTrace

AT_ONCE = 1000  # rows of one deletion, so that no reader waits for it


def purge() -> Iterator[int]:
    """Delete what is due; yields how many went, as often as some did."""
    while old := list(Provenance.stored.old().values_list("pk", flat=True)[:AT_ONCE]):
        yield Provenance.stored.filter(pk__in=old).delete()[0]


def purge_daily(key: str, payload: dict):
    """Named in settings.OUTBOX."""
    for _gone in purge():
        pass
    ReportTrace.objects.forget_the_old()
    NoteSender.objects.forget_the_old()
