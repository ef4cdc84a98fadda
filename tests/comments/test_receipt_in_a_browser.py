"""What a browser keeps of its user's comments, and what it proves with it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from comments import signatures
from comments.models import Comment
from tests.comments.reading import KEPT_OF_COMMENTS
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(settings):
    settings.COMMENT_FLOOD_SECONDS = 0
    return ArticleFactory(live=True).versions.live().get().get_absolute_url()


def comment(page, story, words, *, remembers):
    page.goto(story)
    page.get_by_label("Comment *").fill(words)
    page.get_by_label("Name *").fill("Ida Holm")
    page.get_by_label("Email *").fill("ida@mail.example")
    page.get_by_label("Save my name").set_checked(remembers)
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("status")).to_contain_text("Your comment is awaiting moderation.")
    return Comment.objects.get(text=words)


def confirm(page, comment):
    page.goto(reverse("comments:confirm", args=[signatures.confirmation_token(comment)]))
    page.get_by_role("button", name="Yes, confirm my address").click()
    expect(page.get_by_role("status")).to_contain_text("awaiting moderation")


def test_a_comment_confirmed_on_the_phone_is_known_where_it_was_written(person, story):
    desktop, phone, elsewhere = person(), person(width=390), person()
    first = comment(desktop, story, "My first.", remembers=True)
    confirm(phone, first)

    assert comment(desktop, story, "My second.", remembers=True).is_confirmed
    assert not comment(elsewhere, story, "In her name.", remembers=True).is_confirmed


def test_a_browser_that_was_not_asked_to_remember_keeps_nothing(person, story):
    page, phone = person(), person(width=390)
    confirm(phone, comment(page, story, "My first.", remembers=True))

    comment(page, story, "My second.", remembers=False)

    assert page.evaluate(KEPT_OF_COMMENTS) == []
    assert not comment(page, story, "My third.", remembers=False).is_confirmed


def test_the_receipt_works_without_a_script(person, story):
    page = person(java_script_enabled=False)
    mine = comment(page, story, "The brigde is shut.", remembers=False)

    page.get_by_role("link", name="Edit it").click()
    page.get_by_label("Comment *").fill("The bridge is shut.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The bridge is shut.")).to_be_visible()
    page.get_by_label("when somebody answers").check()
    page.get_by_role("button", name="Keep this choice").click()
    expect(page.get_by_text("Your choice is kept.")).to_be_visible()
    page.get_by_role("link", name="Withdraw it").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("status")).to_contain_text("You withdrew your comment.")

    mine.refresh_from_db()
    assert (mine.text, mine.wants_replies, mine.is_withdrawn) == ("The bridge is shut.", True, True)
