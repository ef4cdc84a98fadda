"""What frames every page: masthead, sections of the menu and breaking news, in one query."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.functional import cached_property

from articles.models import Banner, Masthead, Section, Version
from articles.pages.clock import moment_of


class BreakingNews(NamedTuple):
    text: str
    address: str  # of the story it leads to; "" without one that readers can see


class Frame:
    """The frame at one moment; nothing is asked of the database before it is printed."""

    def __init__(self, at: datetime):
        self.at = at
        self._told = []

    @cached_property
    def sections(self) -> list[Section]:
        """The top sections. Each row carries masthead and banner, which cost no page a query."""
        masthead = Masthead.as_rows()
        return list(Section.objects.top().annotate(masthead=masthead, **_banner_at(self.at)))

    @cached_property
    def masthead(self) -> Masthead:
        if not self.sections:
            return Masthead.objects.current()
        return Masthead.from_rows(self.sections[0].masthead)

    @property
    def banner(self) -> BreakingNews | None:
        row = next(iter(self.sections), None)
        if row is None or row.banner_text is None:
            return None
        path = row.banner_path
        return BreakingNews(
            row.banner_text, reverse("articles:article", args=[path]) if path else ""
        )

    def changes_at(self, moment: datetime):
        """Something within the frame will be another then: no cache is to keep the page longer."""
        self._told.append(moment)

    @property
    def next_change(self) -> datetime | None:
        """When the banner or what was told of will be another; None where nobody knows of any."""
        return min([*self._told, *self._changes_of_the_banner()], default=None)

    def _changes_of_the_banner(self) -> list[datetime]:
        """None where no page printed the frame."""
        if "sections" not in self.__dict__ or not self.sections:
            return []
        return list(filter(None, [getattr(self.sections[0], name) for name in _CHANGES]))


_CHANGES = ["banner_until", "banner_arrival", "banner_story_until", "banner_story_arrival"]


def _banner_at(at: datetime) -> dict[str, Subquery]:
    banner = Banner.objects.live(at).newest_first()
    of_its_story = Version.objects.filter(article=OuterRef("article"))
    live, coming = of_its_story.live(at), of_its_story.scheduled(at).order_by("live_from")
    its = {
        "banner_path": live.values("path"),
        "banner_story_until": live.values("live_until"),
        "banner_story_arrival": coming.values("live_from"),
    }
    arrivals = Banner.objects.scheduled(at).order_by("live_from").values("live_from")
    return {
        "banner_text": Subquery(banner.values("text")[:1]),
        "banner_until": Subquery(banner.values("live_until")[:1]),
        "banner_arrival": Subquery(arrivals[:1]),
        **{
            name: Subquery(banner.annotate(its=Subquery(rows[:1])).values("its")[:1])
            for name, rows in its.items()
        },
    }


def frame_of(request) -> Frame:
    """The frame of the page that answers `request`, made once."""
    if not hasattr(request, "frame"):
        request.frame = Frame(moment_of(request))
    return request.frame
