"""The comments of a story, and of all, for feed readers."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.utils import timezone

from comments import feeds
from comments.models import Comment
from tests.factories import ArticleFactory, CommenterFactory, CommentFactory, go_live
from tests.feeds import ATOM, feed, items

CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ALL = "/comments/feed/"


@pytest.fixture
def feed_of(story):
    return story.versions.live().get().get_absolute_url() + "feed/"


def said(client, address):
    return [item.findtext("description") for item in items(client, address)]


def test_a_storys_feed_has_its_latest_comments_first(client, comment, feed_of, settings):
    settings.SITE_URL = "https://courier.example"
    first = comment(name="Bo & Co", text="<b>Well</b> said")
    answer = comment(parent=first)

    newest, oldest = items(client, feed_of)

    assert newest.findtext("link") == f"https://courier.example{answer.get_absolute_url()}"
    assert oldest.findtext("description") == "<p><b>Well</b> said</p>"
    assert oldest.findtext("title") == "By Bo & Co"
    assert oldest.findtext(CREATOR) == "Bo & Co"
    moment = parsedate_to_datetime(oldest.findtext("pubDate"))
    assert moment == first.posted_at.replace(microsecond=0)


def test_all_comments_have_a_feed_that_names_the_stories(client, comment):
    comment(name="Ida")
    CommentFactory(approved=True, name="Elsewhere", article__headline="Trams")

    titles = [item.findtext("title") for item in items(client, ALL)]

    assert titles == ["Elsewhere on “Trams”", "Ida on “The bridge reopens”"]


@pytest.mark.parametrize("address", ["of the story", "of all"])
def test_feeds_have_what_readers_see_and_nothing_else(client, comment, feed_of, address):
    comment(text="VISIBLE")
    for status in ("spam", "rejected"):
        comment(text="CANARY", **{status: True})
    comment(text="CANARY", status="pending")

    assert said(client, feed_of if address == "of the story" else ALL) == ["<p>VISIBLE</p>"]


@pytest.mark.parametrize("state", ["scheduled", "expired", "killed", "in_review"])
def test_comments_of_a_story_that_readers_do_not_see_are_in_no_feed(client, comment, state):
    comment(text="VISIBLE")
    hidden = ArticleFactory(**{state: True})
    CommentFactory(article=hidden, approved=True, text="CANARY")

    assert said(client, ALL) == ["<p>VISIBLE</p>"]
    for version in hidden.versions.exclude(path=""):
        assert client.get(f"/{version.path}/feed/").status_code in (404, 410)


def test_the_feed_of_a_story_that_moved_leads_to_where_it_is(client, story, comment, feed_of):
    story.slug = "another-word"
    story.save()
    go_live(story.save_version(by=story.changed_by or moved_by(story)), at=timezone.now())

    response = client.get(feed_of)

    assert response.status_code == 301
    assert response["Location"] == story.versions.live().get().get_absolute_url() + "feed/"


def moved_by(story):
    return story.latest_version.saved_by


@pytest.mark.parametrize("path", ["2025/01/01/never/feed/", "2025/13/45/x/feed/atom/"])
def test_the_feed_of_no_story_is_not_found(client, db, path):
    assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize(
    "words", ["a\x0bb \x1f \ufffe \uffff", "\ufffe", "]]> <![CDATA[ <script>", "&#0;"]
)
def test_a_feed_is_valid_whatever_was_typed(client, comment, feed_of, words):
    comment(text=words, name=words)

    for address in (feed_of, ALL):
        feed(client, address)
        feed(client, address, "atom/")
    assert "<script>" not in said(client, feed_of)[0]


@pytest.mark.parametrize("address", ["of the story", "of all"])
def test_there_is_an_atom_feed_too(client, comment, feed_of, address):
    one = comment(name="Bo", edited_at=timezone.now())

    address = feed_of if address == "of the story" else ALL
    [entry] = feed(client, address, "atom/").findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Bo"
    assert entry.findtext(f"{ATOM}updated")[:19] == one.edited_at.isoformat()[:19]


def test_every_feed_has_a_name_of_its_own_which_no_move_changes(client, story, comment, feed_of):
    comment()

    def name(address):
        return feed(client, address, "atom/").findtext(f"{ATOM}id")

    names = [name(feed_of), name(ALL), name("/feed/")]
    assert len(set(names)) == 3
    story.slug = "another-word"
    story.save()
    go_live(story.save_version(by=moved_by(story)), at=timezone.now())
    assert name(story.versions.live().get().get_absolute_url() + "feed/") == names[0]


@pytest.mark.parametrize("address", ["of the story", "of all"])
@pytest.mark.parametrize("is_empty", [True, False])
def test_a_feed_that_is_unchanged_is_answered_304(
    client, comment, feed_of, address, is_empty, time_machine
):
    address = feed_of if address == "of the story" else ALL
    if not is_empty:
        comment()
    first = client.get(address)
    time_machine.move_to(timezone.now() + timedelta(minutes=1))

    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    comment()
    changed = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])

    assert (again.status_code, changed.status_code) == (304, 200)
    assert {"public", "max-age=0"} <= set(first["Cache-Control"].split(", "))
    assert "Last-Modified" in first
    assert "Set-Cookie" not in first


def test_an_item_keeps_its_name_wherever_the_comment_goes(client, comment, feed_of, moderator):
    first = comment()
    comment(parent=first)
    names = {item.findtext("guid") for item in items(client, feed_of)}

    first.reject(by=moderator)

    assert {item.findtext("guid") for item in items(client, feed_of)} < names
    assert {item.findtext("guid") for item in items(client, ALL)} < names


def test_no_feed_tells_an_address(client, comment, feed_of):
    comment(commenter=CommenterFactory(email="planted@secret-mail.example"))

    for address in (feed_of, f"{feed_of}atom/", ALL, f"{ALL}atom/"):
        assert "secret-mail" not in client.get(address).text


@pytest.mark.parametrize("number", [1, 60])
def test_a_feed_costs_the_same_with_1_and_60_comments(
    client, story, feed_of, number, django_assert_num_queries
):
    Comment.objects.bulk_create(
        Comment(article=story, name="A", text="x", status="approved") for _ in range(number)
    )

    with django_assert_num_queries(2):  # story, comments
        of_story = items(client, feed_of)
    with django_assert_num_queries(4):  # comments, stories, next arrival, masthead
        of_all = items(client, ALL)

    assert len(of_story) == len(of_all) == min(number, feeds.MOST)


def test_the_storys_page_leads_to_its_feeds(client, page, feed_of, comment):
    comment()

    for kind in ("rss", "atom"):
        link = f'<link rel="alternate" type="application/{kind}+xml" title="Comments on '
        assert page().text.count(link) == 1
    assert f'{feed_of}"' in page().text
    assert f'{feed_of}atom/"' in page().text
