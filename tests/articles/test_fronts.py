"""What editors place on a front, and how time fills the rest of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from articles import workflow
from articles.models import Arrangement, Picture, Placement, Size
from tests.factories import (
    ArticleFactory,
    PictureFactory,
    SectionFactory,
    arrange,
    go_live,
)
from tests.many import copies
from tests.pages import headlines, page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def city():
    return SectionFactory(name="City", slug="city")


def stories(count, section, **details):
    """Live stories, the newest first."""
    times = [NOON - n * HOUR for n in range(1, count + 1)]
    newest = ArticleFactory(headline="Story 0", section=section, published_at=times[0], **details)
    older = copies(
        newest,
        count - 1,
        headline=lambda n: f"Story {n + 1}",
        published_at=times[1:].__getitem__,
    )
    return [newest, *older]


def test_what_is_placed_stands_first_and_time_fills_the_rest(client, city):
    found = stories(12, city)

    arrange(found[8], found[5])

    assert headlines(page(client, "/"))[:4] == ["Story 8", "Story 5", "Story 0", "Story 1"]


@pytest.mark.parametrize("address", ["/", "/city/"])
def test_no_story_stands_twice_on_a_page(client, city, address):
    found = stories(18, city, lead_picture=PictureFactory())
    for front in (None, city):
        arrange(
            *found[3:7], on=front, sizes=[Size.BRIEF, Size.SECONDARY, Size.LEAD, Size.SECONDARY]
        )

    shown = headlines(page(client, address))

    assert len(shown) == len(set(shown)) >= 14


def test_a_section_has_a_front_of_its_own(client, city):
    found = stories(6, city)
    arrange(found[4], found[3], on=city, sizes=[Size.LEAD, Size.BRIEF])

    shown = headlines(page(client, "/city/"))

    assert shown == ["Story 4", "Story 0", "Story 1", "Story 2", "Story 3", "Story 5"]
    assert headlines(page(client, "/"))[0] == "Story 0"


def test_a_story_of_another_section_can_stand_on_a_sections_front(client, city):
    stories(2, city)
    elsewhere = ArticleFactory(headline="From elsewhere", live=True)
    arrange(elsewhere, on=city)

    assert headlines(page(client, "/city/"))[0] == "From elsewhere"


@pytest.mark.parametrize("state", ["scheduled", "expired", "killed"])
def test_the_place_of_a_story_that_is_not_live_closes_up(client, city, state):
    stories(4, city)
    arrange(ArticleFactory(headline="CANARY", **{state: True}), ArticleFactory(live=True))

    html = page(client, "/")

    assert "CANARY" not in html
    assert headlines(html)[0] == "Story 0"


def test_a_scheduled_story_may_be_placed_and_appears_at_its_own_minute(client, city, time_machine):
    stories(4, city)
    soon = ArticleFactory(headline="At six", scheduled=True, published_at=NOON + 6 * HOUR)
    arrange(soon)

    time_machine.move_to(NOON + 6 * HOUR, tick=False)

    assert headlines(page(client, "/"))[0] == "At six"


def test_the_first_lead_that_is_live_leads_and_the_other_stands_beside_it(
    client, city, time_machine
):
    found = stories(5, city)
    soon = ArticleFactory(headline="At six", scheduled=True, published_at=NOON + 6 * HOUR)
    arrange(soon, found[3], sizes=[Size.LEAD, Size.LEAD])

    before = headlines(page(client, "/"))
    time_machine.move_to(NOON + 6 * HOUR, tick=False)

    assert before[0] == "Story 3"
    assert headlines(page(client, "/"))[:2] == ["At six", "Story 3"]


def test_a_placement_begins_and_ends_on_its_own(client, city, time_machine):
    found = stories(6, city)
    arrange(found[4], live_from=NOON + HOUR, live_until=NOON + 2 * HOUR)
    leads = []

    for hours in (0, 1, 2):
        time_machine.move_to(NOON + hours * HOUR, tick=False)
        leads.append(headlines(page(client, "/"))[0])

    assert leads == ["Story 0", "Story 4", "Story 0"]


def test_a_front_may_give_a_story_another_headline_and_picture(client, city):
    own, other = PictureFactory(), PictureFactory(alt_text="The other picture")
    story = stories(1, city, lead_picture=own)[0]
    arrange(story, headline="Shorter", picture=other)

    front, own_page = page(client, "/"), page(client, story.versions.get().get_absolute_url())

    assert headlines(front)[0] == "Shorter"
    assert "The other picture" in front
    assert "Story 0" in own_page
    assert "The other picture" not in own_page


def test_the_picture_of_a_placement_is_served_only_while_readers_see_it(client, city, time_machine):
    picture, never = PictureFactory(), PictureFactory()
    story = stories(1, city)[0]
    arrange(story, picture=picture, live_from=NOON + HOUR, live_until=NOON + 2 * HOUR)
    arrange(ArticleFactory(), on=city, picture=never)

    seen = []
    for hours in (0, 1, 2):
        time_machine.move_to(NOON + hours * HOUR, tick=False)
        seen.append(picture in Picture.objects.published())

    assert seen == [False, True, False]
    assert never not in Picture.objects.published()


def test_older_pages_of_a_section_know_nothing_of_its_arrangement(client, city):
    found = stories(45, city)
    arrange(found[30], on=city)

    first = page(client, "/city/")
    older = page(client, "/city/?before=" + first.split("?before=")[1].split('"')[0])

    assert headlines(first)[0] == "Story 30"
    assert headlines(older) == [f"Story {n}" for n in range(20, 40)]


# Arrangements follow one another


def test_an_arrangement_opens_where_the_one_before_it_closes(client, city):
    found = stories(4, city)
    first = arrange(found[3], at=NOON - 2 * HOUR)

    second = arrange(found[2], at=NOON)

    first.refresh_from_db()
    assert (first.live_until, second.live_from) == (NOON, NOON)
    assert headlines(page(client, "/"))[0] == "Story 2"


def test_a_scheduled_arrangement_keeps_its_time_when_another_goes_live_before_it(city):
    found = stories(3, city)
    scheduled = arrange(found[0], at=NOON + 6 * HOUR)

    now = arrange(found[1], at=NOON)

    scheduled.refresh_from_db()
    assert now.live_until == scheduled.live_from == NOON + 6 * HOUR


def test_what_is_scheduled_for_the_same_minute_is_replaced(city):
    found = stories(3, city)
    first = arrange(found[0], at=NOON + HOUR)

    arrange(found[1], at=NOON + HOUR)

    first.refresh_from_db()
    assert first.live_from is None


def test_taken_back_what_stood_before_goes_on(city):
    found = stories(3, city)
    standing = arrange(found[0], at=NOON - HOUR)
    scheduled = arrange(found[1], at=NOON + HOUR)

    scheduled.take_back()

    standing.refresh_from_db()
    assert standing.live_until is None


def test_the_same_number_is_given_once_on_each_front(city, editor):
    for section in (None, city):
        Arrangement.objects.create(section=section, number=1, made_by=editor)
    for section in (None, city):
        with pytest.raises(IntegrityError), transaction.atomic():
            Arrangement.objects.create(section=section, number=1, made_by=editor)


def test_a_front_has_one_open_ended_arrangement(city, editor):
    for section in (None, city):
        terms = {"section": section, "made_by": editor, "live_from": NOON}
        Arrangement.objects.create(number=1, **terms)
        with pytest.raises(IntegrityError), transaction.atomic():
            Arrangement.objects.create(number=2, **terms)


@pytest.mark.parametrize(
    "wrong", [{"position": 0}, {"size": "huge"}, {"live_from": None}, {"position": 1}, {}]
)
def test_the_database_refuses_a_placement_that_makes_no_sense(city, wrong):
    found = stories(2, city)
    arrangement = arrange(found[0])
    article = found[1] if wrong else found[0]  # otherwise: the same story again
    terms = {"article": article, "position": 2, "live_from": NOON} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(arrangement=arrangement, **terms)


# What it costs, and how long it is kept


@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize(("address", "queries"), [("/", 10), ("/city/", 9)])
def test_a_front_costs_the_same_with_1_and_100_placements(
    client, city, count, address, queries, django_assert_num_queries
):
    picture = PictureFactory()
    stories(16, city)
    sections = [SectionFactory() for _ in range(count)]
    first = ArticleFactory(section=sections[0], live=True)
    placed = [first, *copies(first, count - 1, section=sections[1:].__getitem__)]
    for front in (None, city):
        arrange(*placed, on=front, picture=picture)

    with django_assert_num_queries(queries):
        page(client, address)


def kept_seconds(client, address):
    cache_control = client.get(address)["Cache-Control"]
    return int(cache_control.rpartition("s-maxage=")[2].partition(",")[0])


@pytest.mark.parametrize(
    "details",
    [
        {"at": NOON + timedelta(seconds=20)},
        {"live_from": NOON + timedelta(seconds=20)},
        {"live_until": NOON + timedelta(seconds=20)},
    ],
    ids=["arrangement", "begins", "ends"],
)
def test_a_front_is_kept_until_its_arrangement_changes(client, city, details):
    found = stories(3, city)
    for front in (None, city):
        arrange(found[1], on=front, **details)

    assert [kept_seconds(client, address) for address in ("/", "/city/")] == [20, 20]


def test_a_sections_front_is_kept_until_a_story_placed_from_elsewhere_arrives(client, city):
    stories(2, city)
    soon = ArticleFactory(scheduled=True, published_at=NOON + timedelta(seconds=15))

    before = kept_seconds(client, "/city/")
    arrange(soon, on=city)

    assert (before, kept_seconds(client, "/city/")) == (60, 15)


def test_a_change_to_a_placed_story_shows_at_its_minute(client, city, editor, time_machine):
    story = stories(2, city)[1]
    arrange(story)
    story.headline = "Changed"
    story.save()
    workflow.perform("schedule", story, by=editor, at=NOON + HOUR, change="update")

    before = headlines(page(client, "/"))[0]
    time_machine.move_to(NOON + HOUR, tick=False)

    assert (before, headlines(page(client, "/"))[0]) == ("Story 1", "Changed")


def test_a_story_that_comes_back_takes_its_place_again(client, city):
    story = stories(2, city)[1]
    arrange(story)
    story.versions.end(NOON - timedelta(minutes=1))
    gone = headlines(page(client, "/"))

    go_live(story.latest_version, at=NOON - timedelta(seconds=1))

    assert gone == ["Story 0"]
    assert headlines(page(client, "/"))[0] == "Story 1"
