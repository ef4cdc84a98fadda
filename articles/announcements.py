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
from articles.models import Change, Section, Version

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
    periods = article.versions.filter(Q(live_from__gte=since) | Q(live_until__gte=since))
    moments = chain.from_iterable(periods.values_list("live_from", "live_until"))
    return {moment for moment in moments if moment and moment >= since}


def tell_hub(key: str, payload: dict):
    """Named in settings.OUTBOX. A silent fix is told to nobody."""
    begun = _concerned(payload, live_from=payload["at"]).exclude(change=Change.SILENT_FIX)
    if version := begun.select_related("section").first():
        feeds = [("hub.url", address) for address in feeds_with(version)]
        form = urlencode([("hub.mode", "publish"), *feeds])
        _post(settings.WEBSUB_HUB, form, "application/x-www-form-urlencoded")


def tell_search_engines(key: str, payload: dict):
    """Named in settings.OUTBOX. See https://www.indexnow.org/documentation"""
    moved = _concerned(payload, live_from=payload["at"]) | _concerned(
        payload, live_until=payload["at"]
    )
    paths = moved.order_by("path").values_list("path", flat=True).distinct()
    addresses = [_absolute("article", path) for path in paths]
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
    return Version.objects.ever_live().filter(article=payload["article"], **period)


def _absolute(name: str, *args) -> str:
    return settings.SITE_URL + reverse(f"articles:{name}", args=args)


def _post(address: str, body: str, content_type: str):
    """Raises what went wrong, an answer of 400 and more too, so that it is tried again."""
    request = Request(address, body.encode(), {"Content-Type": content_type})  # noqa: S310 - settings
    with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310 - an address from settings
        response.read(1)
