"""Breaking news above every page: when it is there, where it leads, and that it costs nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from articles import workflow
from articles.models import Banner
from tests.factories import ArticleFactory, BannerFactory, SectionFactory, TopicFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def story():
    section = SectionFactory(slug="city")
    topics = [TopicFactory(slug="bridges")]
    return ArticleFactory(section=section, topics=topics, published_at=NOON - 60 * MINUTE)


def address_of(story):
    return story.versions.live().get().get_absolute_url()


def test_it_stands_on_every_public_page_between_its_times(client, story, time_machine):
    BannerFactory(text="Bridge shut", live_from=NOON + MINUTE, live_until=NOON + 2 * MINUTE)
    author = story.bylines.get().author.get_absolute_url()
    pages = ["/", "/city/", "/topics/bridges/", author, address_of(story)]

    for minutes, shown in ((0, False), (1, True), (2, False)):
        time_machine.move_to(NOON + minutes * MINUTE, tick=False)
        for address in pages:
            assert ("Bridge shut" in page(client, address)) is shown
        assert ("Bridge shut" in page(client, "/no-such-page/", status=404)) is shown


def test_of_two_at_the_same_time_the_newer_is_shown_and_then_the_older_again(
    client, story, time_machine
):
    BannerFactory(text="The older", live_from=NOON - 2 * MINUTE, live_until=NOON + 9 * MINUTE)
    BannerFactory(text="The newer", live_from=NOON - MINUTE, live_until=NOON + MINUTE)

    now = page(client, "/")
    time_machine.move_to(NOON + MINUTE, tick=False)
    later = page(client, "/")

    assert "The newer" in now
    assert "The older" not in now
    assert "The older" in later


def test_it_leads_to_its_story_only_while_readers_can_see_that(client, story):
    BannerFactory(text="Bridge shut", article=story)
    address = address_of(story)
    linked = f'<a href="{address}">Bridge shut</a>'
    before = page(client, "/")

    story.versions.end(NOON)
    after = page(client, "/")

    assert linked in before
    assert "Bridge shut" in after
    assert address not in after


@pytest.mark.parametrize("step", ["unpublish", "kill"])
def test_what_tells_of_a_story_goes_with_it_when_it_is_taken_from_readers(
    client, story, editor, step
):
    other = ArticleFactory(published_at=NOON - MINUTE)
    for text, of, begins in (
        ("Bridge shut", story, NOON - MINUTE),
        ("Bridge is to open", story, NOON + MINUTE),
        ("Ferry sunk", other, NOON - 2 * MINUTE),
    ):
        BannerFactory(text=text, article=of, live_from=begins)
    assert "Bridge shut" in page(client, "/")

    workflow.perform(step, story, by=editor, note="It is not true.")

    assert "Bridge shut" not in page(client, "/")
    assert "Ferry sunk" in page(client, "/")
    assert list(Banner.objects.not_over(NOON)) == list(other.banners.all())


def test_it_does_not_stand_above_the_story_that_it_leads_to(client, story):
    BannerFactory(text="Bridge shut", article=story)

    assert "Bridge shut" not in page(client, address_of(story))
    assert "Bridge shut" in page(client, "/city/")


@pytest.mark.parametrize("count", [1, 100])
def test_it_costs_a_storys_page_no_query(client, story, count, django_assert_num_queries):
    address, other = address_of(story), ArticleFactory(live=True)
    for n in range(count):
        BannerFactory(article=other, live_from=NOON - n * MINUTE - MINUTE)
        SectionFactory()

    with django_assert_num_queries(5):  # as without it: no pictures in this body
        assert "Breaking news" in page(client, address)


def kept_seconds(response):
    return int(response["Cache-Control"].rpartition("s-maxage=")[2].partition(",")[0])


@pytest.mark.parametrize(
    "times", [{"live_from": NOON + MINUTE / 2}, {"live_until": NOON + MINUTE / 2}]
)
def test_no_page_is_kept_past_its_beginning_or_end(client, story, times):
    for address in ("/", "/city/", address_of(story)):
        assert kept_seconds(client.get(address)) == 60

    BannerFactory(**times)

    for address in ("/", "/city/", address_of(story)):
        assert kept_seconds(client.get(address)) == 30


def test_no_page_is_kept_past_the_moment_when_its_link_begins_or_ends(client, story):
    soon = ArticleFactory(scheduled=True, published_at=NOON + MINUTE / 3)
    BannerFactory(article=soon)

    assert kept_seconds(client.get(address_of(story))) == 20

    Banner.objects.update(article=story)
    story.versions.update(live_until=NOON + MINUTE / 4)
    other = ArticleFactory(live=True)

    assert kept_seconds(client.get(address_of(other))) == 15


@pytest.mark.parametrize("missing", [{"live_until": None}, {"live_from": None}, {"text": ""}])
def test_the_database_refuses_one_without_words_a_beginning_or_an_end(missing):
    with pytest.raises(IntegrityError), transaction.atomic():
        BannerFactory(**missing)
