"""The ledger of corrections, and what changed in a story, for whoever reads it."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from articles.models import Change
from tests.factories import ArticleFactory, PictureFactory, TopicFactory, go_live
from tests.many import pictures
from tests.pages import page, story_page, structured_data

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LEDGER, FEED = "/corrections/", "/corrections/feed/"
TOLD = [Change.CLARIFICATION, Change.CORRECTION, Change.EDITORS_NOTE, Change.RETRACTION]


@pytest.fixture(autouse=True)
def _at_noon(time_machine, settings):
    settings.SITE_URL = "https://paper.example.org"
    time_machine.move_to(NOON, tick=False)


def publish_over(article, change, notice="", *, after=timedelta(), **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    version = article.save_version(by=article.versions.first().saved_by, always=True)
    go_live(version, at=NOON - timedelta(hours=1) + after, change=change, notice=notice)


def corrected(notice="It was 1923.", change=Change.CORRECTION, **fields):
    article = ArticleFactory(published_at=NOON - timedelta(hours=3), **fields)
    publish_over(article, change, notice)
    return article


def kinds(html):
    return re.findall(r'<p class="ledger-kind"><strong>([^<]+)</strong>', html)


def items(client):
    response = client.get(FEED)
    assert response["Content-Type"].startswith("application/rss+xml")
    return ET.fromstring(response.content).findall("channel/item")  # noqa: S314 - our own


def changes_page(client, article, status=200):
    version = article.versions.live().get()
    return page(client, f"{version.get_absolute_url()}changes/", status)


# The ledger


@pytest.mark.parametrize("change", TOLD)
def test_what_readers_were_told_stands_in_the_ledger_with_its_story(client, change):
    article = corrected("It was <b>1923</b>.", change, headline="The bridge")

    html = page(client, LEDGER)

    assert kinds(html) == [change.label]
    assert f'<a href="{article.versions.live().get().get_absolute_url()}">The bridge</a>' in html
    assert "It was &lt;b&gt;1923&lt;/b&gt;." in html
    assert '<time datetime="2026-11-24T11:00:00+00:00">' in html


@pytest.mark.parametrize("change", [Change.SILENT_FIX, Change.UPDATE])
def test_a_fix_and_an_update_do_not_stand_in_the_ledger(client, change):
    corrected("", change)

    assert kinds(page(client, LEDGER)) == []
    assert items(client) == []
    assert "Nothing has been corrected yet." in page(client, LEDGER)


def test_each_correction_of_a_story_is_an_entry_of_its_own_and_the_latest_is_first(client):
    article = corrected("First.")
    publish_over(article, Change.SILENT_FIX, after=timedelta(minutes=5), headline="Fixed")
    publish_over(article, Change.CLARIFICATION, "Second.", after=timedelta(minutes=10))

    html = page(client, LEDGER)

    assert kinds(html) == ["Clarification", "Correction"]
    assert (html.count("First."), html.count("Second.")) == (1, 1)
    assert html.count("Fixed") == 2  # the headline that readers see now


def test_a_scheduled_correction_appears_at_its_minute_and_no_cache_keeps_the_page_beyond_it(
    client, editor, time_machine
):
    article = ArticleFactory(published_at=NOON - timedelta(hours=3))
    article.headline = "Corrected"
    article.save()
    minute = NOON + timedelta(seconds=20)
    workflow.perform(
        "schedule", article, by=editor, at=minute, change="correction", notice="CANARY"
    )

    for address in (LEDGER, FEED):
        response = client.get(address)
        assert b"CANARY" not in response.content
        assert "s-maxage=20" in response["Cache-Control"]
    time_machine.move_to(minute, tick=False)

    assert "CANARY" in page(client, LEDGER)
    assert len(items(client)) == 1


@pytest.mark.parametrize("step", ["kill", "unpublish"])
def test_of_a_story_that_is_gone_the_line_stays_and_the_words_go(client, editor, step):
    article = corrected("The slander was about CANARY.", headline="CANARY headline")
    assert page(client, LEDGER).count("CANARY") == 2

    workflow.perform(step, article, by=editor, note="Legal.")
    html = page(client, LEDGER)

    assert kinds(html) == ["Correction"]
    assert "The story is no longer published." in html
    assert "CANARY" not in html
    assert article.slug not in html
    assert items(client) == []


def test_a_retraction_keeps_its_words_without_the_story(client, editor):
    article = corrected("None of it holds.", Change.RETRACTION, headline="CANARY headline")

    workflow.perform("kill", article, by=editor, note="Retracted.")
    html = page(client, LEDGER)

    assert "None of it holds." in html
    assert "CANARY" not in html
    (item,) = items(client)
    assert item.find("title").text == "Retraction: a story that is no longer published"
    assert item.find("link").text.startswith("https://paper.example.org/corrections/#correction-")


def test_the_feed_names_each_correction_once_and_for_good(client):
    article = corrected("It was 1923.", headline="The bridge & the dog")

    (item,) = items(client)

    assert item.find("title").text == "Correction: The bridge & the dog"
    address = article.versions.live().get().get_absolute_url()
    assert item.find("link").text == f"https://paper.example.org{address}"
    assert item.find("description").text == "It was 1923."
    assert item.find("pubDate").text == "Tue, 24 Nov 2026 11:00:00 +0000"
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    guid = item.find("guid").text
    article.slug = "moved"
    publish_over(article, Change.SILENT_FIX, after=timedelta(minutes=5))
    assert items(client)[0].find("guid").text == guid


def test_addresses_of_the_feed_are_the_papers_whatever_host_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    corrected()

    response = client.get(FEED, headers={"host": "evil.example.com"})

    assert b"evil" not in response.content


def test_the_ledger_pages_by_cursor_at_the_same_cost(client, django_assert_num_queries):
    article = corrected()
    with django_assert_num_queries(5):  # of stories, of live entries, stories, next arrival, menu
        page(client, LEDGER)
    for minute in range(1, 46):
        publish_over(article, Change.CORRECTION, f"No {minute}", after=timedelta(minutes=minute))

    found, address = [], LEDGER
    while address:
        with django_assert_num_queries(5):
            html = page(client, address)
        found += re.findall(r"<p>No (\d+)</p>", html)
        older = re.search(r'<a href="([^"]+)" rel="next">', html)
        address = older and older[1]

    assert found == [str(minute) for minute in range(45, 0, -1)]
    page(client, f"{LEDGER}?before=nonsense", 404)


def test_every_page_leads_to_the_ledger(client):
    assert f'href="{LEDGER}"' in page(client, "/")


# For machines


@pytest.mark.parametrize("change", TOLD)
def test_machines_are_told_of_what_was_wrong_and_not_of_mere_notes(client, change):
    article = corrected("It was 1923.", change)

    data = structured_data(story_page(client, article))

    comments = data.get("correction", [])
    if change is Change.EDITORS_NOTE:
        assert comments == []
    else:
        assert [(c["@type"], c["text"]) for c in comments] == [
            ("CorrectionComment", "It was 1923.")
        ]
        assert comments[0]["datePublished"].startswith("2026-11-24T11:00:00")
    assert data["dateModified"] == "2026-11-24T11:00:00+00:00"


# What changed


def test_readers_see_what_changed_between_what_was_published(client):
    article = corrected(
        "It is 40 metres long.", headline="The bridge is 14 metres long",
        body="<p>Kept.</p><p>A bridge of 14 metres.</p>",
    )  # fmt: skip
    publish_over(
        article, Change.SILENT_FIX, after=timedelta(minutes=9),
        headline="The bridge is 40 metres long", body="<p>Kept.</p><p>A bridge of 40 metres.</p>",
    )  # fmt: skip

    html = changes_page(client, article)

    assert [k.strip() for k in re.findall(r"<h2[^>]*><strong>([^<]+)", html)] == [
        "Small fix, without a notice", "Correction", "First published",
    ]  # fmt: skip
    assert "The bridge is <del>14</del><ins>40</ins> metres long" in html
    assert "A bridge of <del>14</del><ins>40</ins> metres." in html
    assert "It is 40 metres long." in html
    assert "One paragraph unchanged" in html
    assert "No words of the story changed." in html
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html


def test_a_story_that_never_changed_has_no_way_to_its_changes(client):
    article = ArticleFactory(live=True)

    assert "/changes/" not in story_page(client, article)


@pytest.mark.parametrize("change", [Change.SILENT_FIX, Change.UPDATE, Change.CORRECTION])
def test_the_storys_page_leads_to_what_changed_however_small_it_was(client, change):
    article = corrected("Told." if change is Change.CORRECTION else "", change)

    html = story_page(client, article)

    address = article.versions.live().get().get_absolute_url()
    assert html.count(f'href="{address}changes/"') == 1


@pytest.mark.parametrize("place", ["the newsroom", "the story"])
def test_what_changed_can_be_switched_off(client, settings, place):
    article = corrected()
    if place == "the newsroom":
        settings.SHOW_CHANGES = False
    else:
        article.show_changes = False
        article.save()

    assert "/changes/" not in story_page(client, article)
    changes_page(client, article, 404)


def write_a_canary(article, editor, step="save", **terms):
    for name in ("headline", "kicker", "standfirst"):
        setattr(article, name, "CANARY")
    article.body = "<p>Seen words, and CANARY.</p>"
    article.lead_picture = PictureFactory(alt_text="CANARY")
    article.save()
    article.topics.set([TopicFactory(name=f"CANARY {article.versions.count()}")])
    workflow.perform(step, article, by=editor, **terms).version.rename("CANARY label")


def test_nothing_of_what_was_never_published_is_in_what_changed_or_in_the_ledger(client, editor):
    article = corrected("Told readers.", headline="Seen", body="<p>Seen words.</p>")
    write_a_canary(article, editor)
    article.topics.clear()
    publish_over(
        article, Change.UPDATE, after=timedelta(minutes=5), headline="Seen again", kicker="",
        standfirst="", body="<p>Seen words.</p>", lead_picture=None,
    )  # fmt: skip
    tomorrow = {"at": NOON + timedelta(days=1), "change": "correction", "notice": "CANARY"}
    write_a_canary(article, editor, "schedule", **tomorrow)
    write_a_canary(article, editor)

    changes = changes_page(client, article)

    assert "Seen<ins> again</ins>" in changes
    for text in (changes, page(client, LEDGER), client.get(FEED).text):
        assert "CANARY" not in text


def test_what_stood_before_a_story_was_taken_down_stays_down(client, editor, time_machine):
    article = ArticleFactory(headline="CANARY slander", published_at=NOON - timedelta(hours=3))
    workflow.perform("kill", article, by=editor, note="Legal.")
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    workflow.perform("reopen", article, by=editor)
    for headline in ("Harmless", "Harmless still"):
        article.headline = headline
        article.save()
        workflow.perform("publish", article, by=editor, change="update")
        time_machine.shift(60)

    html = changes_page(client, article)

    assert "Harmless<ins> still</ins>" in html
    assert "Published again" in html
    assert "CANARY" not in html


def test_a_picture_that_readers_cannot_see_any_more_is_not_described_to_them(client):
    gone = PictureFactory(alt_text="CANARY", caption="CANARY")
    article = ArticleFactory(
        lead_picture=gone, published_at=NOON - timedelta(hours=3),
        body=f'<p>A</p><figure data-picture="{gone.pk}"></figure>',
    )  # fmt: skip
    publish_over(article, Change.UPDATE, lead_picture=PictureFactory(), body="<p>A</p>")

    html = changes_page(client, article)

    assert "A picture was taken out." in html
    assert "CANARY" not in html
    assert gone.file not in html


def test_what_changed_follows_a_story_that_moved_and_goes_with_one_that_was_killed(client, editor):
    article = corrected(slug="old")
    publish_over(article, Change.SILENT_FIX, after=timedelta(minutes=5), slug="new")

    moved = client.get("/2026/11/24/old/changes/")
    assert (moved.status_code, moved["Location"]) == (301, "/2026/11/24/new/changes/")
    page(client, "/2026/11/24/never/changes/", 404)
    workflow.perform("kill", article, by=editor, note="Legal.")
    page(client, "/2026/11/24/new/changes/", 410)


def test_what_changed_is_kept_by_no_cache_beyond_the_next_change(client, editor):
    article = corrected()
    article.headline = "Tomorrow"
    article.save()
    at = NOON + timedelta(seconds=30)
    workflow.perform("schedule", article, by=editor, at=at, change="update")

    response = client.get(f"{article.versions.live().get().get_absolute_url()}changes/")

    assert "s-maxage=30" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_what_changed_costs_the_same_after_one_change_and_after_many(
    client, django_assert_num_queries
):
    article = corrected(topics=[TopicFactory()], lead_picture=PictureFactory())
    with django_assert_num_queries(5):  # story, versions, topics, pictures, menu
        changes_page_of_path(client, article)
    for minute, picture in enumerate(pictures(29), start=1):
        publish_over(
            article, Change.UPDATE, after=timedelta(minutes=minute), headline=f"No {minute}",
            lead_picture=picture,
        )  # fmt: skip

    with django_assert_num_queries(5):
        html = changes_page_of_path(client, article)
    assert html.count('<li class="ledger-entry">') == 20
    assert "Earlier changes are not shown." in html


def changes_page_of_path(client, article):
    return page(client, f"/2026/11/24/{article.slug}/changes/")


def test_hostile_words_are_words_in_what_changed(client):
    hostile = "<script>alert(1)</script>"
    article = corrected(hostile, headline=hostile, body="<p>A</p>")
    publish_over(article, Change.UPDATE, after=timedelta(minutes=5), headline=hostile * 2)

    for html in (changes_page(client, article), page(client, LEDGER)):
        assert "<script>alert" not in html
