"""What tells a page of live coverage that is left open of new entries."""

from datetime import timedelta

from django.http import Http404, JsonResponse
from django.shortcuts import redirect

from articles.models import Layout, LiveEntry, Version
from articles.pages import caching, paging
from articles.pages.clock import moment_of
from articles.pages.live_story import SECONDS, state_of
from articles.pages.views import moved_or_gone, public

TOLD = 50  # entries that a page which was left open can count


@public
def state(request, path):
    """
    What a page of live coverage that is left open asks for: when its newest entries were
    published, and a word that changes with any of them. Two queries, and mostly a 304.
    """
    now = moment_of(request)
    version = Version.objects.live(now).with_newest_entries(now, TOLD).filter(path=path).first()
    if version is None:
        return moved_or_gone(request, path, now, to=_to_state)
    if version.layout != Layout.LIVE:
        raise Http404
    told = LiveEntry.objects.filter(article=version.article_id).told(now)
    response = JsonResponse(
        {
            "state": state_of(told),
            "open": version.is_open_coverage,
            "published": list(map(paging.microseconds, version.entries_published_at)),
        }
    )
    response["X-Robots-Tag"] = "noindex"
    caching.until_next_transition(response, [version])
    soon = now + timedelta(seconds=SECONDS)
    return caching.never_past(
        response, min(filter(None, [soon, told["coming_at"], told["going_at"]]))
    )


def _to_state(version, permanent):
    return redirect("articles:live-state", version.path, permanent=permanent)
