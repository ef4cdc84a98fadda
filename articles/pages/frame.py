"""What frames every page: masthead, menus and the breaking news above it, in one query."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, JSONField, OuterRef, Subquery, When
from django.urls import reverse
from django.utils.functional import cached_property

from articles.models import Banner, Masthead, Menu, MenuItem, Page, Section, Topic, Version
from articles.models.json_rows import JSONRows
from articles.pages.clock import moment_of


class BreakingNews(NamedTuple):
    text: str
    address: str  # of the story it leads to; "" without one that readers can see


class Link(NamedTuple):
    """Of a menu, printed as a section is; `path` and `hue` are a section's, "" of all else."""

    name: str
    address: str
    path: str = ""
    hue: str = ""

    def get_absolute_url(self) -> str:
        return self.address


class Frame:
    """
    The frame at one moment; nothing is asked of the database before it is printed.

    `last_name` is the paper's, as this process last printed it, for the pages that can ask nothing:
    "" before it printed any.
    """

    last_name = ""

    def __init__(self, at: datetime):
        self.at = at
        self._told = []

    @cached_property
    def sections(self) -> list[Section]:
        """
        The top sections. Each row carries the banner, and the first one masthead, menus and
        policies: no page pays a query for them.
        """
        return list(Section.objects.top().annotate(**_banner_at(self.at), **_on_the_first_row()))

    @cached_property
    def masthead(self) -> Masthead:
        if self.sections:
            found = Masthead.from_rows(self._first("masthead_rows"))
        else:
            found = Masthead.objects.current()
        Frame.last_name = found.name
        return found

    @cached_property
    def menus(self) -> dict[str, list[Link]]:
        """The links of each menu in their order; none where the desk has set none."""
        rows = self._first("menu_rows")
        return {
            place: [_link(row) for row in rows if row["place"] == place]
            for place in Menu.Place.values
        }

    @cached_property
    def policies(self) -> dict[str, str]:
        """The paths of the public pages that have a purpose, by it."""
        rows = self._first("policy_rows")
        return {row["purpose"]: Page(slug=row["slug"]).get_absolute_url() for row in rows}

    def _first(self, name: str) -> list[dict]:
        return (getattr(self.sections[0], name) or []) if self.sections else []

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


def _on_the_first_row() -> dict[str, Case]:
    first = Section.objects.top().values("pk")[:1]
    rows = {
        "masthead_rows": Masthead.as_rows(),
        "menu_rows": MenuItem.objects.shown().as_rows(),
        "policy_rows": JSONRows(Page.objects.public().with_a_purpose(), "purpose", "slug"),
    }
    return {
        name: Case(When(pk=Subquery(first), then=found), output_field=JSONField())
        for name, found in rows.items()
    }


def _link(row: dict) -> Link:
    """As a row of MenuItemQuerySet.as_rows says it leads."""
    if path := row["section_path"]:
        address = Section(path=path).get_absolute_url()
        return Link(row["label"] or row["section_name"], address, path, row["section_hue"])
    if slug := row["topic_slug"]:
        return Link(row["label"] or row["topic_name"], Topic(slug=slug).get_absolute_url())
    if slug := row["page_slug"]:
        return Link(row["label"] or row["page_title"], Page(slug=slug).get_absolute_url())
    return Link(row["label"], row["address"])


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
