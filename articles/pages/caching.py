"""How long a cache may keep a public page: never past the next change of anything on it."""

import re
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import http_date


def until_next_transition(
    response,
    versions,
    *,
    next_arrival: datetime | None = None,
    next_change: datetime | None = None,
):
    """
    Let shared caches keep `response`, which shows `versions`, until one of them ends.

    `next_arrival` is when something new will appear on the page, where that is known, and
    `next_change` when what is there will be arranged anew. Browsers ask again each time and are
    answered 304 while the ETag, made of the content, is the same.
    """
    now = timezone.now()
    ends = [version.live_until for version in versions] + [next_arrival, next_change]
    seconds = min(
        [settings.PAGE_CACHE_SECONDS]
        + [(end - now).total_seconds() for end in ends if end is not None]
    )
    patch_cache_control(response, public=True, max_age=0, s_maxage=max(0, int(seconds)))
    # A page also changes when a story leaves it, a comment is approved or a section renamed: no
    # earlier moment is true for all of it, and a cache that knows only an earlier date would
    # answer 304 to a reader whose copy holds what is gone.
    response["Last-Modified"] = http_date(now.timestamp())
    return response


def never_past(response, moment: datetime | None):
    """Shorten how long shared caches may keep `response` to `moment`, where that is sooner."""
    kept = re.search(r"s-maxage=(\d+)", response.get("Cache-Control", ""))
    if kept and moment:
        seconds = max(0, int((moment - timezone.now()).total_seconds()))
        patch_cache_control(response, s_maxage=min(int(kept[1]), seconds))
    return response


def for_a_while(response, *, etag: str):
    """For a file that may be withdrawn: its name never means another content, but it may go."""
    patch_cache_control(response, public=True, max_age=settings.PAGE_CACHE_SECONDS)
    response["ETag"] = f'"{etag}"'
    return response
