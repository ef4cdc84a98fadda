"""What is read most is known; who reads is not."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles import most_read, workflow
from articles.models import Readership
from tests.factories import ArticleFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_told_yet(monkeypatch):
    monkeypatch.setattr("articles.pages.most_read.reads", most_read.Reads())


@pytest.fixture
def told(client, time_machine):
    """Tells of reads as browsers do, each from a network of its own, and lets them be written."""
    time_machine.move_to(timezone.now(), tick=False)
    numbers = iter(range(1, 9999))

    def tell(article, times=1, **extra):
        response = None
        for _ in range(times):
            extra_of_one = {"REMOTE_ADDR": f"192.0.2.{next(numbers) % 250}"} | extra
            response = client.post(f"/most-read/{article.pk}/", **extra_of_one)
            assert response.status_code == 204
        time_machine.shift(most_read.PAUSE + timedelta(seconds=1))
        return response

    return tell


def listed(client):
    html = page(client, "/")
    return html.partition('id="most-read"')[2].partition("</section>")[0]


def order(client, *stories):
    html = listed(client)
    return sorted(stories, key=lambda story: html.index(f">{story.headline}<"))


@pytest.fixture
def stories():
    return [ArticleFactory(headline=f"Story {name}", live=True) for name in "ABCD"]


def test_the_front_lists_what_is_read_most_the_most_read_first(client, told, stories):
    a, b, c, d = stories
    for story, times in [(a, 2), (b, 4), (c, 3), (a, 0)]:
        told(story, times)
    told(b)  # writes what the others left

    assert order(client, a, b, c) == [b, c, a]
    assert d.headline not in listed(client)


def test_a_read_counts_half_as_much_six_hours_later(client, told, stories, time_machine):
    a, b, c, d = stories
    for story in (a, b, c):
        told(story, 3)
    told(d)
    assert order(client, a, d)[0] == a
    time_machine.shift(3 * most_read.HALF_LIFE)
    told(d)
    told(d)

    assert order(client, a, d)[0] == d


def test_what_nobody_reads_any_more_leaves_the_list(client, told, stories, time_machine):
    for story in stories:
        told(story)
    assert listed(client)
    time_machine.shift(most_read.LATELY + HOUR)

    assert not listed(client)


def test_there_is_no_list_while_hardly_anything_was_read(client, told, stories):
    told(stories[0])
    told(stories[1])

    assert not listed(client)


def test_nobody_lifts_a_story_by_reloading_it(client, told, stories):
    a, b, c, _d = stories
    told(a, 30, REMOTE_ADDR="198.51.100.7")
    told(b, most_read.OF_ONE_NETWORK + 1)
    told(c)
    told(c)

    assert order(client, a, b)[0] == b


def test_another_house_of_the_same_ipv6_network_is_no_other_reader(client, told, stories):
    a, b, c, _d = stories
    for host in range(1, 20):
        told(a, REMOTE_ADDR=f"2001:db8::{host:x}")
    told(b, most_read.OF_ONE_NETWORK + 1)
    told(c)
    told(c)

    assert order(client, a, b)[0] == b


def test_no_other_site_has_its_visitors_count(client, told, stories):
    for story in stories:
        told(story)
    before = dict(Readership.objects.values_list("article", "heat"))

    told(stories[0], headers={"Sec-Fetch-Site": "cross-site"})

    assert dict(Readership.objects.values_list("article", "heat")) == before


def test_what_readers_cannot_see_is_neither_counted_nor_told_of(client, told, stories, editor):
    hidden = [
        ArticleFactory(headline="CANARY draft"),
        ArticleFactory(headline="CANARY scheduled", scheduled=True),
        ArticleFactory(headline="CANARY killed", killed=True),
    ]
    for story in [*hidden, *stories]:
        told(story)
    told(stories[0])
    assert client.post("/most-read/999999/").status_code == 204
    assert set(Readership.objects.values_list("article", flat=True)) == {s.pk for s in stories}

    workflow.perform("kill", stories[1], by=editor, note="Withdrawn.")

    assert "CANARY" not in page(client, "/")
    assert stories[0].headline in listed(client)
    assert stories[1].headline not in listed(client)


def test_reading_leaves_no_cookie_and_nothing_of_the_reader(client, told, stories):
    response = told(stories[0], REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="CANARY")
    told(stories[0])

    assert "Set-Cookie" not in response
    assert "no-store" in response["Cache-Control"]
    assert [field.name for field in Readership._meta.get_fields()] == ["article", "heat"]


def test_it_is_told_by_post_alone_and_nowhere_if_the_newsroom_does_not_count(
    client, stories, settings
):
    address = f"/most-read/{stories[0].pk}/"
    story = stories[0].versions.get().get_absolute_url()
    assert client.get(address).status_code == 405
    assert "story-read.js" in page(client, story)

    settings.COUNT_READS = False

    assert client.post(address).status_code == 404
    assert "story-read.js" not in page(client, story)


def test_a_database_that_is_away_is_no_readers_business(client, told, stories, monkeypatch, caplog):
    def away(told, at):
        raise OperationalError("it is away")

    with monkeypatch.context() as broken:
        broken.setattr(most_read, "write", away)
        told(stories[0])
    assert not Readership.objects.exists()
    told(stories[1])

    assert Readership.objects.count() == 2
    assert "reads are written later" in caplog.text


def test_what_was_read_most_at_another_time_is_not_claimed(client, told, stories, admin_client):
    for story in stories:
        told(story)
    assert 'id="most-read"' in page(client, "/")

    then = admin_client.get(f"/admin/as-of/{timezone.localtime() + HOUR:%Y-%m-%dT%H:%M}/")

    assert stories[0].headline in then.text
    assert 'id="most-read"' not in then.text
