"""Listings page backwards by cursor, at any depth for the same price."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import ArticleFactory, SectionFactory
from tests.many import copies

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def archive(settings):
    """45 stories, No 1 the newest, two of every three published in the same second."""
    settings.SITE_URL = "https://paper.example.org"
    section = SectionFactory(slug="city")
    oldest = ArticleFactory(headline="No 45", slug="no-45", section=section, published_at=_at(45))
    copies(
        oldest,
        44,
        headline=lambda n: f"No {44 - n}",
        slug=lambda n: f"no-{44 - n}",
        published_at=lambda n: _at(44 - n),
    )
    return section


def _at(number):
    return NOON - timedelta(minutes=number - number % 3)


def shown(html):
    return [int(n) for n in re.findall(r">No (\d+)</a>", html)]


def link(html, rel):
    found = re.search(rf'<a href="([^"]+)" rel="{rel}">', html)
    return found and found[1]


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def in_order(section):
    versions = section.versions.live().order_by("-published_at", "-pk")
    return [int(version.headline.removeprefix("No ")) for version in versions]


def test_the_pages_together_hold_every_story_once_and_in_order(client, archive):
    address, seen, pages = "/city/", [], 0
    while address:
        html = read(client, address)
        seen, address, pages = seen + shown(html), link(html, "next"), pages + 1

    assert seen == in_order(archive)
    assert pages == 3


def test_the_way_back_leads_through_the_same_pages(client, archive):
    first = read(client, "/city/")
    second = read(client, link(first, "next"))
    third = read(client, link(second, "next"))

    back = read(client, link(third, "prev"))

    assert shown(back) == shown(second)
    assert shown(read(client, link(back, "prev"))) == shown(first)


def test_links_say_where_they_lead(client, archive):
    first = read(client, "/city/")
    second = read(client, link(first, "next"))

    assert "Older stories" in first
    assert "Newer stories" not in first
    assert "Newer stories" in second
    assert '<link rel="next" href="https://paper.example.org/city/?before=' in first
    assert '<link rel="prev"' not in first
    assert '<link rel="prev" href="https://paper.example.org/city/?after=' in second


def test_a_further_page_is_its_own_canonical_address(client, archive):
    first = read(client, "/city/?utm_source=mail")
    second_address = link(first, "next")

    assert '<link rel="canonical" href="https://paper.example.org/city/">' in first
    assert f'<link rel="canonical" href="https://paper.example.org{second_address}">' in read(
        client, second_address
    )


def test_the_page_above_the_second_is_the_first(client, archive):
    second = read(client, link(read(client, "/city/"), "next"))

    assert '<link rel="canonical" href="https://paper.example.org/city/">' in read(
        client, link(second, "prev")
    )


def test_a_new_story_shifts_no_page(client, archive):
    second_address = link(read(client, "/city/"), "next")
    before = shown(read(client, second_address))

    ArticleFactory(headline="No 0", section=archive, live=True)

    assert shown(read(client, second_address)) == before


def test_stories_of_before_1970_have_their_pages(client):
    days = [datetime(1931, 5, 1, tzinfo=UTC) + timedelta(days=n) for n in range(1, 25)]
    last = days[-1] + timedelta(days=1)
    story = ArticleFactory(headline="No 24", section=SectionFactory(slug="city"), published_at=last)
    copies(story, 24, headline="No {}".format, published_at=days.__getitem__)

    second = read(client, link(read(client, "/city/"), "next"))

    assert shown(second) == [4, 3, 2, 1, 0]


def test_a_deep_page_costs_what_the_first_does(client, archive, django_assert_num_queries):
    first = read(client, "/city/")
    third_address = link(read(client, link(first, "next")), "next")

    with django_assert_num_queries(6):
        read(client, third_address)


def test_a_cursor_that_no_listing_gave_leads_nowhere(case, client, archive):
    for cursor in [
        *("", "x", "1", "-", "1-", "-1", "1-2-3", "1.5-2", "1_0-2", " 1-2", "١-٢", "1-2\n"),
        *("-" + "9" * 17 + "-1", "9" * 5000 + "-1", "1-" + "9" * 5000, "<script>", "\ud800"),
    ]:
        for name in ["before", "after"]:
            with case(cursor=cursor, name=name):
                query = cursor.encode("utf-8", "surrogatepass")

                assert client.get("/city/", {name: query}).status_code == 404


@pytest.mark.parametrize("place", ["0-1", "-9999999999999999-1"])
def test_below_the_oldest_story_there_is_no_page(client, archive, place):
    assert client.get("/city/", {"before": place}).status_code == 404


@pytest.mark.parametrize("place", ["9" * 16 + "-1", "9" * 17 + "-" + "9" * 18])
def test_above_the_newest_story_stands_the_first_page(client, archive, place):
    first = read(client, "/city/")

    assert read(client, f"/city/?before={place}").count("card-headline") == 20
    assert shown(read(client, f"/city/?after={place}")) == shown(first)
