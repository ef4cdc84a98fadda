"""What readers find who look for stories, and that nothing else is found and nothing breaks."""

import re
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core.management import call_command
from django.db import connection

from articles import search, words, workflow
from articles.models import Change, KnownWord, PublishedWords, Version, published_words
from articles.models.published_words import FIRST, LAST, Asked
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    SectionFactory,
    TopicFactory,
    go_live,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BEFORE = NOON - timedelta(hours=3)
DAY = timedelta(days=1)
NUMBERS = count()


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def ask(client, q="", **more):
    response = client.get("/search/", {"q": q, **more})
    assert response.status_code == 200
    return response.text


def headlines(html):
    found = re.findall(r"<h2><a href=\"/20[^>]*>(.*?)</a></h2>", html)
    return [re.sub("</?mark>", "", headline) for headline in found]


def found(client, q="", **more):
    return headlines(ask(client, q, **more))


def story(headline, *, at=BEFORE, **fields):
    fields = {"standfirst": "", "body": "<p>Words.</p>", "slug": f"story-{next(NUMBERS)}"} | fields
    return ArticleFactory(headline=headline, published_at=at, **fields)


# Words


@pytest.mark.parametrize(
    "typed",
    [
        "bridge", "BRIDGES", "sarn", "winters", "engineers", "Lind", "waiting engineer",
        "river trams", "cafe", "Café", "well-known", "it's", '"two winters"', "“two winters”",
    ],
)  # fmt: skip
def test_a_story_is_found_by_every_word_that_it_prints_in_whatever_form(client, typed):
    story("Other")
    story(
        "Bridge opens", kicker="Sarn", standfirst="After two winters.",
        byline=AuthorFactory(name="Mara Lind"), topics=[TopicFactory(name="River trams")],
        body="<p>The <strong>engineers</strong> waited in a café.</p><p>It’s well known.</p>",
    )  # fmt: skip

    assert found(client, typed) == ["Bridge opens"]


@pytest.mark.parametrize(
    ("language", "printed", "typed"),
    [
        ("de", "Die Häuser am Fluss", "haus"),
        ("de-at", "Straßenbahnen fahren", "STRASSENBAHN"),
        ("ar", "افتتاح المدارس", "مدارس"),
        ("fr", "Les élections municipales", "élection municipale"),
        ("xx", "Kolme siltaa", "siltaa"),
        ("hi", "नमस्ते दुनिया", "दुनिया"),
    ],
)
def test_words_are_understood_in_the_newsrooms_language(client, settings, language, printed, typed):
    settings.LANGUAGE_CODE = language
    story(printed)

    assert len(search.best(search.read(typed), NOON)[0]) == 1


def test_every_word_must_be_there_and_none_that_is_left_out(client):
    story("Bridge opens")
    story("Bridge shuts")
    story("Bridge opens late")

    assert found(client, "bridge opens") == ["Bridge opens late", "Bridge opens"]
    assert found(client, "bridge -opens") == ["Bridge shuts"]
    assert found(client, 'bridge -"opens late"') == ["Bridge shuts", "Bridge opens"]
    assert found(client, "bridge tunnel") == []


def test_words_in_quotation_marks_stand_together_and_do_not_reach_over_two_texts(client):
    story("A bridge of stone", standfirst="Opens late", body="<p>Today</p>")
    story("Stone on the bridge")

    assert found(client, '"bridge of stone"') == ["A bridge of stone"]
    assert found(client, '"stone bridge"') == []
    assert found(client, '"stone opens"') == []


def test_headlines_come_before_standfirsts_and_these_before_the_text(client):
    story("Harbour news", at=BEFORE)
    story("One", standfirst="In the harbour.", at=BEFORE + timedelta(minutes=1))
    story("Two", body="<p>The harbour.</p>", at=BEFORE + timedelta(minutes=2))
    story("Three", body="<p>At harbours.</p>", at=BEFORE + timedelta(minutes=3))

    assert found(client, "harbour") == ["Harbour news", "One", "Three", "Two"]
    assert found(client, "harbour", order="newest") == ["Three", "Two", "One", "Harbour news"]


def test_markup_is_not_found(client):
    story("A", body='<p>Words and a <a href="https://example.org/x">link</a>.</p>')

    assert found(client, "strong") == found(client, "href") == found(client, "example") == []


# What readers may find


def test_a_draft_and_what_was_changed_and_not_published_is_not_found(client, editor):
    ArticleFactory(headline="CANARY draft")
    article = story("Bridge opens")
    article.headline = "CANARY after"
    article.save()
    workflow.perform("save", article, by=editor)

    assert PublishedWords.objects.count() == 1
    assert found(client, "canary") == []
    assert found(client, "bridge") == ["Bridge opens"]


def test_a_story_is_found_from_its_minute_on_and_until_it_goes(client, time_machine):
    ArticleFactory(headline="Tomorrow", scheduled=True, expires_at=NOON + 2 * DAY)

    assert found(client, "tomorrow") == []
    time_machine.move_to(NOON + DAY, tick=False)
    assert found(client, "tomorrow") == ["Tomorrow"]
    time_machine.move_to(NOON + 2 * DAY, tick=False)
    assert found(client, "tomorrow") == []


@pytest.mark.parametrize("step", ["kill", "unpublish"])
def test_what_was_taken_down_is_found_no_more_not_even_as_a_suggestion(client, editor, step):
    article = story("Slander")
    assert found(client, "slander") == ["Slander"]

    workflow.perform(step, article, by=editor, note="Legal.")

    assert found(client, "slander") == []
    assert "Did you mean" not in ask(client, "slandar")


def test_a_story_is_found_by_the_words_that_it_has_now(client):
    article = story("Bridge opens")
    article.headline = "Tunnel opens"
    article.save()
    go_live(article.save_version(by=article.versions.first().saved_by), at=NOON, change="update")

    assert found(client, "tunnel") == ["Tunnel opens"]
    assert found(client, "bridge") == []


def test_a_cancelled_schedule_leaves_no_words_behind(client, editor):
    article = ArticleFactory(headline="CANARY", scheduled=True)
    assert PublishedWords.objects.count() == 1

    workflow.perform("unschedule", article, by=editor)

    assert PublishedWords.objects.count() == 0
    assert _indexed("canari") == []


def _indexed(stem):
    """What the database's own index holds, seen or not."""
    return PublishedWords.objects.places(
        Asked(((stem,),)), in_headlines=False, below=LAST, above=FIRST, most=9
    )


def test_every_version_that_readers_saw_or_will_see_has_its_words_and_no_other(
    editor, time_machine
):
    article = story("First")
    for minute, change in enumerate([Change.UPDATE, Change.SILENT_FIX], start=1):
        time_machine.move_to(NOON + timedelta(minutes=minute), tick=False)
        article.headline = f"After {change}"
        article.save()
        workflow.perform("publish", article, by=editor, change=change)
    article.headline = "Next"
    article.save()
    workflow.perform("schedule", article, by=editor, at=NOON + DAY, change=Change.UPDATE)
    workflow.perform("save", article, by=editor)

    with_a_period = Version.objects.filter(live_from__isnull=False)
    assert with_a_period.count() == 4 < Version.objects.count()
    assert set(PublishedWords.objects.values_list("version", flat=True)) == set(
        with_a_period.values_list("pk", flat=True)
    )


def test_an_editor_finds_what_readers_will_find_tomorrow(client, at_the_desk, editor):
    ArticleFactory(headline="Tomorrow", scheduled=True)

    response = at_the_desk(editor).get("/search/?q=tomorrow&as_of=2026-11-26T06:00", follow=True)

    assert "<mark>Tomorrow</mark>" in response.text
    assert 'action="/admin/as-of/' in response.text


# Where and when


@pytest.fixture
def archive():
    world = SectionFactory(name="World", slug="world")
    europe = SectionFactory(name="Europe", slug="europe", parent=world)
    mara, trams = AuthorFactory(name="Mara", slug="mara"), TopicFactory(name="Trams", slug="trams")
    story("Bridge in the world", section=world, at=NOON - 3 * DAY)
    story("Bridge in Europe", section=europe, byline=mara, at=NOON - 2 * DAY)
    story("Bridge at home", topics=[trams], at=NOON - DAY)


def test_a_search_can_be_narrowed_to_a_section_an_author_a_topic_and_days(case, client, archive):
    for where, expected in [
        ({}, ["Bridge at home", "Bridge in Europe", "Bridge in the world"]),
        ({"section": "world"}, ["Bridge in Europe", "Bridge in the world"]),
        ({"section": "world/europe"}, ["Bridge in Europe"]),
        ({"author": "mara"}, ["Bridge in Europe"]),
        ({"topic": "trams"}, ["Bridge at home"]),
        ({"topic": "trams", "author": "mara"}, []),
        ({"since": "2026-11-22"}, ["Bridge at home", "Bridge in Europe"]),
        ({"until": "2026-11-22"}, ["Bridge in Europe", "Bridge in the world"]),
        ({"since": "2026-11-22", "until": "2026-11-22"}, ["Bridge in Europe"]),
        ({"since": "2026-11-23", "until": "2026-11-21"}, []),
    ]:
        for order in ["best", "newest"]:
            with case(where=where, expected=expected, order=order):
                assert found(client, "bridge", order=order, **where) == expected


def test_who_looks_among_the_stories_of_one_author_is_told_so_and_led_out(client, archive):
    html = ask(client, "bridge", author="mara")

    assert "Only stories by Mara." in html
    assert '<option value="mara" selected>Mara</option>' in html
    assert 'href="?q=bridge">Look in all stories' in html
    assert "author=mara" not in ask(client, "bridge")


def test_authors_who_are_too_many_for_a_list_are_chosen_by_a_link(client, archive, monkeypatch):
    monkeypatch.setattr("articles.pages.search_form.A_LIST", 2)

    html = ask(client, "bridge", author="mara")

    assert '<input type="hidden" name="author" value="mara"' in html
    assert "Only stories by Mara." in html


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("/world/europe/", "section=world/europe"),
        ("/authors/mara/", "author=mara"),
        ("/topics/trams/", "topic=trams"),
    ],
)
def test_from_a_page_of_stories_leads_a_way_to_search_among_them(client, archive, address, where):
    assert f'<a href="/search/?{where}">Search these stories</a>' in page(client, address)
    assert f'name="{where.partition("=")[0]}"' in page(client, f"/search/?{where}")


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ({"section": "nowhere"}, "There is no such section, so stories of all of them are shown."),
        ({"since": "yesterday"}, "Enter a valid date."),
        ({"until": "9999-12-32"}, "Enter a valid date."),
        ({"author": "nobody"}, "There is no such author, so stories of all of them are shown."),
        ({"order": "random"}, ""),
        ({"before": "x"}, ""),
        ({"before": "2-" + "9" * 19, "order": "newest"}, ""),
    ],
)
def test_what_is_not_understood_is_said_and_the_search_goes_on_without_it(
    client, archive, where, told
):
    html = ask(client, "bridge", **where)

    assert len(headlines(html)) == 3
    assert told in html


@pytest.mark.parametrize("day", ["0001-01-01", "1650-06-01", "9999-12-31", "2600-01-01"])
def test_days_at_the_ends_of_the_calendar_are_days(client, archive, day):
    expected = 3 if day > "2026" else 0

    assert len(found(client, "bridge", until=day)) == expected
    assert len(found(client, "bridge", since=day)) == 3 - expected


# Anything may be typed


def test_nothing_that_is_typed_is_an_error(case, client):
    story("Bridge opens")
    for typed in [
        *('"', "'", "''", '"""', "AND", "bridge OR", "NEAR(", "-", "--", '-"', "*", "bridge*"),
        *("a:b", "headline:bridge", "(", ")", "\\", "%", "^bridge", "{a b}", "bridge'", "' | 'x"),
        *("🙂", "\0", "bridge\0", "x" * 10_000, "a b " * 3000, "ﷺ", "e\u0301" * 500, "½ ﬁ ⁄"),
        *("!bridge & :*", "<->", "\u202e", "١٢٣", "नमस्ते", "§section1", "-bridge", "1e5 0x10"),
        *("<script>alert(1)</script>", "&amp;", "a\nb\tc", "\ufffe", "ﬀ", '" " "', "İ", "ǅ"),
    ]:
        with case(typed=typed[:40]):
            html = ask(client, typed)

            assert headlines(html) in ([], ["Bridge opens"])
            assert "<script>alert" not in html
            if typed.isalnum():
                assert page(client, f"/search/?before={typed[:99]}&q=bridge")


def test_a_search_is_kept_in_its_field_and_in_every_link(client, monkeypatch):
    monkeypatch.setattr("articles.pages.search.A_PAGE", 1)
    for n in range(2):
        story(f"Bridge & {n}", at=BEFORE + timedelta(minutes=n))

    html = ask(client, 'bridge "&', section="")

    assert 'value="bridge &quot;&amp;"' in html
    assert "<title>“bridge &quot;&amp;” – Search" in html
    assert "?q=bridge+%22%26&amp;section=&amp;before=" in html


# What is shown


def test_what_was_looked_for_is_marked_and_everything_is_escaped(client):
    story(
        "Bridges & <b>trams</b>",
        body="<p>" + "Before. " * 40 + "The <em>bridge</em> &lt;b&gt; was shut. " + "After. " * 40,
    )

    html = ask(client, "bridge")

    assert "<mark>Bridges</mark> &amp; &lt;b&gt;trams&lt;/b&gt;</a>" in html
    assert re.search(
        r"<p>…(?:Before. )+The <mark>bridge</mark> &lt;b&gt; was shut.[^<]*…</p>", html
    )
    assert "<b>" not in html


def test_a_result_says_what_kind_of_story_it_is_and_who_made_it(client):
    mara = AuthorFactory(name="Mara", slug="mara")
    story("Bridge", label="opinion", byline=mara, section=SectionFactory(name="City"))

    html = ask(client, "bridge")

    assert '<span class="label">Opinion</span> City' in html
    assert '<a href="/authors/mara/" rel="author">Mara</a>' in html
    assert '<time datetime="2026-11-24T09:00:00' in html


def test_results_are_for_readers_and_not_for_search_engines(client):
    response = client.get("/search/?q=bridge")

    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex, follow">' in response.text
    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies


def test_every_page_has_a_field_to_search_and_the_search_page_has_one(client):
    story("Bridge")

    for address in ("/", "/search/?q=bridge", "/nowhere/"):
        html = client.get(address).text
        assert html.count('role="search"') == 1
        assert 'action="/search/" method="get"' in html


def test_who_searches_for_nothing_is_told_what_to_type(client):
    assert "Type what you remember of a story" in ask(client)
    assert "Type a word that the stories shall have." in ask(client, "-bridge")


# Nothing was found


def test_where_nothing_is_found_it_is_said_in_words(client):
    html = ask(client, "<i>nowhere</i>")

    assert "Nothing was found for “&lt;i&gt;nowhere&lt;/i&gt;”." in html
    assert "Try fewer or other words" in html


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("habrour", "harbour"),
        ("harbor", "harbour"),
        ("harbourr strike", "harbour strike"),
        ("HARBUOR 'strkie'", "harbour 'strike'"),
        ("munchne", "münchen"),
    ],
)
def test_a_mistyped_word_is_guessed_at_by_what_stories_have(client, typed, meant):
    story("Harbour strike in München")
    story("Arbour")

    html = ask(client, typed)

    shown = re.search(r"Did you mean: <a href=\"([^\"]*)\">(.*?)</a>", html)
    assert shown[2].replace("&#x27;", "'") == meant
    assert found(client, meant) == ["Harbour strike in München"]
    assert headlines(client.get("/search/" + shown[1].replace("&amp;", "&")).text)


def test_of_two_words_that_may_be_meant_the_one_that_more_stories_have_is_offered(client):
    story("Trim", body="<p>A tram.</p>")
    story("Tram")

    assert "tram</a>" in ask(client, "trym").partition("Did you mean:")[2]


@pytest.mark.parametrize("state", [{}, {"scheduled": True}, {"expired": True}])
def test_no_word_of_a_hidden_story_is_suggested(client, state):
    ArticleFactory(headline="Canaries", **state)
    KnownWord.objects.learn("canaries")

    assert "Did you mean" not in ask(client, "canariez")
    story("Canaries")
    assert "Did you mean" in ask(client, "canariez")


def test_nothing_is_guessed_where_no_guess_finds_a_story_where_it_is_looked_for(client):
    story("Harbour", at=NOON - 9 * DAY)

    assert "Did you mean" in ask(client, "harbuor")
    assert "Did you mean" not in ask(client, "harbuor", since="2026-11-23")


# Pages, and what they cost


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_follow_on_each_other_without_a_gap_also_when_stories_arrive(
    client, order, monkeypatch
):
    monkeypatch.setattr("articles.pages.search.A_PAGE", 3)
    for n in range(8):
        body = "<p>A bridge.</p>" if n % 2 else "<p>B</p>"
        story(f"{'Story' if n % 2 else 'Bridge'} {n}", body=body, at=BEFORE + timedelta(minutes=n))
    expected = [f"Bridge {n}" for n in (6, 4, 2, 0)] + [f"Story {n}" for n in (7, 5, 3, 1)]
    if order == "newest":
        expected.sort(key=lambda headline: -int(headline.split()[1]))

    shown, query = [], f"?q=bridge&order={order}"
    while query and len(shown) <= len(expected):
        html = client.get(f"/search/{query}").text
        shown += headlines(html)
        more = re.search(r'<a href="([^"]*)" rel="next">More results', html)
        query = more and more[1].replace("&amp;", "&")
        story("Bridge, just in", at=NOON - timedelta(seconds=len(shown)))

    assert shown == expected


def test_of_very_many_stories_the_best_of_the_newest_are_shown_and_all_by_date(client, monkeypatch):
    monkeypatch.setattr(search, "CHOSEN_FROM", 3)
    for n in range(5):
        story(f"Story {n}", body="<p>A bridge.</p>", at=BEFORE + timedelta(minutes=n))
    story("Old bridge", at=BEFORE - DAY)

    html = ask(client, "bridge")

    assert headlines(html) == ["Old bridge", "Story 4", "Story 3", "Story 2"]
    assert "The best among the newest stories with these words." in html
    assert 'href="?q=bridge&amp;order=newest">All of them, newest first' in html
    assert len(found(client, "bridge", order="newest")) == 6


@pytest.mark.parametrize(("order", "queries", "looks"), [("best", 9, 2), ("newest", 7, 1)])
def test_a_search_costs_the_same_at_1_and_12_stories(
    client, order, queries, looks, django_assert_num_queries
):
    """
    By headline and by words, each time what is seen of it, or once; the stories with their
    sections, the next arrival, the sections and authors to choose from, the menu. PostgreSQL
    looks at the newest first, and asks for the limit of time.
    """
    more_to_ask = looks + 3 if connection.vendor == "postgresql" else 0
    for more in (1, 11):
        for _ in range(more):
            story("Bridge", topics=[TopicFactory()])
        with django_assert_num_queries(queries + more_to_ask):
            ask(client, "bridge", order=order)


def test_a_search_that_takes_too_long_is_stopped_and_says_so(client, monkeypatch):
    story("Bridge")
    slow = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT max(i) FROM n WHERE i < %(above)s AND i > %(below)s",
        "postgresql": "SELECT pg_sleep(5) WHERE %(above)s < %(below)s",
    }

    def never_ends(asked, in_headlines):
        return [slow[connection.vendor] + " LIMIT %(most)s"], {}

    monkeypatch.setitem(published_words._STATEMENTS, connection.vendor, never_ends)
    monkeypatch.setattr("articles.pages.search.SECONDS", 0.1)

    assert "These words stand in too many stories to look through them all." in ask(
        client, "bridge"
    )
    assert page(client, "/")  # the connection can still be used


def test_words_can_be_written_anew(client):
    story("Bridge opens")
    PublishedWords.objects.all().delete()
    assert found(client, "bridge") == []

    call_command("index_stories", verbosity=0)

    assert found(client, "bridge") == ["Bridge opens"]
    assert "Did you mean" in ask(client, "brigde")


def test_a_story_with_more_words_than_an_index_holds_is_published_all_the_same(client, monkeypatch):
    monkeypatch.setattr(published_words, "MOST", 100)

    story("A list", body=f"<p>{' '.join(f'word{n}' for n in range(100))}</p>")

    assert found(client, "word1 word2") == ["A list"]
    assert found(client, "word99") == []


def test_as_many_words_as_are_kept_fit_into_an_index():
    letters = [f"{n:x}" for n in range(100_000)]
    kept = words.cut(" ".join(letters), published_words.MOST)
    version = story("A list").versions.get()
    place = version.published_words.place
    version.published_words.delete()

    PublishedWords.objects.create(place=place, version=version, headline="list", words=kept)

    assert _indexed(letters[9]) == _indexed(kept.split()[-1]) == [place]
