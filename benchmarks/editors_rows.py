"""The rows of an editor's day, each by the shortest route that a practised hand knows."""

import io
import os
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hand import Cost, Hand
from PIL import Image
from playwright.sync_api import expect

ZONE = ZoneInfo("Europe/London")  # the demo newspaper's
PASSWORD = "newsroom-demo"  # noqa: S105 - of the demo newspaper, printed by `make run`
HEADLINE = "Footbridge at the fish dock opens a month early"
STANDFIRST = "It cost less than planned, and the first to cross was a dog called Biscuit."
BODY = "The crossing had been promised for the turn of the year. It opened at noon. "
ALT, CAPTION = "A narrow bridge over dark water.", "The new footbridge, seen from the quay."
FOUND = "ropewalk"  # a word of one headline among the demo's; of eight letters, as theirs was
SPAM = {2, 5, 9, 13, 17}  # as they are scattered among twenty comments


class Desk:
    """A browser, and the desk that its people sit down at."""

    def __init__(self, browser, address: str):
        self.browser = browser
        self.address = address

    def sit_down(self, username: str) -> Hand:
        """A browser of their own, signed in, at the desk's home; nothing of it is counted."""
        context = self.browser.new_context(
            base_url=self.address, locale="en-GB", viewport={"width": 1280, "height": 900}
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(30_000)
        hand = Hand(context.new_page())
        sign_in(hand.page, username)
        hand.take()
        return hand


def sign_in(page, username: str):
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def home(hand: Hand):
    """Stand at the desk's home, uncounted."""
    hand.page.goto("/admin/")
    hand.take()


def stand_at(hand: Hand, address: str):
    """Stand at the open story, uncounted."""
    hand.page.goto(address)
    text(hand).wait_for()
    hand.take()


def stand_at_first_waiting(hand: Hand):
    """Stand at a story in review that has never been published, uncounted."""
    home(hand)
    _stand_at_first(hand, "lane-waiting")


def stand_at_first_draft(hand: Hand):
    home(hand)
    _stand_at_first(hand, "lane-mine")


def _stand_at_first(hand: Hand, lane: str):
    link = hand.page.locator(f".{lane} li a").first
    stand_at(hand, link.get_attribute("href"))


def text(hand: Hand):
    return hand.page.locator(".ProseMirror")


def button(hand: Hand, name: str):
    return hand.page.get_by_role("button", name=name, exact=True)


def done(hand: Hand):
    return hand.page.locator(".messagelist .success").first


def press_step(hand: Hand, name: str):
    """Press one of the story's buttons, until the desk says that it is done."""
    hand.click(button(hand, name), _told_anew(hand))


def _told_anew(hand: Hand):
    """What the desk says of this press: what it said of the last one is set aside."""
    hand.page.evaluate("document.querySelector('.messagelist')?.replaceChildren()")
    return done(hand)


def photograph() -> bytes:
    """A picture file that no library has."""
    kept = io.BytesIO()
    scene = Image.frombytes("RGB", (16, 10), os.urandom(16 * 10 * 3))
    scene.resize((1600, 1000)).save(kept, "JPEG")
    return kept.getvalue()


def write_a_story(hand: Hand) -> Cost:
    """From the desk's home to a saved draft with a picture in its text."""
    page = hand.page
    hand.click(page.get_by_role("link", name="Write a story"), text(hand), leads_on=True)
    hand.click(page.get_by_label("Headline", exact=True))
    hand.write(HEADLINE)
    hand.press("Tab")
    hand.write(STANDFIRST)
    hand.press("Tab")
    hand.press("Tab")
    hand.write(BODY * 2)
    dialog = page.get_by_role("dialog")
    hand.drop(text(hand).locator("p").last, "bridge.jpg", photograph(), dialog.get_by_label("Alt"))
    hand.write(ALT)
    hand.press("Tab")
    hand.write(CAPTION)
    hand.press("Tab")
    hand.write("Nadia Rahal")
    hand.press("Tab")
    hand.press("Enter", text(hand).locator("figure", has_text=CAPTION))
    hand.choose(page.get_by_label("Section", exact=True), "City")
    hand.press("Control+s", done(hand), leads_on=True)
    expect(text(hand).locator("figure")).to_contain_text(CAPTION)
    return hand.take()


def preview(hand: Hand) -> Cost:
    page = hand.page
    shown = page.frame_locator("#preview-pane iframe").get_by_role("heading", level=1)
    hand.click(button(hand, "Preview"), shown)
    expect(shown).to_have_text(HEADLINE)
    return hand.take()


def preview_link(hand: Hand, stranger) -> Cost:
    """A link for somebody without an account, on the clipboard; `stranger` opens it."""
    page = hand.page
    hand.click(button(hand, "Make a preview link"), button(hand, "Copy").first)
    hand.click(button(hand, "Copy").first, button(hand, "Copied").first)
    cost = hand.take()
    stranger.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(stranger.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    return cost


def submit_to_publish(reporter: Hand, editor: Hand) -> Cost:
    """Submit, send back with a note, resubmit, publish: two people, each in a browser."""
    press_step(reporter, "Submit for review")
    editor.click(
        editor.page.get_by_role("link", name=re.compile("^Waiting for review")),
        editor.page.get_by_role("link", name=HEADLINE, exact=True),
        leads_on=True,
    )
    story = editor.page.get_by_role("link", name=HEADLINE, exact=True)
    editor.click(story, text(editor), leads_on=True)
    editor.click(editor.page.get_by_label("Note to the desk"))
    editor.write("Who paid for it?")
    press_step(editor, "Request changes")
    told = reporter.page.locator(".sent-back", has_text="Who paid for it?")
    reporter.reload(told)
    reporter.click(text(reporter).locator("p").first)
    reporter.write("The harbour paid. ")
    press_step(reporter, "Submit for review")
    editor.reload(text(editor).get_by_text("The harbour paid."))
    press_step(editor, "Publish now")
    return reporter.take() + editor.take()


def change_a_live_story(hand: Hand, reader) -> Cost:
    """Save a change that readers do not see, then publish it."""
    live = hand.page.get_by_role("link", name="View on site").first.get_attribute("href")
    hand.click(text(hand).locator("p").first)
    hand.write("Nobody was told why. ")
    hand.press("Control+s", _told_anew(hand))
    _sees(reader, live, "Nobody was told why.", is_seen=False)
    press_step(hand, "Update")
    cost = hand.take()
    _sees(reader, live, "Nobody was told why.")
    return cost


def _sees(reader, address: str, words: str, *, is_seen=True):
    reader.goto(address)
    expect(reader.get_by_text(words)).to_have_count(int(is_seen))


def lead_the_front_page(hand: Hand, reader) -> Cost:
    """From the open story to its headline as the first on the site."""
    page = hand.page
    lead = page.get_by_role("button", name=f"Lead with {HEADLINE}")
    hand.click(page.get_by_role("link", name="Front pages"), lead, leads_on=True)
    hand.click(lead, page.locator(".slot").first.get_by_text(HEADLINE))
    press_step(hand, "Go live now")
    cost = hand.take()
    reader.goto("/")
    expect(reader.locator("main h2 a, main h3 a").first).to_have_text(HEADLINE)
    return cost


def correct(hand: Hand, reader) -> Cost:
    """A dated correction on a live story, which the page of corrections lists too."""
    notice = "An earlier version said that the bridge opened at nine."
    live = hand.page.get_by_role("link", name="View on site").first.get_attribute("href")
    hand.click(text(hand).locator("p").first)
    hand.write("It was noon. ")
    hand.click(button(hand, "Correction…"))
    hand.write(notice)
    press_step(hand, "Publish as “Correction”")
    cost = hand.take()
    _sees(reader, live, notice)
    reader.goto("/corrections/")
    expect(reader.get_by_text(notice)).to_be_visible()
    return cost


def restore(hand: Hand) -> Cost:
    """Compare the last two versions and make the older one the draft again."""
    page = hand.page
    older = page.get_by_role("button", name=re.compile("^Restore version")).first
    hand.click(page.get_by_role("link", name="Compare versions"), older, leads_on=True)
    hand.click(older, done(hand), leads_on=True)
    expect(done(hand)).to_contain_text("is the draft again")
    return hand.take()


def schedule(hand: Hand) -> Cost:
    tomorrow = datetime.now(ZONE).date() + timedelta(days=1)
    hand.click(button(hand, "Tomorrow 06:00"))
    expect(hand.page.get_by_label("Publish at")).to_have_value(f"{tomorrow}T06:00")
    press_step(hand, "Schedule")
    expect(hand.page.locator(".standing-state")).to_contain_text("06:00")
    return hand.take()


def find(hand: Hand) -> Cost:
    """From the desk's home to a story, by a word of its headline."""
    hand.press("/")
    hand.key_in(FOUND, hand.page.get_by_role("option", name=FOUND))
    hand.press("Enter", text(hand), leads_on=True)
    return hand.take()


def moderate(hand: Hand) -> Cost:
    """From the desk's home: of twenty comments five are spam, and fifteen are approved."""
    page = hand.page
    here, told = page.locator(".comment-card.is-current"), page.locator(".queue-told-words")
    hand.click(page.get_by_role("link", name="Comments waiting"), here, leads_on=True)
    for place in range(20):
        name = here.locator("h2").text_content()
        verb, key = ("Spam", "s") if place in SPAM else ("Approved", "a")
        hand.press(key, told.filter(has_text=f"{verb}: {name}."))
    return hand.take()
