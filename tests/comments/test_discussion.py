"""The discussion on a story's page."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from time_machine import travel

from comments.models import Comment, HouseRules, StoryDiscussion
from tests.comments.reading import head_of, outline
from tests.factories import ArticleFactory, AuthorFactory, CommentFactory, UserFactory


def test_the_form_is_the_one_readers_know(page):
    html = page().text
    form = html[html.index('id="respond"') :]

    labels = re.findall(r"<label[^>]*>(.*?)</label>", form)
    assert [re.sub(r"<[^>]*>", "", label) for label in labels] == [
        "Comment *",
        "Name *",
        "Email *",
        "Website",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Leave this field empty",
    ]
    assert re.search(r'id="reply-title">\s*Leave a Reply\s*</h2>', form)
    assert "Your email address will not be published." in form
    limits = re.findall(r'name="(\w+)"[^>]* maxlength="(\d+)"', form)
    assert dict(limits) == {"comment": "65525", "author": "245", "email": "100", "url": "200"}
    assert re.findall(r'autocomplete="(\w+)"', form) == ["name", "email", "url", "off"]


def test_a_page_asks_for_little_script(page):
    """At most 15 KB over the wire, and far less. What only a posted comment needs comes with it."""
    scripts = re.findall(r'<script type="module" src="/static/([^"]+)"', page().text)

    assert len(scripts) == 9
    sizes = [len(gzip.compress(Path(finders.find(script)).read_bytes())) for script in scripts]
    assert sum(sizes) < 9 * 1024


@pytest.mark.parametrize(
    ("count", "title"), [(0, "No comments yet"), (1, "1 Comment"), (3, "3 Comments")]
)
def test_the_title_counts_the_comments(comment, page, count, title):
    comment(rejected=True)
    for _ in range(count):
        comment()

    [heading] = re.findall(r'id="comments-title">\s*(.*?)\s*</h2>', page().text)

    assert heading == title


def test_readers_see_approved_comments_of_the_story_alone(comment, page):
    shown = comment()
    comment(spam=True)
    comment(rejected=True)
    CommentFactory(article=comment().article, name="Waits")
    CommentFactory(approved=True, name="Elsewhere")

    numbers = [number for number, _answers in outline(page())]

    assert numbers[0] == shown.pk
    assert len(numbers) == 2
    assert "Waits" not in page().text
    assert "Elsewhere" not in page().text


def test_a_comment_prints_its_name_time_link_and_words(comment, page):
    printed = comment(name="Bo & Co", website="https://bo.example/", text="*Well* said")

    html = page().text

    assert '<a href="https://bo.example/" rel="nofollow ugc">Bo &amp; Co</a>' in html
    moment = timezone.localtime(printed.posted_at).isoformat(timespec="seconds")
    assert f'<time datetime="{moment}"' in html
    assert f'href="{printed.get_absolute_url()}"' in html
    assert "<p>*Well* said</p>" in html


# Who speaks, and what the newsroom did


def by_staff(comment, story, *, of_the_story=False, **details):
    account = UserFactory()
    author = AuthorFactory(user=account)
    if of_the_story:
        story.versions.live().get().authors.add(author)
    return comment(staff=account, name="Mara Lind", **details)


def test_staff_are_known_by_a_badge(comment, page, story):
    reader = comment(name="Mara Lind")
    staff = by_staff(comment, story)
    answer = by_staff(comment, story, parent=reader)

    shown = page()

    assert "Mara Lind Staff" in head_of(staff, shown)
    assert "Mara Lind Staff" in head_of(answer, shown)
    assert "Staff" not in head_of(reader, shown)


def test_the_author_of_the_story_is_known_by_a_badge(comment, page, story):
    author = by_staff(comment, story, of_the_story=True)
    answer = by_staff(comment, story, of_the_story=True, parent=comment())

    for one in (author, answer):
        assert "Mara Lind Author of this story" in head_of(one, page())
        assert "Staff" not in head_of(one, page())


def test_picks_and_pinned_comments_are_marked(comment, page):
    plain, pick, pinned = comment(), comment(is_pick=True), comment(is_pinned=True)
    answer = comment(parent=plain, is_pick=True)

    shown = page()

    assert "Editor’s pick" in head_of(pick, shown)
    assert "Editor’s pick" in head_of(answer, shown)
    assert "Pinned" in head_of(pinned, shown)
    assert not {"Pinned", "Editor’s"} & set(head_of(plain, shown).split())


def test_an_edited_comment_says_by_whom_and_when(comment, page, moderator, story):
    at = timezone.now()
    by_commenter = comment(edited_at=at)
    by_newsroom = comment(edited_at=at, edited_by=moderator)
    own = comment(edited_at=at, edited_by=moderator, staff=moderator)
    answer = comment(parent=by_commenter, edited_at=at)

    shown = page()

    when = date_format(timezone.localtime(at), "j F Y, H:i")
    assert head_of(by_commenter, shown).endswith(f"Edited {when}")
    assert head_of(by_newsroom, shown).endswith(f"Edited by the newsroom {when}")
    assert head_of(own, shown).endswith(f"Edited {when}")
    assert head_of(answer, shown).endswith(f"Edited {when}")
    assert shown.text.count(timezone.localtime(at).isoformat(timespec="seconds")) == 4


# When nobody may write


@pytest.mark.parametrize(
    ("house", "told"),
    [
        ({"is_open": False}, "Comments are closed."),
        ({"close_after_days": 1}, "1 day after it was published."),
        ({"close_after_days": 14}, "14 days after it was published."),
    ],
)
def test_a_closed_discussion_says_why_and_is_still_read(comment, page, story, house, told):
    HouseRules(**house).save()
    shown = comment()

    with travel(story.versions.live().get().published_at + timedelta(days=15), tick=False):
        response = page()

    assert told in response.text
    assert 'id="commentform"' not in response.text
    assert "replytocom" not in response.text
    assert outline(response) == [(shown.pk, [])]


def test_a_story_may_stay_open_longer_than_the_house_says(page, story):
    HouseRules(close_after_days=1).save()
    StoryDiscussion.objects.create(article=story, close_after_days=0)

    with travel(timezone.now() + timedelta(days=15), tick=False):
        assert 'id="commentform"' in page().text


# Answering


def test_reply_leads_to_the_form_of_an_answer_without_script(comment, page, client):
    answered = comment(name="Bo Lind")
    [link] = re.findall(r'<a href="([^"]*replytocom[^"]*)" rel="nofollow"', page().text)

    html = client.get(link).text

    title = re.search(r'id="reply-title">(.*?)</h2>', html, re.DOTALL)[1]
    assert (
        " ".join(re.sub(r"<[^>]*>", "", title).split()) == "Leave a Reply to Bo Lind Cancel reply"
    )
    assert f'name="comment_parent" type="hidden" value="{answered.pk}"' in html
    assert link.endswith("#respond")
    assert 'aria-label="Reply to Bo Lind"' in html


def test_an_answer_is_stored_under_what_it_answers(comment, post):
    answered = comment()

    post(comment_parent=str(answered.pk))

    assert Comment.objects.pending().get().parent == answered


def unseen(story):
    return {
        "pending": CommentFactory(article=story, name="Unseen").pk,
        "rejected": CommentFactory(article=story, name="Unseen", rejected=True).pk,
        "of another story": CommentFactory(approved=True, name="Unseen").pk,
        "unknown": 4711,
        "not a number": "x' OR 1",
        "huge": "9" * 30,
        "other digits": "١٢",
        "negative": -1,
    }


@pytest.mark.parametrize("kind", unseen.__code__.co_consts[-1])
def test_what_readers_do_not_see_cannot_be_answered(story, page, post, kind):
    number = unseen(story)[kind]

    html = page(replytocom=number).text
    post(comment="An answer", comment_parent=number)

    assert "Unseen" not in html
    assert 'name="comment_parent" type="hidden" value="0"' in html
    assert Comment.objects.get(text="An answer").parent is None


# What it costs, and for whom


@pytest.mark.parametrize("number", [0, 1, 100])
def test_the_discussion_is_two_queries_however_long_it_is(comment, page, story, number):
    heads = Comment.objects.bulk_create(
        Comment(article=story, name="A", text="x", status="approved") for _ in range(number)
    )
    Comment.objects.bulk_create(
        Comment(article=story, name="B", text="y", status="approved", parent=head) for head in heads
    )

    with CaptureQueriesContext(connection) as queries:
        response = page()

    asked = [query["sql"] for query in queries if 'FROM "comments_' in query["sql"]]
    assert len(asked) == 2  # the rules and counts; the comments
    assert len(queries) <= 6
    assert response.text.count('<li class="comment"') == min(2 * number, 100)
    assert not any("comments_commenter" in sql or "provenance" in sql for sql in asked)


def test_the_page_is_the_same_for_everybody(comment, page, client, moderator, time_machine):
    time_machine.move_to(timezone.now().replace(minute=10), tick=False)
    comment()
    anonymous = page()
    client.force_login(moderator)
    time_machine.shift(timedelta(minutes=20))

    signed_in = page()

    assert signed_in.content == anonymous.content
    assert "Set-Cookie" not in anonymous
    assert "Cookie" not in anonymous.get("Vary", "")


def test_a_form_that_stood_open_for_a_year_is_still_good(page, post, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    stamp = re.search(r'name="stamp" type="hidden" value="([^"]*)"', page().text)[1]
    time_machine.shift(timedelta(days=365))

    response = post(stamp=stamp)

    assert response.status_code == 303
    assert Comment.objects.get().held_because == "No comment of this person has been approved yet."


def test_a_version_that_readers_do_not_see_has_no_discussion(story, rf):
    hidden = ArticleFactory().latest_version
    tag = Template("{% load comments %}{% comment_section version %}")

    assert tag.render(Context({"version": hidden, "request": rf.get("/")})).strip() == ""
