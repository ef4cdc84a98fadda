"""The archive of a year, a month and a day, by the newsroom's calendar."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles.pages.archive import Period
from tests.factories import ArticleFactory, SectionFactory
from tests.many import copies
from tests.pages import headlines, page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon(time_machine, settings):
    settings.TIME_ZONE, settings.SITE_URL = "Europe/London", "https://paper.example.org"
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def paper():
    """Stories of two days in November, one of June and one of the year before."""
    for name, at in (
        ("Today", NOON - timedelta(hours=1)),
        ("Before noon", NOON - timedelta(hours=3)),
        ("Monday", NOON - DAY),
        ("In June", datetime(2026, 6, 8, 9, tzinfo=UTC)),
        ("Last year", datetime(2025, 12, 31, 9, tzinfo=UTC)),
    ):
        ArticleFactory(headline=name, published_at=at)


def parts(html):
    """The months or days that are linked."""
    found = re.search(r'<nav class="archive-parts.*?</nav>', html, re.S)
    return re.findall(r'href="([^"]+)"', found[0]) if found else []


def around(html):
    found = re.search(r'<nav class="archive-around.*?</nav>', html, re.S)
    return re.findall(r'href="([^"]+)"', found[0]) if found else []


def test_a_year_a_month_and_a_day_hold_what_was_published_in_them(client, paper):
    assert headlines(page(client, "/2026/")) == ["Today", "Before noon", "Monday", "In June"]
    assert headlines(page(client, "/2026/11/")) == ["Today", "Before noon", "Monday"]
    assert headlines(page(client, "/2026/11/24/")) == ["Today", "Before noon"]
    assert headlines(page(client, "/2025/")) == ["Last year"]


def test_the_parts_that_hold_stories_are_links(client, paper):
    assert parts(page(client, "/2026/")) == ["/2026/06/", "/2026/11/"]
    assert parts(page(client, "/2026/11/")) == ["/2026/11/23/", "/2026/11/24/"]
    assert parts(page(client, "/2026/11/24/")) == []


def test_the_way_leads_to_the_next_periods_that_hold_stories(client, paper):
    assert around(page(client, "/2026/11/")) == ["/2026/06/"]
    assert around(page(client, "/2026/06/08/")) == ["/2025/12/31/", "/2026/11/23/"]
    assert around(page(client, "/2025/")) == ["/2026/"]


def test_a_story_stands_on_the_day_of_the_newsrooms_clock(client):
    """Half past midnight in London in summer is the evening before in UTC."""
    late = ArticleFactory(headline="Late", published_at=datetime(2026, 6, 7, 23, 30, tzinfo=UTC))

    assert late.versions.get().path.startswith("2026/06/08/")
    assert headlines(page(client, "/2026/06/08/")) == ["Late"]
    assert client.get("/2026/06/07/").status_code == 404  # before the first story


def test_a_quiet_day_between_others_says_so_and_is_not_for_search_engines(client, paper):
    response = client.get("/2026/11/20/")

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert "Nothing has been published here yet" in response.text
    assert around(response.text) == ["/2026/06/08/", "/2026/11/23/"]
    assert "X-Robots-Tag" not in client.get("/2026/11/24/")


def test_what_is_no_time_of_the_paper_is_not_found(case, client, paper):
    for address in [
        *(
            "/2024/",
            "/2027/",
            "/2026/12/",
            "/2026/11/25/",
            "/2026/13/",
            "/2026/00/",
            "/2026/02/30/",
        ),
        *(
            "/0000/",
            "/0001/",
            "/9999/",
            "/9999/12/",
            "/9999/12/31/",
            "/99999/",
            "/2026/1/",
            "/-2026/",
        ),
        *("/٢٠٢٦/", "/2026/11/24/?before=1-1", "/2026/?before=x", "/2026/?after=", "/0001/01/01/"),
    ]:
        with case(address=address):
            assert client.get(address).status_code == 404


def test_the_year_that_has_just_begun_has_its_page_before_its_first_story(client, time_machine):
    time_machine.move_to(datetime(2027, 1, 1, 8, tzinfo=UTC), tick=False)

    assert client.get("/2027/").status_code == 200
    assert 'href="/2027/"' in page(client, "/")


def test_it_pages_by_cursor_and_says_where_it_is(client):
    story = ArticleFactory(section=SectionFactory(slug="city"), published_at=NOON - DAY)
    copies(story, 24, published_at=lambda n: NOON - timedelta(hours=2, minutes=n))

    first = page(client, "/2026/11/24/")
    older = re.search(r'href="([^"]+)" rel="next">', page(client, "/2026/11/"))[1]
    second = page(client, older)

    assert len(headlines(first)) == 20
    assert '<link rel="canonical" href="https://paper.example.org/2026/11/24/">' in first
    assert '<link rel="next" href="https://paper.example.org/2026/11/24/?before=' in first
    assert '<link rel="prev"' in second
    assert len(headlines(second)) == 5
    assert 'href="https://paper.example.org/feed/atom/"' in first
    assert '"name": "November 2026", "item": "https://paper.example.org/2026/11/"' in first


@pytest.mark.parametrize("count", [1, 60])
def test_it_costs_the_same_at_1_and_60_stories(client, count, django_assert_num_queries):
    story = ArticleFactory(published_at=NOON - DAY)
    copies(story, count - 1, published_at=lambda n: NOON - (n % 30) * DAY - timedelta(hours=2))

    for address in ("/2026/", "/2026/11/", "/2026/11/23/"):
        # stories, neighbours and parts, comments, next arrival, menu
        with django_assert_num_queries(5):
            page(client, address)


def test_at_another_time_it_holds_what_stands_there_then(client, editor):
    ArticleFactory(headline="To come", scheduled=True, published_at=NOON + DAY)
    client.force_login(editor)

    html = page(client, "/admin/as-of/2026-11-25T18:00/2026/11/25/")

    assert "To come" in html
    assert client.get("/2026/11/25/").status_code == 404


@pytest.mark.parametrize("words", [("2026",), ("2026", "12"), ("2026", "12", "31"), ("2024", "02")])
def test_the_parts_of_a_period_fill_it(words):
    period = Period.of(*words)

    assert not period.parts or period.parts[0].begins == period.begins
    assert not period.parts or period.parts[-1].ends == period.ends
    assert len(period.parts) == {1: 12, 2: 29 if words[0] == "2024" else 31, 3: 0}[len(words)]
    assert period.like(period.begins) == period
