"""What a page tells search engines and readers' tools of its story, in schema.org's words."""

import json
import re
from datetime import UTC, datetime

import pytest

from articles.models import Label
from articles.pages.structured_data import TYPES
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    go_live,
)
from tests.pages import page, story_page, structured_data

pytestmark = pytest.mark.django_db

SITE = "https://paper.example.org"


@pytest.fixture(autouse=True)
def _the_paper(settings):
    settings.SITE_URL = SITE


def all_data(html):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return {data["@type"]: data for data in map(json.loads, found)}


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        (Label.NEWS, "NewsArticle"),
        (Label.OPINION, "OpinionNewsArticle"),
        (Label.ANALYSIS, "AnalysisNewsArticle"),
        (Label.EXPLAINER, "BackgroundNewsArticle"),
        (Label.REVIEW, "ReviewNewsArticle"),
        (Label.SPONSORED, "AdvertiserContentArticle"),
    ],
)
def test_the_kind_of_work_is_told_to_machines_and_printed_wherever_it_is_not_news(
    client, label, kind
):
    html = story_page(client, ArticleFactory(label=label, live=True))

    assert structured_data(html)["@type"] == kind
    assert (f'<span class="label">{label.label}</span>' in html) is (label != Label.NEWS)


def test_every_label_has_its_kind():
    assert set(TYPES) == set(Label)


def test_a_story_has_what_search_engines_require_and_recommend(client):
    """Google's list for articles, https://developers.google.com/search/docs (July 2026)."""
    picture = PictureFactory(caption="The pier.", credit="P. Hoto")
    mara, tom = AuthorFactory(name="Mara", slug="mara"), AuthorFactory(name="Tom", slug="tom")
    article = ArticleFactory(lead_picture=picture, byline=mara)
    article.bylines.create(author=tom, position=1)
    version = article.save_version(by=article.latest_version.saved_by)
    go_live(version, at=datetime(2025, 6, 8, 6, tzinfo=UTC))

    html = story_page(client, article)
    data = structured_data(html)

    assert [author["url"] for author in data["author"]] == [
        f"{SITE}/authors/mara/", f"{SITE}/authors/tom/",
    ]  # fmt: skip
    shapes = [(image["url"], image["width"], image["height"]) for image in data["image"]]
    assert shapes == [(SITE + crop.address, crop.width, crop.height) for crop in picture.crops]
    assert {image["creditText"] for image in data["image"]} == {"P. Hoto"}
    assert data["datePublished"] == data["dateModified"] == "2025-06-08T06:00:00+00:00"
    assert data["isAccessibleForFree"] is True
    assert data["publisher"]["correctionsPolicy"] == f"{SITE}/corrections/"
    assert f'<meta property="og:image" content="{SITE}{picture.crops[0].address}">' in html
    assert '<meta property="og:image:width" content="1200">' in html
    assert f'<meta property="article:author" content="{SITE}/authors/tom/">' in html
    assert '<meta name="robots" content="max-image-preview:large">' in html


def test_a_story_without_a_picture_promises_none(client):
    html = story_page(client, ArticleFactory(live=True))

    assert "image" not in structured_data(html)
    assert '<meta name="twitter:card" content="summary">' in html
    assert "og:image" not in html


def test_the_way_to_a_story_is_told_and_printed(client, django_assert_max_num_queries):
    world = SectionFactory(name="World", slug="world")
    europe = SectionFactory(name="Europe", slug="europe", parent=world)
    alps = SectionFactory(name="Alps", slug="alps", parent=europe)
    article = ArticleFactory(section=alps, live=True)

    with django_assert_max_num_queries(7):  # one of which is the test's own
        html = story_page(client, article)
    trail = all_data(html)["BreadcrumbList"]["itemListElement"]

    assert [(step["position"], step["item"].removeprefix(SITE)) for step in trail] == [
        (1, "/"), (2, "/world/"), (3, "/world/europe/"), (4, "/world/europe/alps/"),
    ]  # fmt: skip
    printed = re.search(r'<p class="story-section">(.*?)</p>', html, re.DOTALL)[1]
    assert re.findall(r">([^<>]+)</a>", printed) == ["World", "Europe", "Alps"]
    section = all_data(page(client, "/world/europe/"))["BreadcrumbList"]
    assert [step["name"] for step in section["itemListElement"]][1:] == ["World", "Europe"]


def test_what_a_story_rests_on_is_printed_and_told(client):
    sources = """Harbour Trust, annual report 2025: https://trust.example.org/report.pdf
        Interview with the harbour master, 3 November

        https://www.example.org/minutes
        <b>Bold</b> claims javascript:alert(1)"""

    html = story_page(client, ArticleFactory(sources=sources, live=True))

    assert (
        '<a href="https://trust.example.org/report.pdf">Harbour Trust, annual report 2025</a>'
        in html
    )
    assert "<li>Interview with the harbour master, 3 November</li>" in html
    assert '<a href="https://www.example.org/minutes">example.org</a>' in html
    assert "<li>&lt;b&gt;Bold&lt;/b&gt; claims javascript:alert(1)</li>" in html
    assert structured_data(html)["citation"][:2] == [
        {
            "@type": "CreativeWork",
            "name": "Harbour Trust, annual report 2025",
            "url": "https://trust.example.org/report.pdf",
        },
        {"@type": "CreativeWork", "name": "Interview with the harbour master, 3 November"},
    ]


def test_a_story_that_names_no_sources_has_no_heading_for_them(client):
    html = story_page(client, ArticleFactory(live=True))

    assert "Sources" not in html
    assert "citation" not in structured_data(html)


def test_an_author_is_told_with_what_they_know_about(client):
    AuthorFactory(
        name="Mara <Lind>", slug="mara", title="Reporter", expertise="local transport, , trams"
    )

    html = page(client, "/authors/mara/")
    data = all_data(html)["ProfilePage"]["mainEntity"]

    assert data["name"] == "Mara <Lind>"
    assert data["url"] == f"{SITE}/authors/mara/"
    assert data["knowsAbout"] == ["local transport", "trams"]
    assert "Knows about: local transport, trams" in html
    assert "Mara <Lind>" not in html


def test_a_desk_or_an_agency_is_told_as_the_organisation_that_it_is(client):
    agency = AuthorFactory(name="Sarn Press", slug="sarn-press", is_organisation=True)
    story = ArticleFactory(byline=agency, live=True)

    data = all_data(page(client, story.versions.get().get_absolute_url()))
    profile = all_data(page(client, "/authors/sarn-press/"))["ProfilePage"]["mainEntity"]

    assert [author["@type"] for author in data["NewsArticle"]["author"]] == ["Organization"]
    assert (profile["@type"], profile["name"]) == ("Organization", "Sarn Press")


def test_the_front_page_says_whose_it_is(client):
    site = all_data(page(client, "/"))["WebSite"]

    assert site["url"] == f"{SITE}/"
    assert site["publisher"]["@type"] == "NewsMediaOrganization"
