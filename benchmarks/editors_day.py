"""
An editor's day at the desk, counted: what each task costs in clicks, keys that are no prose, page
loads and machine seconds, and how many words are lost where something goes wrong.

A browser does every task by the shortest route that a practised editor knows, on the demo
newspaper. Beside each stands the better, by clicks and keys together, of WordPress 6.1 and
Wagtail 8. Those were measured once, on other software and its own servers: numbers to compare
with, as a ratio, not measured again here. Their search was among 10,000 stories.
"""

import shutil
from functools import partial

import editors_rows as rows
import lost_words
from demo_server import serving
from hand import Cost
from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# By row: the better of the two, and what it was; None where neither can do it.
PEERS = {
    "write a story with a picture": (Cost(13, 19, 2, 3.9), "Wagtail, without a caption"),
    "preview it": (Cost(2, 0, 1, 0.6), "WordPress"),
    "a link for a stranger": (None, "impossible in both"),
    "submit, send back, publish": (Cost(20, 2, 10, 10.7), "Wagtail"),
    "change a live story unseen": (Cost(3, 1, 1, 3.5), "Wagtail"),
    "first on the front page": (Cost(9, 10, 1, 1.2), "WordPress, by its date"),
    "dated correction": (None, "typed into the text in both"),
    "compare, restore the older": (Cost(3, 0, 2, 1.9), "WordPress"),
    "schedule for tomorrow 06:00": (Cost(6, 9, 0, 1.0), "WordPress"),
    "find by a word and open": (Cost(2, 9, 2, 1.8), "Wagtail"),
    "20 comments: 15 and 5 spam": (Cost(1, 21, 1, 2.8), "WordPress"),
}
LOST = {
    "two browsers, two paragraphs": "WordPress, Wagtail: the other's words",
    "two browsers, one paragraph": "WordPress, Wagtail: the other's words",
    "sign-in expires while writing": "WordPress 0, Wagtail 100",
    "crash after 200 words": "WordPress 46 to 200, Wagtail 0",
}


def main():
    with serving(WEB_CONCURRENCY="1") as port, sync_playwright() as playwright:
        address = f"http://127.0.0.1:{port}"
        start = {"executable_path": CHROMIUM, "args": FLAGS}
        browser = playwright.chromium.launch(**start)
        desk = rows.Desk(browser, address)
        print("clicks / keys / loads / seconds; then ours to theirs: moves, loads, seconds\n")
        _count_the_day(desk)
        print(f"\n{'words lost':30}{'here':>6}   elsewhere")
        _count_the_losses(desk, partial(playwright.chromium.launch_persistent_context, **start))
        browser.close()


def _count_the_day(desk):
    reporter, editor, moderator = map(desk.sit_down, ("reporter", "editor", "moderator"))
    reader = desk.browser.new_context(base_url=desk.address).new_page()
    _report("write a story with a picture", rows.write_a_story(reporter))
    story = reporter.page.url
    _report("preview it", rows.preview(reporter))
    _report("a link for a stranger", rows.preview_link(reporter, reader))
    _report("submit, send back, publish", rows.submit_to_publish(reporter, editor))
    rows.stand_at(editor, story)
    _report("change a live story unseen", rows.change_a_live_story(editor, reader))
    rows.stand_at(editor, story)
    _report("first on the front page", rows.lead_the_front_page(editor, reader))
    rows.stand_at(editor, story)
    _report("dated correction", rows.correct(editor, reader))
    rows.stand_at(editor, story)
    _report("compare, restore the older", rows.restore(editor))
    rows.stand_at_first_waiting(editor)
    _report("schedule for tomorrow 06:00", rows.schedule(editor))
    rows.home(editor)
    _report("find by a word and open", rows.find(editor))
    rows.home(moderator)
    _report("20 comments: 15 and 5 spam", rows.moderate(moderator))


def _count_the_losses(desk, chromium):
    reporter, editor = desk.sit_down("reporter"), desk.sit_down("editor")
    rows.stand_at_first_draft(reporter)
    story = reporter.page.url
    losses = [
        lost_words.two_paragraphs(reporter, editor, story),
        lost_words.one_paragraph(reporter, editor, story),
        lost_words.sign_in_expires(reporter, story),
        lost_words.crash(chromium, desk.address, story),
    ]
    for (title, elsewhere), lost in zip(LOST.items(), losses, strict=True):
        print(f"{title:30}{lost:>6}   {elsewhere}")


def _report(title: str, cost: Cost):
    peer, whose = PEERS[title]
    beside = f"{peer!s:>20}{_ratios(cost, peer)}" if peer else f"{'–':>20}{'':21}"
    print(f"{title:30}{cost!s:>18}{beside}   {whose}", flush=True)


def _ratios(cost: Cost, peer: Cost) -> str:
    pairs = [
        (cost.moves, peer.moves),
        (cost.loads, peer.loads),
        (cost.seconds, peer.seconds),
    ]
    told = (f"{ours / theirs:.2f}" if theirs else "–" for ours, theirs in pairs)
    return "".join(f"{one:>7}" for one in told)


if __name__ == "__main__":
    main()
