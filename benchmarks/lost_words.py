"""Words typed at the desk that are gone after something went wrong."""

import os
import signal
import tempfile

from editors_rows import PASSWORD, button, done, press_step, sign_in, stand_at, text
from playwright.sync_api import expect

WORDS = 200
A_KEY = 12  # milliseconds: faster than anybody types, so that less has been kept


def numbered(prefix: str, count: int) -> str:
    """Words that can be told apart."""
    return " ".join(f"{prefix}{number}" for number in range(count)) + " "


def lost(prefix: str, count: int, kept: str) -> int:
    found = set(kept.split())
    return sum(f"{prefix}{number}" not in found for number in range(count))


def crash(chromium, address: str, story: str) -> int:
    """The browser is killed at the last key; the same person begins again in the same profile."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        page = _open(chromium, profile, address, story)
        _write_at_the_end(page, numbered("crash", WORDS))
        _kill(page.context)
        page = _open(chromium, profile, address, story)
        lost_of_each = [_lost_of(page, address) for address in _offered(page)]
        page.context.close()
    return min(lost_of_each, default=WORDS)


def _offered(page) -> list[str]:
    """What the desk had, and what the browser had written down by itself."""
    links = page.get_by_role("link", name="Continue with them")
    links.first.wait_for()
    page.wait_for_timeout(2_000)
    return [link.get_attribute("href") for link in links.all()]


def _lost_of(page, address: str) -> int:
    page.goto(address)
    expect(page.locator(".ProseMirror")).to_contain_text("crash0 ")
    return lost("crash", WORDS, page.locator(".ProseMirror").inner_text())


def _open(chromium, profile: str, address: str, story: str):
    """The story in a browser with a profile on disk, signed in."""
    context = chromium(profile, base_url=address)
    page = context.new_page()
    page.goto("/admin/")
    if page.get_by_label("Password").count():  # a sign-in outlives a crash, mostly
        sign_in(page, "editor")
    page.goto(story)
    page.locator(".ProseMirror").wait_for()
    return page


def _write_at_the_end(page, words: str):
    page.locator(".ProseMirror").press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(words, delay=A_KEY)


def _kill(context):
    """As a power cut does it: no page has a last word."""
    session = context.browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    browser = next(process["id"] for process in processes if process["type"] == "browser")
    with context.expect_event("close"):
        os.kill(browser, signal.SIGKILL)


def sign_in_expires(hand, story: str) -> int:
    """The sign-in is gone after half of the words; all are typed, then saved."""
    page = hand.page
    stand_at(hand, story)
    _write_at_the_end(page, numbered("before", WORDS // 2))
    page.context.clear_cookies(name="sessionid")
    page.keyboard.type(numbered("after", WORDS // 2), delay=A_KEY)
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    done(hand).wait_for()  # the save goes on by itself
    stand_at(hand, story)
    kept = text(hand).inner_text()
    return sum(lost(prefix, WORDS // 2, kept) for prefix in ("before", "after"))


def two_paragraphs(first, second, story: str) -> int:
    """Two people write in two paragraphs of one story, and both save."""
    return _together(first, second, story, places=("first", "last"))


def one_paragraph(first, second, story: str) -> int:
    """Both write in the same paragraph; the second to save is asked, and keeps both."""
    return _together(first, second, story, places=("first", "first"))


def _together(first, second, story: str, places) -> int:
    count = WORDS // 4
    for hand, prefix, place in zip((first, second), ("one", "two"), places, strict=True):
        stand_at(hand, story)
        getattr(text(hand).locator("p"), place).click()
        hand.page.keyboard.press("End")
        hand.write(" " + numbered(prefix, count))
    press_step(first, "Save draft")
    with second.page.expect_navigation():
        button(second, "Save draft").click()
    both = second.page.get_by_label("Both, yours first")
    for question in both.all():
        question.check()
        press_step(second, "Save draft")
    done(second).wait_for()
    stand_at(second, story)
    kept = text(second).inner_text()
    return lost("one", count, kept) + lost("two", count, kept)
