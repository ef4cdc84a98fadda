"""What frames every page: masthead, menus and the breaking news above it, in one query."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.functional import cached_property

from articles.models import Banner, Masthead, Menu, MenuItem, Page, Section, Topic, Version
from articles.models.json_rows import AskedAtOnce, JSONRows, time_in
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
    def _rows(self) -> dict[str, list[dict]]:
        return _PARTS.rows_at(self.at)

    @cached_property
    def sections(self) -> list[Section]:
        """The top sections, with what a menu prints of them."""
        return [Section(**row) for row in self._rows["sections"]]

    @cached_property
    def masthead(self) -> Masthead:
        found = Masthead.from_rows(self._rows["masthead"])
        Frame.last_name = found.name
        return found

    @cached_property
    def menus(self) -> dict[str, list[Link]]:
        """The links of each menu in their order; none where the desk has set none."""
        return {
            place: [_link(row) for row in self._rows["menus"] if row["place"] == place]
            for place in Menu.Place.values
        }

    @cached_property
    def policies(self) -> dict[str, str]:
        """The paths of the public pages that have a purpose, by it."""
        return {
            row["purpose"]: Page(slug=row["slug"]).get_absolute_url()
            for row in self._rows["policies"]
        }

    @property
    def banner(self) -> BreakingNews | None:
        for row in self._rows["banner"]:
            path = row["path"]
            return BreakingNews(
                row["text"], reverse("articles:article", args=[path]) if path else ""
            )
        return None

    def changes_at(self, moment: datetime):
        """Something within the frame will be another then: no cache is to keep the page longer."""
        self._told.append(moment)

    @property
    def next_change(self) -> datetime | None:
        """When the banner or what was told of will be another; None where nobody knows of any."""
        return min([*self._told, *self._changes_of_the_banner()], default=None)

    def _changes_of_the_banner(self) -> list[datetime]:
        """None where no page printed the frame."""
        if "_rows" not in self.__dict__:
            return []
        rows = self._rows["banner"] + self._rows["banner_to_come"]
        told = [row[name] for row in rows for name in _CHANGES if name in row]
        return [time_in(text) for text in told if text]


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


# The times in a banner's row at which the frame will be another.
_CHANGES = ["live_from", "live_until", "story_until", "story_arrival"]


def _banner_at(at: datetime) -> JSONRows:
    """The one that is shown, with the address of its story where readers can see that."""
    of_its_story = Version.objects.filter(article=OuterRef("article"))
    live, coming = of_its_story.live(at), of_its_story.scheduled(at).order_by("live_from")
    shown = (
        Banner.objects.live(at)
        .newest_first()
        .annotate(
            path=Subquery(live.values("path")[:1]),
            story_until=Subquery(live.values("live_until")[:1]),
            story_arrival=Subquery(coming.values("live_from")[:1]),
        )
    )
    columns = ["text", "path", "live_until", "story_until", "story_arrival"]
    return JSONRows(shown[:1], *columns)


_PARTS = AskedAtOnce(
    lambda at: {
        "sections": JSONRows(Section.objects.top(), "name", "path", "hue"),
        "masthead": Masthead.as_rows(),
        "menus": MenuItem.objects.shown().as_rows(),
        "policies": JSONRows(Page.objects.public().with_a_purpose(), "purpose", "slug"),
        "banner": _banner_at(at),
        "banner_to_come": JSONRows(
            Banner.objects.scheduled(at).order_by("live_from")[:1], "live_from"
        ),
    }
)


def frame_of(request) -> Frame:
    """The frame of the page that answers `request`, made once."""
    if not hasattr(request, "frame"):
        request.frame = Frame(moment_of(request))
    return request.frame
