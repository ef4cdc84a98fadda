"""What readers find on the front page, a section's, a topic's and an author's."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)
from tests.many import copies
from tests.pages import headlines, page, story_page

pytestmark = pytest.mark.django_db

EIGHT = datetime(2025, 11, 24, 8, tzinfo=UTC)


# The front page


def test_a_paper_without_any_story_says_so(client):
    assert "No story has been published yet" in page(client, "/")


def test_the_newest_story_with_a_picture_leads_the_front_page(client):
    ArticleFactory(headline="Yesterday", published_at=EIGHT - timedelta(days=1))
    ArticleFactory(headline="Pictured", published_at=EIGHT, lead_picture=PictureFactory())
    ArticleFactory(headline="Brief", published_at=EIGHT + timedelta(hours=1))

    assert headlines(page(client, "/"))[0] == "Pictured"


def test_without_pictures_the_newest_story_leads(client):
    ArticleFactory(headline="Yesterday", published_at=EIGHT - timedelta(days=1))
    ArticleFactory(headline="Today", published_at=EIGHT)

    assert headlines(page(client, "/")) == ["Today", "Yesterday"]


def test_no_story_stands_twice_on_the_front_page(client):
    city, opinion = SectionFactory(slug="city"), SectionFactory(slug="opinion")
    story = ArticleFactory(section=city, published_at=EIGHT)
    copies(story, 29, section=lambda n: city if n % 5 else opinion)

    shown = headlines(page(client, "/"))

    assert len(shown) == len(set(shown)) == 1 + 3 + 8 + 4 + 4


def test_a_quiet_section_shows_its_latest_story_however_old(client):
    quiet = SectionFactory(name="Chess", slug="chess")
    ArticleFactory(headline="Old gambit", section=quiet, published_at=EIGHT - timedelta(days=900))
    loud = SectionFactory(slug="city")
    copies(ArticleFactory(section=loud, published_at=EIGHT), 34)

    assert "Old gambit" in headlines(page(client, "/"))


def test_a_nested_sections_story_stands_in_the_strip_above_it(client):
    business = SectionFactory(name="Business", slug="business")
    harbour = SectionFactory(name="Harbour", slug="harbour", parent=business)
    ArticleFactory(headline="Berth", section=harbour, published_at=EIGHT - timedelta(days=9))
    copies(ArticleFactory(published_at=EIGHT), 14, section=lambda n: SectionFactory())

    strip = re.search(r'aria-labelledby="strip-business">(.*?)</section>', page(client, "/"), re.S)

    assert headlines(strip[1]) == ["Berth"]
    assert 'href="/business/harbour/"' in strip[1]


def test_opinion_stands_under_its_writers_names(client):
    ArticleFactory(published_at=EIGHT)
    ArticleFactory(
        headline="I disagree",
        section=SectionFactory(slug="opinion"),
        byline=AuthorFactory(name="Owen Tully"),
        published_at=EIGHT + timedelta(hours=1),
    )

    column = re.search(r'aria-labelledby="voices">(.*?)</section>', page(client, "/"), re.S)[1]

    assert headlines(column) == ["I disagree"]
    assert column.index("Owen Tully") < column.index("I disagree")


# Sections, topics, authors


def test_a_section_front_has_the_stories_of_what_is_nested_in_it(client):
    world = SectionFactory(name="World", slug="world")
    europe = SectionFactory(name="Europe", slug="europe", parent=world)
    ArticleFactory(headline="Elsewhere", live=True)
    ArticleFactory(headline="Treaty", section=europe, live=True)

    html = page(client, "/world/")

    assert headlines(html) == ["Treaty"]
    assert 'href="/world/europe/"' in html


def test_a_nested_section_says_where_it_stands(client):
    world = SectionFactory(name="World", slug="world")
    europe = SectionFactory(name="Europe", slug="europe", parent=world)
    SectionFactory(name="France", slug="france", parent=europe)

    html = page(client, "/world/europe/france/")
    trail = re.search(r'aria-label="Breadcrumb">(.*?)</nav>', html, re.S)[1]

    assert re.findall(r'href="([^"]+)"', trail) == ["/world/", "/world/europe/"]
    assert "Nothing has been published here yet." in html
    assert 'href="/world/" aria-current="true"' in html


def test_a_topic_page_has_the_stories_about_it(client):
    trams = TopicFactory(name="Trams", slug="trams")
    ArticleFactory(headline="Tram opens", topics=[trams], live=True)
    ArticleFactory(headline="Cat rescued", live=True)

    assert headlines(page(client, "/topics/trams/")) == ["Tram opens"]


def test_a_deleted_topic_is_not_found(client):
    trams = TopicFactory(slug="trams")
    article = ArticleFactory(topics=[trams], live=True)
    trams.delete()

    page(client, "/topics/trams/", status=404)
    story_page(client, article)


def test_an_author_page_says_who_writes_and_what(client):
    mara = AuthorFactory(name="Mara Lind", slug="mara", title="Transport", bio="Rides buses.")
    ArticleFactory(headline="Tram opens", byline=mara, live=True)
    ArticleFactory(headline="Cat rescued", live=True)

    html = page(client, "/authors/mara/")

    assert headlines(html) == ["Tram opens"]
    assert "<h1>Mara Lind</h1>" in html
    assert "Rides buses." in html
