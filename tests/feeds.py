"""The rules of the feed formats, as the W3C's validator and the specifications have them."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings

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
LINKS = ("http", "https", "mailto")
# What feed readers show. The validator takes anything else for a risk, ARIA's attributes included.
TAGS = {
    *("p", "h2", "h3", "blockquote", "q", "pre", "ul", "ol", "li", "aside", "figure", "figcaption"),
    *("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u"),
    *("table", "caption", "thead", "tbody", "tr", "td", "th"),
}
ATTRIBUTES = {
    *("alt", "class", "colspan", "datetime", "height", "href", "id", "rel", "rowspan", "scope"),
    *("src", "title", "width"),
}
WITHOUT_AN_END = {"br", "img"}
PLAUSIBLE = datetime(1990, 1, 1, tzinfo=UTC)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)")


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
    (channel,) = root
    assert root.get("version") == "2.0"
    _say_once(channel, "title", "link", "description", "language", "lastBuildDate")
    assert _is_absolute(channel.find("link").text)
    assert re.fullmatch(r"[a-z]{2}(-[a-z]+)?", channel.find("language").text)
    assert _is_rfc_822(channel.find("lastBuildDate").text)
    _links_to_itself(channel.findall(f"{ATOM}link"), address)
    names = [child.tag for child in channel]
    found = channel.findall("item")
    assert names[len(names) - len(found) :] == ["item"] * len(found)  # the channel's own come first
    assert _are_different(item.find("guid").text for item in found)
    for item in found:
        _valid_rss_item(item)
    return root


def _valid_rss_item(item):
    _say_once(item, "title", "link", "guid", "pubDate")
    assert len(item.findall("description")) == 1
    assert item.find("guid").get("isPermaLink") == "false"
    assert _is_identity(item.find("guid").text)
    assert _is_absolute(item.find("link").text)
    assert _is_rfc_822(item.find("pubDate").text)
    names = [child.tag for child in item]
    for content in item.findall(f"{CONTENT}encoded"):
        assert names.index("description") < names.index(content.tag)
        _valid_content(content.text or "")
    _valid_content(item.find("description").text or "")
    assert names.count(f"{CONTENT}encoded") <= 1
    assert not (item.findall("author") and item.findall(f"{DC}creator"))
    for element in (*item.iter(f"{DC}creator"), *item.iter("category")):
        assert element.text.strip()
    for moment in item.iter(f"{DCTERMS}modified"):
        assert RFC_3339.fullmatch(moment.text)
    enclosures = item.findall("enclosure")
    assert len(enclosures) <= 1
    for enclosure in enclosures:
        _valid_enclosure(enclosure, enclosure.get("url"))


def _valid_enclosure(enclosure, address):
    assert _is_absolute(address)
    assert int(enclosure.get("length")) > 0
    assert enclosure.get("type") == "image/webp"


def valid_atom(root, address):
    _say_once(root, *(f"{ATOM}{name}" for name in ("id", "title", "updated")))
    assert _is_identity(root.find(f"{ATOM}id").text)
    _links_to_itself(root.findall(f"{ATOM}link"), address)
    _links_once(root)
    entries = root.findall(f"{ATOM}entry")
    assert _are_different(entry.find(f"{ATOM}id").text for entry in entries)
    for entry in entries:
        _valid_entry(entry)
        assert root.findall(f"{ATOM}author") or entry.findall(f"{ATOM}author")
    for moment in (*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")):
        assert RFC_3339.fullmatch(moment.text)
        assert datetime.fromisoformat(moment.text) >= PLAUSIBLE
    for person in (*root.iter(f"{ATOM}author"), *root.iter(f"{ATOM}contributor")):
        _say_once(person, f"{ATOM}name")
        assert all(_is_absolute(uri.text) for uri in person.findall(f"{ATOM}uri"))
    return root


def _valid_entry(entry):
    _say_once(entry, *(f"{ATOM}{name}" for name in ("id", "title", "updated", "published")))
    assert _is_identity(entry.find(f"{ATOM}id").text)
    _links_once(entry)
    for name in ("content", "summary"):
        for text in entry.findall(f"{ATOM}{name}"):
            assert text.get("type") == "html"
            _valid_content(text.text or "")
    assert len(entry.findall(f"{ATOM}content")) <= 1
    assert len(entry.findall(f"{ATOM}summary")) <= 1
    for enclosure in entry.findall(f"{ATOM}link[@rel='enclosure']"):
        _valid_enclosure(enclosure, enclosure.get("href"))
    assert all(category.get("term").strip() for category in entry.iter(f"{ATOM}category"))


def _links_once(element):
    """One link of each kind, and one of them to the page."""
    links = element.findall(f"{ATOM}link")
    assert _are_different((link.get("rel"), link.get("type")) for link in links)
    assert all(_is_absolute(link.get("href")) for link in links)
    assert [link for link in links if link.get("rel", "alternate") == "alternate"]


def valid_json_feed(feed, address):
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == settings.SITE_URL + address
    for name in ("home_page_url", "icon", "favicon"):
        assert _is_absolute(feed[name])
    assert _are_different(item["id"] for item in feed["items"])
    for item in feed["items"]:
        assert _is_absolute(item["url"])
        _valid_content(item["content_html"])
        for moment in (item["date_published"], item.get("date_modified", item["date_published"])):
            assert RFC_3339.fullmatch(moment)
        for attachment in item.get("attachments", []):
            assert _is_absolute(attachment["url"])
            assert attachment["mime_type"] == "image/webp"
            assert attachment["size_in_bytes"] > 0
    authors = [author for row in (feed, *feed["items"]) for author in row.get("authors", [])]
    assert all(author["name"] and _is_absolute(author["url"]) for author in authors)
    return feed


def _valid_content(html):
    reader = _ContentReader()
    reader.feed(html)
    reader.close()
    assert reader.open == []


class _ContentReader(HTMLParser):
    """Fails on what a feed reader would cut out, could not follow, or finds left open."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attributes):
        assert tag in TAGS, tag
        for name, value in attributes:
            assert name in ATTRIBUTES, name
            if name in ("href", "src"):
                assert urlsplit(value).scheme in LINKS, value
        if tag not in WITHOUT_AN_END:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def _say_once(element, *names):
    for name in names:
        (found,) = element.findall(name)
        assert found.text.strip(), name


def _links_to_itself(links, address):
    (own,) = [link for link in links if link.get("rel") == "self"]
    assert own.get("href") == settings.SITE_URL + address


def _is_absolute(address) -> bool:
    return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)


def _is_identity(name) -> bool:
    """An address, or a tag (RFC 4151), which has a host and a day."""
    return _is_absolute(name) or bool(re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:\S+", name))


def _is_rfc_822(text) -> bool:
    """With the right day of the week, a year of four digits, and not before there were feeds."""
    moment = parsedate_to_datetime(text)
    return format_datetime(moment) == text and moment >= PLAUSIBLE


def _are_different(names) -> bool:
    names = list(names)
    return len(set(names)) == len(names)
