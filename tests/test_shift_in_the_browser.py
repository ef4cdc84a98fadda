"""The desk at work: people who hand a story to each other, and are told."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Note
from tests.accessibility import is_accessible
from tests.browser import signed_in
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long enough password"


def an_account(username, group, **names):
    user = UserFactory(username=username, group=group, **names)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def newsroom():
    """A section that needs two approvals, its two editors, and a reporter with a draft."""
    city = SectionFactory(name="City", slug="city", approvals_needed=2)
    for username in ("edith", "edgar"):
        city.editors.add(an_account(username, "Section editor", first_name=username.title()))
    mara = an_account("mara", "Reporter", first_name="Mara", last_name="Lind")
    author = AuthorFactory(name="Mara Lind", user=mara)
    return ArticleFactory(headline="Bridge opens again", section=city, byline=author)


def press(page, button, told):
    """Press a button of the story, and wait for what the desk says then."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text(told)


def open_by_the_bell(page, words):
    """From the number in the header to the story, in two clicks."""
    page.locator(".bell").click()
    line = page.locator(".told-lines li", has_text=words).first
    expect(line).to_be_visible()
    line.get_by_role("link").click()


def test_a_story_goes_back_and_forth_is_approved_twice_and_published(person, newsroom):
    desk = person()
    with signed_in(desk, "mara", PASSWORD):
        desk.get_by_role("link", name="Bridge opens again").first.click()
        press(desk, "Submit for review", "Submitted for review.")

    with signed_in(desk, "edith", PASSWORD):
        expect(desk.locator(".bell-count")).to_contain_text("1")
        open_by_the_bell(desk, "Mara Lind submitted a story for review.")
        desk.get_by_label("Note to the desk").fill("Where is the second quote?")
        press(desk, "Request changes", "Sent back with your note.")

    with signed_in(desk, "mara", PASSWORD):
        open_by_the_bell(desk, "Where is the second quote?")
        desk.locator(".ProseMirror").press("Control+Home")
        desk.keyboard.type("“It is a good bridge.” ")
        press(desk, "Submit for review", "Submitted for review.")

    with signed_in(desk, "edith", PASSWORD):
        open_by_the_bell(desk, "submitted")
        desk.get_by_role("button", name="Publish now").click()
        refusal = desk.locator(".story-problems")
        expect(refusal).to_contain_text("The story needs 2 more approvals.")
        press(desk, "Approve", "needs one more approval")
        desk.goto("/admin/")
        expect(desk.get_by_role("link", name=re.compile("Waiting for review"))).to_contain_text("0")

    with signed_in(desk, "edgar", PASSWORD):
        open_by_the_bell(desk, "submitted")
        press(desk, "Approve", "Approved.")
        press(desk, "Publish now", "Published.")

    reader = person(width=390, java_script_enabled=False)
    reader.goto("/city/")
    expect(reader.get_by_role("link", name="Bridge opens again").first).to_be_visible()


def test_a_colleague_is_mentioned_by_a_name_chosen_from_those_offered(person, newsroom):
    desk = person()
    with signed_in(desk, "edith", PASSWORD, at=f"/admin/articles/article/{newsroom.pk}/change/"):
        desk.get_by_label("Headline", exact=True).fill("Typed and not saved")
        note = desk.get_by_label("New note")
        note.press_sequentially("Who paid, @li")
        expect(desk.get_by_role("option", name="Mara Lind @mara")).to_be_visible()
        note.press("Enter")
        expect(note).to_have_value("Who paid, @mara ")
        note.press_sequentially("do you know?")
        desk.get_by_role("button", name="Add note").click()
        expect(desk.locator(".note-text")).to_contain_text("Who paid, @mara do you know?")
        expect(desk.get_by_label("Headline", exact=True)).to_have_value("Typed and not saved")
        expect(desk.get_by_label("New note")).to_have_value("")
        press(desk, "Save draft", "Saved as version 2")

    with signed_in(desk, "mara", PASSWORD):
        open_by_the_bell(desk, "Edith mentioned you in a note.")
        expect(desk).to_have_url(re.compile(r"#note-\d+$"))
        desk.locator("summary", has_text="Reply").click()
        desk.get_by_label("Reply").fill("The city did.")
        desk.get_by_role("button", name="Send reply").click()
        expect(desk.locator(".note-reply")).to_contain_text("The city did.")
        desk.get_by_role("button", name="Resolve").click()
        expect(desk.get_by_text("1 resolved")).to_be_visible()
        expect(desk.locator(".bell-count")).to_have_count(0)


def test_a_note_is_written_without_a_script_too(person, newsroom):
    desk = person(java_script_enabled=False)
    with signed_in(desk, "mara", PASSWORD, at=f"/admin/articles/article/{newsroom.pk}/change/"):
        desk.get_by_label("New note").fill("Who paid?")
        desk.get_by_role("button", name="Add note").click()
        expect(desk.locator(".note-text")).to_contain_text("Who paid?")

    assert Note.objects.get().text == "Who paid?"


def test_scheduling_before_the_embargo_ends_is_refused_on_the_page(person, newsroom):
    newsroom.section = SectionFactory(name="Notices")
    newsroom.section.editors.add(an_account("nora", "Section editor"))
    newsroom.save()
    newsroom.save_version(by=newsroom.versions.get().saved_by)
    day = timezone.localtime() + timedelta(days=3)
    desk = person(timezone_id="UTC")
    with signed_in(desk, "nora", PASSWORD, at=f"/admin/articles/article/{newsroom.pk}/change/"):
        desk.get_by_label("Under embargo").check()
        desk.get_by_label("Not before").fill(f"{day:%Y-%m-%d}T06:00")
        desk.get_by_label("Publish at").fill(f"{day:%Y-%m-%d}T05:00")
        desk.get_by_role("button", name="Schedule", exact=True).click()
        expect(desk.get_by_role("alert")).to_contain_text("Under embargo until")
        expect(desk.get_by_label("Publish at")).to_have_value(f"{day:%Y-%m-%d}T05:00")
        desk.get_by_label("Publish at").fill(f"{day:%Y-%m-%d}T06:00")
        press(desk, "Schedule", "Scheduled for")
        desk.goto(f"/admin/articles/article/calendar/?view=week&day={day:%Y-%m-%d}")
        expect(desk.locator(".kind-scheduled", has_text="Bridge opens again")).to_be_visible()


def test_the_arrow_keys_walk_through_the_calendar(person, newsroom):
    desk = person()
    with signed_in(desk, "mara", PASSWORD, at="/admin/articles/article/calendar/?day=2026-12-09"):
        desk.get_by_role("link", name="Wednesday 9 December 2026").focus()
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp"):
            desk.keyboard.press(key)
        expect(desk.get_by_role("link", name="Wednesday 2 December 2026")).to_be_focused()
        desk.keyboard.press("PageDown")
        expect(desk.get_by_role("heading", level=1)).to_have_text("January 2027")


def test_the_screens_of_the_shift_are_accessible_and_fit_a_phone(person, newsroom):
    mara = newsroom.bylines.get().author.user
    newsroom.assigned_to, newsroom.due_at = mara, timezone.now() - timedelta(hours=1)
    newsroom.planned_for = timezone.now() + timedelta(minutes=1)
    newsroom.save()
    note = Note.objects.create(
        article=newsroom, author=mara, text="Who paid? " * 9, quote="The crossing"
    )
    Note.objects.create(article=newsroom, author=mara, parent=note, text="We did.")
    call_command("run_tasks", once=True)
    desk = person()
    with signed_in(desk, "edith", PASSWORD):
        for page in (
            "/admin/", "/admin/articles/article/calendar/",
            "/admin/articles/article/calendar/?view=week", "/admin/articles/article/deadlines/",
            f"/admin/articles/article/{newsroom.pk}/notes/",
            "/admin/articles/notification/", "/admin/articles/notification/choices/",
        ):  # fmt: skip
            desk.goto(page)
            is_accessible(desk, page)
