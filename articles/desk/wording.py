"""What the desk says in words: times of the newsroom's zone, and what readers see when."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from articles import timetable
from articles.approvals import missing_in_words
from articles.models import Picture, Stage, Version
from articles.models.picture import NOTICE


def moment(at: datetime) -> str:
    """A time that stands alone: “24 Nov 2026 06:00 GMT”."""
    return _apart(timetable.moment(at))


def short(at: datetime) -> str:
    """A time among others: “24 Nov 06:00”, with its year unless it is this one."""
    local = timezone.localtime(at)
    this_year = local.year == timezone.localtime().year
    return _apart(date_format(local, _("j M H:i") if this_year else _("j M Y H:i")))


def _apart(told: str) -> str:
    """
    Where lines run from right to left, a time behind a name in Latin letters would lose its day
    to that name: Unicode's isolates keep it whole.
    """
    return f"\u2068{told}\u2069" if get_language_bidi() else told


def clock(at: datetime) -> str:
    """A time of today: “10:42”; of another day with its date."""
    local = timezone.localtime(at)
    return date_format(local, _("H:i")) if local.date() == timezone.localdate() else short(at)


def day_and_clock(at: datetime) -> str:
    """A time soon to come: “Tomorrow 06:00”."""
    local = timezone.localtime(at)
    days = [_("Today %(time)s"), _("Tomorrow %(time)s"), _("%(weekday)s %(time)s")]
    told = days[min((local.date() - timezone.localdate()).days, 2)]
    return told % {"weekday": date_format(local, "l"), "time": date_format(local, _("H:i"))}


def zone() -> str:
    """The newsroom's time zone and what its clocks say: “Europe/London, now 14:02 GMT”."""
    return _("%(zone)s, now %(time)s") % {
        "zone": timezone.get_current_timezone_name(),
        "time": f"{timezone.localtime():%H:%M %Z}",
    }


def person(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def period(version: Version, now: datetime) -> str:
    """When readers see a version: “live 23 Nov 14:02 – 24 Nov 06:00”; "" for never."""
    if version.live_from is None:
        return ""
    times = {
        "begin": short(version.live_from),
        "end": short(version.live_until) if version.live_until else "",
    }
    if version.live_from > now:
        open_ended, closed = _("scheduled from %(begin)s"), _("scheduled %(begin)s – %(end)s")
    elif version.is_live(now):
        open_ended, closed = _("live since %(begin)s"), _("live since %(begin)s, until %(end)s")
    else:
        open_ended = closed = _("live %(begin)s – %(end)s")
    return (closed if version.live_until else open_ended) % times


def rights(picture: Picture, now: datetime) -> str:
    """Until when a picture may be used, where that is soon or over; "" for all others."""
    if not picture.is_usable(now):
        return _("rights ended %s") % short(picture.usable_until)
    if picture.usable_until and picture.usable_until <= now + NOTICE:
        return _("rights end %s") % short(picture.usable_until)
    return ""


def rights_in(article, now: datetime) -> list[str]:
    """Sentences on the pictures of a story that readers stop seeing, the first to go first."""
    lead = [article.lead_picture] if article.lead_picture else []
    pictures = {*lead, *article.body_pictures()}
    bound = [picture for picture in pictures if rights(picture, now)]
    return [
        _sentence_on_rights(picture, now)
        for picture in sorted(bound, key=lambda picture: picture.usable_until)
    ]


def _sentence_on_rights(picture: Picture, now: datetime) -> str:
    told = {"picture": picture, "time": moment(picture.usable_until)}
    if picture.is_usable(now):
        return _("“%(picture)s” may be used until %(time)s; then readers stop seeing it.") % told
    return _("The rights in “%(picture)s” ended on %(time)s: readers do not see it.") % told


def what_readers_see(article, now: datetime) -> list[str]:
    """Sentences on what readers see of a story now, and what they will see when."""
    versions = article.versions.exclude(live_from=None).defer("body").order_by("live_from")
    versions = list(versions)
    current = next((version for version in versions if version.is_live(now)), None)
    coming = [version for version in versions if version.live_from > now]
    return [
        _what_they_see_now(article, current, was_live=len(versions) > len(coming)),
        *(
            _("From %(time)s they see version %(number)s.")
            % {"time": moment(version.live_from), "number": version.number}
            for version in coming
        ),
        *_the_end(versions, now),
        *_what_is_withheld(article, current, coming),
    ]


def _what_they_see_now(article, current: Version | None, *, was_live: bool) -> str:
    if current:
        return _("Readers see version %(number)s, since %(time)s.") % {
            "number": current.number,
            "time": moment(current.live_from),
        }
    if article.stage == Stage.KILLED:
        return _("Readers see nothing of this story: it was killed.")
    if was_live:
        return _("Readers do not see this story any more.")
    return _("Readers see nothing of this story yet.")


def _the_end(versions: list[Version], now: datetime) -> list[str]:
    end = versions[-1].live_until if versions else None
    return [_("It is taken down on %s.") % moment(end)] if end and end > now else []


def _what_is_withheld(article, current: Version | None, coming: list[Version]) -> list[str]:
    latest = article.latest_version
    if current and latest.pk not in [version.pk for version in (current, *coming)]:
        return [_("Version %s, on this page, is not published.") % latest.number]
    return []


def what_happened(event) -> str:
    """What a pressed button did, in words for the person who pressed it."""
    article, number = event.article, event.version.number
    missing = event.version.approvals_missing(article.approvals_needed)
    scheduled = article.versions.scheduled().order_by("live_from").first()
    told = {
        "save": _("Saved as version %s.") % number,
        "submit": _("Submitted for review."),
        "request-changes": _("Sent back with your note."),
        "approve": _("Your approval counts.") + " " + missing_in_words(missing)
        if missing
        else _("Approved."),
        "publish": _("Published. Readers see version %s now.") % number,
        "schedule": _("Scheduled for %s.") % (scheduled and moment(scheduled.live_from)),
        "unschedule": _("The schedule is cancelled."),
        "unpublish": _(
            "Unpublished. Readers see nothing of the story, now or later, and no banner about it."
        ),
        "kill": _(
            "Killed. Readers see nothing of the story, now or later, and no banner about it."
        ),
        "reopen": _("Reopened as a draft."),
    }[event.transition]
    if scheduled and event.transition != "schedule":
        told += " " + _("Version %(number)s is scheduled for %(time)s.") % {
            "number": scheduled.number,
            "time": moment(scheduled.live_from),
        }
    elif event.transition in ("save", "submit") and article.is_live:
        told += " " + _("Readers go on seeing what is published.")
    return told
