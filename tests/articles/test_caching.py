"""What caches may keep of the readers' pages, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from tests.factories import ArticleFactory, SectionFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=3)


@pytest.fixture
def story(settings, time_machine):
    time_machine.move_to(NOON, tick=False)
    settings.PAGE_CACHE_SECONDS = 60
    return ArticleFactory(section=SectionFactory(slug="city"), published_at=LONG_AGO)


def address_of(article):
    return article.versions.live().get().get_absolute_url()


def kept_seconds(response):
    directives = dict(part.partition("=")[::2] for part in response["Cache-Control"].split(", "))
    assert "public" in directives
    assert directives["max-age"] == "0"
    return int(directives["s-maxage"])


def test_a_page_on_which_nothing_will_change_is_kept_for_the_set_time(client, story):
    for address in ("/", "/city/", address_of(story)):
        assert kept_seconds(client.get(address)) == 60


@pytest.mark.parametrize("address", ["/", "/city/"])
def test_a_listing_is_kept_until_the_next_arrival(client, story, address):
    ArticleFactory(section=story.section, scheduled=True, published_at=NOON + timedelta(seconds=25))

    assert kept_seconds(client.get(address)) == 25


def test_an_arrival_elsewhere_does_not_shorten_a_sections_time(client, story):
    ArticleFactory(scheduled=True, published_at=NOON + timedelta(seconds=25))

    assert kept_seconds(client.get("/city/")) == 60


def test_a_page_is_kept_until_the_first_story_on_it_goes(client, story):
    address = address_of(story)
    story.versions.update(live_until=NOON + timedelta(seconds=40))

    for place in ("/", "/city/", address):
        assert kept_seconds(client.get(place)) == 40


def test_a_story_is_kept_until_a_related_one_beside_it_goes(client, story):
    other = ArticleFactory(section=story.section, published_at=LONG_AGO)
    other.versions.update(live_until=NOON + timedelta(seconds=10))

    assert kept_seconds(client.get(address_of(story))) == 10


def test_a_redirect_is_asked_again_since_a_story_may_move_back(client, story, editor):
    old = address_of(story)
    story.slug = "another"
    story.save()
    workflow.perform("publish", story, by=editor, change="silent-fix")

    response = client.get(old)

    assert (response.status_code, response["Location"]) == (301, address_of(story))
    assert kept_seconds(response) == 60


@pytest.mark.parametrize("address", ["/2026/11/24/soon/", "/nowhere/"])
def test_what_is_not_there_yet_is_kept_nowhere(client, story, address):
    ArticleFactory(slug="soon", scheduled=True, published_at=NOON + timedelta(seconds=5))

    response = client.get(address)

    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"


def test_an_unchanged_page_is_answered_304(client, story):
    for address in ("/", "/city/", address_of(story)):
        etag = client.get(address)["ETag"]

        response = client.get(address, headers={"if-none-match": etag})

        assert response.status_code == 304
        assert response.content == b""


def test_a_page_that_lost_a_story_is_not_answered_304(client, story, time_machine):
    ArticleFactory(section=story.section, published_at=LONG_AGO)  # the newest goes on standing
    story.versions.update(live_until=NOON + timedelta(hours=1))
    addresses = ("/", "/city/")
    first = {address: client.get(address) for address in addresses}
    time_machine.move_to(NOON + timedelta(hours=2), tick=False)

    for address in addresses:
        seen = first[address]
        for validator in (
            {"if-none-match": seen["ETag"]},
            {"if-modified-since": seen["Last-Modified"]},
        ):
            response = client.get(address, headers=validator)
            assert response.status_code == 200
            assert story.headline not in response.content.decode()


def test_no_page_sets_a_cookie_or_depends_on_one(client, story, editor):
    client.force_login(editor)

    for address in ("/", "/city/", address_of(story), "/nowhere/"):
        response = client.get(address)
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()


def test_everybody_gets_the_same_page(client, story, editor):
    addresses = ("/", "/city/", address_of(story))
    for_strangers = [client.get(address).content for address in addresses]
    client.force_login(editor)

    assert [client.get(address).content for address in addresses] == for_strangers


def test_pages_are_compressed(client, story):
    response = client.get("/", headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
