"""Comparing, previewing and correcting a story, as the people do who do it."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from articles import workflow
from tests.accessibility import is_accessible
from tests.browser import eventually, signed_in
from tests.desk import address
from tests.factories import ArticleFactory, PictureFactory, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

PASSWORD = "a long enough password"
COUNT_CLICKS = """() => {
  window.clicks = Number(sessionStorage.clicks ?? 0)
  addEventListener("click", (event) => {
    if (event.isTrusted && event.detail) sessionStorage.clicks = ++window.clicks
  }, true)
}"""


DECODED = "image => image.decode().then(() => image.naturalWidth)"


@pytest.fixture
def editor():
    user = UserFactory(username="editor", group="Editor")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def story(editor):
    """Live with 14 metres, and with 40 metres on the desk."""
    article = ArticleFactory(
        headline="The bridge is 14 metres long", lead_picture=PictureFactory(), live=True,
        body="<p>A bridge of 14 metres.</p>" + "<p>And so on, at length.</p>" * 40,
    )  # fmt: skip
    article.headline = "The bridge is 40 metres long"
    article.body = article.body.replace("14", "40")
    article.save()
    workflow.perform("save", article, by=editor)
    return article


def press(page, button):
    page.get_by_role("button", name=button, exact=True).click()


@contextmanager
def at_the_story(page, article):
    """The editor has the story open."""
    with signed_in(page, "editor", PASSWORD, at=address(article)):
        page.locator(".ProseMirror").wait_for()
        yield


def test_two_versions_are_compared_and_the_older_is_restored_in_three_clicks(person, story):
    desk = person()
    desk.add_init_script(f"({COUNT_CLICKS})()")
    with at_the_story(desk, story):
        desk.evaluate("sessionStorage.clicks = clicks = 0")

        desk.get_by_role("link", name="Compare versions").click()
        expect(desk.locator("del", has_text="14").first).to_be_visible()
        expect(desk.locator("ins", has_text="40").first).to_be_visible()
        is_accessible(desk)
        press(desk, "Restore version 1 as the draft")

        expect(desk.locator(".messagelist")).to_contain_text("Version 1 is the draft again")
        expect(desk.get_by_label("Headline", exact=True)).to_have_value(
            "The bridge is 14 metres long"
        )
        assert int(desk.evaluate("sessionStorage.clicks")) <= 3


def test_any_two_versions_are_chosen_with_the_keyboard(person, story, editor):
    for headline in ("Third", "Fourth"):
        story.headline = headline
        story.save()
        workflow.perform("save", story, by=editor)
    desk = person()
    with signed_in(desk, "editor", PASSWORD, at=address(story, "history")):
        is_accessible(desk)
        desk.get_by_label("Version 1 as the older").focus()
        desk.keyboard.press("ArrowUp")  # to version 2
        desk.get_by_label("Version 4 as the newer").focus()
        desk.keyboard.press("ArrowDown")  # to version 3
        desk.keyboard.press("Enter")

        expect(desk.get_by_role("heading", name="Versions 2 and 3", level=1)).to_be_visible()


def preview_of(page):
    return page.frame_locator(".preview-pane iframe")


def width_of_the_preview(page):
    return page.locator(".preview-pane iframe").evaluate("f => f.contentWindow.innerWidth")


def test_words_are_previewed_as_they_are_typed_at_three_widths(person, story):
    desk = person(width=1280)
    with at_the_story(desk, story):
        press(desk, "Preview")
        preview = preview_of(desk)
        expect(preview.get_by_role("heading", level=1)).to_have_text("The bridge is 40 metres long")

        desk.get_by_label("Headline", exact=True).fill("Typed and not saved")
        expect(preview.get_by_role("heading", level=1)).to_have_text("Typed and not saved")
        desk.locator(".ProseMirror").press("Control+Home")
        desk.keyboard.type("Words of this very moment. ")
        expect(preview.get_by_text("Words of this very moment.")).to_be_visible()

        for name, width in (("Tablet", 820), ("Desktop", 1280), ("Phone", 390)):
            press(desk, name)
            expect(desk.get_by_role("button", name=name, exact=True)).to_have_attribute(
                "aria-pressed", "true"
            )
            assert eventually(desk, lambda width=width: width_of_the_preview(desk) == width)
        assert preview.get_by_role("img").first.evaluate(DECODED) > 0
        is_accessible(desk)

        desk.reload()
        expect(desk.get_by_label("Headline", exact=True)).to_have_value(
            "The bridge is 40 metres long"
        )
    assert story.versions.count() == 2


def test_the_preview_keeps_its_place_while_somebody_types(person, story):
    desk = person(width=1280)
    with at_the_story(desk, story):
        press(desk, "Preview")
        frame = desk.locator(".preview-pane iframe")
        expect(preview_of(desk).get_by_role("heading", level=1)).to_be_visible()
        frame.evaluate("f => f.contentWindow.scrollTo(0, 900)")

        desk.get_by_label("Headline", exact=True).fill("Longer")
        expect(preview_of(desk).get_by_role("heading", level=1)).to_have_text("Longer")

        where = lambda: frame.evaluate("f => f.contentWindow.scrollY")  # noqa: E731
        assert eventually(desk, lambda: where() == pytest.approx(900, abs=80)), where()


def test_a_link_in_the_preview_leads_away_from_neither(person, story):
    desk = person(width=1280)
    with at_the_story(desk, story):
        press(desk, "Preview")
        section = preview_of(desk).locator(".story-section a")
        with desk.context.expect_page() as opened:
            section.click()

        expect(opened.value).to_have_url(re.compile(f"{story.section.get_absolute_url()}$"))
        expect(preview_of(desk).get_by_role("heading", level=1)).to_be_visible()
        opened.value.close()


def test_the_preview_closes_with_the_keyboard_and_gives_the_focus_back(person, story):
    desk = person(width=390)
    with at_the_story(desk, story):
        button = desk.get_by_role("button", name="Preview", exact=True)
        button.press("Enter")
        desk.get_by_role("button", name="Close preview").press("Escape")

        expect(desk.locator(".preview-pane")).to_be_hidden()
        expect(button).to_be_focused()


def test_without_a_script_the_preview_opens_in_a_tab_and_the_words_stay(person, story):
    desk = person(java_script_enabled=False)
    with signed_in(desk, "editor", PASSWORD, at=address(story)):
        desk.get_by_label("Headline", exact=True).fill("Typed and not saved")
        with desk.context.expect_page() as opened:
            press(desk, "Preview")

        expect(opened.value.get_by_role("heading", level=1)).to_have_text("Typed and not saved")
        expect(desk.get_by_label("Headline", exact=True)).to_have_value("Typed and not saved")


def test_a_lawyer_without_an_account_reads_by_a_link_until_it_is_revoked(person, story):
    desk, lawyer = person(), person(width=390, java_script_enabled=False)
    desk.add_init_script(f"({COUNT_CLICKS})()")
    with at_the_story(desk, story):
        desk.get_by_label("Headline", exact=True).fill("Typed meanwhile")
        desk.evaluate("sessionStorage.clicks = clicks = 0")
        press(desk, "Make a preview link")
        address = desk.get_by_role("textbox", name=re.compile("Preview link for"))
        expect(address).to_be_visible()
        press(desk, "Copy")
        assert int(desk.evaluate("sessionStorage.clicks")) <= 2
        is_accessible(desk)
        path = re.sub(r"^https?://[^/]+", "", address.input_value())

        lawyer.goto(path)
        expect(lawyer.get_by_role("heading", level=1)).to_have_text("The bridge is 40 metres long")
        expect(lawyer.get_by_text("Not published: preview for")).to_be_visible()
        assert lawyer.get_by_role("img").first.evaluate(DECODED) > 0

        press(desk, "Revoke")
        expect(desk.get_by_role("status").filter(has_text="revoked")).to_be_visible()
        expect(desk.get_by_label("Headline", exact=True)).to_have_value("Typed meanwhile")
        lawyer.goto(path)
        expect(lawyer.get_by_role("heading", level=1)).to_have_text("This preview is not open")


def test_a_correction_is_published_and_the_reader_finds_it_and_what_changed(person, story):
    desk, reader = person(), person(width=390, java_script_enabled=False)
    with at_the_story(desk, story):
        press(desk, "Publish now")
        expect(desk.get_by_role("alert")).to_contain_text("Choose what kind of change this is")
        desk.get_by_label("Kind of change").select_option(label="Correction")
        desk.get_by_label("Notice to readers").fill("The bridge is 40 metres long, not 14.")
        press(desk, "Publish now")
        expect(desk.locator(".messagelist .success")).to_be_visible()

    reader.goto("/")
    reader.get_by_role("link", name="Corrections and clarifications").click()
    expect(reader.get_by_text("The bridge is 40 metres long, not 14.")).to_be_visible()
    reader.get_by_role("link", name="The bridge is 40 metres long").click()
    notices = reader.get_by_label("Notices to readers")
    expect(notices).to_contain_text("The bridge is 40 metres long, not 14.")
    notices.get_by_role("link", name="What changed").click()
    expect(reader.locator("del").first).to_have_text("14")
    expect(reader.locator("ins").first).to_have_text("40")
