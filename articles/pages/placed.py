"""What stands on a front by hand at a moment: its arrangement, with the stories readers can see."""

from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Arrangement, Placement, Size, Version
from articles.pages.clock import moment_of


@dataclass(frozen=True)
class Placed:
    """Placed stories that are live, by their size. A story that is not live leaves no gap."""

    lead: Version | None = None
    secondary: list[Version] = field(default_factory=list)
    briefs: list[Version] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)  # of the arrangement, seen or not
    next_change: datetime | None = None  # of the arrangement; stories have times of their own

    @property
    def stories(self) -> list[Version]:
        return ([self.lead] if self.lead else []) + self.secondary + self.briefs

    @property
    def taken(self) -> list[int]:
        """The articles that stand here and nowhere else on the page."""
        return [story.article_id for story in self.stories]


def placed_for(request, section=None) -> Placed:
    """For the front of a section, or the home page, as `request` shows it."""
    at = moment_of(request)
    # An arrangement that is still being made, which only the desk puts there.
    unsaved = getattr(request, "arrangement", None)
    if unsaved is not None and unsaved.section == section:
        return at_moment([unsaved], at)
    arrangements = Arrangement.objects.of(section).not_over(at).order_by("live_from")
    return at_moment(list(arrangements[:2]), at)


def at_moment(arrangements: list[Arrangement], at: datetime) -> Placed:
    """By the one of `arrangements` that is live, in at most two queries."""
    current = next((one for one in arrangements if one.is_live(at)), None)
    placements = current.placed if current else []
    numbers = [placement.article_id for placement in placements]
    stories = Version.objects.live(at).for_cards(at).filter(article__in=numbers) if numbers else []
    return Placed(
        **by_size([placement for placement in placements if placement.is_live(at)], stories, at),
        articles=numbers,
        next_change=_next_change([*arrangements, *placements], at),
    )


def by_size(placements: list[Placement], stories, at: datetime) -> dict:
    """
    The lead, secondary and brief stories among live `stories`, as live `placements` put them.

    A front has one lead: the first that is live. What else was to lead stands beside it.
    """
    live = {story.article_id: story for story in stories}
    found = {"lead": None, "secondary": [], "briefs": []}
    for placement in placements:
        if placement.article_id not in live:
            continue
        story = _as_placed(live[placement.article_id], placement, at)
        if placement.size == Size.BRIEF:
            found["briefs"].append(story)
        elif placement.size == Size.LEAD and found["lead"] is None:
            found["lead"] = story
        else:
            found["secondary"].append(story)
    return found


def _as_placed(story: Version, placement: Placement, at: datetime) -> Version:
    """The story under the headline and with the picture that the front gives it."""
    story = copy(story)
    story.headline = placement.headline or story.headline
    if placement.picture and placement.picture.is_usable(at):
        story.lead_picture = placement.picture
    return story


def _next_change(periods, at: datetime) -> datetime | None:
    times = [time for period in periods for time in (period.live_from, period.live_until)]
    return min((time for time in times if time and time > at), default=None)
