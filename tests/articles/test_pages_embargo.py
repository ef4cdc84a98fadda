"""What is not public is nowhere public: a canary in every story that readers must not see."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from articles import workflow
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
CANARY = "kestrel-canary"


@pytest.fixture
def desk(time_machine, editor):
    """A live story, and beside it one in every state that readers must not see."""
    time_machine.move_to(NOON, tick=False)
    shared = {
        "section": SectionFactory(slug="city"),
        "topics": [TopicFactory(slug="trams")],
        "byline": AuthorFactory(slug="mara"),
    }
    secret = {
        "headline": f"{CANARY} headline",
        "kicker": CANARY,
        "standfirst": f"{CANARY} standfirst",
        "body": f"<p>{CANARY} body</p>",
    }
    live = ArticleFactory(
        headline="Bridge opens", slug="bridge", published_at=NOON - timedelta(days=1), **shared
    )
    stories = {
        "draft": ArticleFactory(slug=f"{CANARY}-draft", **secret, **shared),
        "in review": ArticleFactory(slug=f"{CANARY}-review", in_review=True, **secret, **shared),
        "killed": ArticleFactory(slug=f"{CANARY}-killed", in_review=True, **secret, **shared),
        "scheduled": ArticleFactory(
            slug=f"{CANARY}-scheduled",
            scheduled=True,
            published_at=NOON + timedelta(minutes=2),
            lead_picture=PictureFactory(alt_text=CANARY, caption=CANARY),
            **secret,
            **shared,
        ),
    }
    workflow.perform("kill", stories["killed"], by=editor, note="No.")
    for name, text in secret.items():
        setattr(live, name, text)
    live.lead_picture = PictureFactory(alt_text=CANARY, caption=CANARY)
    live.save()
    workflow.perform("save", live, by=editor)
    return {**stories, "live": live}


def everything(client, desk):
    """Each public address, and each that someone could guess."""
    addresses = ["/", "/city/", "/topics/trams/", "/authors/mara/", "/2026/11/23/bridge/"]
    addresses += [f"/2026/11/24/{article.slug}/" for article in desk.values()]
    addresses += [f"/2026/11/24/{article.slug}" for article in desk.values()]
    addresses += [f"/city/?before={quote('9999999999999999-1')}", "/city/?after=0-1"]
    for article in desk.values():
        if article.lead_picture:
            addresses.append(article.lead_picture.address(480))
    return {address: client.get(address) for address in addresses}


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + repr(sorted(response.headers.items()))


def test_nothing_of_what_is_not_public_is_public(client, desk):
    answers = everything(client, desk)

    assert answers["/2026/11/23/bridge/"].status_code == 200
    for address, response in answers.items():
        shown = text_of(response).replace(address, "").replace(f"{address}/", "")
        assert CANARY not in shown, address


def test_stories_that_were_never_public_are_not_found(client, desk):
    for name in ("draft", "in review", "killed", "scheduled"):
        assert client.get(f"/2026/11/24/{desk[name].slug}/").status_code == 404, name


def test_pictures_of_what_is_not_public_are_not_found(client, desk):
    for name in ("scheduled", "live"):
        assert client.get(desk[name].lead_picture.address(480)).status_code == 404, name


def test_a_scheduled_story_is_everywhere_at_its_minute(client, desk, time_machine):
    address = f"/2026/11/24/{desk['scheduled'].slug}/"
    minute = NOON + timedelta(minutes=2)

    time_machine.move_to(minute - timedelta(seconds=1), tick=False)
    assert client.get(address).status_code == 404
    time_machine.move_to(minute, tick=False)

    assert client.get(address).status_code == 200
    for listing in ("/", "/city/", "/topics/trams/", "/authors/mara/"):
        assert f"{CANARY} headline" in client.get(listing).content.decode()


def test_a_killed_story_is_gone_and_its_page_says_nothing_of_it(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    article = ArticleFactory(headline=f"{CANARY} headline", slug="libel", killed=True)

    response = client.get(f"/2026/11/24/{article.slug}/")

    assert response.status_code == 410
    assert CANARY not in text_of(response)


def test_a_moved_story_redirects_from_its_old_address_only_once_it_has_moved(
    client, editor, time_machine
):
    time_machine.move_to(NOON, tick=False)
    article = ArticleFactory(slug="bridge", published_at=NOON - timedelta(days=1))
    article.slug = f"{CANARY}-bridge"
    article.save()
    minute = NOON + timedelta(minutes=5)
    workflow.perform("schedule", article, by=editor, at=minute, change="silent-fix")

    before = client.get("/2026/11/23/bridge/")
    time_machine.move_to(minute, tick=False)
    after = client.get("/2026/11/23/bridge/")

    assert before.status_code == 200
    assert CANARY not in text_of(before)
    assert after.status_code == 301
    assert after["Location"] == f"/2026/11/23/{CANARY}-bridge/"


def test_an_address_follows_the_story_that_stood_there_last(client, editor, time_machine):
    time_machine.move_to(NOON, tick=False)
    withdrawn = ArticleFactory(slug="bridge", published_at=NOON - timedelta(hours=3))
    workflow.perform("kill", withdrawn, by=editor, note="Wrong.")
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    second = ArticleFactory(slug="bridge", published_at=NOON + timedelta(minutes=30))
    second.slug = "new-bridge"
    second.save()
    workflow.perform("publish", second, by=editor, change="silent-fix")

    response = client.get("/2026/11/24/bridge/")

    assert (response.status_code, response["Location"]) == (301, "/2026/11/24/new-bridge/")


def test_an_unpublished_story_is_not_found_since_it_may_come_back(client, editor, time_machine):
    time_machine.move_to(NOON, tick=False)
    article = ArticleFactory(slug="bridge", published_at=NOON - timedelta(hours=1))
    workflow.perform("unpublish", article, by=editor)

    assert client.get("/2026/11/24/bridge/").status_code == 404
