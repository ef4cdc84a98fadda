"""The page on which readers look for stories."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from django.shortcuts import render
from django.utils.safestring import SafeString

from articles import patience, sanitize, search
from articles.models import Version
from articles.models.published_words import FIRST, LAST
from articles.pages import caching, excerpts
from articles.pages.clock import moment_of
from articles.pages.search_form import BEST, NEWEST, SearchForm
from articles.pages.views import public
from articles.search import Hit, Search

A_PAGE = 20
SECONDS = 2  # that the database may look for stories, and for what may have been meant
_CURSOR = re.compile(r"([0-9]{1,4})-(-?[0-9]{1,19})")


class Result(NamedTuple):
    """A story as it was found, the words that were looked for marked."""

    story: Version
    headline: SafeString
    text: SafeString


@dataclass(frozen=True)
class Found:
    """A page of results."""

    results: list[Result] = field(default_factory=list)
    next: str = ""  # the cursor of the next page
    was_chosen: bool = False  # among the newest of more stories than are listed
    took_too_long: bool = False
    instead: str = ""  # what may have been meant where nothing was found

    @property
    def stories(self) -> list[Version]:
        return [result.story for result in self.results]


@public
def page(request):
    now = moment_of(request)
    form = SearchForm(request.GET)
    asked = form.search()
    found = _found(asked, form.order_given, request.GET.get("before", ""), now)
    context = {
        "form": form,
        "search": asked,
        "found": found,
        "next": _query(request, before=found.next),
        "instead": _query(request, q=found.instead, before=""),
        "by_date": _query(request, order=NEWEST, before=""),
        "by_fit": _query(request, order="", before=""),
        "everywhere": _query(request, author="", topic="", before=""),
    }
    response = render(request, "articles/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return caching.until_next_transition(
        response, found.stories, next_arrival=Version.objects.next_arrival(now)
    )


def _query(request, **changes) -> str:
    """The query of this page with some of it changed; "" takes a part out."""
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"


def _found(asked: Search, order: str, cursor: str, now: datetime) -> Found:
    if not asked.wanted:
        return Found()
    try:
        with patience.at_most(SECONDS):
            hits, was_chosen = _hits(asked, order, cursor, now)
            meant = "" if hits or cursor else search.instead(asked, now)
    except patience.TookTooLong:
        return Found(took_too_long=True)
    return Found(
        results=_results(asked, hits[:A_PAGE], now),
        next=_cursor(hits[A_PAGE - 1]) if len(hits) > A_PAGE else "",
        was_chosen=was_chosen,
        instead=meant,
    )


def _hits(asked: Search, order: str, cursor: str, now: datetime) -> tuple[list[Hit], bool]:
    """From the cursor on, more than a page where there are more; one that is none is the start."""
    match = _CURSOR.fullmatch(cursor)
    points, place = map(int, match.groups()) if match else (0, LAST)
    place = min(max(place, FIRST), LAST)  # what a database can count to
    if order == BEST:
        hits, was_chosen = search.best(asked, now)
        return [h for h in hits if not match or h[:2] < (points, place)], was_chosen
    asked = replace(asked, below=min(place, asked.below))
    return search.newest(asked, now, most=A_PAGE + 1), False


def _cursor(hit: Hit) -> str:
    return f"{hit.points}-{hit.place}"


def _results(asked: Search, hits: list[Hit], now: datetime) -> list[Result]:
    versions = Version.objects.live(now).select_related("section")
    found = versions.in_bulk([hit.version for hit in hits])
    return [_result(found[hit.version], asked.stems) for hit in hits if hit.version in found]


def _result(version: Version, stems: set[str]) -> Result:
    standfirst = excerpts.marked(version.standfirst, stems)
    text = "" if "<mark>" in standfirst else sanitize.running_text(version.body)
    return Result(
        story=version,
        headline=excerpts.marked(version.headline, stems),
        text=excerpts.excerpt(text, stems) or standfirst,
    )
