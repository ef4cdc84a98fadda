"""Live coverage as its page prints it: a story with entries under it, the newest first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from articles import sanitize
from articles.models import Layout, LiveEntry, Version
from articles.pages import paging
from articles.pages.story import Notice, Story, notices_in

SECONDS = 5  # that a shared cache keeps the page of open coverage
LONGEST_NUMBER = 9  # digits
# One of each plural form that a language has: a script finds by its own rules the one it needs.
NUMBERS_OF_EACH_FORM = (1, 2, 3, 6, 7, 11, 100)


@dataclass(frozen=True)
class Shown:
    """An entry as it is printed."""

    entry: LiveEntry
    body: SafeString

    @property
    def notices(self) -> list[Notice]:
        return notices_in(self.entry.notices)


@dataclass(frozen=True)
class Day:
    """The entries of a day, the newest first; `is_told` unless all that is shown is of today."""

    day: date
    entries: list[Shown]
    is_told: bool


class Coverage:
    """
    The entries of a story at one moment, a page of them; `query` is the GET that says which.

    Two queries, however many entries there are. `version` was loaded with its newest and key ones.
    """

    numbers_of_each_form = NUMBERS_OF_EACH_FORM

    def __init__(self, story: "LiveStory", query):
        self.story, self.version, self.at = story, story.version, story.at
        self.is_from_a_link = "entry" in query
        self.has_lost = False  # the entry that was linked to
        self._entries = LiveEntry.objects.filter(article=self.version.article_id)
        self.page = self._page(query)

    def _page(self, query) -> paging.Page:
        live = self._entries.live(self.at).newest()
        if "entry" not in query:
            return paging.page_of(live, query)
        number = query["entry"]
        if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
            raise Http404
        if asked := live.filter(number=number).first():
            return paging.page_from(live, asked)
        if not self._entries.ever_live(self.at).filter(number=number).exists():
            raise Http404
        self.has_lost = True
        return paging.page_of(live, {})

    @cached_property
    def told(self) -> dict:
        return self._entries.told(self.at)

    @property
    def count(self) -> int:
        return self.told["count"]

    @property
    def is_open(self) -> bool:
        return self.version.is_open_coverage

    @property
    def began_at(self) -> datetime:
        return self.told["began_at"]

    @property
    def ended_at(self) -> datetime | None:
        return self.version.coverage_ended_at

    @property
    def changed_at(self) -> datetime:
        """When readers were last told something; a silent fix tells them nothing."""
        return self.told["changed_at"]

    @property
    def key(self) -> list[tuple[LiveEntry, str]]:
        """The key entries, each with its address: on this page, or wherever it stands."""
        here = {entry.number for entry in self.page.stories}
        return [
            (entry, f"#{entry.anchor}" if entry.number in here else entry.place)
            for entry in self._key_entries
        ]

    @property
    def _key_entries(self) -> list[LiveEntry]:
        return self.version.key_entries

    @property
    def days(self) -> list[Day]:
        today = timezone.localdate(self.at)
        found = groupby(self.page.stories, key=lambda entry: timezone.localdate(entry.published_at))
        days = [(day, [self._shown(entry) for entry in entries]) for day, entries in found]
        return [Day(day, entries, is_told=len(days) > 1 or day != today) for day, entries in days]

    def _shown(self, entry: LiveEntry) -> Shown:
        return Shown(entry, sanitize.show_body(entry.body, self.story.figure))

    @property
    def address(self) -> str:
        """Of the story, as links on its page say it."""
        return self.version.get_absolute_url()

    @property
    def state(self) -> str:
        return state_of(self.told)

    @property
    def newest(self) -> int:
        """The time of the newest entry, by which a page that is left open knows newer ones."""
        return next(iter(map(paging.microseconds, self.version.entries_published_at)), 0)


class PreviewedCoverage(Coverage):
    """What readers see of the entries, under words that may never have been saved."""

    def __init__(self, story: Story):
        super().__init__(story, {})

    @property
    def is_open(self) -> bool:
        return bool(self.page.stories) and not self.page.stories[0].ends_coverage

    @property
    def ended_at(self) -> datetime | None:
        return self.page.stories[0].published_at if self.page.stories and not self.is_open else None

    @property
    def _key_entries(self) -> list[LiveEntry]:
        return list(self._entries.live(self.at).filter(is_key=True).newest())

    @property
    def address(self) -> str:
        """Of what readers see of the story, "" where they see nothing and so no entry either."""
        seen = Version.objects.live(self.at).filter(article=self.version.article_id).first()
        return seen.get_absolute_url() if seen else ""


class LiveStory(Story):
    """A story with the entries of its live coverage."""

    def __init__(self, version: Version, at: datetime, query):
        super().__init__(version, at)
        self.coverage = Coverage(self, query)

    @property
    def changed_at(self) -> datetime:
        return max(filter(None, [super().changed_at, self.coverage.changed_at]))

    @property
    def further_page(self) -> str:
        """Of entries further down; what begins with an entry that was linked to is no such page."""
        query = self.coverage.page.query
        return f"{self.address}{query}" if query and not self.coverage.is_from_a_link else ""

    @property
    def texts(self) -> list[str]:
        return [*super().texts, *(entry.body for entry in self.coverage.page.stories)]

    @property
    def next_change(self) -> datetime | None:
        """Open coverage is asked for again within seconds, so that what is new is soon seen."""
        told = self.coverage.told
        soon = self.at + timedelta(seconds=SECONDS) if self.coverage.is_open else None
        return min(filter(None, [soon, told["coming_at"], told["going_at"]]), default=None)


def story_of(version: Version, at: datetime, query) -> Story:
    """The story that a version of any layout is, for its page."""
    return LiveStory(version, at, query) if version.layout == Layout.LIVE else Story(version, at)


def state_of(told: dict) -> str:
    """A word for what readers see of the entries: another one whenever anything came or went."""
    last = max(filter(None, [told["came_at"], told["went_at"]]), default=None)
    return str(paging.microseconds(last)) if last else "0"
