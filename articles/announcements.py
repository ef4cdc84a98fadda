"""
Telling machines elsewhere that what readers see has changed: a WebSub hub, which brings it to
those who follow a feed, and by IndexNow the search engines. Both are off unless set.

A task is written for every moment at which something of a story comes or goes, also for moments
to come. What it tells is found in the live periods when its time has come: a schedule that was
cancelled tells nothing, and no address is told before readers can open it.
"""

import json
from datetime import datetime, timedelta
from itertools import chain
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from articles import outbox
from articles.models import Change, Layout, LiveEntry, Section, Version

TIMEOUT = 30  # seconds


def put(article, *, since: datetime):
    """Have told what comes and goes of a story at `since` or later."""
    kinds = [kind for kind, is_on in _KINDS.items() if is_on()]
    for moment in _transitions(article, since) if kinds else ():
        payload = {"article": article.pk, "at": moment.isoformat()}
        # Caches may keep what they have for so long: told sooner, a hub would find nothing new.
        due = moment + timedelta(seconds=settings.PAGE_CACHE_SECONDS)
        for kind in kinds:
            outbox.put(kind, f"{kind}/{article.pk}/{payload['at']}", payload, due_at=due)


_KINDS = {
    "websub": lambda: settings.WEBSUB_HUB,
    "indexnow": lambda: settings.INDEXNOW_KEY,
}


def _transitions(article, since: datetime) -> set[datetime]:
    moved = Q(live_from__gte=since) | Q(live_until__gte=since)
    periods = (rows.filter(moved) for rows in (article.versions, article.live_entries))
    moments = chain.from_iterable(
        chain.from_iterable(rows.values_list("live_from", "live_until") for rows in periods)
    )
    return {moment for moment in moments if moment and moment >= since}


def tell_hub(key: str, payload: dict):
    """Named in settings.OUTBOX. A silent fix is told to nobody."""
    begun = {"live_from": payload["at"]}
    version = _concerned(payload, **begun).exclude(change=Change.SILENT_FIX).first()
    if version is None and _entries(payload, **begun).exclude(change=Change.SILENT_FIX).exists():
        version = _as_seen(payload)
    if version:
        feeds = [("hub.url", address) for address in feeds_with(version)]
        form = urlencode([("hub.mode", "publish"), *feeds])
        _post(settings.WEBSUB_HUB, form, "application/x-www-form-urlencoded")


def tell_search_engines(key: str, payload: dict):
    """Named in settings.OUTBOX. See https://www.indexnow.org/documentation"""
    begun, ended = {"live_from": payload["at"]}, {"live_until": payload["at"]}
    moved = _concerned(payload, **begun) | _concerned(payload, **ended)
    paths = set(moved.order_by().values_list("path", flat=True))
    entries = _entries(payload, **begun) | _entries(payload, **ended)
    if entries.exists() and (seen := _as_seen(payload)):
        paths.add(seen.path)
    addresses = [_absolute("article", path) for path in sorted(paths)]
    if addresses:
        told = {
            "host": urlsplit(settings.SITE_URL).netloc,
            "key": settings.INDEXNOW_KEY,
            "keyLocation": _absolute("indexnow-key", settings.INDEXNOW_KEY),
            "urlList": addresses,
        }
        _post(settings.INDEXNOW_URL, json.dumps(told), "application/json; charset=utf-8")


def feeds_with(version: Version) -> list[str]:
    """The addresses of all feeds in which a version stands."""
    sections = [*Section.objects.above(version.section), version.section]
    pages = [
        reverse("articles:front-page"),
        *(page.get_absolute_url() for page in sections),
        *(page.get_absolute_url() for page in version.topics.all()),
        *(page.get_absolute_url() for page in version.authors.order_by("pk")),
    ]
    forms = ("", "atom/", "json/")
    return [f"{settings.SITE_URL}{page}feed/{form}" for page in pages for form in forms]


def _concerned(payload: dict, **period):
    versions = Version.objects.ever_live().select_related("section")
    return versions.filter(article=payload["article"], **period)


def _entries(payload: dict, **period):
    return LiveEntry.objects.ever_live().filter(article=payload["article"], **period)


def _as_seen(payload: dict) -> Version | None:
    """The live coverage whose entries these are, while readers see it."""
    seen = Version.objects.live().filter(article=payload["article"], layout=Layout.LIVE)
    return seen.select_related("section").first()


def _absolute(name: str, *args) -> str:
    return settings.SITE_URL + reverse(f"articles:{name}", args=args)


def _post(address: str, body: str, content_type: str):
    """Raises what went wrong, an answer of 400 and more too, so that it is tried again."""
    request = Request(address, body.encode(), {"Content-Type": content_type})  # noqa: S310 - settings
    with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310 - an address from settings
        response.read(1)
