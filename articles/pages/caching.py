"""How long a cache may keep a public page: never past the next change of anything on it."""

import re
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import http_date

YEAR = 365 * 24 * 3600  # seconds


def until_next_transition(
    response,
    versions,
    *,
    pictures=(),
    next_arrival: datetime | None = None,
    next_change: datetime | None = None,
):
    """
    Let shared caches keep `response` until a story or picture on it goes.

    It shows `versions`, with their lead pictures where these were loaded, and `pictures`.
    `next_arrival` is when something new will appear on the page, where that is known, and
    `next_change` when what is there will be arranged anew. Browsers ask again each time and are
    answered 304 while the ETag, made of the content, is the same.
    """
    now = timezone.now()
    leads = [version.lead_picture for version in versions if _has_its_picture(version)]
    ends = [version.live_until for version in versions] + [next_arrival, next_change]
    ends += [picture.usable_until for picture in (*leads, *pictures) if picture]
    patch_cache_control(response, public=True, max_age=0, s_maxage=_seconds_to(ends, now))
    # A page also changes when a story leaves it, a comment is approved or a section renamed: no
    # earlier moment is true for all of it, and a cache that knows only an earlier date would
    # answer 304 to a reader whose copy holds what is gone.
    response["Last-Modified"] = http_date(now.timestamp())
    return response


def _has_its_picture(version) -> bool:
    """Asked of the lead picture, a version that was loaded without it would cost a query."""
    return type(version).lead_picture.is_cached(version)


def _seconds_to(ends, now: datetime) -> int:
    """How long to keep what ends at the first of `ends` still to come; None never does."""
    coming = [(end - now).total_seconds() for end in ends if end is not None and end > now]
    return int(min([settings.PAGE_CACHE_SECONDS, *coming]))


def never_past(response, moment: datetime | None):
    """Shorten how long shared caches may keep `response` to `moment`, where that is sooner."""
    kept = re.search(r"s-maxage=(\d+)", response.get("Cache-Control", ""))
    if kept and moment:
        seconds = max(0, int((moment - timezone.now()).total_seconds()))
        patch_cache_control(response, s_maxage=min(int(kept[1]), seconds))
    return response


def for_good(response, *, etag: str, until: datetime | None = None):
    """
    For a file whose name never means another content: a browser that has it need not ask again.

    Shared caches do ask, as they do for pages, because what is withdrawn must not be had from them.
    Nobody keeps it past `until`.
    """
    now = timezone.now()
    seconds = YEAR if until is None else max(0, int((until - now).total_seconds()))
    patch_cache_control(
        response,
        public=True,
        max_age=min(YEAR, seconds),
        s_maxage=_seconds_to([until], now),
        immutable=True,
    )
    response["ETag"] = f'"{etag}"'
    return response
