"""What will change for readers after a moment, transition by transition, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.asked_time import whole_second
from articles.models import Arrangement, Banner, Change, Placement, Version
from articles.pages import fronts
from articles.pages.placed import Placed, by_size

MOST = 20


@dataclass(frozen=True)
class Step:
    at: datetime
    sentences: list[str]

    @property
    def further(self) -> int:
        """How many sentences follow the first."""
        return len(self.sentences) - 1


@dataclass(frozen=True)
class Standing:
    """What readers see at one moment, as far as it is told apart here."""

    live: dict[int, Version]  # by article
    lead: Version | None
    places: set[tuple[int | None, int]]  # a section, or None, and an article on its front
    arrangements: dict[int | None, Arrangement]  # by section
    banner: Banner | None


@dataclass(frozen=True)
class OfAFront:
    """What is said of changes on a front."""

    arranged: str
    placed: str
    leaves: str


HOME_PAGE = OfAFront(
    arranged=gettext_lazy("The home page is arranged anew"),
    placed=gettext_lazy("“%(story)s” is placed on the home page"),
    leaves=gettext_lazy("“%(story)s” leaves its place on the home page"),
)
FRONT_OF_A_SECTION = OfAFront(
    arranged=gettext_lazy("The front of “%(section)s” is arranged anew"),
    placed=gettext_lazy("“%(story)s” is placed on the front of “%(section)s”"),
    leaves=gettext_lazy("“%(story)s” leaves its place on the front of “%(section)s”"),
)


class Outlook:
    """The next transitions after `at`, MOST of them. A fixed number of queries loads them all."""

    def __init__(self, at: datetime):
        self.at = at

    @cached_property
    def steps(self) -> list[Step]:
        moments = self._moments()
        standings = [self._standing(at) for at in (self.at, *moments)]
        steps = [
            Step(at, list(_sentences(before, after)))
            for at, before, after in zip(moments, standings, standings[1:], strict=False)
        ]
        return [step for step in steps if step.sentences]

    def _moments(self) -> list[datetime]:
        placements = [one for arrangement in self._arrangements for one in arrangement.placed]
        periods = [*self._versions, *self._arrangements, *placements, *self._banners]
        times = {time for period in periods for time in (period.live_from, period.live_until)}
        coming = {whole_second(time) for time in times if time and time > self.at}
        return sorted(coming)[:MOST]

    def _standing(self, at: datetime) -> Standing:
        stories = [version for version in self._versions if version.is_live(at)]
        live = {story.article_id: story for story in stories}
        standing = {one.section_id: one for one in self._arrangements if one.is_live(at)}
        placed = {
            front: [one for one in arrangement.placed if one.is_live(at) and one.article_id in live]
            for front, arrangement in standing.items()
        }
        banners = [banner for banner in self._banners if banner.is_live(at)]
        return Standing(
            live=live,
            lead=_lead(placed.get(None, []), stories, at),
            places={(front, one.article_id) for front, ones in placed.items() for one in ones},
            arrangements=standing,
            banner=max(banners, key=lambda banner: (banner.live_from, banner.pk), default=None),
        )

    @cached_property
    def _versions(self) -> list[Version]:
        """All that come or go soon, stand on a front, or are new enough to lead; newest first."""
        cards = Version.objects.for_cards()
        placed = [one.article_id for front in self._arrangements for one in front.placed]
        found = [
            *cards.scheduled(self.at).order_by("live_from")[:MOST],
            *cards.filter(live_until__gt=self.at).order_by("live_until")[:MOST],
            *cards.live(self.at)[: fronts.NEWEST + MOST],
            *cards.not_over(self.at).filter(article__in=placed),
        ]
        unique = {version.pk: version for version in found}.values()
        return sorted(unique, key=lambda version: (version.published_at, version.pk), reverse=True)

    @cached_property
    def _arrangements(self) -> list[Arrangement]:
        placements = Placement.objects.select_related("picture")
        arrangements = Arrangement.objects.not_over(self.at).select_related("section")
        return list(arrangements.prefetch_related(Prefetch("placements", placements, "placed")))

    @cached_property
    def _banners(self) -> list[Banner]:
        return list(Banner.objects.not_over(self.at).order_by("live_from")[: 2 * MOST])


def _lead(placements: list[Placement], stories: list[Version], at: datetime) -> Version | None:
    """As fronts.front_page finds it."""
    placed = Placed(**by_size(placements, stories, at))
    unplaced = [story for story in stories if story.article_id not in placed.taken]
    return placed.lead or fronts.lead_of(fronts.news_of(unplaced[: fronts.NEWEST]), at)


def _sentences(before: Standing, after: Standing) -> Iterator[str]:
    leads = {story.article_id for story in (before.lead, after.lead) if story}
    if after.lead and (before.lead is None or before.lead.article_id != after.lead.article_id):
        yield _of_the_lead(before.lead, after.lead)
    yield from _of_stories(before, after)
    yield from _of_places(before, after, leads)
    yield from _of_the_banner(before.banner, after.banner)


def _of_the_lead(before: Version | None, after: Version) -> str:
    if before is None:
        return _("“%(story)s” leads the home page") % {"story": after.headline}
    names = {"new": after.headline, "old": before.headline}
    return _("“%(new)s” replaces “%(old)s” as lead") % names


def _of_stories(before: Standing, after: Standing) -> Iterator[str]:
    for article, story in after.live.items():
        seen = before.live.get(article)
        if seen is None and (after.lead is None or article != after.lead.article_id):
            yield _("“%(story)s” appears") % {"story": story.headline}
        elif seen is not None and seen.pk != story.pk:
            change = {"story": story.headline, "change": Change(story.change).label}
            yield _("“%(story)s” changes: %(change)s") % change
    for article, story in before.live.items():
        if article not in after.live:
            yield _("“%(story)s” is taken down") % {"story": story.headline}


def _of_places(before: Standing, after: Standing, leads: set[int]) -> Iterator[str]:
    both = before.live.keys() & after.live.keys()  # of others it is said that they come or go
    for front, arrangement in after.arrangements.items():
        words = HOME_PAGE if front is None else FRONT_OF_A_SECTION
        section = {"section": arrangement.section}
        if before.arrangements.get(front) != arrangement:
            yield words.arranged % section
            continue
        of_the_lead = leads if front is None else set()
        for sentence, places in (
            (words.placed, after.places - before.places),
            (words.leaves, before.places - after.places),
        ):
            moved = {article for place, article in places if place == front}
            for article in sorted((moved & both) - of_the_lead):
                yield sentence % {"story": after.live[article].headline, **section}


def _of_the_banner(before: Banner | None, after: Banner | None) -> Iterator[str]:
    if before == after:
        return
    if after is None:
        yield _("The banner “%s” ends") % before
    elif before is None:
        yield _("The banner “%s” appears") % after
    else:
        yield _("The banner “%(new)s” replaces “%(old)s”") % {"new": after, "old": before}
