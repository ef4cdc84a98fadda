"""What makes a story easier to read, to pass on and to come back to."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles import sanitize, workflow
from tests.factories import ArticleFactory
from tests.pages import page, story_page

pytestmark = pytest.mark.django_db

LONG = "<p>" + "Word " * 1300 + "</p>"
PARTS = "".join(f"<h2>{words}</h2><h3>Below</h3><p>A</p>" for words in ("The bridge", "Who pays?"))


def contents(html):
    listed = html.partition('class="story-contents"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="#([^"]+)">(.*?)</a>', listed)


def test_a_long_story_has_a_table_of_its_parts(client):
    story = ArticleFactory(body=PARTS + "<h2>The bridge</h2>" + LONG, live=True)

    html = story_page(client, story)

    listed = contents(html)
    assert [words for _name, words in listed] == ["The bridge", "Who pays?", "The bridge"]
    for name, words in listed:
        assert f'<h2 id="{name}">{words}</h2>' in html
    assert len({name for name, _words in listed}) == 3


@pytest.mark.parametrize("body", [PARTS + "<h2>Third</h2>", PARTS + LONG])
def test_a_short_story_or_one_of_few_parts_has_none(client, body):
    assert not contents(story_page(client, ArticleFactory(body=body, live=True)))


def test_a_long_read_has_it_however_short(client):
    story = ArticleFactory(body=PARTS + "<h2>Third</h2>", layout="long-read", live=True)

    assert len(contents(story_page(client, story))) == 3


@pytest.mark.parametrize(
    "words",
    ['"><script>alert(1)</script>', "respond", "العنوان", "“?!”", "x" * 300, "a&amp;b < c"],
)
def test_the_name_of_a_part_is_safe_and_its_own(words):
    html = sanitize.show_body(f"<h2>{words}</h2><h2>{words}</h2>", figure=None)

    names = re.findall(r'<h2 id="([^"]*)">', html)
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"part[-\w]*", name) and len(name) < 80 for name in names)


def test_a_story_is_passed_on_by_plain_addresses(client, settings):
    settings.SITE_URL = "https://paper.example.org"
    settings.SHARE_LINKS = ["email", "bluesky"]
    story = ArticleFactory(headline="Trams & “bridges”: 100% <safe>?", live=True)

    html = story_page(client, story)

    shared = html.partition('class="story-share"')[2].partition("</p>")[0]
    email, bluesky = re.findall(r'<a href="([^"]+)" rel="external nofollow noopener">', shared)
    address = f"https://paper.example.org{story.versions.get().get_absolute_url()}"
    told = parse_qs(urlsplit(email.replace("&amp;", "&")).query)
    assert told == {"subject": [story.headline], "body": [address]}
    assert unquote(bluesky) == (f"https://bsky.app/intent/compose?text={story.headline} {address}")


def test_the_newsroom_chooses_where_to_or_nowhere(client, settings):
    story = ArticleFactory(live=True)
    settings.SHARE_LINKS = []
    assert "story-share" not in story_page(client, story)
    settings.SHARE_LINKS = ["myspace"]

    with pytest.raises(ImproperlyConfigured, match="myspace"):
        story_page(client, story)


@pytest.fixture
def changed(editor):
    """A story with an update and, after it, a correction; the number of the version before each."""
    story = ArticleFactory(headline="First words", live=True)
    numbers = []
    for headline, change in [("Second words", "update"), ("Third words", "correction")]:
        numbers.append(story.versions.live().get().number)
        story.headline = headline
        story.save()
        workflow.perform("publish", story, by=editor, change=change, notice="It was wrong.")
    return story, numbers


def changes_page(client, story, since=None):
    address = f"{story.versions.live().get().get_absolute_url()}changes/"
    return page(client, address + (f"?since={since}" if since is not None else ""))


def test_only_what_changed_since_a_version_is_shown(client, changed):
    story, (_first, second) = changed

    html = changes_page(client, story, since=second)

    assert "since you read it" in html
    assert "Correction" in html
    assert "First published" not in html
    assert html.count('class="ledger-entry"') == 1


def test_from_a_number_that_says_nothing_everything_is_shown(case, client, changed):
    for since in ["", "0", "-1", "x", "9" * 40, "1e3", "٣", "999999999"]:
        with case(since=since):
            story, _numbers = changed

            assert changes_page(client, story, since=since).count('class="ledger-entry"') == 3


@pytest.mark.browser
def test_a_reader_who_comes_back_hears_what_was_changed_meanwhile(person, changed):
    visitor = person()
    story, _numbers = changed
    address = story.versions.live().get().get_absolute_url()
    notice = visitor.locator("#since")
    visitor.goto(address)
    assert notice.is_hidden()
    visitor.goto("/")

    story.headline = "A silent word"
    story.save()
    workflow.perform("publish", story, by=story.changed_by, change="silent-fix")
    visitor.goto(address)
    assert notice.is_hidden()
    visitor.goto("/")

    story.headline = "Fourth words"
    story.save()
    workflow.perform("publish", story, by=story.changed_by, change="update")
    visitor.goto(address)
    notice.wait_for(state="visible")
    notice.get_by_role("link").click()

    assert "Fourth words" in visitor.content()
    assert visitor.locator(".ledger-entry").count() == 1
