"""What somebody gets who follows the paper, a section, a topic or an author by a feed."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from articles.models import Change, Label, Layout, Masthead, Role
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    LiveEntryFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    go_live,
)
from tests.feeds import ATOM, CONTENT, DC, DCTERMS, MEDIA, TYPES, feed, items
from tests.pages import page
from tests.sitemaps import sitemap

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BEFORE = NOON - timedelta(hours=3)
SITE = "https://paper.example.org"


@pytest.fixture(autouse=True)
def _at_noon(time_machine, settings):
    settings.SITE_URL = SITE
    time_machine.move_to(NOON, tick=False)


def publish_over(article, change, notice="", *, at=NOON - timedelta(hours=1), **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    version = article.save_version(by=article.versions.first().saved_by, always=True)
    go_live(version, at=at, change=change, notice=notice)


def titles(client, address="/feed/"):
    return [item.find("title").text for item in items(client, address)]


def text_of(client, address="/feed/"):
    (item,) = items(client, address)
    return item.find(f"{CONTENT}encoded").text


# What is in a feed


@pytest.fixture
def paper():
    world = SectionFactory(name="World", slug="world")
    europe = SectionFactory(name="Europe", slug="europe", parent=world)
    mara, trams = AuthorFactory(name="Mara Lind", slug="mara"), TopicFactory(slug="trams")
    ArticleFactory(headline="In the world", section=world, published_at=BEFORE)
    ArticleFactory(
        headline="In Europe", section=europe, byline=mara, topics=[trams],
        published_at=BEFORE + timedelta(hours=1),
    )  # fmt: skip
    ArticleFactory(headline="At home", published_at=BEFORE + timedelta(hours=2))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", ["At home", "In Europe", "In the world"]),
        ("/world/", ["In Europe", "In the world"]),
        ("/world/europe/", ["In Europe"]),
        ("/topics/trams/", ["In Europe"]),
        ("/authors/mara/", ["In Europe"]),
    ],
)
def test_a_feed_has_the_stories_of_its_page_the_newest_first_in_three_forms(
    client, paper, address, expected
):
    atom, json = feed(client, f"{address}feed/", "atom/"), feed(client, f"{address}feed/", "json/")

    assert titles(client, f"{address}feed/") == expected
    assert [entry.find(f"{ATOM}title").text for entry in atom.iter(f"{ATOM}entry")] == expected
    assert [item["title"] for item in json["items"]] == expected
    html = page(client, address)
    for form, kind in TYPES.items():
        link = f'<link rel="alternate" type="{kind.partition(";")[0]}" title="'
        assert link in html
        assert f'href="{SITE}{address}feed/{form}"' in html


@pytest.mark.parametrize("form", TYPES)
def test_a_feed_in_which_nothing_has_stood_yet_is_valid_and_stays_the_same(
    client, form, time_machine
):
    SectionFactory(slug="world")
    for address in ("/feed/", "/world/feed/", "/corrections/feed/"):
        feed(client, address, form)
        etag = client.get(address + form)["ETag"]
        time_machine.move_to(NOON + timedelta(hours=1), tick=False)
        assert client.get(address + form)["ETag"] == etag


@pytest.mark.parametrize(
    "address",
    ["/nowhere/feed/", "/topics/none/feed/", "/authors/none/feed/", "/feed/xml/", "/world/feed/x/"],
)
def test_there_is_no_feed_of_what_is_not_there(client, address):
    SectionFactory(slug="world")

    assert client.get(address).status_code == 404


def test_a_feed_costs_the_same_at_1_and_7_stories(client, django_assert_num_queries):
    city = SectionFactory(slug="city")
    for more in (1, 6):
        for _ in range(more):
            figure = f'<figure data-picture="{PictureFactory().pk}"></figure>'
            ArticleFactory(
                section=city, body=f"<p>A</p>{figure}", topics=[TopicFactory()],
                lead_picture=PictureFactory(), published_at=BEFORE,
            )  # fmt: skip

        # section, the paper's name, stories, topics, pictures, next arrival, and three of when
        # anything changed
        with django_assert_num_queries(9):
            feed(client, "/city/feed/")


# What is valid is asked of every feed above by `feed`; here with all that can stand in one

EVERYTHING = """<h2>Why &amp; how</h2><p>See <a href="/world/?a=1&amp;b=2">the <em>world</em></a>,
<a href="//cdn.example.org/x">x</a>, <a href="mailto:a@example.org">a</a> or <a href="#part">y</a>.
</p><h3>Who</h3><ul><li><p>One<br>two</p></li></ul><ol><li><p>Three</p></li></ol>
<blockquote><p>“So”</p></blockquote><aside class="pull-quote"><p>Said twice</p></aside>
<aside class="fact-box"><h3>In short</h3><p>Piers</p></aside>
<table><caption>Tolls</caption><tbody><tr><th></th><th><p>Day</p></th></tr>
<tr><th><p>Barge</p></th><td colspan="2"><p>1</p></td></tr></tbody></table>
<aside class="embed"><a href="https://film.example.org/1">A film</a></aside>
<figure data-picture="{}"><figcaption>The <em>pier</em></figcaption></figure>"""
HOSTILE = """A "B" & <b>c</b> ]]> <script>alert(1)</script>"""


@pytest.fixture
def full_paper():
    """A paper whose one feed of each kind holds every kind of story, with all that one can have."""
    section = SectionFactory(name=HOSTILE[:60], slug="world", description=HOSTILE)
    author = AuthorFactory(name=HOSTILE, slug="mara")
    topic = TopicFactory(name=HOSTILE, slug="trams", description=HOSTILE)
    for layout in Layout:
        picture = PictureFactory(alt_text=HOSTILE, caption=HOSTILE, credit=HOSTILE)
        article = ArticleFactory(
            headline=HOSTILE, slug=layout, standfirst=HOSTILE, byline=author,
            body=EVERYTHING.format(picture.pk),
            section=section, topics=[topic], lead_picture=picture, layout=layout,
            sources=f"https://example.org/report {HOSTILE}\n{HOSTILE}", published_at=BEFORE,
        )  # fmt: skip
        if layout == Layout.LIVE:
            LiveEntryFactory(
                article=article, headline=HOSTILE, body=EVERYTHING.format(picture.pk),
                published_at=BEFORE,
            )  # fmt: skip
        publish_over(article, Change.CORRECTION, HOSTILE)


@pytest.mark.parametrize("form", TYPES)
@pytest.mark.parametrize("page", ["/", "/world/", "/topics/trams/", "/authors/mara/"])
def test_a_feed_is_valid_whatever_its_stories_hold(client, full_paper, page, form):
    root = feed(client, f"{page}feed/", form)

    found = root["items"] if form == "json/" else root.iter("item" if not form else f"{ATOM}entry")
    assert len(list(found)) == len(Layout)


@pytest.mark.parametrize("form", TYPES)
def test_the_feed_of_corrections_is_valid_whatever_they_say(client, full_paper, form):
    feed(client, "/corrections/feed/", form)


@pytest.mark.parametrize("form", TYPES)
def test_a_story_of_a_headline_alone_is_a_valid_item(client, form):
    ArticleFactory(headline="Election tonight", standfirst="", body="", published_at=BEFORE)

    feed(client, "/feed/", form)


# What an item says


def test_an_item_names_every_author_as_printed_and_once_each(client):
    mara, tom = AuthorFactory(name="Mara Lind", slug="mara"), AuthorFactory(name="Tom Okafor")
    eye = AuthorFactory(name="Ines Vega", slug="ines")
    article = ArticleFactory(byline=mara)
    article.bylines.create(author=tom, position=1)
    article.bylines.create(author=eye, position=2, role=Role.PHOTOGRAPHER)
    publish_over(article, "", at=BEFORE)
    mara.name = "Mara Okafor"
    mara.save()

    (item,) = items(client, "/feed/")
    entry = feed(client, "/feed/", "atom/").find(f"{ATOM}entry")
    (told,) = feed(client, "/feed/", "json/")["items"]

    names = ["Mara Lind", "Tom Okafor"]
    assert [creator.text for creator in item.findall(f"{DC}creator")] == names
    assert [one.text for one in item.findall(f"{DC}contributor")] == ["Ines Vega"]
    assert [one.text for one in entry.findall(f"{ATOM}author/{ATOM}name")] == names
    assert entry.find(f"{ATOM}author/{ATOM}uri").text == f"{SITE}/authors/mara/"
    assert [one.text for one in entry.findall(f"{ATOM}contributor/{ATOM}name")] == ["Ines Vega"]
    assert [author["name"] for author in told["authors"]] == names


def test_an_item_has_the_whole_text_with_absolute_addresses(client):
    picture = PictureFactory(alt_text='A "pier"', caption="Unused", credit="P. Hoto")
    ArticleFactory(
        headline="Fish & <b>chips</b>",
        standfirst="Why they are <dear>.",
        published_at=BEFORE,
        body=f"""<p>See <a href="/world/?a=1&amp;b=2">the world</a> or
            <a href="//cdn.example.org/x">x</a>
            or <a href="https://example.org/">y</a>.</p>
            <aside class="pull-quote"><p>Said twice</p></aside>
            <aside class="embed"><a href="https://film.example.org/1">A film</a></aside>
            <figure data-picture="{picture.pk}"><figcaption>The <em>pier</em></figcaption>
            </figure>""",
    )

    text = text_of(client)

    assert f'<a href="{SITE}/world/?a=1&amp;b=2">the world</a>' in text
    assert '<a href="https://cdn.example.org/x">' in text
    assert '<a href="https://example.org/">y</a>' in text
    assert "Said twice" not in text
    assert "A film" in text
    assert f'<img src="{SITE}{picture.address(960)}" width="960" height="640"' in text
    assert 'alt="A &quot;pier&quot;"' in text
    assert "The <em>pier</em>" in text
    assert "P. Hoto" in text
    assert "Why they are &lt;dear&gt;." in text
    assert titles(client) == ["Fish & <b>chips</b>"]
    (item,) = items(client, "/feed/")
    assert item.find("description").text == "Why they are &lt;dear&gt;."


def test_an_item_carries_its_lead_picture_with_size_credit_and_alt_text(client):
    picture = PictureFactory(alt_text="A pier", caption="The pier.", credit="P. Hoto")
    ArticleFactory(lead_picture=picture, published_at=BEFORE)

    (item,) = items(client, "/feed/")
    (told,) = feed(client, "/feed/", "json/")["items"]

    address = SITE + picture.address(1200)
    size = len(b"".join(client.get(picture.address(1200)).streaming_content))
    media, enclosure = item.find(f"{MEDIA}content"), item.find("enclosure")
    assert media.attrib == {
        "url": address, "type": "image/webp", "medium": "image",
        "width": "1200", "height": "800", "fileSize": str(size),
    }  # fmt: skip
    assert media.find(f"{MEDIA}description").text == "A pier"
    assert media.find(f"{MEDIA}credit").text == "P. Hoto"
    assert enclosure.attrib == {"url": address, "length": str(size), "type": "image/webp"}
    assert told["image"] == address
    assert told["attachments"][0]["size_in_bytes"] == size
    assert f'src="{SITE}{picture.address(960)}"' in text_of(client)


def test_a_picture_whose_rights_end_is_in_no_feed_from_that_minute_on(client, time_machine):
    end = NOON + timedelta(seconds=20)
    lead, inside = PictureFactory(usable_until=end), PictureFactory(usable_until=end)
    body = f'<p>A</p><figure data-picture="{inside.pk}"></figure>'
    ArticleFactory(lead_picture=lead, body=body, published_at=BEFORE)

    first = client.get("/feed/")
    assert first.content.decode().count(lead.file) == 3
    assert first.content.decode().count(inside.file) == 1
    assert "s-maxage=20" in first["Cache-Control"]
    time_machine.move_to(end, tick=False)

    again = client.get("/feed/", headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 200
    assert ".webp" not in again.content.decode()


@pytest.mark.parametrize("label", [Label.OPINION, Label.ANALYSIS, Label.SPONSORED])
def test_what_is_not_news_says_so_wherever_its_headline_stands(client, label):
    ArticleFactory(headline="A view", label=label, published_at=BEFORE)

    assert titles(client) == [f"{label.label}: A view"]
    assert f"<strong>{label.label}</strong>" in text_of(client)


def test_signs_that_no_feed_can_hold_do_not_break_it(client):
    Masthead.objects.create(own_name="The\x0b Post")
    ArticleFactory(headline="A\x0bB\x08 \ufffe", body="<p>C\x0cD</p>", published_at=BEFORE)

    for form in TYPES:
        feed(client, "/feed/", form)
    feed(client, "/comments/feed/")
    feed(client, "/comments/feed/", "atom/")
    sitemap(client, "/sitemap-news.xml")
    assert titles(client) == ["AB "]


# What is told again


def dates(client):
    (item,) = items(client, "/feed/")
    entry = feed(client, "/feed/", "atom/").find(f"{ATOM}entry")
    (told,) = feed(client, "/feed/", "json/")["items"]
    modified = item.find(f"{DCTERMS}modified")
    return {
        "guid": item.find("guid").text,
        "pubDate": item.find("pubDate").text,
        "modified": modified is not None and modified.text,
        "updated": entry.find(f"{ATOM}updated").text,
        "date_modified": told.get("date_modified"),
    }


def test_a_silent_fix_changes_the_words_and_the_etag_and_no_date(client):
    article = ArticleFactory(published_at=BEFORE)
    first, etag = dates(client), client.get("/feed/")["ETag"]

    publish_over(article, Change.SILENT_FIX, body="<p>Mended.</p>")

    assert dates(client) == first
    assert "Mended." in text_of(client)
    assert client.get("/feed/", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("change", [c for c in Change if c.shows_as_updated])
def test_what_readers_are_told_of_issues_the_same_item_again(client, change):
    article = ArticleFactory(published_at=BEFORE)
    first = dates(client)

    publish_over(article, change, "It was 1923.", headline="Mended", slug="moved")

    again = dates(client)
    assert again["guid"] == first["guid"]
    assert again["pubDate"] == first["pubDate"] == "Tue, 24 Nov 2026 09:00:00 +0000"
    assert again["modified"] == again["updated"] == "2026-11-24T11:00:00+00:00"
    assert again["date_modified"] == "2026-11-24T11:00:00+00:00"
    assert first["modified"] is False
    assert first["updated"] == "2026-11-24T09:00:00+00:00"
    assert "It was 1923." in text_of(client)
    (item,) = items(client, "/feed/")
    assert item.find("link").text == f"{SITE}/2026/11/24/moved/"


def test_an_update_does_not_bring_an_old_story_to_the_top(client):
    old = ArticleFactory(headline="Old", published_at=BEFORE)
    ArticleFactory(headline="New", published_at=BEFORE + timedelta(hours=1))

    publish_over(old, Change.UPDATE)

    assert titles(client) == ["New", "Old"]


# Asking again, and what caches keep


@pytest.mark.parametrize("form", TYPES)
def test_who_asks_again_is_answered_304_until_something_happens(client, form, editor, time_machine):
    ArticleFactory(published_at=BEFORE)
    gone = ArticleFactory(headline="Gone", published_at=BEFORE)
    time_machine.move_to(NOON + timedelta(minutes=1), tick=False)
    first = client.get(f"/feed/{form}")
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    validators = [
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ]

    for validator in validators:
        assert client.get(f"/feed/{form}", headers=validator).status_code == 304
    workflow.perform("kill", gone, by=editor, note="Legal.")

    for validator in validators:
        response = client.get(f"/feed/{form}", headers=validator)
        assert response.status_code == 200
        assert b"Gone" not in response.content


def test_a_feed_is_kept_until_the_next_story_arrives_in_it(client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    world = SectionFactory(slug="world")
    ArticleFactory(section=world, scheduled=True, published_at=NOON + timedelta(seconds=25))
    SectionFactory(slug="sport")

    assert "s-maxage=25" in client.get("/world/feed/")["Cache-Control"]
    assert "s-maxage=25" in client.get("/feed/atom/")["Cache-Control"]
    assert "s-maxage=60" in client.get("/sport/feed/")["Cache-Control"]


def test_a_feed_names_its_hub_where_there_is_one(client, settings):
    assert "Link" not in client.get("/feed/")
    settings.WEBSUB_HUB = hub = "https://hub.example.org/"

    response = client.get("/feed/atom/")

    assert response["Link"] == f'<{hub}>; rel="hub", <{SITE}/feed/atom/>; rel="self"'
    links = {
        link.get("rel"): link.get("href") for link in feed(client, "/feed/").iter(f"{ATOM}link")
    }
    assert links == {"self": f"{SITE}/feed/", "hub": hub}
    assert feed(client, "/feed/", "atom/").find(f"{ATOM}link[@rel='hub']").get("href") == hub
    assert feed(client, "/feed/", "json/")["hubs"] == [{"type": "WebSub", "url": hub}]


# At another time, and in a preview


def test_an_editor_sees_the_feed_of_tomorrow_and_its_addresses_stay_there(
    client, at_the_desk, editor
):
    ArticleFactory(headline="Tomorrow", scheduled=True, published_at=NOON + timedelta(hours=12))
    assert titles(client) == []

    response = at_the_desk(editor).get("/feed/?as_of=2026-11-25T06:00", follow=True)

    assert b"<title>Tomorrow</title>" in response.content
    assert f"<link>{SITE}/admin/as-of/".encode() in response.content
    assert b'<guid isPermaLink="false">tag:paper.example.org,2026-11-25:story/' in response.content
    assert response["Cache-Control"].startswith("private, no-store")
