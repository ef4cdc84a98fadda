"""
The handbook's pictures, each a function of its name: people at their desks bring a screen up, and
what is to be seen of it is returned. A screen that is not as it should be ends in an error.

They are drawn in this order, in one newspaper: what one leaves changed must not disturb the next.
"""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from newsroom.demo.drawings import draw

RECIPES = {}
NEWSROOM = ZoneInfo("Europe/London")  # the demo's


def picture(recipe):
    """Enter a recipe under its name in the handbook: `new_picture` draws new-picture.png."""
    RECIPES[recipe.__name__.replace("_", "-")] = recipe
    return recipe


def story(page: Page, headline: str) -> Page:
    """Open a story from the list, as its people would find it."""
    page.goto("/admin/articles/article/")
    page.get_by_label("Words", exact=True).fill(headline)
    page.get_by_role("button", name="Find").click()
    page.locator("#result_list").get_by_role("link", name=headline).click()
    page.locator(".ProseMirror").wait_for()
    return page


def cropped(page: Page, height: int) -> Page:
    page.set_viewport_size({"width": 1280, "height": height})
    return page


def hours_from_now(hours: int) -> datetime:
    return datetime.now(NEWSROOM) + timedelta(hours=hours)


def chosen(page: Page, action: str):
    """Every story of the list, and what is to be done to them."""
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(action)


def message(page: Page, text: str):
    expect(page.locator(".messagelist")).to_contain_text(text)


@picture
def shift(desk):
    page = desk("editor")
    expect(page.get_by_role("link", name="Waiting for review 3")).to_be_visible()
    for lane in ("Yours", "Waiting for you", "Due today", "Live changes"):
        expect(page.get_by_role("heading", name=lane, exact=True)).to_be_visible()
    return page


@picture
def writing(desk):
    page = story(desk("reporter"), "The last mile to Old Quay, by pedal")
    expect(page.locator(".story-length")).to_have_text(re.compile(r"^\d+ words · \d min read$"))
    expect(page.get_by_role("button", name="Submit for review")).to_be_visible()
    return page


@picture
def search_card(desk):
    page = story(desk("reporter"), "The last mile to Old Quay, by pedal")
    page.get_by_label("Title for search").fill("Cargo bikes take over Old Quay’s parcels")
    card = page.locator(".sharing")
    expect(card.locator(".search-result-title")).to_have_text(re.compile("^Cargo bikes"))
    return card


@picture
def library(desk):
    page = desk("editor")
    page.goto("/admin/articles/picture/")
    page.get_by_role("link", name="The council chamber by day").click()
    end = f"{hours_from_now(150):%Y-%m-%dT18:00}"
    page.get_by_label("May be used until").fill(end)
    page.get_by_role("button", name="Save", exact=True).click()
    message(page, "was changed successfully")
    page.goto("/admin/articles/picture/")
    expect(page.locator("#content").get_by_text("Rights end").first).to_be_visible()
    return page


@picture
def new_picture(desk):
    page = story(desk("reporter"), "The last mile to Old Quay, by pedal")
    data = io.BytesIO()
    draw("cyclists", seed="handbook", time="dusk").save(data, "JPEG", quality=90)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload…").click()
    file = {"name": "old-quay.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}
    chooser.value.set_files([file])
    dialog = page.get_by_role("dialog", name="New pictures")
    dialog.get_by_label("Alt text").fill("Two cyclists on a road by the park, at sunset.")
    expect(dialog.get_by_text("Click on what every crop must keep in sight.")).to_be_visible()
    return dialog


@picture
def unsaved_words(desk):
    page = story(desk("reporter"), "Athletic to replace leaking East Stand roof")
    with page.expect_response("**/autosave/"):
        page.get_by_label("Standfirst").fill("The drip above row Q is to go, and so is row Q.")
    expect(page.locator("#save-status")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    again = page.context.new_page()
    page.close()
    story(again, "Athletic to replace leaking East Stand roof")
    expect(again.get_by_role("link", name="Continue with them")).to_be_visible()
    return cropped(again, 430)


@picture
def two_people(desk):
    headline = "Seventeen votes in it: the five who want Saltmarket’s last seat"
    mara, edith = story(desk("reporter"), headline), story(desk("editor"), headline)
    for page, standfirst in (
        (edith, "Five people want the council’s closest ward. One of them lost it by 17 votes."),
        (mara, "Saltmarket was won by 17 votes. We asked all five candidates what they would do."),
    ):
        with page.expect_response("**/autosave/"):
            page.get_by_label("Standfirst").fill(standfirst)
        page.get_by_role("button", name="Save draft").click()
    expect(mara.locator(".conflicts")).to_contain_text("Edith Hale")
    expect(mara.get_by_role("alert")).to_contain_text("changed the same words: Standfirst")
    return cropped(mara, 760)


@picture
def notes(desk):
    page = story(desk("editor"), "The last mile to Old Quay, by pedal")
    talk = page.locator("#notes")
    expect(talk).to_contain_text("which three?")
    return talk


@picture
def calendar(desk):
    page = desk("editor")
    page.goto("/admin/articles/article/calendar/?view=week")
    for kind in ("Planned", "Due", "Scheduled", "Taken down"):
        expect(page.locator(".calendar-kinds").get_by_text(kind)).to_be_visible()
    expect(page.locator(".calendar .kind-scheduled").first).to_be_visible()
    return cropped(page, 700)


@picture
def kinds_of_change(desk):
    page = story(desk("editor"), "Sarn Bridge cycle lane stays")
    page.get_by_label("Kind of change").select_option("Correction")
    page.get_by_label("Notice to readers").fill(
        "An earlier version of this article said that the talks resume next month. They resume "
        "on Monday."
    )
    heading = page.get_by_role("heading", name="What changes for readers")
    return page.locator(".story-panel section", has=heading)


@picture
def what_changed(desk):
    page = desk()
    page.goto("/corrections/")
    page.get_by_role("link", name="Women wait twice as long in maternity triage").click()
    page.get_by_role("link", name="What changed").first.click()
    main = page.locator("main")
    expect(main.locator("del", has_text="412").first).to_be_visible()
    expect(main.locator("ins", has_text="142").first).to_be_visible()
    return cropped(page, 760)


@picture
def compare(desk):
    page = story(desk("editor"), "Sarn Bridge cycle lane stays")
    page.get_by_role("link", name="Compare versions").click()
    expect(page.get_by_role("button", name="Restore version 1 as the draft")).to_be_visible()
    expect(page.locator("ins").first).to_be_visible()
    return cropped(page, 720)


@picture
def preview(desk):
    page = story(desk("reporter"), "My neighbour has £5 and would like a bun")
    page.get_by_role("button", name="Preview", exact=True).click()
    inside = page.frame_locator(".preview-pane iframe")
    expect(inside.get_by_role("heading", level=1)).to_contain_text("My neighbour has £5")
    return cropped(page, 800)


@picture
def front_page(desk):
    page = desk("editor")
    page.goto("/admin/articles/arrangement/")
    expect(page.get_by_role("heading", name="Placed by hand")).to_be_visible()
    expect(page.locator(".slots > li")).to_have_count(6)
    return page


@picture
def another_time(desk):
    page = desk("editor")
    page.goto(f"/?as_of={hours_from_now(10):%Y-%m-%dT%H:00}")
    expect(page.locator(".time-bar")).to_contain_text("The paper as of")
    expect(page.get_by_role("link", name="Next change")).to_be_visible()
    return cropped(page, 760)


@picture
def stories(desk):
    page = desk("editor")
    page.goto("/admin/articles/article/?state=in-review")
    page.get_by_text("Keep this filter").click()
    page.get_by_label("Name", exact=True).fill("To be read")
    page.get_by_role("button", name="Keep", exact=True).click()
    message(page, "The filter is kept above the list.")
    page.goto("/admin/articles/article/?state=in-review")
    chosen(page, "Approve")
    return cropped(page, 620)


@picture
def undo(desk):
    page = desk("editor")
    page.goto("/admin/articles/article/?state=in-review")
    chosen(page, "Approve")
    page.get_by_role("button", name="Go").click()
    page.locator(".bulk").get_by_role("button", name="Approve").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    return cropped(page, 420)


@picture
def publish_checks(desk):
    page = story(desk("editor"), "My neighbour has £5 and would like a bun")
    page.get_by_label("Label").select_option("News")
    page.get_by_role("button", name="Publish now").click()
    problems = page.locator(".story-problems")
    problems.get_by_label("Reason to go on anyway").fill("A news report, though it runs here.")
    expect(problems.get_by_role("button", name="Publish now anyway")).to_be_visible()
    return problems


@picture
def comments(desk):
    page = desk("moderator")
    page.goto("/admin/comments/comment/")
    expect(page.locator(".comment-card.is-current")).to_be_visible()
    page.keyboard.press("d")
    expect(page.get_by_role("button", name="Off topic")).to_be_visible()
    expect(page.locator(".queue-told-words")).to_contain_text("Rejected:")
    return cropped(page, 800)
