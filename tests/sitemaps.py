"""The rules of sitemaps: the schemas of sitemaps.org and Google's news, and what no schema says."""

import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

from xmlschema import XMLSchema

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MOST = 50_000
SCHEMAS = Path(__file__).parent / "schemas"


def sitemap(client, address):
    """The file at an address, parsed; it is valid, or the test fails."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    kind = "siteindex" if root.tag == f"{MAP}sitemapindex" else "sitemap"
    _schema(kind).validate(response.text)
    _keeps_the_protocol(root)
    return root


def addresses(client, address):
    return [loc.text for loc in sitemap(client, address).iter(f"{MAP}loc")]


@cache
def _schema(kind):
    news = str(SCHEMAS / "sitemap-news.xsd")
    return XMLSchema(SCHEMAS / f"{kind}.xsd", locations={NEWS[1:-1]: news})


def _keeps_the_protocol(root):
    """Not too much in one file, whole and escaped addresses, and each of them once."""
    locations = [loc.text for loc in root.iter(f"{MAP}loc")]
    assert len(root) <= MOST
    assert len(set(locations)) == len(locations)
    for location in locations:
        assert location.startswith(("http://", "https://"))
        assert location.isascii()
    for moment in (*root.iter(f"{MAP}lastmod"), *root.iter(f"{NEWS}publication_date")):
        assert "T" in moment.text
    for title in root.iter(f"{NEWS}title"):
        assert title.text.strip()
