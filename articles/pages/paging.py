"""Paging by cursor: a page costs the same at any depth, and a new story shifts none of them."""

import re
from dataclasses import dataclass, replace
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


def cursor(version, by: str = "published_at", number: str = "pk") -> str:
    """Where a story stands in a listing: microseconds since 1970 and its number."""
    return f"{microseconds(getattr(version, by))}-{getattr(version, number)}"


def microseconds(moment: datetime) -> int:
    """Since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def page_of(versions, query, *, by: str = "published_at", number: str = "pk") -> Page:
    """
    Return the page of `versions`, newest first, that `query`, a GET, asks for.

    `by` is the time that they are ordered by, and `number` what orders those of one time. Raises
    Http404 for a cursor that no listing ever gave, and where a listing ends before it.
    """
    by = (by, number)
    if "before" in query:
        return _page_before(versions, query["before"], by)
    if "after" in query:
        return _page_after(versions, query["after"], by)
    stories, goes_on = _cut(versions)
    return Page(stories, older=_before(stories, by) if goes_on else "")


def filed(filings, query) -> Page:
    """The page of the versions of `filings`, of one topic or author, with the same cursors."""
    found = page_of(filings, query, number="version_id")
    return replace(found, stories=[filing.card for filing in found.stories])


def page_from(versions, first, *, by: str = "published_at") -> Page:
    """The page that begins with `first`, which is one of `versions`."""
    place = f"{microseconds(getattr(first, by))}-{first.pk + 1}"
    return _page_before(versions, place, (by, "pk"))


def _page_before(versions, place: str, by: tuple[str, str]) -> Page:
    stories, goes_on = _cut(versions.filter(_beyond(place, "lt", by)))
    if not stories:
        raise Http404
    return Page(
        stories,
        query=f"?before={place}",
        older=_before(stories, by) if goes_on else "",
        newer=_after(stories, by),
    )


def _page_after(versions, place: str, by: tuple[str, str]) -> Page:
    """The stories just above `place`; the first page, as it is now, where they reach the top."""
    stories, goes_on = _cut(versions.filter(_beyond(place, "gt", by)).reverse())
    if not goes_on:
        return page_of(versions, {}, by=by[0], number=by[1])
    stories.reverse()
    older, newer = _before(stories, by), _after(stories, by)
    return Page(stories, query=f"?after={place}", older=older, newer=newer)


def _cut(versions) -> tuple[list, bool]:
    """A page of stories, and whether there are more."""
    stories = list(versions[: PAGE_SIZE + 1])
    return stories[:PAGE_SIZE], len(stories) > PAGE_SIZE


def _before(stories, by: tuple[str, str]) -> str:
    return f"?before={cursor(stories[-1], *by)}"


def _after(stories, by: tuple[str, str]) -> str:
    return f"?after={cursor(stories[0], *by)}"


def _beyond(place: str, comparison: str, by: tuple[str, str]) -> Q:
    match = _CURSOR.fullmatch(place)
    if match is None:
        raise Http404
    try:
        moment = _EPOCH + timedelta(microseconds=int(match[1]))
    except OverflowError:
        raise Http404 from None
    time, number = by
    # The first says nothing that the others do not; it is where an index can begin.
    return Q((f"{time}__{comparison}e", moment)) & (
        Q((f"{time}__{comparison}", moment))
        | Q((time, moment), (f"{number}__{comparison}", int(match[2])))
    )
