"""One story, from the reporter's desk to the reader's page, and the reader's comment back."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser import through_the_door
from tests.factories import AuthorFactory, PictureFactory, SectionFactory, TopicFactory, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
]

PASSWORD = "a long enough password"
STANDFIRST = (
    "The span was closed for eleven days. It opened at six, and the first across was a dog."
)
PARAGRAPH = (
    "The crossing had been shut since a barge struck its third pier, and engineers spent a week "
    "under the arches with lamps and hammers before they would say that it was sound. "
)
# As a word processor puts it on the clipboard: foreign styles, levels and wrappers.
PASTED = f"""
<html><body><!--StartFragment-->
<p class="MsoNormal" style="font-family:Calibri;color:red">{PARAGRAPH * 3}</p>
<h2 style="mso-style-next:Normal">What the engineers found</h2>
<p>{PARAGRAPH * 4}</p>
<ul><li>Two cracked stones</li><li>A bicycle</li></ul>
<blockquote><p>“We have seen worse in better bridges.”</p></blockquote>
<p>{PARAGRAPH * 4}<b>Nobody was hurt.</b> <i>The dog is called Biscuit.</i></p>
<h3>Who pays</h3>
<p>{PARAGRAPH * 4} <a href="https://example.org/report">The report</a> is public.</p>
<!--EndFragment--></body></html>
"""
PASTE = """(html) => {
  const editor = document.querySelector(".ProseMirror")
  editor.focus()
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/html", html)
  editor.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def newsroom():
    """A paper with a section, a topic, a picture and three people who can sign in."""
    SectionFactory(name="City", slug="city")
    TopicFactory(name="Bridges", slug="bridges")
    PictureFactory(alt_text="A bridge at dawn", caption="The bridge, reopened.", credit="J. Pires")
    for name in ("Reporter", "Editor", "Moderator"):
        user = UserFactory(username=name.lower(), group=name)
        user.set_password(PASSWORD)
        user.save()
        if name == "Reporter":
            AuthorFactory(name="Mara Lind", slug="mara-lind", user=user)


def press(page, button):
    page.get_by_role("button", name=button, exact=True).click()


@contextmanager
def at_the_door(page, username):
    """In at the door with a password, and out again."""
    through_the_door(page, username, PASSWORD)
    yield
    page.get_by_role("button", name="Log out").first.click()
    page.wait_for_url("**/admin/logout/")


def write_the_story(page):
    page.get_by_role("link", name="Write a story").click()
    page.get_by_label("Kicker").fill("Sarn Bridge")
    page.get_by_label("Headline", exact=True).fill("Bridge opens again after eleven days")
    page.get_by_label("Standfirst").fill(STANDFIRST)
    page.get_by_label("Section", exact=True).select_option(label="City")
    page.locator(".ProseMirror").wait_for()
    page.evaluate(PASTE, PASTED)
    page.locator(".ProseMirror").press("Control+End")
    page.locator(".prose-menubar").get_by_title("picture").click()
    page.get_by_role("dialog").get_by_role("button", name="The bridge, reopened.").click()
    expect(page.locator(".ProseMirror figure")).to_be_visible()


def open_the_story(page, queue):
    page.goto("/admin/")
    page.get_by_role("link", name=re.compile(queue)).first.click()
    page.get_by_role("link", name="Bridge opens again").first.click()


def comment(page, **fields):
    for label, text in fields.items():
        page.get_by_label(label).fill(text)
    press(page, "Post Comment")


def test_one_story_all_the_way(person, newsroom):
    desk = person()
    with at_the_door(desk, "reporter"):
        write_the_story(desk)
        expect(desk.get_by_role("button", name="Publish now")).to_have_count(0)
        press(desk, "Submit for review")
        expect(desk.locator(".messagelist")).to_contain_text("Submitted for review.")

    with at_the_door(desk, "editor"):
        open_the_story(desk, "Waiting for review")
        desk.get_by_label("Note to the desk").fill("Where is the second quote?")
        press(desk, "Request changes")
        expect(desk.locator(".messagelist")).to_contain_text("Sent back with your note.")

    with at_the_door(desk, "reporter"):
        open_the_story(desk, "Sent back")
        expect(desk.get_by_text("Where is the second quote?").first).to_be_visible()
        desk.locator(".ProseMirror").press("Control+Home")
        desk.keyboard.type("“It is a good bridge,” said the harbour master. ")
        press(desk, "Submit for review")
        expect(desk.locator(".messagelist")).to_contain_text("Submitted for review.")

    with at_the_door(desk, "editor"):
        open_the_story(desk, "Waiting for review")
        press(desk, "Publish now")
        expect(desk.locator(".messagelist")).to_contain_text("Published.")

    reader = person(width=390, java_script_enabled=False)
    reader.goto("/")
    reader.get_by_role("link", name="Bridge opens again").first.click()
    the_page_shows_the_story_as_it_was_written(reader)
    story = reader.url
    a_comment_without_an_address_is_refused_and_kept(reader)

    reader.get_by_label("Email *").fill("reader@example.org")
    press(reader, "Post Comment")
    expect(reader.get_by_role("status")).to_contain_text("Your comment is awaiting moderation")
    reader.goto(story)
    expect(reader.get_by_text("Biscuit for mayor.")).to_have_count(0)

    with at_the_door(desk, "moderator"):
        desk.get_by_role("link", name="Comments").first.click()
        desk.get_by_role("checkbox").nth(1).check()
        desk.get_by_label("Action:").select_option(label="Approve selected comments")
        press(desk, "Go")
        expect(desk.locator(".messagelist .success")).to_be_visible()

    reader.goto(story)
    expect(reader.get_by_text("Biscuit for mayor.")).to_be_visible()
    assert "reader@example.org" not in reader.content()


def the_page_shows_the_story_as_it_was_written(page):
    article = page.get_by_role("article").first
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Bridge opens again after eleven days"
    )
    expect(article).to_contain_text(STANDFIRST)
    expect(page.locator("a[rel~=author]").first).to_have_text("Mara Lind")
    expect(article.get_by_role("heading", name="What the engineers found", level=2)).to_be_visible()
    expect(article.get_by_role("heading", name="Who pays", level=3)).to_be_visible()
    expect(article.locator("blockquote")).to_contain_text("We have seen worse")
    expect(article.locator("li", has_text="A bicycle")).to_be_visible()
    expect(article.locator("strong", has_text="Nobody was hurt.")).to_be_visible()
    expect(article.locator("em", has_text="The dog is called Biscuit.")).to_be_visible()
    expect(article.get_by_text("It is a good bridge")).to_be_visible()
    expect(article.get_by_role("link", name="The report")).to_have_attribute(
        "href", "https://example.org/report"
    )
    expect(article.get_by_role("img", name="A bridge at dawn")).to_be_visible()
    expect(article.locator("figcaption")).to_contain_text("The bridge, reopened.")
    expect(article.locator("figcaption")).to_contain_text("J. Pires")
    assert "Calibri" not in page.content()


def a_comment_without_an_address_is_refused_and_kept(page):
    expect(page.get_by_role("heading", name="Leave a Reply")).to_be_visible()
    for label, text in (("Comment *", "Biscuit for mayor."), ("Name *", "Ada")):
        page.get_by_label(label).fill(text)
    page.locator("form", has=page.get_by_label("Comment *")).evaluate(
        "form => form.noValidate = true"
    )
    press(page, "Post Comment")
    expect(page.get_by_label("Email *")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Comment *")).to_have_value("Biscuit for mayor.")
    expect(page.get_by_label("Name *")).to_have_value("Ada")
