"""Choosing stories, and setting a menu, by keyboard and without dragging."""

import pytest
from playwright.sync_api import expect

from articles.models import Menu
from tests.browser import sign_in
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def path_of(article):
    return article.versions.live().get().path


def test_related_stories_are_found_put_in_order_and_saved(person):
    bridge = ArticleFactory(headline="Bridge shuts", live=True)
    ferry = ArticleFactory(headline="Ferry late", live=True)
    story = ArticleFactory(headline="The story")
    page = person()
    sign_in(page, UserFactory(group="Editor"))
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    find = page.get_by_label("Related stories")

    for words in ("bridge", "ferry"):
        find.fill(words)
        page.locator(".picker-found button").filter(has_text=words.title()).press("Enter")
        expect(find).to_have_value("")
    expect(page.locator(".picked .picked-headline")).to_have_text(["Bridge shuts", "Ferry late"])
    page.get_by_role("button", name="Move up: Ferry late").press("Enter")
    expect(page.locator(".picked .picked-headline")).to_have_text(["Ferry late", "Bridge shuts"])
    expect(page.get_by_role("button", name="Move up: Ferry late")).to_be_focused()
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#messages")).to_contain_text("Saved as version 2.")

    story.refresh_from_db()
    assert story.related == f"{path_of(ferry)}\n{path_of(bridge)}"


def test_a_menu_is_put_in_order_by_keyboard(person):
    for name in ("City", "Sport", "Culture"):
        SectionFactory(name=name, slug=name.lower())
    page = person()
    sign_in(page, UserFactory(group="Editor"))
    page.goto(f"/admin/articles/menu/{Menu.objects.get(place='main').pk}/change/")

    page.locator("#id_items-0-section").select_option(label="City")
    page.get_by_role("button", name="Add another Link").click()
    page.locator("#id_items-1-section").select_option(label="Sport")
    up = page.locator("#items-1").get_by_role("button", name="Move up")
    up.press("Enter")
    expect(page.locator(".menu-status")).to_have_text("Sport: place 1 of 2")
    expect(up).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")

    page.goto("/")
    expect(page.locator(".section-menu a")).to_have_text(["Sport", "City"])
