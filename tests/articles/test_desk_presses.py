"""Buttons pressed on a page that was overtaken, and buttons whose answer was lost on the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, Stage
from tests.desk import (
    address,
    answers,
    browser_of,
    press,
    said,
    seen_by_readers,
    told,
    typed_on,
)
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "<p>First.</p>", "<p>Second.</p>", "<p>Third.</p>"
BODY = FIRST + SECOND + THIRD


@pytest.fixture
def mara(reporter):
    return browser_of(reporter)


@pytest.fixture
def edith(editor):
    return browser_of(editor)


def in_two_days():
    return f"{timezone.localtime() + timedelta(days=2):%Y-%m-%dT%H:%M}"


# Buttons that send words on


@pytest.mark.parametrize("button", ["publish", "schedule", "approve"])
def test_nobody_sends_on_words_that_they_have_not_seen(button, mara, edith):
    article = ArticleFactory(in_review=True, body=BODY)
    stale = edith.get(address(article))
    press(mara, "save", article, body=FIRST + SECOND + "<p>Unseen.</p>")
    times = {"publish_at": in_two_days()}

    refused = press(edith, button, page=stale, headline="Mine", **times)

    assert "read it, then press" in told(refused)["__all__"][0]
    assert typed_on(refused)["body"] == FIRST + SECOND + "<p>Unseen.</p>"
    assert typed_on(refused)["headline"] == "Mine"
    assert seen_by_readers(article) is None
    assert article.versions.count() == 2
    assert press(edith, button, page=refused).status_code == 302
    assert article.latest_version.headline == "Mine"
    assert "Unseen" in article.latest_version.body
    article.refresh_from_db()
    assert article.stage == {"approve": Stage.APPROVED}.get(button, Stage.PUBLISHED)


def test_what_stands_in_a_page_that_came_back_is_published_once_it_is_chosen(mara, edith):
    article = ArticleFactory(headline="Old", kicker="Old")
    stale = edith.get(address(article))
    press(mara, "save", article, headline="Theirs", kicker="Theirs")

    refused = press(edith, "publish", page=stale, headline="Mine")
    assert typed_on(refused)["kicker"] == "Theirs"
    response = press(edith, "publish", page=refused, **answers(refused, "theirs"))

    assert response.status_code == 302
    assert seen_by_readers(article) == "Theirs"


def test_a_story_is_taken_down_at_once_whoever_has_saved_meanwhile(mara, edith):
    article = ArticleFactory(live=True)
    stale = edith.get(address(article))
    press(mara, "save", article, headline="Unseen")

    press(edith, "unpublish", page=stale)

    assert seen_by_readers(article) is None
    assert Article.objects.get().headline == "Unseen"


def test_a_step_that_somebody_else_took_is_not_an_overtaken_page(mara, edith, editor):
    article = ArticleFactory(in_review=True)
    stale = mara.get(address(article))
    workflow.perform("approve", article, by=editor)

    response = press(mara, "save", page=stale, headline="Mine")

    assert response.status_code == 302
    assert "Joined" not in said(response)


# The same press sent twice


def test_a_save_whose_answer_was_lost_is_not_written_twice(mara):
    article = ArticleFactory()
    page = mara.get(address(article))

    press(mara, "save", page=page, headline="Mine")
    response = press(mara, "save", page=page, headline="Mine")

    assert response.status_code == 302
    assert "Nothing was written twice" in said(response)
    assert article.versions.count() == 2
    assert article.events.count() == 1


def test_a_new_story_whose_answer_was_lost_is_not_begun_twice(mara):
    page = mara.get(address())

    press(mara, "submit", page=page, headline="New")
    response = press(mara, "submit", page=page, headline="New")

    article = Article.objects.get()
    assert response.headers["Location"] == address(article)
    assert "Nothing was written twice" in said(response)
    assert article.versions.count() == 1


def test_a_page_typed_on_after_its_answer_was_lost_does_not_argue_with_itself(mara):
    article = ArticleFactory()
    page = mara.get(address(article))
    press(mara, "save", page=page, headline="Mine")

    response = press(mara, "save", page=page, headline="Mine, and more")

    assert response.status_code == 302
    assert Article.objects.get().headline == "Mine, and more"
    assert article.versions.count() == 3


def test_going_back_to_earlier_words_of_a_page_is_a_save(mara):
    article = ArticleFactory(headline="One")
    page = mara.get(address(article))

    for headline in ("Two", "Three", "Two"):
        press(mara, "save", page=page, headline=headline)

    assert Article.objects.get().headline == "Two"
    assert article.versions.count() == 4


def test_the_same_page_of_somebody_else_is_another_press(mara, edith):
    article = ArticleFactory(headline="One")
    page = mara.get(address(article))
    press(mara, "save", page=page, headline="Two")

    refused = press(edith, "save", page=page, headline="Two")

    assert "opened by somebody else" in told(refused)["__all__"][0]
    assert article.versions.count() == 2
    assert press(edith, "save", page=refused).status_code == 302
    assert article.latest_version.saved_by.username == "editor"
