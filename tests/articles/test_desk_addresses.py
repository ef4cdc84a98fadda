"""Links and embeds are asked for in a dialog that takes an address and loses no typed word."""

import pytest
from playwright.sync_api import expect

from tests.browser import signed_in
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long enough password"


@pytest.fixture
def writing(person):
    """A reporter at an empty story, with the cursor in its body."""
    user = UserFactory(username="reporter", group="Reporter")
    user.set_password(PASSWORD)
    user.save()
    page = person()
    with signed_in(page, "reporter", PASSWORD):
        page.get_by_role("link", name="Write a story").click()
        page.locator(".ProseMirror").click()
        yield page


def test_an_embed_that_is_no_address_keeps_the_dialog_and_its_words(writing):
    writing.locator(".prose-menubar").get_by_title("embed").click()
    dialog = writing.get_by_role("dialog")
    dialog.get_by_label("Address (URL)").fill("javascript:alert(1)")
    dialog.get_by_label("Title").fill("The report")

    dialog.get_by_role("button", name="Insert").click()

    expect(dialog.get_by_label("Title")).to_have_value("The report")
    expect(writing.locator("aside.embed")).to_have_count(0)

    dialog.get_by_label("Address (URL)").fill("example.org/report")
    dialog.get_by_role("button", name="Insert").click()
    expect(writing.locator("aside.embed")).to_contain_text("The report")
    expect(writing.locator("aside.embed")).to_contain_text("example.org")
