"""What stands where on the front page. Every story on it stands there once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from articles.models import Section, Version
from articles.models.section import OPINION

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
    def stories(self) -> list[Version]:
        """All that stand on the page."""
        strips = [self.voices, *self.strips] if self.voices else self.strips
        above = [self.lead] if self.lead else []
        below = [story for strip in strips for story in strip.stories]
        return above + self.secondary + self.latest + below


def front_page(at: datetime) -> Front:
    """The front as readers see it at `at`, in three queries however many sections there are."""
    newest = list(Version.objects.live(at).for_cards()[:NEWEST])
    news = [story for story in newest if _top_slug(story.section) != OPINION] or newest
    lead = lead_of(news)
    others = [story for story in news if story is not lead]
    above = others[: SECONDARY + LATEST]
    strips = _strips(at, taken=[lead, *above] if lead else [])
    return Front(
        lead=lead,
        secondary=_a_picture_first(above[:SECONDARY]),
        voices=next((strip for strip in strips if strip.section.slug == OPINION), None),
        latest=above[SECONDARY:],
        strips=[strip for strip in strips if strip.section.slug != OPINION],
    )


def lead_of(news: list[Version]) -> Version | None:
    """The newest story that can carry a page: one with a picture, if any of late has one."""
    with_a_picture = (story for story in news[:LEAD_FROM] if story.lead_picture)
    return next(with_a_picture, None) or next(iter(news), None)


def _a_picture_first(stories: list[Version]) -> list[Version]:
    """So that a group of stories begins with a picture, if it has any."""
    lead = lead_of(stories)
    return [lead, *(story for story in stories if story is not lead)] if lead else []


def _strips(at: datetime, taken: list[Version]) -> list[Strip]:
    """A quiet section shows its latest stories however old they are."""
    sections = list(_sections_with_their_newest(at, taken))
    numbers = [getattr(section, name) for section in sections for name in _PLACES]
    stories = list(Version.objects.live(at).for_cards().filter(pk__in=filter(None, numbers)))
    strips = [_strip(section, sections, stories) for section in sections if not section.parent_id]
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


def _strip(top: Section, sections: list[Section], stories: list[Version]) -> Strip:
    return Strip(
        section=top,
        parts=[section for section in sections if section.parent_id == top.pk],
        stories=_a_picture_first(
            [story for story in stories if _top_slug(story.section) == top.slug][:STRIP]
        ),
    )


def _top_slug(section: Section) -> str:
    return section.path.partition("/")[0]
