"""JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/"""

import json

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import get_language

from articles.pages.feeds.channel import JSON, Channel, Item, Media

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def write(channel: Channel, items: list[Item]) -> tuple[bytes, str]:
    """The bytes of the feed and their media type."""
    feed = _told(
        version="https://jsonfeed.org/version/1.1",
        title=channel.title,
        home_page_url=channel.home,
        feed_url=channel.address(JSON),
        description=channel.description,
        icon=channel.large_icon,
        favicon=channel.icon,
        authors=[{"name": channel.paper, "url": f"{settings.SITE_URL}/"}],
        language=get_language(),
        hubs=[{"type": "WebSub", "url": hub} for hub in [settings.WEBSUB_HUB] if hub],
    )
    feed["items"] = [_item(item) for item in items]
    return json.dumps(feed, ensure_ascii=False).encode(), CONTENT_TYPE


def _item(item: Item) -> dict:
    """The text is there even if it is empty, as of a story that is its headline alone."""
    picture = item.picture
    return {"content_html": item.html} | _told(
        id=item.identity,
        url=item.address,
        title=item.title,
        summary=item.summary,
        image=picture.address if picture else "",
        date_published=_time(item.published_at),
        date_modified=_time(item.changed_at) if item.is_changed else "",
        authors=[{"name": person.name, "url": person.address} for person in item.authors],
        tags=item.tags,
        attachments=[_attachment(picture)] if picture else [],
    )


def _attachment(picture: Media) -> dict:
    return _told(
        url=picture.address,
        mime_type=picture.type,
        title=picture.alt,
        size_in_bytes=picture.size,
    )


def _told(**fields) -> dict:
    """Those of the fields that say something."""
    return {name: value for name, value in fields.items() if value}


def _time(moment) -> str:
    return localtime(moment).isoformat(timespec="seconds")
