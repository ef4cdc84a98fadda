"""What a reader with a slow line waits for: a page's bytes over the wire, compressed by gzip."""

import gzip
import random
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders

from articles.models import Layout, Masthead
from comments.models import HouseRules
from tests.factories import (
    ArticleFactory,
    CommentFactory,
    LiveEntryFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

SCRIPTS, PAGE = 15_000, 50_000  # bytes at most
SCRIPT = re.compile(r'<script\b[^>]*\bsrc="([^"]+)"')
SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
IMPORT = re.compile(r"""^(?:import|export)\b[^;]*?["'](\.[^"']+)["']""", re.MULTILINE)
WORDS = {Layout.LONG_READ: 1500, Layout.LIVE: 300}
WORDS_OF_A_COMMENT, WORDS_OF_AN_ENTRY = 60, 80


@pytest.fixture
def addresses():
    """Of the pages with most on them: a long story, live coverage, each with a full discussion."""
    Masthead.objects.create(accent="#004488", accent_on_dark="#88bbff", logo=PictureFactory())
    section, topics = SectionFactory(), TopicFactory.create_batch(3)
    ArticleFactory.create_batch(30, live=True, section=section, topics=topics)
    return {
        "story": _full_page(section, topics, Layout.LONG_READ),
        "live coverage": _full_page(section, topics, Layout.LIVE),
        "front page": "/",
        "section": section.get_absolute_url(),
        "search": "/search/?q=bridge",
        "rules and numbers": "/comments/",
    }


def _full_page(section, topics, layout) -> str:
    said = _Words(layout)
    article = ArticleFactory(
        layout=layout, body=said.paragraphs(WORDS[layout]), lead_picture=PictureFactory(),
        section=section, topics=topics, live=True,
    )  # fmt: skip
    for _ in range(HouseRules().page_size):
        CommentFactory(article=article, text=said.some(WORDS_OF_A_COMMENT), approved=True)
    for number in range(40 if layout == Layout.LIVE else 0):
        body = said.paragraphs(WORDS_OF_AN_ENTRY)
        LiveEntryFactory(article=article, body=body, is_key=number % 5 == 0)
    return article.versions.live().get().get_absolute_url()


class _Words:
    """Of a language in which few are common and most are rare, so that it compresses like one."""

    def __init__(self, seed):
        self._chance = random.Random(seed)
        letters = "eeeeeetttttaaaaooooiiinnnsssrrrhhhlllddduuccmmwwffggyyppbbvk"
        self._known = [
            "".join(self._chance.choices(letters, k=self._chance.randint(2, 10)))
            for _ in range(4000)
        ]
        self._weights = [1 / place for place in range(1, len(self._known) + 1)]

    def some(self, number) -> str:
        return " ".join(self._chance.choices(self._known, self._weights, k=number))

    def paragraphs(self, number) -> str:
        return "".join(f"<p>{self.some(60)}.</p>" for _ in range(max(1, number // 60)))


def _with_what_they_import(scripts) -> set[str]:
    waiting, found = list(scripts), set()
    while waiting:
        address = waiting.pop()
        if address not in found:
            found.add(address)
            text = _file(address).decode()
            waiting += [urljoin(address, other) for other in IMPORT.findall(text)]
    return found


def _file(address) -> bytes:
    return Path(finders.find(address.removeprefix("/static/"))).read_bytes()


def _wire(content: bytes) -> int:
    return len(gzip.compress(content))


def test_no_page_brings_more_than_15_kb_of_scripts(client, addresses, subtests):
    for name, address in addresses.items():
        scripts = _with_what_they_import(SCRIPT.findall(client.get(address).text))

        with subtests.test(page=name):
            assert sum(_wire(_file(script)) for script in scripts) <= SCRIPTS
    assert "/static/js/live-entries.js" in SCRIPT.findall(
        client.get(addresses["live coverage"]).text
    )


def test_a_page_with_all_that_it_can_have_weighs_at_most_50_kb_with_its_styles(
    client, addresses, subtests
):
    for name, address in addresses.items():
        html = client.get(address).text
        sheets = [
            _file(sheet) if sheet.startswith("/static/") else client.get(sheet).content
            for sheet in SHEET.findall(html)
        ]

        with subtests.test(page=name):
            assert _wire(html.encode()) + sum(map(_wire, sheets)) <= PAGE
        assert len(sheets) >= 5


def test_a_page_asks_for_nothing_that_stops_it(client, addresses, subtests):
    """Scripts wait until the page is there, and none of them stands in it."""
    for name, address in addresses.items():
        tags = re.findall(r"<script\b[^>]*>", client.get(address).text)

        with subtests.test(page=name):
            assert [
                tag for tag in tags if 'type="module"' not in tag and "application/" not in tag
            ] == []
