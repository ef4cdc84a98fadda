"""What a newsroom's clock says when it is put forward or back: an hour missing, an hour twice."""

from datetime import UTC, datetime

from django.utils import timezone


def readings(local: datetime) -> list[datetime]:
    """
    The moments, in UTC, that a time on the newsroom's clock can mean.

    One as a rule; two in the hour that the clock shows twice; none in the hour that it skips.
    """
    zone = timezone.get_current_timezone()
    meant = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    shown = [at for at in meant if at.astimezone(zone).replace(tzinfo=None) == local]
    return sorted(set(shown))


def around_the_gap(local: datetime) -> list[datetime]:
    """The moments before and after a skipped hour that are nearest to what was meant in it."""
    zone = timezone.get_current_timezone()
    return [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (1, 0)]


def with_offset(at: datetime) -> str:
    """A moment as a form sends it where the clock alone says too little."""
    return timezone.localtime(at).isoformat(timespec="minutes")
