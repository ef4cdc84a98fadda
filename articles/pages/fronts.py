"""
What stands where on the home page and on a section's front: first what editors placed there, then
the newest. Every story on a page stands there once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery

from articles.models import Section, Version
from articles.models.section import OPINION
from articles.pages.placed import Placed

NEWEST = 30  # stories from which the upper part of the page is chosen
LEAD_FROM = 8  # the lead is one of so many newest
SECONDARY = 3
VOICES = 4
LATEST = 8
STRIP = 4


@dataclass(frozen=True)
class Strip:
    """A top section with its newest stories, those of the sections nested in it among them."""

    section: Section
    parts: list[Section]
    stories: list[Version]


@dataclass(frozen=True)
class Front:
    lead: Version | None
    secondary: list[Version]
    voices: Strip | None
    latest: list[Version]
    strips: list[Strip]

    @property
    def faces_until(self) -> list[datetime]:
        """When the rights in a picture of those who have an opinion end."""
        voices = self.voices.stories if self.voices else []
        return [story.faces_until for story in voices if story.faces_until]

    @property
    def stories(self) -> list[Version]:
        """All that stand on the page."""
        strips = [self.voices, *self.strips] if self.voices else self.strips
        above = [self.lead] if self.lead else []
        below = [story for strip in strips for story in strip.stories]
        return above + self.secondary + self.latest + below


@dataclass(frozen=True)
class River:
    """The stories of a listing; on the first page of a section, its front."""

    rest: list[Version]
    lead: Version | None = None
    beside: list[Version] = field(default_factory=list)
    briefs: list[Version] = field(default_factory=list)
    key: list[Version] = field(default_factory=list)  # of a topic, in a part of their own

    @property
    def stories(self) -> list[Version]:
        lead = [self.lead] if self.lead else []
        return self.key + lead + self.beside + self.briefs + self.rest


def front_page(at: datetime, placed: Placed) -> Front:
    """The front as readers see it at `at`, in three queries however many sections there are."""
    newest = Version.objects.live(at).for_cards(at).exclude(article__in=placed.taken)
    news = news_of(list(newest[:NEWEST]))
    lead = placed.lead or lead_of(news, at)
    others = [story for story in news if story is not lead]
    secondary = _filled(placed.secondary, others, SECONDARY, at)
    rest = [story for story in others if story not in secondary]
    latest = [*placed.briefs, *rest[: max(0, LATEST - len(placed.briefs))]]
    strips = _strips(at, taken=[lead, *secondary, *latest] if lead else [])
    return Front(
        lead=lead,
        secondary=secondary,
        voices=next((strip for strip in strips if strip.section.slug == OPINION), None),
        latest=latest,
        strips=[strip for strip in strips if strip.section.slug != OPINION],
    )


def section_front(at: datetime, newest: list[Version], placed: Placed) -> River:
    """The first page of a section: what is placed there, and its `newest` stories after that."""
    unplaced = [story for story in newest if story.article_id not in placed.taken]
    lead = placed.lead or lead_of(unplaced, at)
    others = [story for story in unplaced if story is not lead]
    if not placed.stories:
        return River(lead=lead, rest=others)
    free = max(0, SECONDARY - len(placed.secondary))
    return River(
        lead=lead,
        beside=placed.secondary + others[:free],
        briefs=placed.briefs,
        rest=others[free:],
    )


def news_of(newest: list[Version]) -> list[Version]:
    """Those for the upper part of the page: opinion has a column of its own, unless it is all."""
    return [story for story in newest if _top_slug(story.section) != OPINION] or newest


def lead_of(news: list[Version], at: datetime) -> Version | None:
    """The newest story that can carry a page: one with a picture, if any of late has one."""
    with_a_picture = (story for story in news[:LEAD_FROM] if story.picture_at(at))
    return next(with_a_picture, None) or next(iter(news), None)


def _filled(
    placed: list[Version], others: list[Version], places: int, at: datetime
) -> list[Version]:
    """What was placed in its order, and in the places left what is newest."""
    if not placed:
        return _a_picture_first(others[:places], at)
    return placed + others[: max(0, places - len(placed))]


def _a_picture_first(stories: list[Version], at: datetime) -> list[Version]:
    """So that a group of stories begins with a picture, if it has any."""
    lead = lead_of(stories, at)
    return [lead, *(story for story in stories if story is not lead)] if lead else []


def _strips(at: datetime, taken: list[Version]) -> list[Strip]:
    """A quiet section shows its latest stories however old they are."""
    sections = list(_sections_with_their_newest(at, taken))
    numbers = [getattr(section, name) for section in sections for name in _PLACES]
    shown = Version.objects.live(at).for_cards(at).with_faces(at)
    stories = list(shown.filter(pk__in=filter(None, numbers)))
    strips = [
        _strip(section, sections, stories, at) for section in sections if not section.parent_id
    ]
    return [strip for strip in strips if strip.stories]


_PLACES = [f"story_{place}" for place in range(STRIP)]


def _sections_with_their_newest(at: datetime, taken: Iterable[Version]):
    """Each section with the numbers of its newest stories: as many index look-ups, one query."""
    here = (
        Version.objects.live(at)
        .filter(section=OuterRef("pk"))
        .exclude(pk__in=[story.pk for story in taken])
        .order_by("-published_at", "-pk")
        .values("pk")
    )
    places = {name: Subquery(here[n : n + 1]) for n, name in enumerate(_PLACES)}
    return Section.objects.annotate(**places)


def _strip(top: Section, sections, stories: list[Version], at: datetime) -> Strip:
    return Strip(
        section=top,
        parts=[section for section in sections if section.parent_id == top.pk],
        stories=_a_picture_first(
            [story for story in stories if _top_slug(story.section) == top.slug][:STRIP], at
        ),
    )


def _top_slug(section: Section) -> str:
    return section.path.partition("/")[0]
