"""The moderators' queue under a moderator's hands: one key for each comment, and no page load."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment, Decision, Reason
from tests.accessibility import is_accessible
from tests.factories import ArticleFactory, CommentFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/comments/comment/"


@pytest.fixture
def moderator_at(person, live_server):
    """`moderator_at("/admin/", first_name="Mara")` is a page of somebody who is signed in."""

    def sit_down(address=LIST, *, first_name="Mara", **options):
        page = person(**options)
        client = Client()
        client.force_login(UserFactory(group="Moderator", first_name=first_name))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(address)
        return page

    return sit_down


def waiting(number):
    story = ArticleFactory(live=True, headline="The bridge reopens")
    return Comment.objects.bulk_create(
        Comment(
            article=story, name=f"Reader {n}", text=f"What reader {n} has to say.",
            held_because=f"Reason {n}.", posted_at=timezone.now() + timedelta(seconds=n),
        )
        for n in range(number)
    )  # fmt: skip


def current(page):
    return page.locator(".comment-card.is-current")


def told(page):
    return page.locator(".queue-told-words")


def settled(page, pending):
    """What was pressed has been decided, and nothing is on its way."""
    expect(page.locator('[data-tab="pending"] .queue-tab-count')).to_have_text(str(pending))


def test_twenty_comments_take_one_click_and_twenty_keys(moderator_at):
    """From where the desk opens; each comment's words and reason are in view before its key."""
    waiting(26)
    page = moderator_at("/admin/")
    page.get_by_role("link", name="Comments waiting").click()
    settled(page, 26)
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))

    for n in range(20):  # the lane leads to those that have waited longest
        expect(current(page)).to_contain_text(f"What reader {n} has to say.")
        expect(current(page).get_by_text(f"What reader {n} has to say.")).to_be_in_viewport(ratio=1)
        expect(current(page).get_by_text(f"Reason {n}.")).to_be_in_viewport(ratio=1)
        page.keyboard.press("s" if n % 4 == 3 else "a")

    settled(page, 6)
    assert loads == []
    assert Comment.objects.filter(status="spam").count() == 5
    assert Comment.objects.filter(status="approved").count() == 15
    spam = Comment.objects.filter(status="spam").order_by("pk").values_list("name", flat=True)
    assert list(spam) == [f"Reader {n}" for n in (3, 7, 11, 15, 19)]
    expect(told(page)).to_have_text("Marked as spam: Reader 19. 6 left. z undoes.")
    expect(page.locator(".comment-card:visible")).to_have_count(6)  # the next have come in


def test_a_key_is_undone_again_and_again(moderator_at):
    waiting(3)
    page = moderator_at()

    for key in ("a", "d", "2"):
        page.keyboard.press(key)
    expect(told(page)).to_contain_text("Personal attack")
    page.keyboard.press("z")
    expect(told(page)).to_contain_text("Undone. The comment of Reader 1 is pending again.")
    expect(current(page)).to_contain_text("Reader 1")
    page.keyboard.press("z")
    settled(page, 3)

    assert Comment.objects.pending().count() == 3
    assert Decision.objects.standing().filter(became="rejected").count() == 0
    page.keyboard.press("s")  # the card that came back is decided like any other
    settled(page, 2)


def test_keys_move_and_do_nothing_while_somebody_types(moderator_at):
    waiting(3)
    page = moderator_at()

    page.keyboard.press("j")
    expect(current(page)).to_contain_text("Reader 1")
    expect(current(page)).to_be_focused()
    page.keyboard.press("k")
    expect(current(page)).to_contain_text("Reader 2")
    page.keyboard.press("/")
    page.keyboard.type("sad")
    expect(page.get_by_label("Words, name or e-mail address")).to_have_value("sad")
    page.keyboard.press("Control+a")
    assert Comment.objects.pending().count() == 3


def test_who_wants_no_single_keys_switches_them_off(moderator_at):
    waiting(2)
    page = moderator_at()
    page.keyboard.press("?")
    page.get_by_label("Single keys work in this browser").uncheck()
    page.reload()

    page.locator(".comment-card").first.focus()
    page.keyboard.press("a")
    expect(page.locator(".comment-card:visible")).to_have_count(2)
    page.get_by_role("button", name="Approve").first.press("Enter")
    settled(page, 1)


def test_an_answer_is_typed_on_the_card_and_published_with_the_approval(moderator_at):
    waiting(2)
    page = moderator_at()

    page.keyboard.press("r")
    page.keyboard.type("It opens as dated.")
    page.keyboard.press("Control+Enter")

    expect(told(page)).to_contain_text("Approved and answered: Reader 1.")
    answer = Comment.objects.get(staff__isnull=False)
    assert (answer.text, answer.parent.status) == ("It opens as dated.", "approved")
    expect(current(page)).to_contain_text("Reader 0")


def test_selected_cards_are_decided_and_undone_together(moderator_at):
    waiting(6)
    page = moderator_at()
    boxes = page.locator(".action-select")

    page.keyboard.press("x")
    boxes.nth(3).click(modifiers=["Shift"])
    expect(page.locator(".queue-selected")).to_contain_text("4 selected:")
    page.keyboard.press("Shift+S")
    settled(page, 2)
    expect(told(page)).to_have_text("4 comments marked as spam. 2 left. z undoes.")
    page.keyboard.press("z")
    settled(page, 6)
    page.get_by_label("All on this page").check()
    page.get_by_label("Action:").select_option("Approve selected comments")
    page.get_by_role("button", name="Go").click()

    expect(page.locator(".messagelist")).to_contain_text("6 comments approved.")
    page.locator(".messagelist").get_by_role("button", name="Undo").click()
    expect(page.locator(".messagelist")).to_contain_text("6 decisions undone.")


def test_the_second_of_two_moderators_sees_it_on_the_card_and_can_overrule(moderator_at):
    waiting(2)
    mara, ben = moderator_at(first_name="Mara"), moderator_at(first_name="Ben")
    mara.keyboard.press("a")
    settled(mara, 1)

    ben.keyboard.press("d")

    notice = ben.locator(".card-notice")
    expect(notice).to_contain_text("Already approved by Mara")
    expect(told(ben)).to_contain_text("Already approved by Mara")
    assert Comment.objects.approved().count() == 1
    ben.wait_for_timeout(1100)  # a key that comes sooner is no answer to what has just changed
    ben.locator(".comment-card", has=notice).get_by_role("button", name="Reject").first.click()
    expect(told(ben)).to_contain_text("Rejected: Reader 1.")
    assert not Comment.objects.approved().exists()


def test_no_word_is_lost_when_another_moderator_was_first(moderator_at):
    waiting(2)
    mara, ben = moderator_at(first_name="Mara"), moderator_at(first_name="Ben")
    ben.keyboard.press("r")
    ben.keyboard.type("It opens as dated.")
    mara.keyboard.press("d")
    settled(mara, 1)

    ben.keyboard.press("Control+Enter")

    expect(told(ben)).to_contain_text("Already rejected by Mara")
    kept = ben.get_by_label("What you had typed")
    expect(kept).to_have_value("It opens as dated.")
    expect(kept).to_be_focused()  # or the next letter would be a key
    ben.locator(".comment-card").last.focus()
    ben.keyboard.press("d")
    settled(ben, 0)
    mara.reload()
    mara.goto(f"{LIST}?tab=rejected")
    mara.locator(".comment-card", has_text="Reader 0").get_by_role("button", name="Approve").click()
    expect(told(mara)).to_contain_text("Approved: Reader 0.")
    ben.get_by_label("In words").fill("Third time this week.")
    ben.keyboard.press("Enter")
    expect(told(ben)).to_contain_text("Already approved by Mara")
    expect(ben.get_by_label("In words")).to_have_value("Third time this week.")
    ben.locator(".comment-card", has_text="Reader 0").focus()
    ben.wait_for_timeout(1100)  # a key that comes sooner is no answer to what has just changed
    ben.keyboard.press("d")
    ben.keyboard.press("9")
    expect(told(ben)).to_contain_text("Rejected: Reader 0. The reason: Another reason.")
    assert Decision.objects.first().note == "Third time this week."


def test_what_could_not_be_sent_comes_back(moderator_at):
    waiting(2)
    page = moderator_at()
    page.context.set_offline(True)

    page.keyboard.press("a")

    expect(told(page)).to_contain_text("Not sent: the desk does not answer.")
    expect(current(page)).to_contain_text("Reader 1")
    page.context.set_offline(False)
    page.keyboard.press("a")
    settled(page, 1)


def test_a_sign_in_that_ran_out_is_renewed_in_place(moderator_at):
    waiting(2)
    page = moderator_at()
    mara = get_user_model().objects.get(first_name="Mara")
    mara.set_password("a long enough password")
    mara.save()  # which ends the session
    page.keyboard.press("a")

    page.get_by_label(f"Password of {mara.username}").fill("a long enough password")
    page.get_by_role("button", name="Sign in", exact=True).click()

    settled(page, 1)
    expect(told(page)).to_contain_text("Approved: Reader 1.")


def test_without_scripts_the_same_buttons_send_a_form(moderator_at):
    waiting(2)
    page = moderator_at(java_script_enabled=False)

    page.get_by_role("button", name="Reject", exact=False).first.click()
    expect(page.locator(".messagelist")).to_contain_text("Rejected: Reader 1.")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".messagelist")).to_contain_text(
        "Undone. The comment of Reader 1 is pending again."
    )
    page.locator(".card-answer summary").first.click()
    page.get_by_label("Answer in the newsroom’s name").first.fill("It does.")
    page.get_by_role("button", name="Approve and reply").first.click()
    expect(page.locator(".messagelist")).to_contain_text("Approved and answered: Reader 1.")


def test_every_page_of_the_queue_is_accessible(moderator_at):
    asked = CommentFactory(approved=True, text="Why? " * 500)
    comment = CommentFactory(parent=asked, website="https://a.example", held_because="Two links.")
    reported = CommentFactory(approved=True, reports_open=2, reported_at=timezone.now())
    reported.edit("Other words")
    reported.pick()
    CommentFactory().reject(by=UserFactory(), reason=Reason.HATE, note="Third time.")
    page = moderator_at()
    page.keyboard.press("x")
    page.keyboard.press("?")
    page.keyboard.press("r")
    is_accessible(page, "the queue with an answer")
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.keyboard.press("d")
    expect(page.get_by_role("button", name="Off topic")).to_be_visible()
    is_accessible(page, "the queue with a reason to give")
    settled(page, 0)
    for name, address in {
        "approved": f"{LIST}?tab=approved",
        "all of a story, by words": f"{LIST}?tab=all&article={asked.article_id}&network=x",
        "a comment": f"{LIST}{reported.pk}/change/",
        "its words": f"{LIST}{comment.pk}/words/",
        "the log": "/admin/comments/decision/",
    }.items():
        page.goto(address)
        is_accessible(page, name)
