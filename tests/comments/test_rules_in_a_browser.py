"""The rules of the house as an editor sets them, and as a reader's browser meets them."""

import pytest
from playwright.sync_api import expect

from comments.models import Comment, HouseRules, Moderation
from tests.accessibility import is_accessible
from tests.browser import signed_in
from tests.factories import ArticleFactory, CommentFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long enough password"


@pytest.mark.parametrize("width", [390, 1280])
def test_an_editor_rehearses_a_rule_where_it_stands_and_saves_with_enter(person, width):
    editor = UserFactory(username="edith", group="Editor")
    editor.set_password(PASSWORD)
    editor.save()
    CommentFactory(text="Cheap p1lls").approve(by=editor)
    page = person(width=width)
    with signed_in(page, "edith", PASSWORD):
        page.goto("/admin/comments/houserules/")
        page.get_by_label("Hold words").fill("pills")
        page.get_by_role("button", name="Rehearse hold words").click()

        told = "It would have held 1 of the last 1 comment. Of these 1 was approved by hand."
        expect(page.get_by_role("status")).to_contain_text(told)
        expect(page.get_by_label("Hold words")).to_have_value("pills")
        expect(page.get_by_label("Hold words")).to_be_in_viewport()
        is_accessible(page)
        page.get_by_role("button", name="Rehearse all rules").click()
        expect(page.get_by_role("status")).to_have_count(6)
        is_accessible(page)
        assert not HouseRules.objects.exists()

        page.get_by_label("Hold a comment with so many links or more").fill("4")
        page.keyboard.press("Enter")
        expect(page.locator(".messagelist")).to_contain_text("They hold from now on.")
    rules = HouseRules.objects.get()
    assert (rules.max_links, rules.hold_words) == (4, "pills")


def fill_in(page, **typed):
    for label, words in typed.items():
        page.get_by_label(f"{label} *").fill(words)


def test_what_a_program_fills_in_within_an_instant_waits_and_a_mended_form_does_not(person):
    HouseRules(moderation=Moderation.OPEN, pace_seconds=60, flood_seconds=0).save()
    address = ArticleFactory(live=True).versions.get().get_absolute_url()
    page = person()
    page.goto(address)
    fill_in(page, Comment="Buy now.", Name="A program", Email="program@example.org")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("status")).to_contain_text("Your comment is awaiting moderation")

    page.goto(address)
    fill_in(page, Comment="I saw it.", Name="Ida", Email="nobody")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Email *").fill("ida@example.org")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("status")).to_contain_text("Your comment is published")
    held = Comment.objects.get(name="A program").held_because
    assert held.endswith(" s, limit is 60 s.")
