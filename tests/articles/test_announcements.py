"""Who is told elsewhere that something has changed, and that nobody is before readers see it."""

import json
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

import pytest

from articles import coverage, outbox, workflow
from articles.models import OutboxTask
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, TopicFactory
from tests.server import somebody_elses

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SITE = "https://paper.example.org"
KEY = "a1b2c3d4e5f6"
MINUTE = timedelta(minutes=1)


class Elsewhere(BaseHTTPRequestHandler):
    """A hub and a search engine that note what they are told."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.told.append((self.path, self.headers["Content-Type"], body))
        self.send_response(self.server.answers)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def elsewhere(settings, time_machine):
    settings.SITE_URL, settings.PAGE_CACHE_SECONDS = SITE, 60
    time_machine.move_to(NOON, tick=False)
    with somebody_elses(Elsewhere) as server:
        server.told, server.answers = [], 202
        yield server


@pytest.fixture
def hub(elsewhere, settings):
    settings.WEBSUB_HUB = f"http://127.0.0.1:{elsewhere.server_port}/hub"
    return elsewhere


@pytest.fixture
def engines(elsewhere, settings):
    settings.INDEXNOW_KEY = KEY
    settings.INDEXNOW_URL = f"http://127.0.0.1:{elsewhere.server_port}/indexnow"
    return elsewhere


@pytest.fixture
def told(elsewhere, time_machine):
    """`told(at)` is what they hear at a time: it empties what they have heard before."""

    def at(moment):
        time_machine.move_to(moment, tick=False)
        outbox.run_due()
        heard, elsewhere.told[:] = list(elsewhere.told), []
        return heard

    return at


def addresses(heard):
    return [json.loads(body)["urlList"] for _path, _type, body in heard]


# The hub


def test_a_hub_hears_of_every_feed_that_a_new_story_stands_in(hub, told, editor):
    world = SectionFactory(slug="world")
    article = ArticleFactory(
        section=SectionFactory(slug="europe", parent=world),
        topics=[TopicFactory(slug="trams")],
        byline=AuthorFactory(slug="mara"),
    )
    workflow.perform("publish", article, by=editor)

    ((path, kind, body),) = told(NOON + MINUTE)

    pages = ["/", "/world/", "/world/europe/", "/topics/trams/", "/authors/mara/"]
    forms = ["feed/", "feed/atom/", "feed/json/"]
    assert (path, kind) == ("/hub", "application/x-www-form-urlencoded")
    assert parse_qs(body) == {
        "hub.mode": ["publish"],
        "hub.url": [f"{SITE}{page}{form}" for page in pages for form in forms],
    }


def test_a_hub_hears_when_no_cache_can_hold_the_feed_without_the_story(hub, told, editor):
    workflow.perform("publish", ArticleFactory(), by=editor)

    assert told(NOON + timedelta(seconds=59)) == []
    assert len(told(NOON + MINUTE)) == 1


@pytest.mark.parametrize(("change", "times"), [("silent-fix", 0), ("update", 1), ("correction", 1)])
def test_a_hub_hears_of_changes_but_not_of_a_silent_fix(hub, told, editor, change, times):
    article = ArticleFactory(published_at=NOON - MINUTE)
    article.headline = "Mended"
    article.save()

    notice = "It was 1923." if times else ""
    workflow.perform("publish", article, by=editor, change=change, notice=notice)

    assert len(told(NOON + MINUTE)) == times


# Search engines


def test_search_engines_hear_of_a_story_that_is_published_changed_and_killed(
    engines, told, editor, client
):
    article = ArticleFactory(slug="bridge")
    workflow.perform("publish", article, by=editor)
    address = f"{SITE}/2026/11/24/bridge/"

    ((path, kind, body),) = told(NOON + MINUTE)
    assert (path, kind) == ("/indexnow", "application/json; charset=utf-8")
    assert json.loads(body) == {
        "host": "paper.example.org",
        "key": KEY,
        "keyLocation": f"{SITE}/{KEY}.txt",
        "urlList": [address],
    }
    assert client.get(f"/{KEY}.txt").content.decode() == KEY

    article.slug = "pier"
    article.save()
    workflow.perform("publish", article, by=editor, change="silent-fix")
    moved = f"{SITE}/2026/11/24/pier/"
    assert addresses(told(NOON + 2 * MINUTE)) == [[address, moved]]

    workflow.perform("kill", article, by=editor, note="Legal.")
    assert addresses(told(NOON + 3 * MINUTE)) == [[moved]]


def test_entries_of_live_coverage_are_told_as_changes_of_their_story(
    engines, hub, told, editor, time_machine
):
    story = ArticleFactory(slug="storm", layout="live", published_at=NOON - MINUTE)
    words = {"headline": "It blows", "body": "<p>A</p>", "is_key": False, "ends_coverage": False}
    address = f"{SITE}/2026/11/24/storm/"

    def heard(minutes):
        paths = {"/hub": 0, "/indexnow": 0}
        for path, _kind, body in told(NOON + minutes * MINUTE):
            paths[path] += 1
            assert path == "/hub" or json.loads(body)["urlList"] == [address]
        return tuple(paths.values())

    coverage.keep_draft(story, by=editor, words=words)
    assert heard(1) == (0, 0)
    coverage.publish(story, by=editor, words=words)
    assert heard(2) == (1, 1)
    coverage.publish(story, by=editor, words=words, number=2, change="silent-fix")
    assert heard(3) == (0, 1)
    coverage.withdraw(story, 2, by=editor)
    assert heard(4) == (0, 1)
    coverage.publish(story, by=editor, words=words)
    workflow.perform("unpublish", story, by=editor)
    assert heard(5)[0] == 0  # no address is told that readers cannot open


def test_a_step_that_readers_do_not_see_is_told_to_nobody(engines, hub, told, editor):
    article = ArticleFactory(published_at=NOON - MINUTE)
    article.headline = "A draft"
    article.save()
    workflow.perform("save", article, by=editor)
    workflow.perform("submit", article, by=editor)
    workflow.perform("kill", ArticleFactory(), by=editor, note="Never seen.")

    assert told(NOON + timedelta(days=1)) == []


def test_a_scheduled_story_is_told_at_its_time_and_when_it_expires_and_no_sooner(
    engines, told, editor
):
    hour = timedelta(hours=1)
    article = ArticleFactory(slug="bridge", expires_at=NOON + 3 * hour)
    workflow.perform("schedule", article, by=editor, at=NOON + hour)

    assert told(NOON + hour - MINUTE) == []
    assert addresses(told(NOON + hour + MINUTE)) == [[f"{SITE}/2026/11/24/bridge/"]]
    assert told(NOON + 2 * hour) == []
    assert addresses(told(NOON + 3 * hour + MINUTE)) == [[f"{SITE}/2026/11/24/bridge/"]]


def test_a_schedule_that_was_cancelled_or_moved_tells_nothing(engines, hub, told, editor):
    hour = timedelta(hours=1)
    cancelled, moved = ArticleFactory(slug="cancelled"), ArticleFactory(slug="moved")
    for article in (cancelled, moved):
        workflow.perform("schedule", article, by=editor, at=NOON + hour)
    workflow.perform("unschedule", cancelled, by=editor)
    workflow.perform("schedule", moved, by=editor, at=NOON + 2 * hour)

    assert told(NOON + hour + MINUTE) == []
    heard = told(NOON + 2 * hour + MINUTE)
    assert sorted(path for path, _type, _body in heard) == ["/hub", "/indexnow"]
    assert "cancelled" not in str(heard)


def test_what_is_refused_is_told_again(engines, told, editor):
    engines.answers = 503
    workflow.perform("publish", ArticleFactory(), by=editor)

    assert len(told(NOON + MINUTE)) == 1
    assert "503" in OutboxTask.objects.get(kind="indexnow").error
    engines.answers = 200
    assert len(told(NOON + 3 * MINUTE)) == 1
    assert told(NOON + 9 * MINUTE) == []


def test_unless_it_is_set_nothing_is_told_and_there_is_no_key(client, editor):
    workflow.perform("publish", ArticleFactory(), by=editor)

    assert not OutboxTask.objects.exclude(kind="mail").exists()
    assert client.get(f"/{KEY}.txt").status_code == 404


def test_another_key_is_not_ours(client, engines):
    assert client.get(f"/{KEY}7.txt").status_code == 404
