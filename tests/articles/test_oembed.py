"""A story as it may stand in somebody else's page, for whoever asks by oEmbed."""

from urllib.parse import parse_qs, urlsplit

import pytest

from articles.models import Label
from tests.factories import ArticleFactory, AuthorFactory, PictureFactory
from tests.pages import story_page

pytestmark = pytest.mark.django_db

SITE = "https://paper.example.org"


@pytest.fixture(autouse=True)
def _the_paper(settings):
    settings.SITE_URL, settings.SITE_NAME = SITE, "The Paper"


def ask(client, **query):
    return client.get("/oembed/", query)


def address_of(article):
    return SITE + article.versions.exclude(path="").get().get_absolute_url()


def test_a_page_says_where_it_can_be_asked_for(client):
    article = ArticleFactory(live=True)
    link = story_page(client, article).partition('"application/json+oembed"')[2]
    link = link.partition('href="')[2].partition('"')[0]

    assert link.startswith(f"{SITE}/oembed/?url=https%3A%2F%2Fpaper.example.org%2F20")
    assert parse_qs(urlsplit(link).query) == {"url": [address_of(article)]}
    assert client.get(link.removeprefix(SITE)).status_code == 200


def test_a_story_is_given_with_its_authors_and_its_words_escaped(client):
    picture = PictureFactory()
    article = ArticleFactory(
        headline="<b>Bridge</b>", standfirst="It & more", label=Label.OPINION, live=True,
        byline=AuthorFactory(name="Mara", slug="mara"), lead_picture=picture,
    )  # fmt: skip

    response = ask(client, url=f"{address_of(article)}?utm=1#part")
    data = response.json()

    assert data["html"] == (
        f'<blockquote><p><a href="{address_of(article)}">Opinion: &lt;b&gt;Bridge&lt;/b&gt;</a></p>'
        "<p>It &amp; more</p><footer>The Paper</footer></blockquote>"
    )
    assert (data["version"], data["type"], data["width"]) == ("1.0", "rich", 600)
    assert (data["title"], data["author_name"]) == ("<b>Bridge</b>", "Mara")
    assert data["author_url"] == f"{SITE}/authors/mara/"
    assert (data["provider_name"], data["provider_url"]) == ("The Paper", f"{SITE}/")
    assert data["thumbnail_url"] == SITE + picture.crops[0].address
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]


def test_it_is_never_larger_than_was_asked_for(client):
    picture = PictureFactory()
    article = ArticleFactory(lead_picture=picture, live=True)

    data = ask(client, url=address_of(article), maxwidth="900", maxheight="800").json()
    assert (data["thumbnail_width"], data["thumbnail_height"]) == (800, 800)
    assert ask(client, url=address_of(article), maxwidth="320").json()["width"] == 320
    assert "thumbnail_url" not in ask(client, url=address_of(article), maxwidth="320").json()


@pytest.mark.parametrize("size", ["", "0", "-1", "wide", "9" * 99, "٣", "1e3"])
def test_a_size_that_is_none_does_no_harm(client, size):
    article = ArticleFactory(live=True)

    assert ask(client, url=address_of(article), maxwidth=size).status_code == 200


@pytest.mark.parametrize("state", [{}, {"scheduled": True}, {"expired": True}, {"killed": True}])
def test_of_what_readers_do_not_see_there_is_nothing_to_embed(client, state):
    article = ArticleFactory(slug="canary", headline="CANARY", **state)
    seen = article.versions.exclude(path="").first()
    address = SITE + seen.get_absolute_url() if seen else f"{SITE}/2026/11/24/canary/"

    response = ask(client, url=address)

    assert response.status_code == 404
    assert "CANARY" not in response.text


@pytest.mark.parametrize(
    "address",
    [
        "", "x", f"{SITE}/", f"{SITE}/nowhere/", f"{SITE}/authors/mara/", SITE,
        "https://evil.example.com{}", "//paper.example.org{}", "https://paper.example.org.evil{}",
        "https://paper.example.org@evil.example.com{}", "{}", "javascript:alert(1)", "\x08",
        "https://[x", f"{SITE}/preview/token/",
    ],
)  # fmt: skip
def test_of_other_addresses_there_is_nothing_to_embed(client, address):
    path = address_of(ArticleFactory(live=True)).removeprefix(SITE)

    response = ask(client, url=address.format(path))

    assert response.status_code == 404
    assert "Location" not in response


def test_only_json_is_spoken(client):
    article = ArticleFactory(live=True)

    assert ask(client, url=address_of(article), format="json").status_code == 200
    assert ask(client, url=address_of(article), format="xml").status_code == 501
    assert client.get("/oembed/").status_code == 404
