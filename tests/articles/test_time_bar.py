"""The bar above the site at another time: the coming transitions in words, and the way to them."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from articles.models import Size
from tests.factories import (
    ArticleFactory,
    BannerFactory,
    SectionFactory,
    arrange,
)
from tests.many import copies
from tests.pages import headlines, page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _noon(time_machine, settings):
    settings.TIME_ZONE = "Europe/London"
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def city():
    return SectionFactory(name="City", slug="city")


@pytest.fixture
def paper(city):
    """A paper of two stories, with one to come at six tomorrow."""
    for hours in (-2, -1):
        ArticleFactory(section=city, published_at=NOON + hours * HOUR)
    ArticleFactory(headline="CANARY headline", scheduled=True, published_at=NOON + 18 * HOUR)


def then(path="/", at="2026-11-25T06:30"):
    return f"/admin/as-of/{at}{path}"


def steps(html):
    """The coming transitions as the bar lists them: “25 Nov 06:00 …”."""
    listed = re.findall(r"<li><a href=\"[^\"]+\">([^<]+)</a> ([^<]*)</li>", html)
    return [f"{when} {what}" for when, what in listed]


def test_the_coming_transitions_are_told_in_words(at_the_desk, city, editor):
    budget = ArticleFactory(headline="Budget", section=city, published_at=NOON - HOUR)
    old = ArticleFactory(headline="Old", section=city, published_at=NOON - 2 * HOUR)
    harbour = ArticleFactory(
        headline="Harbour", section=city, scheduled=True, published_at=NOON + 18 * HOUR
    )
    arrange(harbour, budget, sizes=[Size.LEAD, Size.LEAD])
    old.versions.update(live_until=NOON + 24 * HOUR)
    BannerFactory(text="Bridge shut", live_until=NOON + 21.5 * HOUR)
    budget.headline = "Budget falls"
    budget.save()
    workflow.perform("schedule", budget, by=editor, at=NOON + 20 * HOUR, change="update")

    assert steps(page(at_the_desk(editor), then(at="2026-11-24T12:00"))) == [
        "25 Nov 06:00 “Harbour” replaces “Budget” as lead",
        "25 Nov 08:00 “Budget falls” changes: Update",
        "25 Nov 09:30 The banner “Bridge shut” ends",
        "25 Nov 12:00 “Old” is taken down",
    ]


def test_arrangements_and_placements_to_come_are_told(at_the_desk, city, editor):
    found = [
        ArticleFactory(headline=f"Story {n}", section=city, published_at=NOON - (n + 1) * HOUR)
        for n in range(3)
    ]
    arrange(found[0], at=NOON - HOUR)
    second = arrange(found[0], found[1], at=NOON + HOUR)
    second.placements.filter(article=found[1]).update(
        live_from=NOON + 2 * HOUR, live_until=NOON + 3 * HOUR
    )
    arrange(found[2], on=city, at=NOON + 4 * HOUR)
    BannerFactory(text="Next", live_from=NOON + 5 * HOUR, live_until=NOON + 6 * HOUR)

    assert steps(page(at_the_desk(editor), then(at="2026-11-24T12:00"))) == [
        "24 Nov 13:00 The home page is arranged anew",
        "24 Nov 14:00 “Story 1” is placed on the home page",
        "24 Nov 15:00 “Story 1” leaves its place on the home page",
        "24 Nov 16:00 The front of “City” is arranged anew",
        "24 Nov 17:00 The banner “Next” appears",
        "24 Nov 18:00 The banner “Next” ends",
    ]


def test_what_happens_in_the_same_minute_is_told_together(at_the_desk, city, editor):
    for n in range(3):
        ArticleFactory(headline=f"Story {n}", scheduled=True, published_at=NOON + HOUR)

    html = page(at_the_desk(editor), then(at="2026-11-24T12:00"))

    assert steps(html) == [
        "24 Nov 13:00 “Story 2” leads the home page; “Story 1” appears; “Story 0” appears"
    ]
    assert "“Story 2” leads the home page and 2 more changes" in html


def test_the_next_and_previous_change_are_stepped_to(at_the_desk, paper, editor):
    desk = at_the_desk(editor)
    ahead = re.search(r'href="([^"]+)" rel="next"', page(desk, then(at="2026-11-24T12:00")))[1]

    html = page(desk, ahead)

    assert ahead == then(at="2026-11-25T06:00")
    assert headlines(html)[0] == "CANARY headline"
    back = re.search(r'href="([^"]+)" rel="prev"', html)[1]
    assert back == then(at="2026-11-24T11:00")
    assert re.search(r'href="([^"]+)" rel="prev"', page(desk, back))[1] == then(
        at="2026-11-24T10:00"
    )


def test_a_change_between_two_seconds_is_stepped_over_not_stuck_at(at_the_desk, city, editor):
    odd = NOON - HOUR + timedelta(microseconds=123_456)
    ArticleFactory(section=city, published_at=odd)
    ArticleFactory(section=city, published_at=odd - HOUR)
    desk = at_the_desk(editor)

    first = re.search(r'href="([^"]+)" rel="prev"', page(desk, then()))[1]
    second = re.search(r'href="([^"]+)" rel="prev"', page(desk, first))[1]

    assert first == then(at="2026-11-24T11:00:01")
    assert len(headlines(page(desk, first))) == 2
    assert second == then(at="2026-11-24T10:00:01")


def test_the_bar_leads_back_to_the_live_page(at_the_desk, paper, editor):
    assert 'href="/city/">Back to the live page' in page(at_the_desk(editor), then("/city/"))


@pytest.mark.parametrize("count", [1, 100])
def test_the_bar_costs_the_same_with_1_and_100_transitions(
    at_the_desk, city, editor, count, django_assert_num_queries
):
    first = ArticleFactory(section=city, scheduled=True, published_at=NOON + HOUR)
    later = copies(first, count - 1, published_at=lambda n: NOON + (n + 2) * HOUR)
    found = [first, *later]
    for n in range(count):
        section = SectionFactory()
        arrange(*found[n : n + 3], on=section, at=NOON + HOUR)
        BannerFactory(live_from=NOON + n * HOUR, live_until=NOON + (n + 1) * HOUR)
    arrange(*found, live_until=NOON + 90 * HOUR)
    copies(ArticleFactory(section=city, live=True), 15)
    desk = at_the_desk(editor)

    # session, person, two of permissions; 15 of the bar; 9 of the page
    with django_assert_num_queries(4 + 15 + 9):
        html = page(desk, then(at="2026-11-24T12:30"))

    assert len(steps(html)) == min(20, count)
