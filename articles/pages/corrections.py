"""
The ledger of what readers were told afterwards: a page and a feed of corrections and the like.

Every entry is a published version, or a published row of an entry of live coverage, and those only
ever become more. The words about a story go with the story: of one that readers cannot see any
more, often for what its words did, there stays the line that something was corrected and when. A
retraction is itself the newspaper's word that something does not hold; it keeps its text.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.models import Change, LiveEntry, Masthead, Version
from articles.pages import caching, paging
from articles.pages.clock import moment_of
from articles.pages.feeds.channel import RSS, Channel, Item
from articles.pages.feeds.views import answer, with_last_change
from articles.pages.views import public

IN_THE_FEED = 40


@dataclass(frozen=True)
class Entry:
    """One correction: what it was, and the story as readers see it now, None for one gone."""

    version: Version | LiveEntry
    story: Version | None

    @property
    def kind(self) -> str:
        return Change(self.version.change).label

    @property
    def text(self) -> str:
        """The notice that this version added; "" where it went with its story."""
        if self.story is None and self.version.change != Change.RETRACTION:
            return ""
        return self.version.notices[-1]["text"] if self.version.notices else ""

    @property
    def is_of_live_coverage(self) -> bool:
        return isinstance(self.version, LiveEntry)

    @property
    def anchor(self) -> str:
        kind = "correction-entry" if self.is_of_live_coverage else "correction"
        return f"{kind}-{self.version.pk}"

    @property
    def address(self) -> str:
        """Of the story, or of the entry in it; "" of what is gone."""
        if self.story is None:
            return ""
        place = self.version.place if self.is_of_live_coverage else ""
        return f"{self.story.get_absolute_url()}{place}"


class Together:
    """Rows of several querysets in the order of their live periods, as paging asks for them."""

    def __init__(self, *querysets, is_reversed: bool = False):
        self.querysets, self.is_reversed = querysets, is_reversed

    def filter(self, *terms):
        return Together(*(q.filter(*terms) for q in self.querysets), is_reversed=self.is_reversed)

    def reverse(self):
        return Together(*(q.reverse() for q in self.querysets), is_reversed=not self.is_reversed)

    def __getitem__(self, first: slice) -> list:
        rows = chain.from_iterable(queryset[first] for queryset in self.querysets)
        by_time = sorted(
            rows, key=lambda row: (row.live_from, row.pk), reverse=not self.is_reversed
        )
        return by_time[first]


@public
def page(request):
    now = moment_of(request)
    found = paging.page_of(_ledger(now), request.GET, by="live_from")
    entries = _entries(found.stories, now)
    response = render(request, "articles/corrections.html", {"page": found, "entries": entries})
    return _until_the_next(response, entries, now)


@public
def feed(request, form=RSS):
    """The latest entries that have words; times are when readers were told."""
    now = moment_of(request)
    entries = _entries(_ledger(now)[:IN_THE_FEED], now)
    masthead = Masthead.objects.current()
    channel = Channel(
        title=_("%s: corrections") % masthead.name,
        description=_("What was corrected, clarified or retracted, as readers were told."),
        page=reverse("articles:corrections"),
        masthead=masthead,
    )
    items = [_item(entry, channel.home) for entry in entries if entry.text]
    response = answer(channel, items, form)
    moved_at = LiveEntry.objects.last_transition(now)
    return with_last_change(_until_the_next(response, entries, now), now, moved_at)


def _ledger(now: datetime) -> Together:
    versions, entries = Version.objects.corrections(now), LiveEntry.objects.corrections(now)
    return Together(versions.defer("body"), entries.defer("body"))


def _entries(versions, now: datetime) -> list[Entry]:
    versions = list(versions)
    stories = Version.objects.live(now).for_cards()
    stories = stories.filter(article__in=[version.article_id for version in versions])
    by_article = {story.article_id: story for story in stories}
    shown = _shown_entries([row for row in versions if isinstance(row, LiveEntry)], now)
    return [
        Entry(row, by_article.get(row.article_id) if _is_shown(row, shown) else None)
        for row in versions
    ]


def _shown_entries(rows: list[LiveEntry], now: datetime) -> set[tuple[int, int]]:
    """Which of the entries that these rows are of readers see, by story and number."""
    if not rows:
        return set()
    seen = LiveEntry.objects.live(now).in_live_coverage(now)
    seen = seen.filter(article__in={row.article_id for row in rows})
    return set(seen.values_list("article", "number"))


def _is_shown(row, shown: set[tuple[int, int]]) -> bool:
    return not isinstance(row, LiveEntry) or (row.article_id, row.number) in shown


def _until_the_next(response, entries, now: datetime):
    stories = [entry.story for entry in entries if entry.story]
    return caching.until_next_transition(
        response, stories, next_arrival=Version.objects.next_arrival(now)
    )


def _item(entry: Entry, page: str) -> Item:
    """Its name never changes, so that no reader is shown it twice."""
    here = f"{page}#{entry.anchor}"
    about = entry.story.headline if entry.story else _("a story that is no longer published")
    if entry.story is None and entry.is_of_live_coverage:
        about = _("an entry that is no longer published")
    return Item(
        identity=here,
        title=f"{entry.kind}: {about}",
        address=settings.SITE_URL + entry.address if entry.address else here,
        summary=entry.text,
        html=format_html("<p>{}</p>", entry.text),
        published_at=entry.version.live_from,
        changed_at=entry.version.live_from,
    )
