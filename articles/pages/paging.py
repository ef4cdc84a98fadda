"""Paging by cursor: a page costs the same at any depth, and a new story shifts none of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.http import Http404

PAGE_SIZE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    stories: list
    older: str  # cursor of the next page, "" on the last
    newer: str  # cursor of the page before, "" on the first

    @property
    def is_first(self) -> bool:
        return not self.newer


def cursor(version) -> str:
    """Where a story stands in every listing: microseconds since 1970 and its number."""
    return f"{(version.published_at - _EPOCH) // timedelta(microseconds=1)}-{version.pk}"


def page_of(versions, query) -> Page:
    """
    Return the page of `versions` that `query`, a GET, asks for with `before` or `after`.

    Raises Http404 for a cursor that no listing ever gave.
    """
    if "after" in query:
        following = versions.filter(_beyond(query["after"], "gt")).reverse()
        stories = list(following[: PAGE_SIZE + 1])
        has_newer, stories = len(stories) > PAGE_SIZE, stories[:PAGE_SIZE][::-1]
        return Page(stories, cursor(stories[-1]) if stories else "", _first(stories, has_newer))
    if "before" in query:
        versions = versions.filter(_beyond(query["before"], "lt"))
    stories = list(versions[: PAGE_SIZE + 1])
    has_older, stories = len(stories) > PAGE_SIZE, stories[:PAGE_SIZE]
    older = cursor(stories[-1]) if has_older else ""
    return Page(stories, older, _first(stories, "before" in query))


def _first(stories, has_newer: bool) -> str:
    return cursor(stories[0]) if stories and has_newer else ""


def _beyond(text: str, comparison: str) -> Q:
    try:
        microseconds, pk = map(int, text.split("-"))
        moment = _EPOCH + timedelta(microseconds=microseconds)
    except (ValueError, OverflowError):
        raise Http404 from None
    # The bound on the date alone is what an index can seek to; the rest parts stories of one moment.
    return Q(**{f"published_at__{comparison}e": moment}) & (
        Q(**{f"published_at__{comparison}": moment}) | Q(**{f"pk__{comparison}": pk})
    )
