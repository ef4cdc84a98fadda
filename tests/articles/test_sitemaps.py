"""What search engines find of the paper: every page that readers see, and no other."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import coverage, sitemap_files, workflow
from articles.models import Change, Label, Layout, Version
from articles.models.version import SITEMAP_BLOCK
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    LiveEntryFactory,
    SectionFactory,
    TopicFactory,
    go_live,
)
from tests.pages import page
from tests.sitemaps import MAP, NEWS, addresses, sitemap

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SITE = "https://paper.example.org"


@pytest.fixture(autouse=True)
def _at_noon(time_machine, settings):
    settings.SITE_URL = SITE
    time_machine.move_to(NOON, tick=False)


def months(client):
    found = {
        row.find(f"{MAP}loc").text.removeprefix(SITE): row.find(f"{MAP}lastmod").text
        for row in sitemap(client, "/sitemap.xml")
        if row.find(f"{MAP}lastmod") is not None
    }
    assert list(found) == sorted(found, reverse=True)
    return found


# The index and its months


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans what is small")
def test_the_index_reads_what_is_indexed_by_file_and_time_alone():
    with CaptureQueriesContext(connection) as asked:
        sitemap_files.files(NOON)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}".replace("%", "%%"))
        steps = [step for *_numbers, step in cursor if "articles_version" in step]

    assert len(steps) == 5
    assert {"version_by_sitemap" in step for step in steps} == {True}


def test_every_month_with_stories_has_a_file_the_newest_first(client):
    ArticleFactory(slug="old", published_at=datetime(2024, 2, 29, 8, tzinfo=UTC))
    ArticleFactory(slug="new", published_at=NOON - DAY)
    ArticleFactory(slug="newer", published_at=NOON - timedelta(hours=2))

    assert months(client) == {
        "/sitemap-2026-11-0.xml": "2026-11-24T10:00:00+00:00",
        "/sitemap-2024-02-0.xml": "2024-02-29T08:00:00+00:00",
    }
    assert addresses(client, "/sitemap-2026-11-0.xml") == [
        f"{SITE}/2026/11/23/new/",
        f"{SITE}/2026/11/24/newer/",
    ]
    assert addresses(client, "/sitemap-2024-02-0.xml") == [f"{SITE}/2024/02/29/old/"]


def test_no_file_can_hold_more_than_is_allowed_because_the_archive_is_cut_in_blocks(client):
    first, last, beyond = (
        ArticleFactory(pk=pk, slug=f"story-{pk}", published_at=NOON - DAY)
        for pk in (SITEMAP_BLOCK, 2 * SITEMAP_BLOCK - 1, 2 * SITEMAP_BLOCK)
    )

    files = {file: addresses(client, file) for file in months(client)}

    assert {file: len(found) for file, found in files.items()} == {
        "/sitemap-2026-11-2.xml": 1,
        "/sitemap-2026-11-1.xml": 2,
    }
    assert files["/sitemap-2026-11-2.xml"] == [f"{SITE}/2026/11/23/{beyond.slug}/"]
    assert {first.slug, last.slug} == {
        address.split("/")[-2] for address in files["/sitemap-2026-11-1.xml"]
    }


@pytest.mark.parametrize(
    ("change", "date"),
    [
        (Change.SILENT_FIX, "2026-11-23T12:00:00+00:00"),
        (Change.UPDATE, "2026-11-24T11:00:00+00:00"),
    ],
)
def test_a_story_was_changed_when_readers_were_told_so(client, change, date):
    article = ArticleFactory(published_at=NOON - DAY)
    version = article.save_version(by=article.versions.first().saved_by, always=True)
    go_live(version, at=NOON - timedelta(hours=1), change=change)

    (url,) = sitemap(client, "/sitemap-2026-11-0.xml")
    assert url.find(f"{MAP}lastmod").text == date


def test_a_file_was_changed_when_a_story_left_it_and_is_gone_when_all_have(
    client, editor, time_machine
):
    one, other = (ArticleFactory(published_at=NOON - DAY) for _ in range(2))
    workflow.perform("kill", one, by=editor, note="Legal.")
    time_machine.move_to(NOON + DAY, tick=False)

    assert months(client) == {"/sitemap-2026-11-0.xml": "2026-11-24T12:00:00+00:00"}
    assert len(addresses(client, "/sitemap-2026-11-0.xml")) == 1

    workflow.perform("unpublish", other, by=editor)
    assert months(client) == {}
    assert client.get("/sitemap-2026-11-0.xml").status_code == 404


def test_what_readers_do_not_see_is_in_no_file_before_its_minute(client, time_machine, settings):
    settings.PAGE_CACHE_SECONDS = 60
    ArticleFactory(slug="draft")
    minute = NOON + timedelta(seconds=20)
    ArticleFactory(slug="scheduled", scheduled=True, published_at=minute)
    ArticleFactory(slug="expired", expired=True)
    files = ["/sitemap.xml", "/sitemap-news.xml", "/sitemap-2026-11-0.xml"]

    assert months(client) == {}
    assert [client.get(file).status_code for file in files] == [200, 200, 404]
    assert addresses(client, "/sitemap-news.xml") == [f"{SITE}/"]
    for file in files[:2]:
        assert "s-maxage=20" in client.get(file)["Cache-Control"]
    time_machine.move_to(minute, tick=False)

    assert list(months(client)) == ["/sitemap-2026-11-0.xml"]
    for file in files[1:]:
        assert addresses(client, file) == [f"{SITE}/2026/11/24/scheduled/"]


def test_live_coverage_was_changed_when_its_entries_last_told_readers_something(
    client, editor, time_machine
):
    begun, other = NOON - 3 * DAY, NOON - 2 * DAY
    article = ArticleFactory(layout=Layout.LIVE, published_at=begun)
    for number in (1, 2):
        LiveEntryFactory(article=article, number=number, published_at=begun)
    LiveEntryFactory(article=article, number=3, draft=True)
    LiveEntryFactory(article=ArticleFactory(published_at=other), published_at=NOON - DAY)
    words = {"headline": "", "body": "<p>V</p>", "is_key": False, "ends_coverage": False}

    def told():
        found = sitemap(client, "/sitemap-2026-11-0.xml").iter(f"{MAP}lastmod")
        return [months(client)["/sitemap-2026-11-0.xml"], *(row.text for row in found)]

    # The story that is not laid out as live coverage shows no entries.
    assert told() == [f"{other:%FT%T}+00:00", f"{begun:%FT%T}+00:00", f"{other:%FT%T}+00:00"]
    coverage.publish(article, by=editor, words=words)
    time_machine.move_to(NOON + DAY, tick=False)
    noon = f"{NOON:%FT%T}+00:00"
    assert told() == [noon, noon, f"{other:%FT%T}+00:00"]

    silent = words | {"body": "<p>W</p>"}
    coverage.publish(article, by=editor, words=silent, number=1, change=Change.SILENT_FIX)
    assert told() == [f"{NOON + DAY:%FT%T}+00:00", noon, f"{other:%FT%T}+00:00"]

    coverage.withdraw(article, 3 + 1, by=editor)
    assert told()[1] == f"{begun:%FT%T}+00:00"
    time_machine.move_to(NOON + 40 * DAY, tick=False)
    assert told()[1] == f"{begun:%FT%T}+00:00"


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-2026-13-0.xml",
        "/sitemap-2026-11-1.xml",
        "/sitemap-2026-11-9999999999999.xml",
        "/sitemap-sections-9999999999999.xml",
        "/sitemap-topics-0.xml",
        "/sitemap-2026-11.xml",
        "/sitemap-comments-0.xml",
    ],
)
def test_there_is_no_file_of_what_is_not_there(client, address):
    ArticleFactory(published_at=NOON - DAY)

    assert client.get(address).status_code == 404


def test_the_index_costs_the_same_with_one_month_and_with_thirty(client, django_assert_num_queries):
    article = ArticleFactory(published_at=NOON - DAY)
    for more in (0, 30):
        _history(article, more)
        # files, entries that moved, next change (twice), and for topics, authors and pages whether
        # any is known
        with django_assert_num_queries(11):
            assert len(months(client)) == more + 1
        with django_assert_num_queries(3):
            sitemap(client, "/sitemap-2026-11-0.xml")


def _history(article, months):
    """Other addresses in as many months before, all of them seen: quicker than stories."""
    version = article.versions.get()
    for n in range(1, months + 1):
        version.pk, version.number, version.sitemap = None, n + 1, None
        version._state.adding = True
        year, month = divmod(2026 * 12 + 9 - n, 12)
        version.published_at = version.live_from = datetime(year, month + 1, 5, tzinfo=UTC)
        version.path, version.live_until = f"{year}/{month + 1:02}/05/story", NOON + DAY
        Version.objects.bulk_create([version])


# News


def test_the_news_are_those_of_two_days_with_their_publication(client, settings):
    settings.SITE_NAME = "News & Views"
    ArticleFactory(slug="old", published_at=NOON - 2 * DAY)
    ArticleFactory(
        headline="Fish & <chips>\x0b",
        slug="new",
        published_at=NOON - 2 * DAY + timedelta(seconds=1),
    )
    ArticleFactory(slug="paid", label=Label.SPONSORED, published_at=NOON - DAY)

    root = sitemap(client, "/sitemap-news.xml")

    (url,) = root
    assert url.find(f"{MAP}loc").text == f"{SITE}/2026/11/22/new/"
    news = url.find(f"{NEWS}news")
    assert [text.strip() for text in news.itertext()] == [
        "News & Views", "en", "2026-11-22T12:00:01+00:00", "Fish & <chips>",
    ]  # fmt: skip


def test_where_there_is_no_news_the_front_page_is_named_because_no_file_may_be_empty(client):
    ArticleFactory(published_at=NOON - 2 * DAY)

    (url,) = sitemap(client, "/sitemap-news.xml")

    assert [child.tag for child in url] == [f"{MAP}loc"]
    assert url[0].text == f"{SITE}/"


def test_no_cache_keeps_news_longer_than_two_days(client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    ArticleFactory(published_at=NOON - 2 * DAY + timedelta(seconds=7))

    assert "s-maxage=7" in client.get("/sitemap-news.xml")["Cache-Control"]


def test_the_news_are_a_thousand_at_most_the_newest(client, monkeypatch):
    monkeypatch.setattr("articles.pages.sitemaps.MOST_NEWS", 1)
    ArticleFactory(slug="older", published_at=NOON - DAY)
    ArticleFactory(slug="newer", published_at=NOON - timedelta(hours=1))

    assert addresses(client, "/sitemap-news.xml") == [f"{SITE}/2026/11/24/newer/"]


# What is not a story


def test_sections_and_the_topics_and_authors_that_readers_know_are_listed(client):
    europe = SectionFactory(slug="europe", parent=SectionFactory(slug="world"))
    seen = {"byline": AuthorFactory(slug="mara"), "topics": [TopicFactory(slug="trams")]}
    hidden = {"byline": AuthorFactory(slug="canary"), "topics": [TopicFactory(slug="canary")]}
    ArticleFactory(section=europe, published_at=NOON - DAY, **seen)
    ArticleFactory(section=europe, scheduled=True, **hidden)

    assert addresses(client, "/sitemap.xml")[:3] == [
        f"{SITE}/sitemap-{kind}-0.xml" for kind in ("sections", "topics", "authors")
    ]
    assert addresses(client, "/sitemap-sections-0.xml") == [
        f"{SITE}/", f"{SITE}/corrections/", f"{SITE}/world/", f"{SITE}/world/europe/",
    ]  # fmt: skip
    assert addresses(client, "/sitemap-topics-0.xml") == [f"{SITE}/topics/trams/"]
    assert addresses(client, "/sitemap-authors-0.xml") == [f"{SITE}/authors/mara/"]


def test_robots_are_told_where_to_look_and_where_not(client):
    text = page(client, "/robots.txt")

    assert f"\nSitemap: {SITE}/sitemap.xml\nSitemap: {SITE}/sitemap-news.xml\n" in text
    for path in ("/admin/", "/preview/", "/comments/", "/search/"):
        assert f"\nDisallow: {path}\n" in text
    assert client.get("/robots.txt")["Content-Type"] == "text/plain; charset=utf-8"
