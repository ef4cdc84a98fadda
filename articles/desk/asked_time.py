"""
A time in an address, as somebody typed it: read by one rule, written in one form.

It is a time of the newsroom's zone, to the minute or second, or of the offset that it carries.
Where the clocks go forward some times do not exist, and where they go back some exist twice:
neither is guessed at, and the answer names the times that may have been meant.
"""

import re
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)"
    r"(?:(Z)|([+ -]\d\d:?\d\d))?",  # in a query a plus sign may arrive as a space
    re.ASCII,
)
_EARLIEST, _LATEST = 1900, 2199


class UnclearTime(ValueError):
    """Says in words what is wrong, and which times may have been meant."""

    def __init__(self, message: str, meant: list[datetime] = ()):
        super().__init__(message)
        self.meant = meant


def read(text: str) -> datetime:
    """The aware time that `text` names. Raises UnclearTime."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise UnclearTime(_("This is not a time. Write it like 2026-11-24T06:00."))
    day, clock, utc, offset = match.groups()
    offset = "+00:00" if utc else (offset or "").replace(" ", "+")
    try:
        found = datetime.fromisoformat(f"{day}T{clock}{offset}")
    except ValueError:
        raise UnclearTime(_("There is no such day or time in the calendar.")) from None
    if not _EARLIEST <= found.year <= _LATEST:
        raise UnclearTime(_("The year is too far away: 1900 to 2199 can be shown."))
    return found.astimezone(UTC) if found.tzinfo else _in_the_newsrooms_zone(found)


def _in_the_newsrooms_zone(naive: datetime) -> datetime:
    first, second = _both(naive)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    meant = sorted(time.astimezone(UTC) for time in (first, second))
    if timezone.make_naive(meant[0]).replace(fold=0) == naive:
        raise UnclearTime(_("The clocks go back that night, and this time comes twice."), meant)
    raise UnclearTime(_("The clocks go forward that night, and this time does not exist."), meant)


def _both(naive: datetime) -> list[datetime]:
    """The time before and after the clocks are changed; mostly they are the same."""
    return [naive.replace(tzinfo=timezone.get_current_timezone(), fold=fold) for fold in (0, 1)]


def written(at: datetime) -> str:
    """The time as an address holds it, with its offset only where it would be unclear without."""
    at = timezone.localtime(whole_second(at))
    text = f"{at:%Y-%m-%dT%H:%M:%S}" if at.second else f"{at:%Y-%m-%dT%H:%M}"
    first, second = _both(at.replace(tzinfo=None))
    if first.utcoffset() == second.utcoffset():
        return text
    return text + at.isoformat()[-6:]


def whole_second(at: datetime) -> datetime:
    """The first whole second that is not before `at`: what begins at `at` is seen at it."""
    return at.astimezone(UTC) + timedelta(microseconds=-at.microsecond % 1_000_000)


def address(at: datetime, path: str = "/", query: str = "") -> str:
    """Of the readers' page at `path`, which begins with "/", as it stands at `at`."""
    return f"/admin/as-of/{written(at)}{path}{'?' if query else ''}{query}"
