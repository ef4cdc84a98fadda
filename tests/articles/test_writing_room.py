"""The story page as a person works in it: keys, counts, pasted words and dropped pictures."""

import base64
import io
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles import sanitize
from articles.models import Article, Picture
from tests.accessibility import is_accessible
from tests.articles.test_picture_likeness import add, scene
from tests.articles.test_picture_words import alternatives, jpeg, xmp
from tests.browser import eventually, sign_in
from tests.desk import address
from tests.factories import ArticleFactory, PictureFactory, TopicFactory, picture_upload
from tests.test_one_story_all_the_way import PASTE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

PASTED = Path(__file__).parent.parent / "pasted"
SVG = ["logo.svg", "image/svg+xml", base64.b64encode(b"<svg onload='alert(1)'/>").decode()]
# Files as they come from another window, at the middle of what `selector` finds.
DROP = """([kind, selector, files]) => {
  const transfer = new DataTransfer()
  for (const [name, type, data] of files) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    transfer.items.add(new File([bytes], name, { type }))
  }
  const place = document.querySelector(selector)
  const { left, top, width } = place.getBoundingClientRect()
  const at = { bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + 2 }
  const event = kind === "drop"
    ? new DragEvent("drop", { ...at, dataTransfer: transfer })
    : new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: transfer })
  place.dispatchEvent(event)
  return event.defaultPrevented
}"""


COPY = """() => {
  const clipboardData = new DataTransfer()
  const copy = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true })
  document.querySelector(".ProseMirror").dispatchEvent(copy)
  return clipboardData.getData("text/html")
}"""


SELECTS_NOTHING = "document.querySelector('.ProseMirror').editor.state.selection.empty"


@pytest.fixture
def room(person):
    """`room(editor, article)` is the story's page in a browser where that person is signed in."""

    def enter(user, article=None, **options):
        page = person(**options)
        sign_in(page, user)
        page.goto(address(article))
        page.locator(".ProseMirror").wait_for()
        return page

    return enter


def body(page):
    """The text as it would be kept."""
    return sanitize.clean_body(page.locator("#id_body").input_value())


def expect_body(page, text):
    """The form follows the editor, and the editor what is pasted, a moment later."""
    eventually(page, lambda: body(page) == text)
    assert body(page) == text


def expect_in_body(page, part):
    eventually(page, lambda: part in body(page))
    assert part in body(page)


def file(name, content, kind="image/jpeg"):
    return [name, kind, base64.b64encode(content.read()).decode()]


def give(page, *files, kind="drop", at=".ProseMirror p"):
    return page.evaluate(DROP, [kind, at, list(files)])


def press(page, button):
    page.get_by_role("button", name=button, exact=True).click()


# Keys, counts, guides


@pytest.mark.parametrize("key", ["Control+s", "Meta+s"])
def test_the_save_key_saves_from_wherever_one_is(room, reporter, key):
    article = ArticleFactory()
    page = room(reporter, article)
    page.locator(".ProseMirror").click()
    page.keyboard.type("Typed. ")

    page.keyboard.press(key)

    expect(page.locator(".messagelist .success")).to_contain_text("Saved as version 2")
    assert "Typed." in Article.objects.get().body


def test_words_and_minutes_are_counted_as_readers_are_told_them(room, editor):
    words = "<p>" + "<strong>One</strong>, <em>two</em> three. " * 191 + "</p><h2>And</h2><p>a</p>"
    article = ArticleFactory(body=words, live=True)
    page = room(editor, article)
    told = page.locator(".story-length")
    expect(told).to_have_text("575 words · 3 min read")
    page.goto(article.versions.get().get_absolute_url())
    expect(page.get_by_text("3 min read")).to_be_visible()

    page.goto(address(article))
    page.locator(".ProseMirror").press("Control+Home")
    page.keyboard.type("Four ")
    expect(told).to_have_text("576 words · 3 min read")
    page.keyboard.press("Control+A")
    page.keyboard.type("One")
    expect(told).to_have_text("1 word · 1 min read")


def test_the_guide_says_where_a_headline_is_cut_and_refuses_nothing(room, reporter):
    page = room(reporter)
    headline = page.get_by_label("Headline")
    guide = page.locator("#id_headline_guide")

    headline.fill("A bridge opens")
    expect(guide).to_have_text("14 of about 60 characters that search results show.")
    headline.fill("B" * 61)
    expect(guide).to_have_text("61 characters: search results cut it after about 60.")
    page.get_by_label("Title for search").fill("Bridge")
    expect(guide).to_have_text("61 characters. Search results show the title for search.")
    press(page, "Save draft")
    expect(page.locator(".messagelist .success")).to_be_visible()

    assert Article.objects.get().headline == "B" * 61


def test_the_card_shows_what_search_results_and_links_will(room, reporter):
    picture = PictureFactory()
    page = room(reporter, ArticleFactory(headline="Long", standfirst="", body="<p>It began.</p>"))
    titles, summaries = page.locator(".shared-title"), page.locator(".shared-summary")
    expect(titles.first).to_have_text("Long")
    expect(summaries.first).to_have_text("It began.")

    page.get_by_label("Standfirst").fill("In a sentence.")
    page.get_by_label("Title for search").fill("Short")
    page.get_by_label("Lead picture").select_option(value=str(picture.pk))

    expect(titles).to_have_text(["Short", "Short"])
    expect(summaries).to_have_text(["In a sentence.", "In a sentence."])
    image = page.locator(".shared-link img")
    expect(image).to_be_visible()
    expect(image).to_have_attribute("src", re.compile(f"/picture/{picture.pk}/file/960/"))


# The layout


@pytest.mark.parametrize("size", [(1280, 900), (1366, 640), (390, 844)])
def test_the_buttons_stay_in_reach_however_far_one_has_read(room, editor, size):
    article = ArticleFactory(body="<p>Words and words.</p>" * 200)
    width, height = size
    page = room(editor, article, width=width)
    page.set_viewport_size({"width": width, "height": height})

    page.mouse.move(200, height / 2)
    page.mouse.wheel(0, 4000)
    assert eventually(page, lambda: page.evaluate("scrollY > 3000"))
    expect(page.get_by_role("button", name="Publish now")).to_be_in_viewport()
    if width > 1000:  # the panel scrolls by itself, to its end
        page.mouse.move(width - 150, height - 100)
        page.mouse.wheel(0, 4000)
        expect(page.locator("select[name=discussion-0-order]")).to_be_in_viewport()
        expect(page.get_by_role("button", name="Publish now")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["en-gb", "de"])
@pytest.mark.parametrize("state", ["live", "in_review"])
def test_on_a_phone_every_button_is_whole_and_most_of_the_screen_is_the_storys(
    room, editor, settings, language, state
):
    settings.LANGUAGE_CODE = language
    page = room(editor, ArticleFactory(**{state: True}), width=320)
    page.set_viewport_size({"width": 320, "height": 568})  # the smallest of phones

    bar = page.get_by_role("group").filter(has=page.get_by_role("status"))
    for button in bar.get_by_role("button").all():
        expect(button).to_be_in_viewport(ratio=1)
    assert bar.bounding_box()["height"] < 568 / 3
    status = bar.get_by_role("status")
    assert status.bounding_box()["width"] > 280, "it has a line of its own"
    label, told = (page.locator(f"#field-kicker > {part}") for part in ("label", ".help"))
    under = label.bounding_box()["y"] + label.bounding_box()["height"]
    assert told.bounding_box()["y"] >= under, "no words lie over others"


# Pasted words


def paste(page, html):
    page.locator(".ProseMirror").press("Control+A")
    page.evaluate(PASTE, html)


WORDS = (
    "<h2>What the engineers found</h2>"
    "<p>The crossing had been <strong>shut</strong> since a <em>barge</em> struck its third pier. "
)


def test_what_is_pasted_from_word_arrives_as_it_was_meant(room, reporter):
    page = room(reporter, ArticleFactory())

    paste(page, (PASTED / "word.html").read_text())

    pasted = (
        "Nobody was hurt.</p>"
        "<ul><li><p>Two cracked stones</p><ul><li><p>one of them "
        '<a href="https://example.org/report?a=1&amp;b=2">reported in May</a></p></li></ul></li>'
        "<li><p>A bicycle</p></li></ul>"
        "<p>Then they wrote:</p>"
        "<ol><li><p>Close the bridge.</p></li><li><p>Send for a diver.</p></li></ol>"
        "<table><tbody><tr><th><p>Pier</p></th><th><p>Cracks</p></th></tr>"
        "<tr><td><p>North</p></td><td><p><strong>2</strong></p></td></tr>"
        '<tr><td colspan="2"><p>None in the south</p></td></tr></tbody></table><p>Framed.</p>'
        "<blockquote><p>“We have seen worse.”</p></blockquote>"
    )
    expect_body(page, WORDS + pasted)
    told = page.get_by_role("status").filter(has_text="did not come along")
    expect(told).to_have_text(
        "1 picture in what you pasted did not come along. Drop its file into the text."
    )


def test_a_fact_box_and_a_table_with_its_title_are_made_by_their_buttons(room, reporter):
    page = room(reporter, ArticleFactory(body="<p>In short</p>"))
    bar = page.get_by_role("toolbar", name="Formatting")

    page.locator(".ProseMirror").click()
    bar.get_by_role("button", name="fact box").click()
    expect_body(page, '<aside class="fact-box"><p>In short</p></aside>')
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowDown")
    bar.get_by_role("button", name="Insert table").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title of the table").fill("Fares")
    dialog.get_by_label("Rows").fill("2")
    dialog.get_by_label("Columns").fill("2")
    dialog.get_by_role("button", name="Insert").click()
    expect(page.locator(".ProseMirror caption")).to_have_text("Fares")
    page.keyboard.type("From")
    page.keyboard.press("Tab")
    page.keyboard.type("£")

    row = "<tr><td><p></p></td><td><p></p></td></tr>"
    expect_body(
        page,
        '<aside class="fact-box"><p>In short</p></aside><table><caption>Fares</caption><tbody>'
        f"<tr><th><p>From</p></th><th><p>£</p></th></tr>{row}</tbody></table>",
    )


def test_what_is_pasted_from_google_docs_arrives_as_it_was_meant(room, reporter):
    page = room(reporter, ArticleFactory())

    paste(page, (PASTED / "google-docs.html").read_text())

    pasted = (
        '<a href="https://example.org/report?a=1&amp;b=2">The report</a></p>'
        "<ul><li><p>Two cracked stones</p><ul><li><p>one of them old</p></li></ul></li>"
        "<li><p>A bicycle</p></li></ul><p>The end.</p>"
    )
    expect_body(page, WORDS + pasted)


def test_three_megabytes_of_words_markup_are_pasted_and_saved(room, reporter):
    page = room(reporter, ArticleFactory())
    text = (PASTED / "word.html").read_text()
    head, fragment, tail = re.split(r"<!--(?:Start|End)Fragment-->", text)
    html = head + fragment * (3 * 1024 * 1024 // len(fragment)) + tail

    page.set_default_timeout(60_000)  # 45,000 words are also opened again after the save
    begun = time.monotonic()
    paste(page, html)
    took = time.monotonic() - begun
    press(page, "Save draft")
    expect(page.locator(".messagelist .success")).to_be_visible(timeout=60_000)

    assert len(html) > 3_000_000
    assert took < 30
    assert Article.objects.get().body.count("Send for a diver.") == html.count("Send for a diver.")


def test_what_is_copied_inside_the_text_keeps_its_pictures(room, reporter):
    picture = PictureFactory()
    figure = f'<figure data-picture="{picture.pk}"><figcaption>Kept</figcaption></figure>'
    page = room(reporter, ArticleFactory(body=f"<p>A</p>{figure}<p>B</p>"))
    page.locator(".ProseMirror p").first.click()

    page.keyboard.press("Control+A")
    copied = page.evaluate(COPY)
    page.keyboard.press("Control+End")
    # The editor hears of it a moment later.
    assert eventually(page, lambda: page.evaluate(SELECTS_NOTHING))
    page.evaluate(PASTE, copied)

    assert eventually(page, lambda: body(page).count("<figcaption>Kept</figcaption>") == 2)


# Pictures taken into the text


def ferry():
    described = alternatives("dc:description", x_default="The ferry.")
    return jpeg(xmp=xmp(described, attributes='photoshop:Credit="A. Silva"'))


@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_pictures_go_into_the_text_and_their_words_are_asked_for_there(room, reporter, kind):
    page = room(reporter, ArticleFactory(body="<p>First.</p><p>Second.</p>"))
    page.locator(".ProseMirror p").first.click()

    assert give(page, file("a.jpg", ferry()), file("b.png", picture_upload("red")), kind=kind)
    dialog = page.get_by_role("dialog", name="New pictures")
    alt_text = dialog.get_by_label("Alt text")
    expect(alt_text).to_have_count(2)
    expect(alt_text.first).to_be_focused()
    expect(dialog.get_by_label("Caption").first).to_have_value("The ferry.")
    expect(dialog.get_by_label("Credit").first).to_have_value("A. Silva")
    page.keyboard.type("A white ferry")
    frame = dialog.get_by_role("button", name=re.compile("Focal point")).nth(1)
    frame.focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    expect(frame).to_have_attribute(
        "aria-label", "Focal point, 40 % from the left, 45 % from the top"
    )
    press(page, "Put into the text")
    expect(dialog).to_have_count(0)

    one, other = Picture.objects.order_by("caption")[::-1]
    assert (one.alt_text, one.caption, one.credit) == ("A white ferry", "The ferry.", "A. Silva")
    assert (other.focal_x, other.focal_y) == (0.4, 0.45)
    figures = (
        f'<figure data-picture="{one.pk}"><figcaption>The ferry.</figcaption></figure>'
        f'<figure data-picture="{other.pk}"><figcaption></figcaption></figure>'
    )
    expect_in_body(page, figures)
    assert body(page).index("First.") < body(page).index("Second.")
    expect(page.locator(".ProseMirror")).to_be_focused()


def test_a_refused_file_says_why_and_the_text_stays(room, reporter):
    page = room(reporter, ArticleFactory(body="<p>Words that stay.</p>"))
    page.evaluate("document.getElementById('article_form').dataset.mostBytes = 200_000")
    large = file("large.jpg", io.BytesIO(b"x" * 300_000))

    give(page, SVG, large)
    refused = page.get_by_role("dialog").get_by_role("alert")
    expect(refused).to_have_count(2)
    expect(refused.first).to_contain_text("not a JPEG, PNG, WebP, GIF, HEIC or AVIF")
    expect(refused.last).to_contain_text("MB at most")
    expect(page.get_by_role("button", name="Put into the text")).to_be_disabled()
    press(page, "Cancel")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_body(page, "<p>Words that stay.</p>")


def test_words_with_a_picture_of_them_beside_are_pasted_as_words(room, reporter):
    page = room(reporter, ArticleFactory(body="<p>A</p>"))
    page.locator(".ProseMirror").press("Control+End")
    script = DROP.replace(
        "const place", "transfer.setData('text/html', '<b>Words</b>'); const place"
    )

    page.evaluate(script, ["paste", ".ProseMirror p", [file("clip.png", picture_upload())]])

    expect_body(page, "<p>A<strong>Words</strong></p>")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_file_dropped_beside_the_text_does_not_take_the_pages_place(room, reporter):
    page = room(reporter, ArticleFactory())

    assert give(page, file("a.jpg", ferry()), at="#id_headline") is True
    assert not Picture.objects.exists()


def test_without_a_mouse_pictures_are_chosen_from_the_library_button(room, reporter):
    page = room(reporter, ArticleFactory(body="<p>A</p>"))
    page.locator(".ProseMirror").press("Control+End")
    page.locator(".prose-menubar").get_by_title("picture").press("Enter")
    library = page.get_by_role("dialog", name="Picture library")

    with page.expect_file_chooser() as chooser:
        library.get_by_role("button", name="Upload pictures…").press("Enter")
    chooser.value.set_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": ferry().read()}])
    page.get_by_label("Alt text").fill("A ferry")
    page.get_by_role("button", name="Put into the text").press("Enter")

    expect(library).to_have_count(0)
    expect_in_body(page, f'<figure data-picture="{Picture.objects.get().pk}">')


def test_the_lead_picture_is_uploaded_where_it_is_chosen(room, reporter):
    article = ArticleFactory()
    page = room(reporter, article)

    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload…").click()
    chooser.value.set_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": ferry().read()}])
    page.get_by_label("Alt text").fill("A ferry")
    press(page, "Use this picture")
    expect(page.get_by_label("Lead picture")).to_have_value(str(Picture.objects.get().pk))
    press(page, "Save draft")
    expect(page.locator(".messagelist .success")).to_be_visible()

    article.refresh_from_db()
    assert article.lead_picture.alt_text == "A ferry"


def test_a_picture_that_looks_like_one_in_the_library_can_be_that_one(room, reporter):
    known = add(scene())
    Picture.objects.update(alt_text="As the library says")
    page = room(reporter, ArticleFactory(body="<p>A</p>"))
    copy = io.BytesIO()
    scene().save(copy, "JPEG")
    copy.seek(0)

    give(page, file("copy.jpg", copy))
    page.get_by_role("button", name="Use that one instead").click()
    expect(page.get_by_label("Alt text")).to_have_value("As the library says")
    expect(page.get_by_label("Alt text")).to_be_focused()
    press(page, "Put into the text")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_in_body(page, f'<figure data-picture="{known.pk}">')


def test_pictures_are_uploaded_from_the_librarys_grid(room, reporter):
    page = room(reporter)
    page.goto("/admin/articles/picture/")

    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload pictures…").click()
    chooser.value.set_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": ferry().read()}])
    page.get_by_role("dialog").get_by_label("Alt text").fill("A ferry")
    press(page, "Keep in the library")

    expect(page.locator(".picture-card")).to_contain_text("A ferry")
    expect(page.locator(".picture-card")).to_contain_text("In no story")


# For everybody


def test_the_writing_room_and_the_library_are_accessible(room, editor):
    picture = PictureFactory()
    article = ArticleFactory(
        live=True,
        lead_picture=picture,
        headline="A long headline " * 6,
        topics=TopicFactory.create_batch(2),
    )
    page = room(editor, article)
    expect(page.locator(".prose-menubar[role=toolbar]")).to_be_visible()
    is_accessible(page, "story")
    give(page, file("a.jpg", ferry()), SVG)
    expect(page.get_by_label("Alt text")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()
    is_accessible(page, "new pictures")
    press(page, "Cancel")
    page.locator(".prose-menubar").get_by_title("picture").click()
    expect(page.locator(".library-list li").first).to_be_visible()
    is_accessible(page, "library dialog")
    press(page, "Close")
    for name, screen in (
        ("library", "/admin/articles/picture/"),
        ("new picture", "/admin/articles/picture/add/"),
        ("picture", f"/admin/articles/picture/{picture.pk}/change/"),
    ):
        page.goto(screen)
        is_accessible(page, name)
