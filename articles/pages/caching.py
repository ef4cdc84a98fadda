"""How long a cache may keep a public page: never past the next change of anything on it."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import http_date


def until_next_transition(response, versions, *, next_arrival: datetime | None = None):
    """
    Let shared caches keep `response`, which shows `versions`, until one of them ends.

    `next_arrival` is when something new will appear on the page, where that is known. Browsers
    ask again each time and are answered 304 while nothing has changed.
    """
    ends = [version.live_until for version in versions] + [next_arrival]
    seconds = min(
        [settings.PAGE_CACHE_SECONDS]
        + [(end - timezone.now()).total_seconds() for end in ends if end is not None]
    )
    patch_cache_control(response, public=True, max_age=0, s_maxage=max(0, int(seconds)))
    if versions:
        newest = max(version.live_from for version in versions)
        response["Last-Modified"] = http_date(newest.timestamp())
    return response


def for_a_while(response):
    """For a file that may be withdrawn: its name never means another content, but it may go."""
    patch_cache_control(response, public=True, max_age=settings.PAGE_CACHE_SECONDS)
    return response
