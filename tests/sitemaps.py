"""The rules of sitemaps, as sitemaps.org's schemas and Google's for news have them."""

import re
import xml.etree.ElementTree as ET

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[-+]\d\d:\d\d)")
MOST = 50_000


def sitemap(client, address):
    """The file at an address, parsed; it is valid, or the test fails."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    if root.tag == f"{MAP}sitemapindex":
        _valid(root, f"{MAP}sitemap", [f"{MAP}loc", f"{MAP}lastmod"])
    else:
        assert root.tag == f"{MAP}urlset"
        _valid(root, f"{MAP}url", [f"{MAP}loc", f"{MAP}lastmod", f"{NEWS}news"])
    return root


def addresses(client, address):
    return [loc.text for loc in sitemap(client, address).iter(f"{MAP}loc")]


def _valid(root, row, allowed):
    """Rows of one kind; in each the address first, and the others once and in their order."""
    assert len(root) <= MOST
    for element in root:
        names = [child.tag for child in element]
        assert element.tag == row
        assert names[0] == f"{MAP}loc"
        assert names == [name for name in allowed if name in names]
        assert re.fullmatch(r"https?://[\x21-\x7e]{1,2000}", element.find(f"{MAP}loc").text)
        for child in element.findall(f"{MAP}lastmod"):
            assert W3C_DATE.fullmatch(child.text)
        for child in element.findall(f"{NEWS}news"):
            _valid_news(child)
    locations = [loc.text for loc in root.iter(f"{MAP}loc")]
    assert len(set(locations)) == len(locations)


def _valid_news(news):
    assert [child.tag for child in news] == [
        f"{NEWS}publication",
        f"{NEWS}publication_date",
        f"{NEWS}title",
    ]
    assert [child.tag for child in news[0]] == [f"{NEWS}name", f"{NEWS}language"]
    assert re.fullmatch(r"zh-cn|zh-tw|[a-z]{2,3}", news[0][1].text)
    assert W3C_DATE.fullmatch(news[1].text)
    assert news[2].text.strip()
