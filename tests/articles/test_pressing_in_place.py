"""A press leaves the page where it is: the cursor, what can be undone, what is typed meanwhile."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Autosave
from tests.desk import address
from tests.factories import ArticleFactory, AuthorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def room(person, client, live_server):
    """`room(editor, article)` is the story's page; nothing on it survives being loaded anew."""

    def enter(user, article):
        client.force_login(user)
        page = person()
        session = client.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(address(article))
        text(page).wait_for()
        page.evaluate("window.isTheSamePage = true")
        return page

    return enter


def text(page):
    return page.locator(".ProseMirror")


def stays(page):
    return page.evaluate("window.isTheSamePage === true")


def tells(page, words):
    expect(page.locator(".messagelist")).to_contain_text(words)


def test_a_save_moves_neither_the_cursor_nor_what_is_typed_meanwhile(room, editor):
    article = ArticleFactory(headline="Bridge", body="<p>First.</p><p>Second.</p>")
    page = room(editor, article)
    text(page).locator("p").first.click()
    page.keyboard.press("End")

    page.keyboard.type(" One.")
    page.keyboard.press("Control+s")
    page.keyboard.type(" Two.")
    tells(page, "Saved as version 2.")

    expect(text(page).locator("p").first).to_have_text("First. One. Two.")
    page.keyboard.press("Control+s")
    tells(page, "Saved as version 3.")
    assert Article.objects.get().body == "<p>First. One. Two.</p><p>Second.</p>"
    page.keyboard.press("Control+z")
    expect(text(page).locator("p").first).not_to_have_text("First. One. Two.")
    assert stays(page)


def test_words_typed_while_a_save_is_on_its_way_are_kept_as_any_others(room, editor):
    article = ArticleFactory(headline="Bridge")
    page = room(editor, article)
    page.get_by_label("Headline", exact=True).fill("Bridge opens")

    def slow(route):
        answer = route.fetch()
        page.keyboard.type(" at noon")
        route.fulfill(response=answer)

    page.route("**/change/", slow, times=1)
    with page.expect_response("**/autosave/"):
        page.keyboard.press("Control+s")

    expect(page.locator("#save-status")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    assert Article.objects.get().headline == "Bridge opens"
    assert Autosave.objects.get().headline == "Bridge opens at noon"
    assert stays(page)


def test_a_change_is_published_and_the_page_says_so_where_it_stands(room, editor):
    article = ArticleFactory(headline="Bridge", live=True)
    page = room(editor, article)

    page.get_by_label("Headline", exact=True).fill("Bridge opens")
    page.get_by_role("button", name="Update", exact=True).click()

    tells(page, "Published. Readers see version 2 now.")
    expect(page.locator(".standing")).to_contain_text("Readers see version 2")
    expect(page.locator(".steps li")).to_have_count(1)
    assert article.versions.live().get().change == "update"
    assert stays(page)


def test_a_correction_asks_for_its_words_first_and_where_it_stands(room, editor):
    article = ArticleFactory(headline="Bridge", live=True)
    page = room(editor, article)
    notice = page.get_by_label("Notice to readers")
    expect(notice).to_be_hidden()

    page.get_by_label("Headline", exact=True).fill("Bridge opens")
    page.get_by_role("button", name="Correction…").click()
    expect(notice).to_be_focused()
    page.keyboard.type("It was noon.")
    page.get_by_role("button", name="Publish as “Correction”").click()

    tells(page, "Published. Readers see version 2 now.")
    expect(notice).to_be_hidden()
    version = article.versions.live().get()
    assert (version.change, version.notices[-1]["text"]) == ("correction", "It was noon.")
    assert stays(page)


def test_a_notice_stays_typed_when_the_draft_is_saved(room, editor):
    article = ArticleFactory(live=True)
    page = room(editor, article)

    page.get_by_role("button", name="Correction…").click()
    page.keyboard.type("It was noon.")
    with page.expect_response("**/autosave/"):
        page.keyboard.press("Control+s")

    tells(page, "Saved as version 2.")
    expect(page.get_by_label("Notice to readers")).to_have_value("It was noon.")
    assert Autosave.objects.get().typed["notice"] == ["It was noon."]


def test_what_the_desk_refuses_is_shown_on_its_page_with_every_word(room, editor):
    page = room(editor, ArticleFactory(headline="Bridge"))

    page.get_by_label("Headline", exact=True).fill("")
    page.get_by_label("Standfirst").fill("Kept.")
    page.get_by_role("button", name="Publish now").click()

    expect(page.get_by_role("alert")).to_contain_text("Write a headline.")
    expect(page.get_by_label("Standfirst")).to_have_value("Kept.")


def test_a_press_made_while_another_is_being_refused_is_not_swallowed(room, editor):
    """Whoever presses Publish behind a Save that goes wrong has pressed Publish."""
    article = ArticleFactory(headline="Bridge", live=True)
    page = room(editor, article)
    page.get_by_label("Headline", exact=True).fill("Bridge opens")

    def cut_off(route):
        page.get_by_role("button", name="Update", exact=True).click()
        route.abort()

    page.route("**/change/", cut_off, times=1)
    page.keyboard.press("Control+s")

    tells(page, "Published. Readers see version 2 now.")
    assert article.versions.live().get().headline == "Bridge opens"
    assert stays(page)


def test_a_page_with_other_names_on_it_is_loaded_anew(room, editor):
    AuthorFactory(name="Second Name")
    article = ArticleFactory()
    page = room(editor, article)

    page.locator("#bylines-1 .select2-selection").click()
    page.get_by_role("option", name="Second Name").click()
    page.keyboard.press("Control+s")

    tells(page, "Saved as version 2.")
    expect(page.locator("#bylines-1 .select2-selection")).to_contain_text("Second Name")
    assert not stays(page)
    assert article.bylines.count() == 2
