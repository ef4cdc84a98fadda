"""One story as its page prints it: a version with everything around it, loaded at most once."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from articles import citations, reading, sanitize
from articles.models import Change, Label, Layout, Picture, Section, Topic, Version
from articles.pages import bylines
from articles.pages.share_links import ShareLink, share_links

TEMPLATES = {
    Layout.STORY: "articles/article.html",
    Layout.LONG_READ: "articles/layouts/long_read.html",
    Layout.BRIEF: "articles/layouts/brief.html",
    Layout.GALLERY: "articles/layouts/gallery.html",
    Layout.LIVE: "articles/layouts/live.html",
}

RELATED = 4
LONG, PARTS = 1200, 3  # words and subheads from which a story has a table of contents


def may_be_compared(article) -> bool:
    """Whether the newsroom lets readers compare what was published, here and at all."""
    return settings.SHOW_CHANGES and article.show_changes


class Notice(NamedTuple):
    """What readers are told about a change."""

    label: str
    text: str
    at: datetime


def notices_in(kept: list[dict[str, str]]) -> list[Notice]:
    """What a version, or an entry of live coverage, keeps of them."""
    return [
        Notice(Change(row["type"]).label, row["text"], datetime.fromisoformat(row["at"]))
        for row in kept
    ]


class Figure(NamedTuple):
    picture: Picture
    caption: SafeString | str


class Story:
    """What a story's template prints; each part is one query, made when it is first shown."""

    is_preview = False
    coverage = None  # the entries of live coverage
    further_page = ""  # where this page of the story is one of several, its address
    next_change = None  # when it will be another by itself

    def __init__(self, version: Version, at: datetime | None = None):
        self.version = version
        self.at = at or timezone.now()

    @property
    def address(self) -> str:
        return settings.SITE_URL + self.version.get_absolute_url()

    @property
    def sections(self) -> list[Section]:
        """The section it stands in, after those around it."""
        above, section = [], self.version.section
        while section:
            above.insert(0, section)
            section = section.parent
        return above

    @property
    def citations(self) -> list[citations.Citation]:
        return citations.read(self.version.sources)

    @property
    def section_path(self) -> str:
        return self.version.section.path

    @property
    def changed_at(self) -> datetime:
        """When readers were last told of a change; a silent fix is none."""
        return self.version.updated_at or self.version.published_at

    @property
    def bylines(self) -> list[bylines.Line]:
        return bylines.lines(self.version.bylines)

    @property
    def authors(self) -> list[dict[str, str]]:
        return bylines.authors(self.version.bylines)

    @cached_property
    def face(self) -> Picture | None:
        """Of the first of its authors."""
        return bylines.face(self.version)

    @property
    def template(self) -> str:
        """By the layout that the desk chose; opinion that has none of its own has one here."""
        version = self.version
        if version.layout == Layout.STORY and version.label == Label.OPINION:
            return "articles/layouts/opinion.html"
        return TEMPLATES[version.layout]

    @property
    def notices(self) -> list[Notice]:
        return notices_in(self.version.notices)

    @property
    def changes_address(self) -> str:
        """Where readers see what changed since the story was first published, "" for nowhere."""
        if self.version.change == Change.FIRST or not may_be_compared(self.version.article):
            return ""
        return reverse("articles:changes", args=[self.version.path])

    @property
    def description(self) -> str:
        return self.version.shared_summary

    @property
    def words(self) -> int:
        return reading.words(self.text)

    @property
    def reading_minutes(self) -> int:
        return reading.minutes(self.words)

    @cached_property
    def text(self) -> str:
        return sanitize.plain_text(self.version.body)

    @cached_property
    def body(self) -> SafeString:
        return sanitize.show_body(self.version.body, self.figure)

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The id and the words of each subhead, where a story is long enough to look for a part."""
        parts = sanitize.contents(self.version.body)
        is_long = self.version.layout == Layout.LONG_READ or self.words >= LONG
        return parts if is_long and len(parts) >= PARTS else []

    @property
    def share_links(self) -> list[ShareLink]:
        return share_links(self.version.shared_headline, self.address)

    @property
    def tells_that_it_was_read(self) -> bool:
        return settings.COUNT_READS

    @property
    def told_at(self) -> str:
        """When readers were last told of a change, for their browsers to compare; "" for never."""
        updated = self.version.updated_at
        return updated.isoformat(timespec="seconds") if updated else ""

    @cached_property
    def body_without_pictures(self) -> SafeString:
        """For a gallery, which shows them before its text."""
        words = sanitize.without_pictures(
            self.version.body, set(sanitize.picture_ids(self.version.body))
        )
        return sanitize.show_body(words, self.figure)

    @cached_property
    def figures(self) -> list[Figure]:
        """The pictures of a gallery, its lead first, each with its caption."""
        lead = self.lead_picture
        captions = sanitize.captions(self.version.body)
        shown = [
            Figure(self.pictures[number], caption or self.pictures[number].caption)
            for number, caption in captions
            if number in self.pictures and not (lead and number == lead.pk)
        ]
        return [*([Figure(lead, lead.caption)] if lead else []), *shown]

    @property
    def topics(self) -> list[Topic]:
        return self.version.shown_topics

    @cached_property
    def related(self) -> list[Version]:
        related = Version.objects.live(self.at).related_to(self.version, self.topics, at=self.at)
        return list(related[:RELATED])

    @property
    def lead_picture(self) -> Picture | None:
        return self.version.picture_at(self.at)

    @cached_property
    def pictures(self) -> dict[int, Picture]:
        """Those in the body that may be shown, by their numbers in the library."""
        numbers = sanitize.picture_ids("".join(self.texts))
        return Picture.objects.usable(self.at).in_bulk(numbers) if numbers else {}

    @property
    def texts(self) -> list[str]:
        """All that its page shows with pictures in it."""
        return [self.version.body]

    def figure(self, number: int, caption: SafeString) -> str:
        picture = self.pictures.get(number)
        if picture is None:
            return ""
        is_wide = self.version.layout == Layout.LONG_READ
        place = "wide-figure" if is_wide else "figure"
        context = {"picture": picture, "caption": caption, "place": place}
        return render_to_string("articles/_figure.html", context)
