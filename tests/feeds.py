"""The rules of the feed formats, as the W3C's validator and the specifications have them."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
TYPES = {
    "": "application/rss+xml; charset=utf-8",
    "atom/": "application/atom+xml; charset=utf-8",
    "json/": "application/feed+json; charset=utf-8",
}
ABSOLUTE = re.compile(r'(?:href|src)="(?!https?://|mailto:)')


def feed(client, address, form=""):
    """The feed at an address, parsed; it is valid, or the test fails."""
    address = f"{address}{form}"
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[form]
    if form == "json/":
        return valid_json_feed(json.loads(response.content), address)
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    return valid_atom(root, address) if form else valid_rss(root, address)


def items(client, address):
    return feed(client, address).findall("channel/item")


def valid_rss(root, address):
    channel = root.find("channel")
    assert root.get("version") == "2.0"
    assert _is_absolute(channel.find("link").text)
    assert channel.find("title").text
    assert channel.find("description").text
    assert re.fullmatch(r"[a-z]{2}(-[a-z]{2})?", channel.find("language").text)
    assert parsedate_to_datetime(channel.find("lastBuildDate").text).tzinfo
    _links_to_itself(channel.findall(f"{ATOM}link"), address)
    found = channel.findall("item")
    assert _are_different(item.find("guid").text for item in found)
    for item in found:
        _valid_rss_item(item)
    return root


def _valid_rss_item(item):
    for name in ("title", "link", "description", "guid", "pubDate", f"{CONTENT}encoded"):
        assert len(item.findall(name)) == 1, name
    assert item.find("guid").get("isPermaLink") == "false"
    assert _is_absolute(item.find("link").text)
    assert parsedate_to_datetime(item.find("pubDate").text).tzinfo
    assert not ABSOLUTE.search(item.find(f"{CONTENT}encoded").text)
    for enclosure in item.findall("enclosure"):
        assert _is_absolute(enclosure.get("url"))
        assert int(enclosure.get("length")) > 0
        assert enclosure.get("type") == "image/webp"


def valid_atom(root, address):
    _has_once(root, "id", "title", "updated")
    assert root.find(f"{ATOM}author/{ATOM}name").text
    _links_to_itself(root.findall(f"{ATOM}link"), address)
    entries = root.findall(f"{ATOM}entry")
    assert _are_different(entry.find(f"{ATOM}id").text for entry in entries)
    for entry in entries:
        _has_once(entry, "id", "title", "updated", "published", "content", "summary")
        assert urlsplit(entry.find(f"{ATOM}id").text).scheme in ("tag", "http", "https")
        assert _is_absolute(entry.find(f"{ATOM}link[@rel='alternate']").get("href"))
        assert not ABSOLUTE.search(entry.find(f"{ATOM}content").text)
    for moment in (*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")):
        assert datetime.fromisoformat(moment.text).tzinfo
    return root


def _has_once(element, *names):
    for name in names:
        assert len(element.findall(f"{ATOM}{name}")) == 1, name


def valid_json_feed(feed, address):
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"].endswith(address)
    assert _is_absolute(feed["home_page_url"])
    assert _are_different(item["id"] for item in feed["items"])
    for item in feed["items"]:
        assert _is_absolute(item["url"])
        assert item["content_html"]
        assert not ABSOLUTE.search(item["content_html"])
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert datetime.fromisoformat(item.get("date_modified", item["date_published"])).tzinfo
        assert all(author["name"] and _is_absolute(author["url"]) for author in item["authors"])
    return feed


def _links_to_itself(links, address):
    (own,) = [link for link in links if link.get("rel") == "self"]
    assert _is_absolute(own.get("href"))
    assert own.get("href").endswith(address)


def _is_absolute(address) -> bool:
    return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)


def _are_different(names) -> bool:
    names = list(names)
    return len(set(names)) == len(names)
