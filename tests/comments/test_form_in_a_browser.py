"""“Leave a Reply” with a keyboard alone, on the narrowest screen, without a script."""

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from comments import views
from comments.models import Comment, HouseRules
from tests.accessibility import fits, is_accessible
from tests.factories import ArticleFactory, CommentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUSED = "document.activeElement.name || document.activeElement.id"


@pytest.fixture
def page(person):
    HouseRules(flood_seconds=0).save()
    story = ArticleFactory(live=True)
    CommentFactory(article=story, approved=True)
    page = person(width=320, java_script_enabled=False)
    page.goto(story.versions.get().get_absolute_url())
    return page


def tab_to(page, name) -> list[str]:
    """Press Tab until `name` has the focus; the names of the fields on the way there."""
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        if stops[-1] == name:
            return stops
    raise AssertionError(f"Tab does not lead to {name}: {stops}")


@pytest.fixture
def is_accessible_too(person):
    """`is_accessible_too(page)`: axe needs scripts, and reads the same HTML beside the page."""
    beside = person(bypass_csp=True)
    beside.goto("/healthz")

    def check(page):
        beside.set_content(page.content())
        is_accessible(beside)
        fits(page)

    return check


def test_a_comment_is_posted_with_the_keyboard_alone_at_320_pixels_without_a_script(
    page, is_accessible_too
):
    tab_to(page, "comment")
    page.keyboard.type("It was the north pier.")
    stops = []
    for name, words in (("author", "Ida Holm"), ("email", "nobody"), ("url", "")):
        stops += tab_to(page, name)
        page.keyboard.type(words)
    assert stops == ["author", "email", "url"]
    assert "subject" not in tab_to(page, "submit")
    page.keyboard.press("Enter")

    # What is to be mended has the focus, says why, and nothing typed is lost.
    expect(page.get_by_role("alert")).to_contain_text("Please enter a valid email address.")
    assert page.evaluate(FOCUSED) == "email"
    expect(page.get_by_label("Comment *")).to_have_value("It was the north pier.")
    is_accessible_too(page)
    page.keyboard.press("Control+A")
    page.keyboard.type("ida@mail.example")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Your comment is awaiting moderation")
    is_accessible_too(page)
    assert Comment.objects.get(name="Ida Holm").text == "It was the north pier."


def test_while_the_database_is_away_the_words_wait_on_the_page_and_are_sent_again(
    page, is_accessible_too, monkeypatch
):
    def unreachable(*args, **kwargs):
        raise OperationalError("no connection")

    monkeypatch.setattr(views, "rules_for", unreachable)
    page.get_by_label("Comment *").fill("It was the <b>north</b> pier.")
    page.get_by_label("Name *").fill("Ida Holm")
    page.get_by_label("Email *").fill("ida@mail.example")
    page.get_by_role("button", name="Post Comment").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Not sent yet, and nothing is lost")
    expect(page.get_by_label("Comment *")).to_have_value("It was the <b>north</b> pier.")
    is_accessible_too(page)
    monkeypatch.undo()
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("status")).to_contain_text("Your comment is awaiting moderation")
    assert Comment.objects.get(name="Ida Holm").text == "It was the <b>north</b> pier."


def test_a_comment_and_an_error_are_reported_without_a_script(page, is_accessible_too):
    story = page.url
    page.get_by_role("link", name="Report the comment by").click()
    page.get_by_role("button", name="Send to the moderators").click()
    expect(page.get_by_role("alert")).to_contain_text("Please choose what is wrong with it.")
    is_accessible_too(page)
    page.get_by_label("Spam or advertising").check()
    page.get_by_role("button", name="Send to the moderators").click()
    expect(page.get_by_role("status")).to_contain_text("The moderators have your report")

    page.goto(story)
    page.get_by_role("link", name="Report an error in this story").click()
    page.get_by_label("What is wrong? *").fill("It was the north pier.")
    page.get_by_label("Your email").fill("nobody")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("alert")).to_contain_text("Please enter a valid email address")
    is_accessible_too(page)
    page.get_by_label("Your email").fill("")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("status")).to_contain_text("Your report is with the editors.")
