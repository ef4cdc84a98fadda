"""RSS 2.0: whole texts, a dc:creator for each author, the picture as media and as enclosure."""

from django.conf import settings
from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date

from articles.pages.feeds.channel import RSS, Channel, Item, legal
from articles.pages.feeds.xml_feed import MEDIA, XmlFeed, written

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:media": MEDIA,
}


class Rss(XmlFeed, Rss201rev2Feed):
    def rss_attributes(self):
        return super().rss_attributes() | NAMESPACES

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if hub := settings.WEBSUB_HUB:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        told = item["tells"]
        for person in told.authors:
            handler.addQuickElement("dc:creator", legal(person.name))
        for person in told.contributors:
            handler.addQuickElement("dc:contributor", legal(person.name))
        if told.is_changed:
            handler.addQuickElement("dcterms:modified", rfc3339_date(told.changed_at))
        if told.picture:
            self.add_media(handler, told.picture)
        handler.addQuickElement("content:encoded", legal(told.html))


def write(channel: Channel, items: list[Item]) -> tuple[bytes, str]:
    return written(Rss, channel, items, RSS)
