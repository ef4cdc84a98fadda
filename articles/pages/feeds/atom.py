"""Atom (RFC 4287): `updated` is when readers were last told of a change."""

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from articles.pages.feeds.channel import ATOM, Channel, Item, Person, legal
from articles.pages.feeds.xml_feed import MEDIA, XmlFeed, written


class Atom(XmlFeed, Atom1Feed):
    def root_attributes(self):
        return super().root_attributes() | {"xmlns:media": MEDIA}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])
        handler.addQuickElement("logo", self.feed["logo"])
        if hub := settings.WEBSUB_HUB:
            handler.addQuickElement("link", "", {"rel": "hub", "href": hub})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        told = item["tells"]
        for person in told.authors:
            _add_person(handler, "author", person)
        for person in told.contributors:
            _add_person(handler, "contributor", person)
        if told.picture:
            self.add_media(handler, told.picture)
        handler.addQuickElement("content", legal(told.html), {"type": "html"})


def _add_person(handler, element: str, person: Person):
    handler.startElement(element, {})
    handler.addQuickElement("name", legal(person.name))
    handler.addQuickElement("uri", person.address)
    handler.endElement(element)


def write(channel: Channel, items: list[Item]) -> tuple[bytes, str]:
    return written(Atom, channel, items, ATOM)
