"""
Moving live periods. Publishing now, scheduling, replacing, expiring and withdrawing are one
operation with different times: a version's period opens, and the one before it closes there.

Called by articles.workflow alone, inside its transaction and with the story locked.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Change, Version


def publish_now(version: Version, *, by, change: str, notice: str, **_) -> Version:
    """
    Let readers see `version` from now on.

    A change scheduled to a live story keeps its time and follows; a first publication is brought
    forward. Publishing what readers already see, with nothing to tell them, only applies the time
    to take it down.
    """
    if version.is_live() and not (change and Change(change).shows_as_updated):
        return _end_with_the_story(version)
    if not version.article.versions.ever_live().exists():
        unschedule(version)
    return _open(version, at=timezone.now(), by=by, change=change, notice=notice)


def schedule(version: Version, *, by, at: datetime, change: str, notice: str) -> Version:
    """Let readers see `version` from `at` on, in place of any change scheduled before."""
    unschedule(version)
    return _open(version, at=at, by=by, change=change, notice=notice)


def unschedule(version: Version, **_) -> Version:
    """Take back what readers were still to see; what they see until then stays in its place."""
    periods = version.article.versions
    for scheduled in periods.scheduled():
        # Emptied before its forerunner is extended: only one version may be open-ended.
        periods.filter(pk=scheduled.pk).update(live_from=None, live_until=None)
        periods.filter(live_until=scheduled.live_from).update(live_until=scheduled.live_until)
    return version


def withdraw(version: Version, **_) -> Version:
    """Let readers see nothing of the story from now on, nothing later, and no banner about it."""
    now = timezone.now()
    version.article.versions.end(now)
    version.article.banners.end(now)
    return version


def put_back(version: Version, live: Version | None, *, by) -> Version:
    """Let readers see what they saw before a step: nothing, or `live`, if `version` says it."""
    seen = version.article.versions.live().first()
    if seen == live:
        return version
    if live is None:
        return withdraw(version)
    if seen is None and version.says_the_same_as(live):
        return publish_now(version, by=by, change="", notice="")
    raise ValidationError(_("Readers had another version. Publish that from the history."))


def _open(version: Version, *, at: datetime, by, change: str, notice: str) -> Version:
    article = version.article
    version = _with_a_free_period(version, by=by)
    told = what_readers_get(article, at=at, change=change, notice=notice)
    if told["change"] != Change.FIRST:
        article.versions.live(at).update(live_until=at)
    address = article.address_of(told["published_at"])
    article.versions.filter(pk=version.pk).update(
        live_from=at, live_until=_end(article, at), path=address, **told
    )
    version.refresh_from_db()
    return version


def what_readers_get(article, *, at: datetime, change: str = "", notice: str = "") -> dict:
    """What a version of `article` published at `at` tells readers beside its words, by field."""
    seen = article.versions.ever_live(at).order_by("-live_from").first()
    change = Change(change or Change.SILENT_FIX) if seen else Change.FIRST
    return {
        "published_at": article.first_published_at(at) if seen else at,
        "change": change,
        "updated_at": at if change.shows_as_updated else seen and seen.updated_at,
        "notices": (seen.notices if seen else []) + notices_of(change, notice, at),
    }


def _with_a_free_period(version: Version, *, by) -> Version:
    """A version has one period: what readers have seen before is published again as a new one."""
    if version.live_from and version.live_from <= timezone.now():
        return version.article.save_version(by=by, always=True)
    if version.live_from:
        unschedule(version)
    return version


def _end(article, at: datetime) -> datetime | None:
    """Where a period that begins at `at` ends: at the next one, or when the story is taken down."""
    follower = article.versions.scheduled(at).order_by("live_from").first()
    ends = [article.expires_at, follower and follower.live_from]
    return min(filter(None, ends), default=None)


def _end_with_the_story(version: Version) -> Version:
    article = version.article
    article.versions.filter(pk=version.pk).update(live_until=_end(article, timezone.now()))
    version.refresh_from_db()
    return version


def notices_of(change: Change, text: str, at: datetime) -> list[dict[str, str]]:
    """What this change adds to the notices printed with the story; an update may go without."""
    if not (change.shows_as_updated and text.strip()):
        return []
    return [{"type": change.value, "text": text.strip(), "at": localtime(at).isoformat()}]
