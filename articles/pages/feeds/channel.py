"""What a feed is and what it holds, before it is written in one of its forms."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.templatetags.static import static

from articles.models import Masthead

RSS, ATOM, JSON = "rss", "atom", "json"
# What XML cannot hold; words pasted into a headline may come with it.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Person(NamedTuple):
    name: str
    address: str


class Media(NamedTuple):
    """A picture as it stands at an address of its own; `size` in bytes."""

    address: str
    width: int
    height: int
    size: int
    alt: str
    caption: str
    credit: str
    type: str = "image/webp"


@dataclass(frozen=True)
class Item:
    """`identity` never changes; `changed_at` does when readers were told of a change."""

    identity: str
    title: str
    address: str
    summary: str
    html: str
    published_at: datetime
    changed_at: datetime
    authors: list[Person] = field(default_factory=list)
    contributors: list[Person] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    picture: Media | None = None

    @property
    def is_changed(self) -> bool:
        return self.changed_at != self.published_at


@dataclass(frozen=True)
class Channel:
    """The feed that follows a page, whose path is `page`, in the paper with that masthead."""

    title: str
    description: str
    page: str
    masthead: Masthead

    @property
    def paper(self) -> str:
        return self.masthead.name

    # Pictures for feed readers: the paper's, or those that stand for it where it has none

    @property
    def icon(self) -> str:
        return self._square or self._drawn("icon-180.png")

    @property
    def large_icon(self) -> str:
        return self._square or self._drawn("logo.png")

    @property
    def logo(self) -> str:
        logo = self.masthead.logo
        return settings.SITE_URL + logo.get_absolute_url() if logo else self._drawn("logo.png")

    @property
    def _square(self) -> str:
        square = self.masthead.icon
        return settings.SITE_URL + square.address if square else ""

    def _drawn(self, file: str) -> str:
        return settings.SITE_URL + static(f"icons/{file}")

    @property
    def home(self) -> str:
        return settings.SITE_URL + self.page

    def address(self, form: str = RSS) -> str:
        return f"{self.home}feed/" + ("" if form == RSS else f"{form}/")


def legal(text: str) -> str:
    """`text` without the signs that no XML file may hold."""
    return _CONTROLS.sub("", text)
