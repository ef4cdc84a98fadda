"""An editor arranges the fronts by mouse and by keyboard, and steps through tomorrow's paper."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Size
from tests.accessibility import is_accessible
from tests.browser import signed_in
from tests.factories import (
    ArticleFactory,
    BannerFactory,
    PictureFactory,
    SectionFactory,
    UserFactory,
    arrange,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

PASSWORD = "a long enough password"
HOME = "/admin/articles/arrangement/"
HOUR = timedelta(hours=1)


@pytest.fixture
def stories():
    for name in ("edith", "ada"):
        user = UserFactory(username=name, first_name=name.title(), group="Editor")
        user.set_password(PASSWORD)
        user.save()
    city = SectionFactory(name="City", slug="city")
    return [
        ArticleFactory(
            headline=f"{name} story",
            section=city,
            lead_picture=PictureFactory(),
            published_at=timezone.now() - (n + 1) * HOUR,
        )
        for n, name in enumerate(["Tram", "Bridge", "Harbour", "Budget", "School"])
    ]


@pytest.fixture
def desk(person, stories):
    page = person()
    with signed_in(page, "edith", PASSWORD, at=HOME):
        yield page


def expect_placed(page, *headlines):
    """The stories of the screen, in their order."""
    expect(page.locator(".slots .slot-headline")).to_have_text(headlines)


def row(page, story):
    return page.locator(f'.slot:has(.slot-headline:text-is("{story}"))')


def front(page):
    """The first headlines as a reader sees them."""
    page.goto("/")
    return page.locator("main .card-headline").all_text_contents()[:2]


def test_this_story_first_and_that_one_second_in_four_clicks(desk, person):
    desk.get_by_role("button", name="Lead with School story").click()
    desk.get_by_role("button", name="Add Budget story").click()
    desk.get_by_role("button", name="Go live now").click()

    expect(desk.get_by_text("Readers see it now.")).to_be_visible()  # with the link to the screen
    assert front(person()) == ["School story", "Budget story"]


def test_the_screen_stays_and_the_next_arrangement_follows_the_one_that_went_live(desk, person):
    for story in ("School story", "Budget story"):
        desk.evaluate("document.getElementById('messages').replaceChildren()")
        desk.get_by_role("button", name=f"Lead with {story}").click()
        desk.get_by_role("button", name="Go live now").click()
        expect(desk.get_by_text("Readers see it now.")).to_be_visible()
        desk.evaluate("window.isTheSamePage ??= true")

    assert desk.evaluate("window.isTheSamePage") is True
    expect_placed(desk, "Budget story", "School story")
    assert front(person()) == ["Budget story", "School story"]


def test_stories_are_dragged_into_their_places(desk, person):
    def found(name):
        return desk.locator(".found-story", has_text=name)

    found("Harbour").drag_to(desk.locator(".slots-empty"))
    found("Budget").drag_to(desk.locator(".slot").first, target_position={"x": 150, "y": 4})
    expect_placed(desk, "Budget story", "Harbour story")

    handle = row(desk, "Harbour story").locator(".slot-handle")
    handle.drag_to(desk.locator(".slot").first, target_position={"x": 150, "y": 4})

    expect_placed(desk, "Harbour story", "Budget story")
    desk.get_by_role("button", name="Go live now").click()
    desk.get_by_text("Readers see it now.").wait_for()
    assert front(person()) == ["Harbour story", "Budget story"]


def test_the_keyboard_does_all_of_it(desk, person):
    desk.get_by_label("Words of the headline").focus()
    with desk.expect_response("**q=school"):
        desk.keyboard.type("school")
    expect(desk.locator(".found-headline")).to_have_text(["School story"])
    desk.keyboard.press("Tab")  # to the button Find
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Add School story")).to_be_focused()
    desk.keyboard.press("Enter")
    expect_placed(desk, "School story")
    desk.get_by_label("Words of the headline").fill("harbour")
    expect(desk.locator(".found-headline")).to_have_text(["Harbour story"])
    desk.get_by_role("button", name="Add Harbour story").press("Enter")

    up = row(desk, "Harbour story").get_by_role("button", name="Move up")
    up.focus()
    desk.keyboard.press("Space")

    expect(desk.get_by_role("status")).to_have_text("Harbour story: place 1 of 2")
    expect(up).to_be_focused()
    expect_placed(desk, "Harbour story", "School story")
    row(desk, "Harbour story").get_by_label("Size").select_option("Lead")
    desk.get_by_role("button", name="Go live now").press("Enter")
    desk.get_by_text("Readers see it now.").wait_for()
    assert front(person()) == ["Harbour story", "School story"]


def test_without_a_script_it_all_works_too(person, stories):
    page = person(java_script_enabled=False)
    with signed_in(page, "edith", PASSWORD, at=HOME):
        page.get_by_label("Words of the headline").fill("school")
        page.get_by_role("button", name="Find").click()
        expect(page.locator(".found-headline")).to_have_text(["School story"])
        page.get_by_role("button", name="Add School story").click()
        expect_placed(page, "School story")
        page.get_by_label("Words of the headline").fill("budget")
        page.keyboard.press("Enter")
        expect(page.locator(".found-headline")).to_have_text(["Budget story"])
        page.get_by_role("button", name="Add Budget story").click()
        expect_placed(page, "School story", "Budget story")
        page.get_by_label("Position").nth(0).fill("2")
        page.get_by_label("Position").nth(1).fill("1")
        page.get_by_role("button", name="Go live now").click()
        page.get_by_text("Readers see it now.").wait_for()

    assert placed_by(page) == ["Budget story", "School story"]


def placed_by(page):
    page.goto("/")
    return page.locator(".front-secondary .card-headline").all_text_contents()[:2]


def test_the_preview_opens_beside_the_desk_with_what_is_not_yet_live(desk, person):
    desk.get_by_role("button", name="Lead with School story").click()
    desk.get_by_text("Headline, picture, times").first.click()
    desk.get_by_label("Headline on this front").fill("As typed")

    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Preview").click()

    preview = opened.value
    expect(preview.locator(".is-lead .card-headline")).to_have_text("As typed")
    expect(preview.get_by_text("Readers do not see it.")).to_be_visible()
    assert preview.locator(".is-lead img").evaluate("i => i.decode().then(() => i.naturalWidth)")
    preview.close()
    assert front(person())[0] == "Tram story"
    desk.get_by_role("button", name="Go live now").click()  # nothing typed was lost
    desk.get_by_text("Readers see it now.").wait_for()
    assert front(person())[0] == "As typed"


def test_the_second_of_two_editors_is_told_what_the_first_did(desk, person):
    other = person()
    with signed_in(other, "ada", PASSWORD, at=HOME):
        desk.get_by_role("button", name="Lead with School story").click()
        desk.get_by_role("button", name="Go live now").click()
        desk.get_by_text("Readers see it now.").wait_for()
        other.get_by_role("button", name="Lead with Budget story").click()
        other.get_by_role("button", name="Go live now").click()

        expect(other.get_by_role("alert")).to_contain_text("Edith changed this front")
        expect(other.get_by_role("alert")).to_contain_text("Lead: School story")
        expect_placed(other, "Budget story")
        assert front(person())[0] == "School story"
        other.get_by_role("button", name="Go live now").click()
        other.get_by_text("Readers see it now.").wait_for()
    assert front(person())[0] == "Budget story"


def test_tomorrows_front_is_looked_at_and_stepped_through(desk, stories):
    tomorrow = timezone.localdate() + timedelta(days=1)
    six = timezone.make_aware(datetime.combine(tomorrow, time(6)))
    picture = PictureFactory(alt_text="The picture of tomorrow")
    coming = ArticleFactory(
        headline="Election story",
        section=stories[0].section,
        lead_picture=picture,
        scheduled=True,
        published_at=six,
    )
    arrange(coming, stories[3], sizes=[Size.LEAD, Size.LEAD])
    BannerFactory(text="Polls are open", live_from=six + HOUR, live_until=six + 3 * HOUR)
    desk.goto(f"/?as_of={tomorrow}T05:00")
    expect(desk.locator(".is-lead .card-headline")).to_have_text("Budget story")
    desk.locator(".time-bar summary").click()
    expect(desk.locator(".time-bar li").first).to_contain_text(
        "06:00 “Election story” replaces “Budget story” as lead"
    )

    desk.get_by_role("link", name="Next change").click()

    expect(desk.locator(".is-lead .card-headline")).to_have_text("Election story")
    image = desk.get_by_role("img", name="The picture of tomorrow")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    desk.get_by_role("link", name="Next change").click()
    expect(desk.get_by_role("region", name="Breaking news")).to_contain_text("Polls are open")
    desk.locator(".is-lead .card-headline a").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Election story")
    expect(desk.locator(".time-bar-when")).to_contain_text("07:00")
    desk.get_by_label("Day and time").fill(f"{tomorrow}T05:59")
    desk.get_by_role("button", name="Show").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(
        "Nothing is published at this address"
    )
    desk.goto("/")
    expect(desk.locator(".is-lead .card-headline")).to_have_text("Budget story")


def test_the_screens_are_accessible(person, stories):
    arrange(*stories[:3])
    arrange(stories[4], at=timezone.now() + HOUR, headline="Another headline")
    BannerFactory(text="Polls are open", article=stories[0])
    page = person()
    tomorrow = f"{timezone.localdate() + timedelta(days=1)}T06:00"
    with signed_in(page, "edith", PASSWORD):
        for address in (
            HOME,
            "/admin/articles/banner/",
            "/admin/articles/banner/add/",
            "/?as_of=",
            f"/?as_of={tomorrow}",
            f"/city/?as_of={tomorrow}",
            "/",
        ):
            page.goto(address)
            is_accessible(page, address)
