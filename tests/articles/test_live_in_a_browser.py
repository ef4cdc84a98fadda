"""Live coverage as two people live it: one writes with the keyboard, the other reads."""

import pytest
from playwright.sync_api import expect

from articles import coverage, workflow
from articles.models import Layout, LiveEntry
from tests.browser import eventually, sign_in
from tests.factories import ArticleFactory, LiveEntryFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(person):
    """A browser of an editor's, as wide as a telephone."""
    page = person(width=390)
    sign_in(page, UserFactory(username="editor", group="Editor"))
    return page


@pytest.fixture
def story(transactional_db):
    story = ArticleFactory(headline="Storm over Sarn", layout=Layout.LIVE, live=True)
    LiveEntryFactory(article=story, headline="It blows")
    return story


def at_the_desk(story):
    return f"/admin/articles/article/{story.pk}/live/"


def begin(desk, story):
    desk.goto(at_the_desk(story))
    expect(desk.locator("#live-form[data-ready]")).to_be_visible()


def look(reader):
    """Come back to the page, as from another tab: it asks at once."""
    reader.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_is_published_by_keyboard_appears_on_a_page_that_is_open(desk, story, person):
    reader = person()
    reader.goto(story.versions.live().get().get_absolute_url())
    expect(reader.locator(".entry")).to_have_count(1)
    parts = [".story-lead, .story-head h1", ".story-body", ".coverage", ".story-foot"]
    tops = [reader.locator(part).first.bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)  # the introduction stands above the entries
    begin(desk, story)

    desk.keyboard.type("The bridge is shut.")
    desk.keyboard.press("Control+Enter")

    expect(desk.get_by_text("Published: “The bridge is shut.”")).to_be_visible()
    expect(desk.locator("#live-form[data-ready]")).to_be_visible()
    expect(desk.get_by_role("textbox", name="Text")).to_be_focused()
    expect(desk.get_by_role("textbox", name="Text")).to_have_text("")
    look(reader)
    expect(reader.locator("#coverage-new")).to_have_text("1 new entry")
    expect(reader.locator(".entry")).to_have_count(1)  # nothing has moved
    reader.get_by_role("button", name="1 new entry").click()
    expect(reader.locator(".entry").first).to_contain_text("The bridge is shut.")
    expect(reader.locator(".entry").first).to_be_focused()
    expect(reader.get_by_text("2 entries")).to_be_visible()
    expect(reader.locator("#coverage-new")).to_be_empty()

    coverage.withdraw(story, 1, by=UserFactory(is_superuser=True))
    look(reader)
    reader.get_by_role("button", name="Entries were changed").click()
    expect(reader.locator(".entry")).to_have_count(1)

    workflow.perform("unpublish", story, by=UserFactory(is_superuser=True))
    look(reader)
    expect(reader.locator("#coverage-new")).to_have_text("This story is no longer published.")


def test_without_scripts_a_link_looks_for_new_entries_and_the_desk_is_a_form(person, story):
    editor = UserFactory(username="editor", group="Editor")
    reader, desk = person(java_script_enabled=False), person(java_script_enabled=False)
    sign_in(desk, editor)
    reader.goto(story.versions.live().get().get_absolute_url())
    desk.goto(at_the_desk(story))

    desk.get_by_label("Text").fill("The bridge is shut.\n\nThe pier, too.")
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.get_by_text("Published:")).to_be_visible()
    reader.get_by_role("link", name="Look for new entries").click()

    expect(reader.locator(".entry").first).to_contain_text("The pier, too.")
    assert LiveEntry.objects.live().newest().first().body.count("<p>") == 2


def test_on_paper_stand_the_story_its_entries_and_its_address_and_nothing_to_press(person, story):
    reader = person()
    reader.emulate_media(media="print")
    address = story.versions.live().get().get_absolute_url()

    reader.goto(address)

    for printed in ("Storm over Sarn", "It blows", address):
        expect(reader.locator("main").get_by_text(printed).first).to_be_visible()
    for pressed in ("Share", "Look for new entries", "Post Comment", "Rules and numbers"):
        expect(reader.get_by_text(pressed).first).to_be_hidden()
    expect(reader.locator("form:visible, button:visible, nav.section-menu:visible")).to_have_count(
        0
    )
    overhang = "document.documentElement.scrollWidth - window.innerWidth"
    assert reader.evaluate(overhang) == 0


def test_words_outlive_a_page_that_closes_and_are_offered_once(desk, story):
    begin(desk, story)
    desk.keyboard.type("Half a sentence")
    kept = "Object.entries(localStorage).some(([, words]) => words.includes('Half a sentence'))"
    assert eventually(desk, lambda: desk.evaluate(kept))

    begin(desk, story)
    expect(desk.get_by_role("textbox", name="Text")).to_have_text("Half a sentence")
    expect(desk.get_by_text("These words were kept by this browser.")).to_be_visible()
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.get_by_text("Published: “Half a sentence”")).to_be_visible()

    begin(desk, story)
    expect(desk.get_by_role("textbox", name="Text")).to_have_text("")
