"""What a newsroom's clock says when it is put forward or back: an hour missing, an hour twice."""

from datetime import UTC, datetime

from django.utils import timezone


def readings(local: datetime) -> list[datetime]:
    """
    The moments that a time on the newsroom's clock, without a zone, can mean.

    One as a rule; two in the hour that the clock shows twice; none in the hour that it skips.
    """
    zone = timezone.get_current_timezone()
    meant = [local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    true = [at for at in meant if _on_the_clock(at) == local.replace(fold=0)]
    return true if len({at.utcoffset() for at in true}) > 1 else true[:1]


def around_the_gap(local: datetime) -> list[datetime]:
    """The moments before and after a skipped hour that are nearest to what was meant in it."""
    zone = timezone.get_current_timezone()
    meant = [local.replace(tzinfo=zone, fold=fold) for fold in (1, 0)]
    return [at.astimezone(UTC).astimezone(zone) for at in meant]


def with_offset(at: datetime) -> str:
    """A moment as a form sends it where the clock alone says too little."""
    return at.isoformat(timespec="minutes")


def _on_the_clock(at: datetime) -> datetime:
    return at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None, fold=0)
