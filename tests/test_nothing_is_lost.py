"""Words survive what happens in a newsroom: two writers, no network, a crash, a lost sign-in."""

import os
import re
import signal

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles.models import Article, Autosave
from tests.accessibility import is_accessible
from tests.browser import CHROMIUM, FLAGS, eventually, sign_in
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

PASSWORD = "a long enough password"
TO_NOTICE = "10"  # seconds until a page asks who else is there
IN_THE_BROWSER = """
  const done = (asked) =>
    new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result) })
  const copies = async (question) => {
    const database = await done(indexedDB.open("newsroom", 1))
    return done(question(database.transaction("copies", "readwrite").objectStore("copies")))
  }
"""
# Whether who is here covers nothing of the panel, and the panel's standing nothing of its rest.
ROOM_BELOW = """() => {
  const [others, panel, standing, rest] =
    ["[data-others]", ".story-panel", ".standing", ".standing + *"]
      .map((name) => document.querySelector(name).getBoundingClientRect())
  return [panel.top >= others.bottom - 1, rest.top >= standing.bottom - 1]
}"""
BODY = "<p>First.</p><p>Second.</p><p>Third.</p>"


@pytest.fixture
def article():
    for name, group, known in (
        ("mara", "Reporter", "Mara Lind"),
        ("edith", "Editor", "Edith Rowan"),
    ):
        first, last = known.split()
        user = UserFactory(username=name, group=group, first_name=first, last_name=last)
        user.set_password(PASSWORD)
        user.save()
    AuthorFactory(name="Second Name")
    return ArticleFactory(headline="Bridge opens", body=BODY, section=SectionFactory(name="City"))


@pytest.fixture
def at_work(person, article):
    """`at_work("mara")` has the story open in a browser of their own, whose time can be moved."""

    def open_the_story(name):
        page = person()
        page.clock.install()
        sign_in(page, get_user_model().objects.get(username=name))
        visit(page, article)
        return page

    return open_the_story


def visit(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".ProseMirror").wait_for()


def headline(page):
    return page.get_by_label("Headline", exact=True)


def write_paragraph(page, number, text):
    page.locator(".ProseMirror > p").nth(number).click()
    page.keyboard.press("End")
    page.keyboard.type(text)


def says_saved(page):
    expect(page.locator("#save-status")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))


def autosaved(page, **changes):
    """Type into fields by their label, and wait until the desk has it."""
    with page.expect_response("**/autosave/"):
        for label, text in changes.items():
            page.get_by_label(label, exact=True).fill(text)
    says_saved(page)


def press(page, button="Save draft"):
    page.get_by_role("button", name=button, exact=True).click()


def copies(page):
    """What this browser keeps by itself, of whomever."""
    return page.evaluate(f"() => {{ {IN_THE_BROWSER} return copies((s) => s.getAll()) }}")


def leave_a_copy(page, copy):
    page.evaluate(f"(copy) => {{ {IN_THE_BROWSER} return copies((s) => s.put(copy)) }}", copy)


# Autosave


def test_words_are_saved_a_second_after_typing_stops_and_offered_after_a_crash(at_work, article):
    mara = at_work("mara")
    with mara.expect_response("**/autosave/"):
        headline(mara).fill("Bridge opens again")
        write_paragraph(mara, 1, " And more.")
    says_saved(mara)
    assert copies(mara) == []
    assert article.versions.count() == 1
    crashed = mara.context.new_page()
    mara.close()

    visit(crashed, article)
    expect(headline(crashed)).to_have_value("Bridge opens")
    expect(crashed.get_by_text("You typed words here that are not in the story")).to_be_visible()
    crashed.get_by_role("link", name="Continue with them").click()
    expect(headline(crashed)).to_have_value("Bridge opens again")
    expect(crashed.locator(".ProseMirror")).to_contain_text("Second. And more.")
    press(crashed)

    expect(crashed.locator(".messagelist")).to_contain_text("Saved as version 2")
    assert "Second. And more." in Article.objects.get().body
    assert not Autosave.objects.exists()


def test_bylines_topics_and_everything_beside_the_text_is_saved_too(at_work, article):
    mara = at_work("mara")
    with mara.expect_response("**/autosave/"):
        mara.locator("#id_comments_open").select_option("False")
    mara.locator("#bylines-1 .select2-selection").click()
    with mara.expect_response("**/autosave/"):
        mara.get_by_role("option", name="Second Name").click()
    with mara.expect_response("**/autosave/"):
        mara.locator("#bylines-1").get_by_role("button", name="Move up").click()

    mara.reload()
    mara.get_by_role("link", name="Continue with them").click()
    expect(mara.locator("#id_comments_open")).to_have_value("False")
    expect(mara.locator("#bylines-0 .select2-selection")).to_contain_text("Second Name")


def test_words_that_arrive_while_the_page_is_loaded_anew_are_offered_on_it(at_work, article):
    mara = at_work("mara")
    held = []
    mara.on("dialog", lambda question: question.accept())
    mara.route("**/autosave/", lambda route: route.continue_() if held else held.append(route))
    headline(mara).fill("On its way")
    mara.wait_for_timeout(1_500)

    def load_anew(route):
        page = route.fetch()  # made before the desk had the words
        held[0].fulfill(response=held[0].fetch())
        mara.wait_for_timeout(200)
        route.fulfill(response=page)

    mara.route("**/change/", load_anew, times=1)
    mara.reload()

    expect(mara.get_by_role("link", name="Continue with them")).to_have_count(1)
    assert Autosave.objects.get().headline == "On its way"


def test_an_unfinished_new_story_waits_on_the_front_of_the_desk(at_work):
    mara = at_work("mara")
    mara.goto("/admin/articles/article/add/")
    mara.locator(".ProseMirror").wait_for()
    autosaved(mara, Headline="Half a story")

    mara.goto("/admin/")
    mara.get_by_role("link", name="Half a story").click()
    expect(headline(mara)).to_have_value("Half a story")


def test_unsaved_words_are_discarded_when_their_writer_says_so(at_work, article):
    mara = at_work("mara")
    autosaved(mara, Headline="A slip")

    visit(mara, article)
    mara.get_by_role("button", name="Discard them").click()

    expect(mara.get_by_text("The unsaved words were discarded.")).to_be_visible()
    expect(mara.get_by_text("You typed words here")).to_have_count(0)


def test_words_typed_again_and_refused_again_are_offered_once(at_work, article):
    edith = at_work("edith")
    for _ in range(2):
        visit(edith, article)
        edith.get_by_label("Section").select_option("")  # without one nothing is published
        headline(edith).fill("Bridge opens again")
        press(edith, "Publish now")
        expect(edith.get_by_role("alert")).to_contain_text("Nothing was saved.")
        expect(headline(edith)).to_have_value("Bridge opens again")

    visit(edith, article)
    expect(edith.get_by_text("You typed words here that are not in the story")).to_have_count(1)
    edith.get_by_role("button", name="Discard them").click()

    expect(edith.get_by_text("The unsaved words were discarded.")).to_be_visible()
    expect(edith.get_by_text("You typed words here")).to_have_count(0)
    assert not Autosave.objects.exists()


# No network


def test_words_typed_offline_are_kept_in_the_browser_and_saved_when_it_is_back(at_work):
    mara = at_work("mara")
    mara.context.set_offline(True)
    headline(mara).fill("Typed in a tunnel")
    expect(mara.locator("#save-status")).to_contain_text("Not saved: offline")
    assert len(copies(mara)) == 1

    mara.context.set_offline(False)
    says_saved(mara)
    assert copies(mara) == []
    assert Autosave.objects.get().headline == "Typed in a tunnel"


def test_words_typed_offline_survive_a_crash_of_the_browser(at_work, article):
    mara = at_work("mara")
    mara.context.set_offline(True)
    headline(mara).fill("Typed in a tunnel")
    expect(mara.locator("#save-status")).to_contain_text("Not saved: offline")
    after = mara.context.new_page()
    mara.close()
    mara.context.set_offline(False)

    visit(after, article)
    after.get_by_role("link", name="Continue with them").click()

    expect(headline(after)).to_have_value("Typed in a tunnel")
    assert copies(after) == []


def kill(context):
    """As a power cut does it: no page has a last word."""
    session = context.browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    browser = next(process["id"] for process in processes if process["type"] == "browser")
    with context.expect_event("close"):
        os.kill(browser, signal.SIGKILL)


def test_every_word_survives_a_browser_that_is_killed(
    chromium, live_server, at_work, article, tmp_path
):
    cookies = at_work("mara").context.cookies()
    words = [f"word{number}" for number in range(40)]

    def open_anew():
        options = {"executable_path": CHROMIUM, "args": FLAGS, "base_url": live_server.url}
        context = chromium.browser_type.launch_persistent_context(tmp_path, **options)
        context.add_cookies(cookies)
        visit(context.pages[0], article)
        return context

    first = open_anew()
    first.route("**/autosave/", lambda route: route.abort())
    first.pages[0].locator(".ProseMirror > p").first.click()
    first.pages[0].keyboard.type(" ".join(words))
    first.pages[0].wait_for_timeout(200)  # the hand leaves the keys
    kill(first)
    second = open_anew()
    second.pages[0].get_by_role("link", name="Continue with them").click()

    expect(second.pages[0].locator(".ProseMirror")).to_contain_text(" ".join(words))
    second.close()


def test_an_older_copy_of_a_browser_does_not_replace_what_the_desk_has(at_work, article):
    mara = at_work("mara")
    mara.route("**/autosave/", lambda route: route.abort())
    headline(mara).fill("Older")
    expect(mara.locator("#save-status")).to_contain_text("Not saved")
    [older] = copies(mara)
    mara.unroute("**/autosave/")
    autosaved(mara, Headline="Newer")
    after = mara.context.new_page()
    mara.close()
    # As a crash leaves it: what the browser wrote last never reached its disk.
    after.goto("/admin/")
    leave_a_copy(after, older)

    visit(after, article)
    expect(after.get_by_role("link", name="Continue with them")).to_have_count(2)

    assert {slot.headline for slot in Autosave.objects.all()} == {"Older", "Newer"}


def test_a_button_pressed_offline_leaves_the_page_as_it_is(at_work, article):
    mara = at_work("mara")
    headline(mara).fill("Typed in a tunnel")
    mara.context.set_offline(True)
    press(mara)
    expect(mara.locator("#save-status")).to_contain_text("Nothing was saved")
    expect(headline(mara)).to_have_value("Typed in a tunnel")

    mara.context.set_offline(False)
    press(mara)

    expect(mara.locator(".messagelist")).to_contain_text("Saved as version 2")
    assert Article.objects.get().headline == "Typed in a tunnel"


def test_a_connection_that_breaks_after_the_save_writes_it_once(at_work, article):
    mara = at_work("mara")
    headline(mara).fill("Written once")

    def cut(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)  # it reaches the desk, and the answer is lost
            route.abort()
        else:
            route.continue_()

    mara.route("**/change/", cut)
    with mara.expect_event("requestfailed"):
        press(mara)
    mara.unroute("**/change/")
    visit(mara, article)

    expect(headline(mara)).to_have_value("Written once")
    for _ in range(100):
        if not copies(mara):
            break
        mara.wait_for_timeout(50)
    assert copies(mara) == []
    expect(mara.get_by_text("You typed words here")).to_have_count(0)
    assert article.versions.count() == 2


def test_a_connection_that_breaks_before_the_save_loses_no_word(at_work, article):
    mara = at_work("mara")
    headline(mara).fill("Not lost")
    mara.route("**/change/", lambda route: route.abort())
    with mara.expect_event("requestfailed"):
        press(mara)
    mara.unroute("**/change/")
    assert article.versions.count() == 1

    visit(mara, article)
    mara.get_by_role("link", name="Continue with them").click()

    expect(headline(mara)).to_have_value("Not lost")


# A sign-in that runs out


def test_an_expired_sign_in_is_renewed_in_the_page_while_typing(at_work):
    mara = at_work("mara")
    Session.objects.all().delete()
    headline(mara).fill("Typed meanwhile")

    dialog = mara.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_be_visible()
    expect(headline(mara)).to_be_focused()  # it takes nobody's keys
    headline(mara).press_sequentially(" and after")
    mara.get_by_role("button", name="Sign in again").click()
    mara.keyboard.type("a wrong one")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).to_have_text("This is not the password.")
    dialog.get_by_label("Password of mara").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()

    expect(dialog).to_have_count(0)
    says_saved(mara)
    press(mara)
    expect(mara.locator(".messagelist")).to_contain_text("Saved as version 2")
    assert Article.objects.get().headline == "Typed meanwhile and after"


def test_a_save_with_an_expired_sign_in_asks_and_then_saves(at_work):
    mara = at_work("mara")
    autosaved(mara, Headline="Typed before")
    Session.objects.all().delete()
    press(mara)

    dialog = mara.get_by_role("dialog", name="Sign in again")
    dialog.get_by_label("Password of mara").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()

    expect(mara.locator(".messagelist")).to_contain_text("Saved as version 2")
    assert Article.objects.get().headline == "Typed before"


def test_whoever_does_not_sign_in_again_keeps_the_page_and_is_not_asked_at_every_key(at_work):
    mara = at_work("mara")
    Session.objects.all().delete()
    headline(mara).fill("Typed meanwhile")
    mara.get_by_role("dialog").get_by_role("button", name="Not now").click()

    expect(mara.locator("#save-status")).to_contain_text("you are signed out")
    with mara.expect_response("**/autosave/"):
        headline(mara).fill("Typed on")
    expect(mara.get_by_role("dialog")).to_have_count(0)
    assert len(copies(mara)) == 1
    mara.get_by_role("button", name="Try again").click()
    expect(mara.get_by_role("dialog")).to_be_visible()


def test_nothing_is_saved_in_the_name_of_somebody_else_who_signed_in(at_work, article):
    mara = at_work("mara")
    other = mara.context.new_page()
    other.goto("/admin/")
    other.get_by_role("button", name="Log out").click()
    other.wait_for_url("**/admin/logout/")
    other.goto("/admin/login/?next=/admin/")
    other.get_by_label("Username").fill("edith")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Log in").click()
    other.wait_for_url("**/admin/")

    headline(mara).fill("Of Mara")
    dialog = mara.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_contain_text("Edith Rowan has signed in in this browser")
    assert not Autosave.objects.exists()
    dialog.get_by_label("Password of mara").fill(PASSWORD)
    with mara.expect_response(lambda response: "autosave" in response.url and response.ok):
        dialog.get_by_role("button", name="Sign in").click()
    assert Autosave.objects.get().user.username == "mara"


# Signing out


def test_signing_out_hands_over_what_is_only_in_this_browser(at_work):
    mara = at_work("mara")
    mara.route("**/autosave/", lambda route: route.abort())
    headline(mara).fill("Only here")
    expect(mara.locator("#save-status")).to_contain_text("Not saved")
    mara.unroute("**/autosave/")

    mara.get_by_role("button", name="Log out").click()

    expect(mara.get_by_text("Logged out", exact=False).first).to_be_visible()
    assert copies(mara) == []
    assert Autosave.objects.get().headline == "Only here"


def test_signing_out_asks_before_it_deletes_words_that_are_nowhere_else(at_work):
    mara = at_work("mara")
    mara.route("**/autosave/", lambda route: route.abort())
    headline(mara).fill("Only here")
    expect(mara.locator("#save-status")).to_contain_text("Not saved")

    mara.get_by_role("button", name="Log out").click()
    dialog = mara.get_by_role("dialog", name="Not everything is saved")
    expect(dialog.get_by_role("listitem")).to_have_text("Only here")
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(headline(mara)).to_have_value("Only here")

    mara.on("dialog", lambda question: question.accept())
    mara.get_by_role("button", name="Log out").click()
    dialog.get_by_role("button", name="Delete them and sign out").click()
    expect(mara.get_by_text("Logged out", exact=False).first).to_be_visible()
    assert copies(mara) == []


# Two people in one story


def test_each_sees_the_other_and_can_take_over(at_work, article):
    article.body = BODY * 20
    article.save()
    mara, edith = at_work("mara"), at_work("edith")
    expect(edith.locator("[data-others]")).to_contain_text("Mara Lind has this story open, too.")
    mara.clock.fast_forward(TO_NOTICE)
    expect(mara.locator("[data-others]")).to_contain_text("Edith Rowan")
    for page in (mara, edith):
        page.mouse.wheel(0, 400)
        assert eventually(page, lambda page=page: page.evaluate("scrollY") > 100)
        assert page.evaluate(ROOM_BELOW) == [True, True]
    headline(mara).fill("Half a headline")

    edith.get_by_role("button", name="Take over").click()

    mara.clock.fast_forward(TO_NOTICE)
    expect(mara.locator("[data-others]")).to_contain_text("Edith Rowan took over")
    expect(headline(mara)).not_to_be_editable()
    expect(mara.locator(".ProseMirror")).to_have_attribute("contenteditable", "false")
    expect(mara.get_by_role("button", name="Save draft")).to_be_disabled()
    assert Autosave.objects.get().headline == "Half a headline"

    mara.get_by_role("button", name="Take over").click()
    expect(headline(mara)).to_be_editable()
    expect(mara.get_by_role("button", name="Save draft")).to_be_enabled()
    edith.clock.fast_forward(TO_NOTICE)
    expect(edith.locator("[data-others]")).to_contain_text("Mara Lind took over")


@pytest.mark.both_databases
def test_two_browsers_that_save_over_each_other_keep_the_words_of_both(at_work, article):
    mara, edith = at_work("mara"), at_work("edith")
    write_paragraph(mara, 0, " Of Mara.")
    write_paragraph(edith, 2, " Of Edith.")

    press(edith)
    expect(edith.locator(".messagelist")).to_contain_text("Saved as version 2")
    press(mara)

    expect(mara.locator(".messagelist")).to_contain_text("Joined with what Edith Rowan saved")
    assert Article.objects.get().body == (
        "<p>First. Of Mara.</p><p>Second.</p><p>Third. Of Edith.</p>"
    )


def test_every_question_is_accessible(at_work, article):
    mara, edith = at_work("mara"), at_work("edith")
    autosaved(mara, Headline="Mara’s headline")
    write_paragraph(edith, 1, " Of Edith.")
    headline(edith).fill("Edith’s headline")
    press(edith)
    expect(edith.locator(".messagelist")).to_contain_text("Saved as version 2")

    visit(mara, article)
    expect(mara.get_by_role("button", name="Take over")).to_be_visible()
    is_accessible(mara, "offer and presence")
    mara.get_by_role("link", name="Continue with them").click()
    mara.locator(".ProseMirror").wait_for()
    press(mara)
    expect(mara.get_by_role("group", name="Headline", exact=True)).to_be_visible()
    is_accessible(mara, "conflict")
    Session.objects.all().delete()
    press(mara)
    expect(mara.get_by_role("dialog")).to_be_visible()
    is_accessible(mara, "sign in again")


@pytest.mark.parametrize("scripts", [True, False])
def test_where_both_changed_the_same_words_the_second_chooses(at_work, article, scripts):
    mara, edith = at_work("mara"), at_work("edith")
    write_paragraph(mara, 1, " Of Mara.")
    headline(mara).fill("Mara’s headline")
    write_paragraph(edith, 1, " Of Edith.")
    headline(edith).fill("Edith’s headline")
    press(edith)
    expect(edith.locator(".messagelist")).to_contain_text("Saved as version 2")
    if not scripts:
        says_saved(mara)
        mara.route("**/conflict*.js", lambda route: route.fulfill(content_type="text/javascript"))
        mara.reload()
        mara.get_by_role("link", name="Continue with them").click()
        mara.locator(".ProseMirror").wait_for()

    press(mara)
    question = mara.get_by_role("group", name="Headline", exact=True)
    expect(question).to_contain_text("Mara’s headline")
    question.get_by_label("Edith Rowan").check()
    question = mara.get_by_role("group", name="Body", exact=True)
    question.get_by_label("Both, yours first").check()
    if scripts:
        expect(headline(mara)).to_have_value("Edith’s headline")
        expect(mara.locator(".ProseMirror")).to_contain_text("Second. Of Edith.")
        headline(mara).fill("A headline of both")
    press(mara)

    expect(mara.locator(".messagelist")).to_contain_text("Saved as version 3")
    saved = Article.objects.get()
    assert saved.headline == ("A headline of both" if scripts else "Edith’s headline")
    assert saved.body == (
        "<p>First.</p><p>Second. Of Mara.</p><p>Second. Of Edith.</p><p>Third.</p>"
    )


def test_a_question_asked_right_after_typing_offers_nobody_their_own_words(at_work, article):
    mara, edith = at_work("mara"), at_work("edith")
    headline(edith).fill("Edith’s headline")
    press(edith)
    expect(edith.locator(".messagelist")).to_contain_text("Saved as version 2")

    headline(mara).fill("Mara’s headline")
    press(mara)  # before the desk has had time to keep a copy

    question = mara.get_by_role("group", name="Headline", exact=True)
    expect(question).to_contain_text("Mara’s headline")
    mara.wait_for_load_state("networkidle")
    expect(mara.get_by_role("link", name="Continue with them")).to_have_count(0)
    assert copies(mara) == []
