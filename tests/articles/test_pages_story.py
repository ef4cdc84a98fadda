"""What readers find on a story's page, and what machines find in it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from articles.models import Change
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    go_live,
)
from tests.pages import headlines, page, story_page, structured_data

pytestmark = pytest.mark.django_db

EIGHT = datetime(2025, 11, 24, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _the_paper(settings):
    settings.SITE_URL = "https://paper.example.org"
    settings.SITE_NAME = "The Paper"
    settings.TIME_ZONE = "Europe/London"


def test_a_story_is_printed_as_it_was_written(client):
    article = ArticleFactory(
        headline="Bridge <opens> & closes",
        kicker="Transport",
        standfirst="At last.",
        body="<h2>Why</h2><p>Because “it” <em>was</em> time.</p>",
        live=True,
    )

    html = story_page(client, article)

    assert html.count("<h1") == 1
    assert '<h1 class="story-headline">Bridge &lt;opens&gt; &amp; closes</h1>' in html
    assert '<h2 id="part-why">Why</h2><p>Because “it” <em>was</em> time.</p>' in html
    assert "At last." in html
    assert f'href="{article.section.get_absolute_url()}"' in html


def test_bylines_are_printed_by_role(client):
    article = ArticleFactory(byline=AuthorFactory(name="Ann", slug="ann"))
    article.bylines.create(author=AuthorFactory(name="Bo", slug="bo"), position=1)
    article.bylines.create(author=AuthorFactory(name="Cy", slug="cy"), role="photographer")
    version = article.save_version(by=article.versions.get().saved_by)
    go_live(version, at=EIGHT)

    html = story_page(client, article)
    lines = [
        " ".join(re.sub("<[^>]+>", "", line).split())
        for line in re.findall(r'<p class="byline">(.*?)</p>', html, re.S)
    ]

    assert lines == ["By Ann and Bo", "Photographs by Cy"]
    assert '<a href="/authors/ann/" rel="author">Ann</a>' in html


def test_times_are_the_newsrooms_with_their_offset(client):
    article = ArticleFactory(published_at=datetime(2025, 7, 1, 8, 30, 5, 123, tzinfo=UTC))

    html = story_page(client, article)

    assert '<time datetime="2025-07-01T09:30:05+01:00">1 July 2025, 09:30 BST</time>' in html


def publish_over(article, change, notice=""):
    version = article.save_version(by=article.versions.first().saved_by, always=True)
    go_live(version, at=EIGHT + timedelta(hours=2), change=change, notice=notice)


@pytest.mark.parametrize(("change", "is_told"), [(Change.SILENT_FIX, False), (Change.UPDATE, True)])
def test_readers_are_told_of_an_update_and_not_of_a_silent_fix(client, change, is_told):
    article = ArticleFactory(published_at=EIGHT)
    publish_over(article, change)

    html = story_page(client, article)

    assert ("24 November 2025, 10:00 GMT" in html) is is_told
    modified = structured_data(html)["dateModified"]
    assert modified == f"2025-11-24T{'10' if is_told else '08'}:00:00+00:00"


def test_a_correction_stands_above_the_story_with_its_date(client):
    article = ArticleFactory(published_at=EIGHT)
    publish_over(article, Change.CORRECTION, "The bridge is 40 metres long, not 14.")

    html = story_page(client, article)
    box = re.search(r'<section class="notices"(.*?)</section>', html, re.S)[1]

    assert "<strong>Correction</strong>" in box
    assert "The bridge is 40 metres long, not 14." in box
    assert "24 November 2025, 10:00 GMT" in box
    assert html.index('class="notices"') < html.index('class="story-body"')


def test_the_lead_picture_comes_in_widths_with_caption_and_credit(client):
    picture = PictureFactory(alt_text="Gulls", caption="At noon.", credit="J. Pires", focal_x=0.72)
    html = story_page(client, ArticleFactory(lead_picture=picture, live=True))

    image = re.search(r"<img[^>]+>", html)[0]

    assert f'srcset="{picture.address(480)} 480w, {picture.address(960)} 960w' in image
    assert 'width="1200" height="800" alt="Gulls" fetchpriority="high"' in image
    assert "focal-x-7" in image
    assert "loading" not in image
    assert "At noon." in html
    assert "J. Pires" in html


def test_a_picture_in_the_text_waits_until_it_is_scrolled_to(client):
    picture = PictureFactory(alt_text="Chart", credit="Graphics")
    body = f'<p>A</p><figure data-picture="{picture.pk}"><figcaption>Up.</figcaption></figure>'
    html = story_page(client, ArticleFactory(body=body, live=True))

    figure = re.search(r"<figure(.*?)</figure>", html, re.S)[1]

    assert 'alt="Chart" loading="lazy"' in figure
    assert "Up." in figure
    assert "Graphics" in figure


def test_a_picture_that_left_the_library_leaves_no_gap(client):
    body = '<p>A</p><figure data-picture="999"><figcaption>Gone.</figcaption></figure><p>B</p>'

    html = story_page(client, ArticleFactory(body=body, live=True))

    assert '<div class="story-body"><p>A</p><p>B</p></div>' in html


def test_topics_and_related_stories_lead_on(client):
    trams = TopicFactory(name="Trams", slug="trams")
    article = ArticleFactory(headline="Tram opens", topics=[trams], live=True)
    ArticleFactory(headline="Tram is late", topics=[trams], live=True)
    ArticleFactory(headline="Tram is secret", topics=[trams], scheduled=True)
    ArticleFactory(headline="Cat rescued", live=True)

    html = story_page(client, article)

    assert '<a href="/topics/trams/" rel="tag">Trams</a>' in html
    assert headlines(html) == ["Tram is late"]


def test_machines_read_the_same_story(client):
    picture = PictureFactory()
    mara = AuthorFactory(name="Mara", slug="mara")
    section = SectionFactory(name="City", slug="city")
    article = ArticleFactory(
        headline="</script><b>Bridge",
        section=section,
        byline=mara,
        lead_picture=picture,
        published_at=datetime(2025, 7, 1, 8, tzinfo=UTC),
    )

    html = story_page(client, article)
    data = structured_data(html)
    address = "https://paper.example.org" + article.versions.get().get_absolute_url()

    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "</script><b>Bridge"
    assert data["mainEntityOfPage"]["@id"] == address
    assert data["datePublished"] == data["dateModified"] == "2025-07-01T09:00:00+01:00"
    assert data["author"] == [
        {"@type": "Person", "name": "Mara", "url": "https://paper.example.org/authors/mara/"}
    ]
    assert data["image"][0]["url"] == "https://paper.example.org" + picture.crops[0].address
    assert data["publisher"]["logo"]["url"] == "https://paper.example.org/static/icons/logo.png"
    assert data["articleSection"] == "City"
    assert f'<link rel="canonical" href="{address}">' in html
    assert '<meta property="og:type" content="article">' in html
    assert f'<meta property="og:url" content="{address}">' in html


def test_addresses_are_the_papers_whatever_host_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    article = ArticleFactory(live=True)

    for address in ("/", article.section.get_absolute_url(), "/nowhere/"):
        response = client.get(
            address, headers={"host": "evil.example.com", "x-forwarded-host": "evil.example.net"}
        )
        assert b"evil.example" not in response.content


def test_the_description_without_a_standfirst_is_how_the_story_begins(client):
    body = f"<p>{'word ' * 100}</p>"
    html = story_page(client, ArticleFactory(standfirst="", body=body, live=True))

    description = re.search(r'<meta name="description" content="([^"]+)"', html)[1]

    assert description.endswith("word…")
    assert len(description) <= 201


def test_the_first_tab_stop_leads_past_the_menu(client):
    html = story_page(client, ArticleFactory(live=True))

    first = re.search(r"<a [^>]*>([^<]+)</a>", html[html.index("<body") :])

    assert first[1] == "Skip to the story"
    assert 'href="#content"' in first[0]
    assert 'id="content"' in html


def test_nothing_stands_inline_and_nothing_comes_from_elsewhere(client):
    article = ArticleFactory(lead_picture=PictureFactory(), live=True)

    for address in ("/", article.versions.get().get_absolute_url()):
        html = page(client, address)
        assert not re.search(r"<style|\sstyle=|\son\w+=", html)
        assert (
            re.findall(r"<script(?! src| type=\"application/ld\+json\"| type=\"module\" src)", html)
            == []
        )
        assert re.findall(r'(?:src|srcset)="(?:https?:)?//', html) == []


def test_a_published_change_reaches_readers_and_a_saved_one_does_not(client, editor):
    article = ArticleFactory(headline="Bridge opens", live=True)
    article.headline = "Bridge shuts"
    article.save()
    workflow.perform("save", article, by=editor)
    assert "Bridge shuts" not in story_page(client, article)

    workflow.perform("publish", article, by=editor, change="update")

    assert "Bridge shuts" in story_page(client, article)
