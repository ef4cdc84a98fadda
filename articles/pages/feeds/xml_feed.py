"""What the two forms of feed that are XML have in common."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils.feedgenerator import Enclosure
from django.utils.html import escape
from django.utils.translation import get_language

from articles.pages.feeds.channel import Channel, Item, Media, legal

MEDIA = "http://search.yahoo.com/mrss/"
# When a feed changed in which nothing has stood yet; older days are not believed of a feed.
NEVER = datetime(1990, 1, 1, tzinfo=UTC)


class XmlFeed:
    """For a generator of Django's: each of its items carries the Item that it `tells` of."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER

    def add_media(self, handler, picture: Media):
        """Described by what is to be seen, as for those who cannot see it."""
        attributes = {
            "url": picture.address, "type": picture.type, "medium": "image",
            "width": str(picture.width), "height": str(picture.height),
            "fileSize": str(picture.size),
        }  # fmt: skip
        handler.startElement("media:content", attributes)
        for name, text in (("title", picture.caption), ("description", picture.alt)):
            if text:
                handler.addQuickElement(f"media:{name}", legal(text), {"type": "plain"})
        if picture.credit:
            handler.addQuickElement("media:credit", legal(picture.credit))
        handler.endElement("media:content")


def written(feed_class, channel: Channel, items: list[Item], form: str) -> tuple[bytes, str]:
    """The bytes of the feed and their media type."""
    feed = feed_class(
        title=legal(channel.title),
        link=channel.home,
        description=legal(channel.description),
        subtitle=legal(channel.description),
        language=get_language(),
        feed_url=channel.address(form),
        feed_guid=channel.address(form),
        author_name=legal(channel.paper),
        author_link=f"{settings.SITE_URL}/",
        icon=channel.icon,
        logo=channel.logo,
    )
    for item in items:
        feed.add_item(**_fields(item))
    return feed.writeString("utf-8").encode(), feed.content_type


def _fields(item: Item) -> dict:
    picture = item.picture
    return {
        "title": legal(item.title),
        "link": item.address,
        "description": escape(legal(item.summary)),  # it is read as HTML
        "pubdate": item.published_at,
        "updateddate": item.changed_at,
        "unique_id": item.identity,
        "unique_id_is_permalink": False,
        "categories": [legal(tag) for tag in item.tags],
        "enclosures": [Enclosure(picture.address, str(picture.size), picture.type)]
        if picture
        else [],
        "tells": item,
    }
