"""Live coverage as readers get it: entries by time, each with an address, none before its time."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import coverage, workflow
from articles.models import Change, Layout, LiveEntry, Version
from articles.pages.live_story import SECONDS
from articles.words import tokens
from tests.articles.test_caching import kept_seconds
from tests.crawler import everything_public
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    LiveEntryFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    UserFactory,
    go_live,
)
from tests.pages import page, story_page, structured_data

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def words(headline="", body="<p>The bridge opens.</p>", **more):
    return {"headline": headline, "body": body, "is_key": False, "ends_coverage": False} | more


@pytest.fixture
def story(db):
    return ArticleFactory(
        headline="Storm over Sarn",
        slug="storm",
        layout=Layout.LIVE,
        section=SectionFactory(name="City", slug="city"),
        published_at=timezone.now() - timedelta(hours=3),
    )


def address(story):
    return story.versions.live().get().get_absolute_url()


def state(client, story):
    return client.get(f"{address(story)}live/")


def anchors(html):
    return re.findall(r'<li class="entry[^"]*" id="(entry-\d+)"', html)


# What stands on the page


def test_entries_stand_under_the_story_the_newest_first(client, story):
    hours = [3, 1, 2]
    for number, ago in enumerate(hours, start=1):
        LiveEntryFactory(
            article=story, number=number, published_at=timezone.now() - timedelta(hours=ago)
        )

    html = story_page(client, story)

    assert anchors(html) == ["entry-2", "entry-3", "entry-1"]
    assert html.index("The first paragraph.") < html.index('id="entry-2"')
    assert "3 entries" in html


def test_a_story_of_another_layout_shows_no_entries(client, story):
    LiveEntryFactory(article=story, headline="CANARY")
    story.layout = Layout.STORY
    story.save()
    go_live(story.save_version(by=UserFactory()), at=timezone.now())

    assert "CANARY" not in story_page(client, story)
    assert state(client, story).status_code == 404


def test_the_day_is_told_where_it_changes(client, story, time_machine):
    time_machine.move_to(NOON)
    go_live(story.save_version(by=UserFactory(), always=True), at=NOON - timedelta(days=2))
    for hours in (1, 13, 14, 40):
        LiveEntryFactory(article=story, published_at=NOON - timedelta(hours=hours))

    html = story_page(client, story)

    days = re.findall(r'<p class="entries-day"><time[^>]*>([^<]+)</time>', html)
    assert days == [
        "Tuesday 24 November 2026",
        "Monday 23 November 2026",
        "Sunday 22 November 2026",
    ]


def test_entries_of_today_need_no_day(client, story, time_machine):
    time_machine.move_to(timezone.now().replace(hour=20))
    LiveEntryFactory(article=story, published_at=timezone.now() - timedelta(hours=1))

    assert "entries-day" not in story_page(client, story)


def test_key_entries_are_listed_on_top_and_lead_to_where_they_stand(client, story):
    now = timezone.now()
    for number in range(1, 26):
        LiveEntryFactory(
            article=story,
            number=number,
            headline="" if number == 25 else f"Entry {number}",
            body="<p>The water is in Saltmarket.</p>",
            is_key=number in (2, 25),
            published_at=now - timedelta(hours=2) + timedelta(minutes=number),
        )

    html = story_page(client, story)

    listed = re.search(r'<nav class="key-entries".*?</nav>', html, re.DOTALL)[0]
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', listed)
    assert links == [
        ("#entry-25", "The water is in Saltmarket."),
        (f"{address(story)}?entry=2#entry-2", "Entry 2"),
    ]
    assert anchors(page(client, f"{address(story)}?entry=2"))[0] == "entry-2"


def test_a_page_has_twenty_entries_and_the_way_to_the_others(client, story):
    now = timezone.now()
    for number in range(1, 46):
        at = now - timedelta(hours=2) + timedelta(minutes=number)
        LiveEntryFactory(article=story, number=number, published_at=at)

    seen, html = [], story_page(client, story)
    while True:
        seen += anchors(html)
        older = re.search(r'href="([^"]+)#entries" rel="next"', html)
        if older is None:
            break
        further = older[1].replace("&amp;", "&")
        html = page(client, further)
        assert f'<link rel="canonical" href="http://127.0.0.1:8000{further}">' in html

    assert seen == [f"entry-{number}" for number in range(45, 0, -1)]
    assert 'rel="prev"' in html


def test_an_entry_has_an_address_that_stays_its_own(client, story):
    now = timezone.now()
    for number in range(1, 31):
        at = now - timedelta(hours=2) + timedelta(minutes=number)
        LiveEntryFactory(article=story, number=number, published_at=at)
    link = f"{address(story)}?entry=12"
    assert f'href="{link}#entry-12"' in page(client, link)

    html = page(client, link)

    assert anchors(html) == [f"entry-{number}" for number in range(12, 0, -1)]
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address(story)}">' in html
    newer = re.search(r'href="([^"]+)#entries" rel="prev"', html)[1]
    assert anchors(page(client, newer.replace("&amp;", "&")))[0] == "entry-30"


def test_no_entry_is_a_plain_404(client, story):
    LiveEntryFactory(article=story)
    LiveEntryFactory(article=story, draft=True)

    for asked in ("0", "99", "-1", "x", "²", "9" * 30, "", "1 OR 1=1"):
        for query in (f"entry={asked}", f"before={asked}", f"after={asked}"):
            page(client, f"{address(story)}?{query}", 404)
    page(client, f"{address(story)}?entry=2", 404)  # a draft's is no other


def test_the_link_to_an_entry_that_was_taken_down_leads_to_the_latest(client, story):
    LiveEntryFactory(article=story, headline="Still here")
    LiveEntryFactory(article=story, headline="CANARY", taken_down=True)

    html = page(client, f"{address(story)}?entry=2")

    assert "The entry that this link led to was taken down." in html
    assert "Still here" in html
    assert "CANARY" not in html


def test_live_coverage_without_an_entry_is_a_decent_page(client, story):
    html = story_page(client, story)

    assert "The first entry is still to come." in html
    assert structured_data(html)["@type"] == "NewsArticle"
    assert json.loads(state(client, story).content)["published"] == []


def test_hostile_words_in_an_entry_are_harmless(client, story):
    LiveEntryFactory(
        article=story,
        headline="<script>CANARY</script>",
        body='<p onclick="x()">A</p><script>CANARY()</script><img src=x onerror=CANARY()>',
        is_key=True,
    )

    html = story_page(client, story)

    assert "<script>CANARY" not in html
    assert "onclick" not in html
    assert "onerror" not in html


def test_a_picture_in_an_entry_is_shown_and_served_while_its_entry_is(client, story):
    picture = PictureFactory(caption="The third pier")
    body = f'<p>A</p><figure data-picture="{picture.pk}"><figcaption>Now</figcaption></figure>'
    entry = LiveEntryFactory(article=story, body=body)
    assert client.get(picture.address(480)).status_code == 404
    entry.pictures.add(picture)

    html = story_page(client, story)

    assert picture.address(480) in html
    assert client.get(picture.address(480)).status_code == 200
    LiveEntry.objects.filter(pk=entry.pk).update(live_until=timezone.now())
    assert client.get(picture.address(480)).status_code == 404


# What readers are told


def test_readers_are_told_what_was_corrected_and_when(client, story, editor):
    row = coverage.publish(story, by=editor, words=words("Two hurt"))
    coverage.publish(
        story, by=editor, words=words("One hurt"), number=row.number,
        change=Change.CORRECTION, notice="We had said two.",
    )  # fmt: skip

    html = story_page(client, story)

    assert "One hurt" in html
    assert "Two hurt" not in html
    assert re.search(r"<strong>Correction</strong> <time[^>]*>[^<]+</time>: We had said two.", html)
    assert "entry-updated" in html


def test_a_silent_fix_tells_readers_nothing(client, story, editor):
    row = coverage.publish(story, by=editor, words=words("Tow hurt"))
    told = Version.objects.live().get().article.live_entries.told(timezone.now())

    coverage.publish(
        story, by=editor, words=words("Two hurt"), number=row.number, change="silent-fix"
    )

    html = story_page(client, story)
    assert "Two hurt" in html
    assert "entry-updated" not in html
    assert story.live_entries.told(timezone.now())["changed_at"] == told["changed_at"]


def test_coverage_ends_with_the_entry_that_says_so(client, story, editor):
    coverage.publish(story, by=editor, words=words("It blows"))
    assert "Look for new entries" in story_page(client, story)

    coverage.publish(story, by=editor, words=words("It is over", ends_coverage=True))

    html = story_page(client, story)
    assert "This coverage has ended." in html
    assert "Look for new entries" not in html
    assert "live-entries.js" not in html
    assert json.loads(state(client, story).content)["open"] is False

    coverage.publish(story, by=editor, words=words("It is back"))
    assert "Look for new entries" in story_page(client, story)


def test_a_card_says_live_while_the_coverage_is_open(client, story, editor):
    ArticleFactory(section=story.section, live=True)
    for place in ("/", "/city/", f"{address(story)[:12]}"):
        assert "live-mark" not in page(client, place)

    coverage.publish(story, by=editor, words=words())
    for place in ("/", "/city/", f"{address(story)[:12]}"):
        assert page(client, place).count("live-mark") == 1, place

    coverage.publish(story, by=editor, words=words(ends_coverage=True))
    for place in ("/", "/city/", f"{address(story)[:12]}"):
        assert "live-mark" not in page(client, place)


def test_live_coverage_is_told_as_google_asks_for_it(client, story, editor):
    AuthorFactory(name="Mara Lind", slug="mara", user=editor)
    first = coverage.publish(story, by=editor, words=words("It blows"))
    coverage.publish(
        story, by=editor, words=words("It blows hard"), number=first.number,
        change="correction", notice="Harder than we said.",
    )  # fmt: skip
    last = coverage.publish(story, by=editor, words=words(body="<p>It is over.</p>"))

    data = structured_data(story_page(client, story))

    base = f"http://127.0.0.1:8000{address(story)}"
    assert data["@type"] == "LiveBlogPosting"
    assert data["coverageStartTime"] == _iso(first.published_at)
    assert "coverageEndTime" not in data
    assert data["dateModified"] == _iso(last.published_at)
    newest, oldest = data["liveBlogUpdate"]
    assert newest == {
        "@type": "BlogPosting",
        "@id": f"{base}?entry=2#entry-2",
        "url": f"{base}?entry=2#entry-2",
        "headline": "It is over.",
        "articleBody": "It is over.",
        "datePublished": _iso(last.published_at),
        "dateModified": _iso(last.published_at),
        "author": [
            {
                "@type": "Person",
                "name": "Mara Lind",
                "url": "http://127.0.0.1:8000/authors/mara/",
            }
        ],
    }
    assert oldest["headline"] == "It blows hard"
    assert oldest["correction"][0]["text"] == "Harder than we said."

    end = coverage.publish(story, by=editor, words=words("Over", ends_coverage=True))
    data = structured_data(story_page(client, story))
    assert data["coverageEndTime"] == _iso(end.published_at)


def _iso(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


# What a page that is left open asks for


def test_a_page_left_open_is_told_of_new_entries_and_of_every_change(client, story, editor):
    first = coverage.publish(story, by=editor, words=words("One"))
    html = story_page(client, story)
    known = re.search(r'data-known="(\d+)"', html)[1]
    newest = int(re.search(r'data-newest="(\d+)"', html)[1])
    told = json.loads(state(client, story).content)
    assert told == {"state": known, "open": True, "published": [newest]}

    coverage.publish(story, by=editor, words=words("Two"))
    told = json.loads(state(client, story).content)
    assert [time > newest for time in told["published"]] == [True, False]
    assert told["state"] != known

    states = {known, told["state"]}
    coverage.publish(
        story, by=editor, words=words("One!"), number=first.number, change="silent-fix"
    )
    states.add(json.loads(state(client, story).content)["state"])
    coverage.withdraw(story, first.number, by=editor)
    states.add(json.loads(state(client, story).content)["state"])
    assert len(states) == 4


def test_nothing_new_is_answered_with_304_and_any_cache_may_keep_it_for_seconds(client, story):
    LiveEntryFactory(article=story)
    first = state(client, story)

    again = client.get(f"{address(story)}live/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert 0 < kept_seconds(first) <= SECONDS
    assert "Cookie" not in first.get("Vary", "")
    assert not first.cookies


def test_no_cache_keeps_open_coverage_for_longer_than_seconds(client, story, editor):
    coverage.publish(story, by=editor, words=words())
    assert kept_seconds(client.get(address(story))) <= SECONDS

    coverage.publish(story, by=editor, words=words(ends_coverage=True))
    assert kept_seconds(client.get(address(story))) > SECONDS


def test_the_question_follows_a_story_that_moves_and_ends_with_it(client, story, editor):
    LiveEntryFactory(article=story)
    old = address(story)
    story.slug = "storm-passes"
    story.save()
    go_live(story.save_version(by=editor), at=timezone.now())

    assert client.get(f"{old}live/")["Location"] == f"{address(story)}live/"
    workflow.perform("kill", story, by=UserFactory(is_superuser=True), note="Gone.")
    assert client.get(f"{old}live/").status_code == 410


@pytest.mark.parametrize("entries", [1, 60])
def test_a_page_of_entries_costs_two_queries_more_than_a_story(
    client, story, entries, django_assert_max_num_queries
):
    picture = PictureFactory()
    now = timezone.now() - timedelta(hours=2)
    LiveEntry.objects.bulk_create(
        LiveEntryFactory.build(
            article=story, number=number, saved_by=UserFactory(is_superuser=True), is_key=True,
            body=f'<p>A</p><figure data-picture="{picture.pk}"></figure>',
            published_at=now + timedelta(seconds=number),
        )
        for number in range(1, entries + 1)
    )  # fmt: skip
    here = address(story)

    with django_assert_max_num_queries(7 + 2):
        html = page(client, here)
    assert len(anchors(html)) == min(entries, 20)
    with django_assert_max_num_queries(2):
        told = state_at(client, here)
    assert len(told["published"]) == min(entries, 50)


def state_at(client, here):
    return json.loads(client.get(f"{here}live/").content)


# Where else it is told


def feed_item(client, form="json"):
    return json.loads(client.get(f"/feed/{form}/").content)["items"][0]


def test_a_feed_has_the_newest_entries_and_every_new_one_issues_the_story_anew(
    client, story, editor
):
    LiveEntryFactory(article=story, headline="The oldest", number=99)
    rows = [coverage.publish(story, by=editor, words=words(f"No {n}")) for n in range(10)]
    item = feed_item(client)
    assert "The oldest" not in item["content_html"]
    assert item["content_html"].index("No 9") < item["content_html"].index("No 0")
    assert f"{address(story)}?entry={rows[-1].number}#" in item["content_html"]
    assert item["date_modified"] == _iso(rows[-1].published_at)

    number = rows[-1].number
    coverage.publish(story, by=editor, words=words("No X"), number=number, change="silent-fix")
    assert "No X" in feed_item(client)["content_html"]
    assert feed_item(client)["date_modified"] == item["date_modified"]

    coverage.publish(
        story, by=editor, words=words("No Y"), number=number, change="correction", notice="Not X."
    )
    corrected = feed_item(client)
    assert "Not X." in corrected["content_html"]
    assert corrected["date_modified"] == _iso(story.live_entries.live().first().updated_at)
    assert corrected["id"] == item["id"]
    assert "No Y" in client.get("/feed/").text
    assert "No Y" in client.get("/feed/atom/").text


def test_a_feed_reader_that_knows_a_date_hears_of_an_entry(client, story, editor, time_machine):
    at = timezone.now()
    first = client.get("/feed/")["Last-Modified"]
    time_machine.move_to(at + timedelta(minutes=5))
    assert client.get("/feed/", headers={"if-modified-since": first}).status_code == 304

    row = coverage.publish(story, by=editor, words=words("News"))
    time_machine.move_to(at + timedelta(minutes=6))
    again = client.get("/feed/", headers={"if-modified-since": first})
    assert again.status_code == 200

    coverage.withdraw(story, row.number, by=editor)
    known = again["Last-Modified"]
    assert client.get("/feed/", headers={"if-modified-since": known}).status_code == 200


def test_a_story_is_found_by_the_words_of_its_entries_as_long_as_readers_see_them(
    client, story, editor
):
    found = lambda: "Storm over Sarn" in page(client, "/search/?q=breakwater")  # noqa: E731
    row = coverage.publish(story, by=editor, words=words(body="<p>At the breakwater.</p>"))
    assert found()

    coverage.publish(
        story, by=editor, words=words("The pier"), number=row.number, change="silent-fix"
    )
    assert not found()

    coverage.publish(
        story, by=editor, words=words("Breakwater"), number=row.number, change="update"
    )
    assert found()
    coverage.withdraw(story, row.number, by=editor)
    assert not found()


@pytest.mark.parametrize("number", [1, 60])
def test_publishing_an_entry_reads_the_story_and_no_other_entry_anew(
    client, story, editor, number, monkeypatch
):
    for part in range(number):
        coverage.publish(story, by=editor, words=words(f"The sea, part {part}"))
    read = []
    monkeypatch.setattr("articles.words.tokens", lambda text: read.append(text) or tokens(text))

    entry = words(f"Pier {number}", body="<p>At the breakwater.</p>")
    coverage.publish(story, by=editor, words=entry)

    # Its stems, and what can be mistyped.
    assert read.count(f"Pier {number} At the breakwater.") == 2
    assert [text for text in read if "sea" in text] == []
    assert "Storm over Sarn" in page(client, "/search/?q=breakwater+sea")


def test_new_words_of_the_story_do_not_lose_those_of_its_entries(client, story, editor):
    coverage.publish(story, by=editor, words=words(body="<p>At the breakwater.</p>"))
    story.standfirst = "Another."
    story.save()
    workflow.perform("publish", story, by=editor, change="update")

    assert "Storm over Sarn" in page(client, "/search/?q=breakwater")


def test_a_correction_of_an_entry_stands_in_the_ledger_of_corrections(client, story, editor):
    row = coverage.publish(story, by=editor, words=words("One"))
    terms = {"by": editor, "number": row.number, "words": words("Two")}
    coverage.publish(story, **terms, change="silent-fix")
    coverage.publish(story, **terms, change="correction", notice="It was two.")
    workflow.perform("publish", story, by=editor, change="clarification", notice="Of the story.")

    for place in ("/corrections/", "/corrections/feed/"):
        html = page(client, place)
        assert html.index("Of the story.") < html.index("It was two.")
        assert f"{address(story)}?entry=1#entry-1" in html

    coverage.withdraw(story, row.number, by=editor)
    html = page(client, "/corrections/")
    assert "It was two." not in html
    assert "This entry of live coverage is no longer published." in html
    assert "It was two." not in page(client, "/corrections/feed/")


def test_the_ledger_is_read_to_its_end_across_stories_and_entries(client, story, editor):
    now = timezone.now()
    for number in range(1, 31):
        at = now - timedelta(hours=2) + timedelta(minutes=2 * number)
        notice = {"type": "correction", "text": f"N{number:02}.", "at": at.isoformat()}
        told = {"change": "correction", "notices": [notice], "published_at": at}
        LiveEntryFactory(article=story, **told)
        if number <= 15:
            go_live(
                story.save_version(by=editor, always=True),
                at=at + timedelta(minutes=1), change="correction", notice=f"S{number:02}.",
            )  # fmt: skip
    expected = [f"N{n:02}" for n in range(30, 15, -1)]
    expected += [row for n in range(15, 0, -1) for row in (f"S{n:02}", f"N{n:02}")]

    seen, place, newer = [], "/corrections/", []
    while place:
        html = page(client, place)
        seen += re.findall(r"<p>([NS]\d\d)\.</p>", html)
        newer += re.findall(r'href="([^"]+)" rel="prev"', html)
        older = re.search(r'href="([^"]+)" rel="next"', html)
        place = older and older[1].replace("&amp;", "&")

    assert seen == expected
    assert re.findall(r"<p>([NS]\d\d)\.</p>", page(client, newer[-1])) == expected[20:40]


# What is not for readers


def test_an_entry_that_is_not_live_is_found_nowhere(client, story, editor, time_machine):
    topic = TopicFactory(slug="storms")
    story.topics.add(topic)
    go_live(story.save_version(by=editor), at=timezone.now())
    picture = PictureFactory(alt_text="CANARY picture")
    body = f'<p>CANARY body</p><figure data-picture="{picture.pk}"></figure>'
    hidden = words("CANARY headline", body, is_key=True)
    coverage.publish(story, by=editor, words=words("VISIBLE entry", "<p>VISIBLE words</p>"))
    coverage.keep_draft(story, by=editor, words=hidden)
    gone = coverage.publish(story, by=editor, words=hidden)
    coverage.withdraw(story, gone.number, by=editor)
    scheduled = LiveEntryFactory(article=story, scheduled=True, **hidden)
    scheduled.pictures.add(picture)
    changed = coverage.publish(story, by=editor, words=words("CANARY before"))
    coverage.publish(
        story, by=editor, words=words("After"), number=changed.number, change="silent-fix"
    )
    another = ArticleFactory(slug="canary-draft", layout=Layout.LIVE)
    LiveEntryFactory(article=another, headline="CANARY of a draft")
    here = address(story)
    start = ["/", "/robots.txt", f"{here}live/", *(f"{here}?entry={n}" for n in range(1, 8))]
    start += [f"/search/?q={word}" for word in ("body", "headline", "visible", "before")]
    start.append(f"{here.replace('storm', 'canary-draft')}live/")

    found = everything_public(client, start=start)

    assert "VISIBLE entry" in found
    assert "CANARY" not in found.replace("CANARY+", "")
    assert picture.file not in found
    assert client.get(picture.address(480)).status_code == 404

    time_machine.move_to(scheduled.live_from)
    assert "CANARY headline" in page(client, here)
    assert client.get(picture.address(480)).status_code == 200


def test_at_another_time_the_entries_of_that_time_are_shown(
    client, editor, at_the_desk, time_machine
):
    time_machine.move_to(NOON)
    story = ArticleFactory(layout=Layout.LIVE, published_at=NOON)
    time_machine.move_to(NOON + timedelta(minutes=10))
    row = coverage.publish(story, by=editor, words=words("First said"))
    time_machine.move_to(NOON + timedelta(minutes=20))
    coverage.publish(story, by=editor, words=words("Then said"), number=row.number, change="update")
    coverage.publish(story, by=editor, words=words("The end", ends_coverage=True))
    desk = at_the_desk(editor)

    def shown(minute, place):
        return page(desk, f"/admin/as-of/2026-11-24T12:{minute}{place}")

    here = address(story)
    assert "The first entry is still to come." in shown("05", here)
    assert anchors(shown("15", here)) == ["entry-1"]
    assert "First said" in shown("15", here)
    assert "live-entries.js" not in shown("15", here)
    assert "Then said" in shown("25", here)
    assert "First said" not in shown("25", here)
    assert "live-mark" in shown("15", "/")
    assert "live-mark" not in shown("25", "/")
