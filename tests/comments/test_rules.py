"""The rules of the house, and what a single story has of its own."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from comments.models import Comment, HouseRules, Moderation, Order, StoryDiscussion
from comments.rules import rules_for
from tests.factories import ArticleFactory, CommentFactory

pytestmark = pytest.mark.django_db


def house(**rules):
    HouseRules(**rules).save()


def is_open(article):
    return not rules_for(article).closed


# Open and closed


@pytest.mark.parametrize(
    ("house_is_open", "comments_open", "expected"),
    [
        (True, None, True),
        (True, True, True),
        (True, False, False),
        (False, None, False),
        (False, True, True),
        (False, False, False),
    ],
)
def test_a_story_is_as_open_as_the_house_unless_it_says_otherwise(
    house_is_open, comments_open, expected
):
    house(is_open=house_is_open)

    assert is_open(ArticleFactory(live=True, comments_open=comments_open)) is expected


def test_where_nobody_has_set_a_rule_the_references_defaults_hold():
    rules = rules_for(ArticleFactory(live=True))

    assert (rules.closed, rules.closes_at, rules.moderation) == ("", None, Moderation.HOLD_FIRST)
    assert (rules.max_links, rules.max_length, rules.flood_seconds) == (2, 65525, 15)
    assert (rules.depth, rules.order, rules.page_size) == (5, Order.OLDEST, 50)
    assert rules.require_name_email is True


def test_a_discussion_closes_so_many_days_after_the_first_publication(editor, time_machine):
    house(close_after_days=14)
    time_machine.move_to("2026-05-20T12:00:00+00:00", tick=False)
    article = ArticleFactory(published_at=timezone.now() - timedelta(days=13))
    article.headline = "Corrected"
    article.save()
    workflow.perform("publish", article, by=editor, change="silent-fix")

    assert is_open(article)
    time_machine.shift(timedelta(days=1))
    assert rules_for(article).closed == (
        "Comments on this story closed on 21 May 2026, 14 days after it was published."
    )


@pytest.mark.parametrize(
    ("comments_open", "own_days", "expected"),
    [
        (None, None, False),
        (None, 30, True),
        (None, 0, True),
        (True, None, True),
        (True, 5, False),
        (False, 30, False),
    ],
)
def test_a_story_may_stay_open_longer_or_shorter_than_the_house_lets_it(
    comments_open, own_days, expected
):
    house(close_after_days=14)
    long_ago = timezone.now() - timedelta(days=20)
    article = ArticleFactory(published_at=long_ago, comments_open=comments_open)
    StoryDiscussion.objects.set_rules(article, close_after_days=own_days)

    assert is_open(article) is expected


def test_a_closed_discussion_says_why_on_the_page_and_to_whoever_posts(page, post, story):
    house(close_after_days=1)
    assert 'id="commentform"' in page().text
    StoryDiscussion.objects.set_rules(story, close_after_days=0)
    house(is_open=False)

    refused = post()

    assert '<p class="discussion-closed">Comments are closed.</p>' in page().text
    assert 'id="commentform"' not in page().text
    assert refused.status_code == 403
    assert 'role="alert">Comments are closed.</p>' in refused.text
    assert "The bridge was shut for a year.</textarea>" in refused.text
    assert not Comment.objects.exists()


def test_no_cache_keeps_a_form_longer_than_the_discussion_is_open(page, story, time_machine):
    opened = story.versions.get().published_at
    house(close_after_days=1)
    time_machine.move_to(opened + timedelta(days=1, seconds=-20), tick=False)

    assert "s-maxage=20" in page()["Cache-Control"]
    time_machine.shift(21)
    assert "s-maxage=60" in page()["Cache-Control"]


# A story's own


def test_what_a_story_has_of_its_own_goes_before_the_house(story):
    house(moderation=Moderation.HOLD_ALL, max_links=2, order=Order.OLDEST, depth=3)
    own = {"moderation": Moderation.OPEN, "max_links": 0, "order": Order.NEWEST}

    assert rules_for(story).moderation == Moderation.HOLD_ALL
    StoryDiscussion.objects.set_rules(story, **own)

    rules = rules_for(story)
    assert {name: getattr(rules, name) for name in own} == own
    assert rules.depth == 3
    assert rules_for(ArticleFactory(live=True)).moderation == Moderation.HOLD_ALL


def test_setting_a_storys_rules_leaves_what_is_counted_beside_them(story):
    StoryDiscussion.objects.create(article=story, comments_shown=7, threads_shown=3)

    StoryDiscussion.objects.set_rules(story, max_links=1)

    kept = StoryDiscussion.objects.get()
    assert (kept.comments_shown, kept.threads_shown, kept.max_links) == (7, 3, 1)


@pytest.mark.parametrize("stories", [1, 3])
def test_the_rules_of_a_story_are_one_query(stories, django_assert_num_queries):
    house()
    for _ in range(stories):
        article = ArticleFactory(live=True)
        StoryDiscussion.objects.set_rules(article, max_links=1)

    with django_assert_num_queries(1):
        rules_for(article)


# The form by the rules


def test_a_comment_may_have_as_many_characters_as_the_house_says(post, settings):
    house(max_length=100)

    assert post(comment="é" * 100).status_code == 303
    refused = post(comment="a\r\n" * 51)

    assert refused.status_code == 422
    told = "Your comment is too long: it has 101 characters, and 100 are the most."
    assert told in refused.text
    assert "a\r\na\r\n" in refused.text, "line ends count once, and nothing typed is lost"


def test_where_no_name_is_needed_the_stars_go_and_the_comment_is_anonymous(page, post):
    assert 'for="author">Name <span class="required">*' in page().text
    house(require_name_email=False)

    html = page().text
    response = post(author="", email="")

    assert 'for="author">Name</label>' in html
    assert 'for="email">Email</label>' in html
    assert 'for="comment">Comment <span class="required">*' in html
    assert response.status_code == 303
    comment = Comment.objects.get()
    assert (comment.name, comment.commenter) == ("Anonymous", None)


def test_where_no_name_is_needed_a_wrong_address_is_still_a_mistake(post):
    house(require_name_email=False)

    assert post(author="", email="nobody").status_code == 422


def test_without_an_address_the_same_words_again_are_one_comment_from_the_same_browser(post):
    house(require_name_email=False, flood_seconds=0)
    anonymous = {"author": "", "email": "", "HTTP_USER_AGENT": "Mozilla/5.0 (X11)"}
    first = post(**anonymous, HTTP_ORIGIN="http://testserver")

    again = post(**anonymous, HTTP_ORIGIN="http://testserver")
    stranger = post(**anonymous, HTTP_ORIGIN="http://testserver", REMOTE_ADDR="192.0.2.9")

    assert again["Location"] == first["Location"]
    assert stranger["Location"] != first["Location"], "a receipt is for whoever wrote the comment"
    assert Comment.objects.count() == 2


def test_the_flood_interval_is_the_houses_unless_the_installation_sets_one(post, settings):
    settings.COMMENT_FLOOD_SECONDS = None
    house(flood_seconds=40)
    post(comment="First.")

    assert 30 < int(post(comment="Second.")["Retry-After"]) <= 40
    settings.COMMENT_FLOOD_SECONDS = 0
    assert post(comment="Third.").status_code == 303


# What may be set


@pytest.mark.parametrize("name", ["hold_words", "block_words"])
def test_the_lines_of_a_word_list_are_cleaned(name):
    rules = HouseRules(**{name: "  casino*\r\n\r\nBuy now \nCASINO*\nviagra\n"})

    rules.full_clean()

    assert getattr(rules, name) == "casino*\nBuy now\nviagra"


@pytest.mark.parametrize("line", ["*", "* *", "!!!", "–"])
def test_a_line_without_a_word_is_refused_and_named(line):
    rules = HouseRules(block_words=f"casino\n{line}\npills")

    with pytest.raises(ValidationError) as refused:
        rules.full_clean()

    assert refused.value.message_dict == {
        "block_words": [f"There is no word to look for in: {line}"]
    }


def test_there_is_one_row_of_rules_however_often_they_are_set():
    house(max_links=1)
    house(max_links=3)

    assert HouseRules.objects.get().max_links == 3


def test_a_comment_that_was_there_before_stays_when_the_discussion_closes(page, story):
    CommentFactory(article=story, approved=True, text="Written in time.")
    house(is_open=False)

    assert "Written in time." in page().text
