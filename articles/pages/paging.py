"""Paging by cursor: a page costs the same at any depth, and a new story shifts none of them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.http import Http404

PAGE_SIZE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"(-?[0-9]{1,17})-([0-9]{1,18})")


@dataclass(frozen=True)
class Page:
    """Stories of a listing, and the queries that lead to its pages: "" is the first one's."""

    stories: list
    query: str = ""
    older: str = ""  # "" on the last page
    newer: str | None = None  # None on the first page

    @property
    def is_first(self) -> bool:
        return not self.query


def cursor(version) -> str:
    """Where a story stands in every listing: microseconds since 1970 and its number."""
    return f"{(version.published_at - _EPOCH) // timedelta(microseconds=1)}-{version.pk}"


def page_of(versions, query) -> Page:
    """
    Return the page of `versions`, newest first, that `query`, a GET, asks for.

    Raises Http404 for a cursor that no listing ever gave, and where a listing ends before it.
    """
    if "before" in query:
        return _page_before(versions, query["before"])
    if "after" in query:
        return _page_after(versions, query["after"])
    stories, goes_on = _cut(versions)
    return Page(stories, older=_before(stories) if goes_on else "")


def _page_before(versions, place: str) -> Page:
    stories, goes_on = _cut(versions.filter(_beyond(place, "lt")))
    if not stories:
        raise Http404
    return Page(
        stories,
        query=f"?before={place}",
        older=_before(stories) if goes_on else "",
        newer=_after(stories),
    )


def _page_after(versions, place: str) -> Page:
    """The stories just above `place`; the first page, as it is now, where they reach the top."""
    stories, goes_on = _cut(versions.filter(_beyond(place, "gt")).reverse())
    if not goes_on:
        return page_of(versions, {})
    stories.reverse()
    return Page(stories, query=f"?after={place}", older=_before(stories), newer=_after(stories))


def _cut(versions) -> tuple[list, bool]:
    """A page of stories, and whether there are more."""
    stories = list(versions[: PAGE_SIZE + 1])
    return stories[:PAGE_SIZE], len(stories) > PAGE_SIZE


def _before(stories) -> str:
    return f"?before={cursor(stories[-1])}"


def _after(stories) -> str:
    return f"?after={cursor(stories[0])}"


def _beyond(place: str, comparison: str) -> Q:
    match = _CURSOR.fullmatch(place)
    if match is None:
        raise Http404
    try:
        moment = _EPOCH + timedelta(microseconds=int(match[1]))
    except OverflowError:
        raise Http404 from None
    return Q(**{f"published_at__{comparison}": moment}) | Q(
        **{"published_at": moment, f"pk__{comparison}": int(match[2])}
    )
