"""“Leave a Reply” where scripts run: it moves, keeps what is typed, and posts without a reload."""

import json
import time

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from comments import views
from comments.models import Comment, HouseRules, Moderation
from tests.accessibility import is_accessible
from tests.browser import eventually
from tests.comments.reading import KEPT_OF_COMMENTS
from tests.factories import ArticleFactory, CommentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house():
    """The rules of the house, by name: house(moderation=…)."""
    rules = HouseRules(flood_seconds=0, pace_seconds=0)
    rules.save()
    return lambda **changed: HouseRules.objects.update(**changed)


@pytest.fixture
def story(house):
    return ArticleFactory(live=True, headline="The bridge reopens")


@pytest.fixture
def bo(story):
    return CommentFactory(article=story, name="Bo Lind", text="At last.", approved=True)


@pytest.fixture
def address(story, bo):
    return story.versions.get().get_absolute_url()


@pytest.fixture
def page(person, address):
    page = person(width=390)
    page.goto(address)
    return page


def words(page):
    return page.get_by_label("Comment *")


def told(page):
    return page.get_by_role("status")


def fill_in(page, comment="It was the north pier."):
    words(page).fill(comment)
    page.get_by_label("Name *").fill("Ida Holm")
    page.get_by_label("Email *").fill("ida@mail.example")


def send(page):
    page.get_by_role("button", name="Post Comment").click()


def test_the_form_moves_under_the_comment_that_it_answers_and_back(page, bo, address):
    title = page.locator("#reply-title")
    answering = page.locator(f"#comment-{bo.pk} > #respond")
    words(page).fill("It was the north pier.")

    page.get_by_role("link", name="Reply to Bo Lind").click()

    expect(answering).to_be_visible()
    expect(title).to_have_text("Leave a Reply to Bo Lind Cancel reply")
    expect(words(page)).to_be_focused()
    expect(words(page)).to_have_value("It was the north pier.")
    assert page.url.endswith(f"{address}?replytocom={bo.pk}#respond")
    is_accessible(page.reload() and page)  # the very address is the answer's, with its words
    expect(answering).to_be_visible()
    expect(words(page)).to_have_value("It was the north pier.")

    page.keyboard.press("Escape")  # words are not given up by a key
    expect(answering).to_be_visible()
    page.get_by_role("link", name="Cancel reply").click()
    expect(title).to_have_text("Leave a Reply")
    expect(page.get_by_role("link", name="Reply to Bo Lind")).to_be_focused()
    expect(words(page)).to_have_value("It was the north pier.")
    assert page.url.endswith(address)
    assert page.locator("[name=comment_parent]").input_value() == "0"

    page.keyboard.press("Enter")
    expect(answering).to_be_visible()
    page.go_back()
    expect(answering).to_have_count(0)
    page.go_forward()
    expect(answering).to_be_visible()
    words(page).fill("")
    words(page).press("Escape")
    expect(title).to_have_text("Leave a Reply")
    expect(page.get_by_role("link", name="Reply to Bo Lind")).to_be_focused()


def test_a_draft_outlives_the_page_and_no_tab_writes_over_another(page, address, bo):
    kept = f"() => {KEPT_OF_COMMENTS}.map(name => JSON.parse(localStorage[name]).text).sort()"
    words(page).fill("Mine.")
    page.reload()
    expect(words(page)).to_have_value("Mine.")
    expect(page.get_by_text("What you wrote here earlier is back.").first).to_be_visible()
    is_accessible(page)

    other = page.context.new_page()
    other.goto(address)
    expect(words(other)).to_have_value("Mine.")
    words(other).fill("Hers.")
    assert eventually(other, lambda: other.evaluate(kept) == ["Hers."])
    words(page).fill("Mine, again.")
    assert eventually(page, lambda: page.evaluate(kept) == ["Hers.", "Mine, again."])
    page.reload()
    other.reload()
    expect(words(page)).to_have_value("Mine, again.")
    expect(words(other)).to_have_value("Hers.")

    other.get_by_role("button", name="Delete it").click()
    expect(words(other)).to_have_value("")
    expect(words(other)).to_be_focused()
    fill_in(page, "Mine, again.")
    send(page)
    expect(told(page)).to_have_text("Your comment is awaiting moderation.")
    expect(words(page)).to_have_value("")
    assert page.evaluate(kept) == []

    old = json.dumps({"text": "Old.", "at": (time.time() - 3 * 24 * 3600) * 1000})
    name = f"comment-draft:/comments/{bo.article_id}/0:x"
    page.evaluate("([name, raw]) => localStorage.setItem(name, raw)", [name, old])
    page.reload()
    expect(words(page)).to_have_value("")
    assert page.evaluate(kept) == []


def test_a_held_comment_stands_where_it_will_stand_with_its_private_link(page, bo):
    page.get_by_role("link", name="Reply to Bo Lind").click()
    fill_in(page)
    page.keyboard.press("Tab")
    send(page)

    expect(told(page)).to_have_text("Your comment is awaiting moderation.")
    own = Comment.objects.get(name="Ida Holm")
    shown = page.locator(f"#comment-{bo.pk} #comment-{own.pk}")
    expect(shown).to_be_focused()
    expect(shown).to_contain_text("It was the north pier.")
    expect(shown).to_contain_text("Your comment is awaiting moderation.")
    expect(page.locator("#comments-title")).to_have_text("1 Comment")  # for readers
    expect(page.locator("#reply-title")).to_have_text("Leave a Reply")
    assert "replytocom" not in page.url
    is_accessible(page)
    assert own.parent == bo

    page.reload()  # in this tab it is found again; nobody else sees it
    expect(shown).to_contain_text("Your comment is awaiting moderation.")
    shown.get_by_role("link", name="withdraw it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment")
    own.reject(by=None)
    page.go_back()
    expect(shown).to_contain_text("Your comment was read by a moderator and not published.")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(f"#comment-{bo.pk}")).to_be_visible()
    assert "north pier" not in other.content()
    own.approve(by=None)
    page.reload()
    expect(shown).to_contain_text("It was the north pier.")
    expect(page.locator(".is-own")).to_have_count(0)
    mine = f"sessionStorage.getItem('comments-of-mine:{own.article_id}')"
    assert eventually(page, lambda: page.evaluate(mine) == "[]")  # asked for no more


def test_approved_comments_stand_in_their_threads_at_once(page, house, story, bo):
    CommentFactory(article=story, name="Cara", approved=True)
    in_order = "items => items.map(item => [item.id, item.parentElement.closest('li')?.id])"
    for order, depth in (("oldest", 2), ("newest", 1)):
        house(moderation=Moderation.OPEN, order=order, depth=depth)
        for answered in (None, "Bo Lind", "Ada oldest 2" if depth == 2 else "Bo Lind"):
            number = Comment.objects.count()
            page.reload()
            if answered:
                page.get_by_role("link", name=f"Reply to {answered}").click()
            fill_in(page, f"Words {number}.")
            page.get_by_label("Name *").fill(f"Ada {order} {1 if answered is None else 2}")
            send(page)
            expect(told(page)).to_have_text("Your comment is published.")
            expect(page.locator(".is-own")).to_contain_text(f"Words {number}.")
            expect(page.locator("#comments-title")).to_have_text(f"{number + 1} Comments")

            in_place = page.locator(".comment").evaluate_all(in_order)
            names = page.locator(".comment-answered").all_inner_texts()
            page.reload()
            assert page.locator(".comment").evaluate_all(in_order) == in_place
            assert page.locator(".comment-answered").all_inner_texts() == names


def test_refused_words_stay_with_the_servers_message_beside_the_field(page, house, address):
    house(max_length=100)
    page.reload()
    fill_in(page, "🌉" * 89)
    expect(page.locator("#comment-count")).to_be_hidden()
    words(page).fill("🌉" * 101)
    expect(page.locator("#comment-count")).to_have_text("101 of 100 characters")
    expect(told(page)).to_have_text("101 of 100 characters")
    page.get_by_label("Email *").fill("nobody")
    page.get_by_label("Save my name").check()
    held = []
    page.route("**/comments/*/", lambda route: held.append(route))
    send(page)
    assert eventually(page, lambda: held)
    expect(page.get_by_text("Sending your comment …").last).to_be_visible()
    page.get_by_label("Website", exact=True).fill("a.example")  # typed while it is on its way
    held[0].continue_()
    page.unroute("**/comments/*/")

    expect(page.get_by_role("alert")).to_contain_text("it has 101 characters")
    expect(words(page)).to_be_focused()
    expect(words(page)).to_have_attribute("aria-invalid", "true")
    expect(words(page)).to_have_accessible_description(
        "Your comment is too long: it has 101 characters, and 100 are the most."
    )
    expect(words(page)).to_have_value("🌉" * 101)
    expect(page.get_by_label("Email *")).to_have_value("nobody")
    expect(page.get_by_label("Website", exact=True)).to_have_value("a.example")
    expect(page.get_by_label("Save my name")).to_be_checked()
    expect(page.locator("#comment-count")).to_have_text("101 of 100 characters")
    is_accessible(page)
    words(page).fill("🌉")
    page.get_by_label("Email *").fill("ida@mail.example")
    send(page)
    expect(told(page)).to_have_text("Your comment is awaiting moderation.")
    expect(page.locator("[aria-invalid], .reader-form-message, [role=alert]")).to_have_count(0)

    page.get_by_role("link", name="edit it").click()
    page.get_by_role("link", name="Edit it").click()
    words(page).fill("🌉" * 99)
    expect(page.locator("#comment-count")).to_have_text("99 of 100 characters")
    page.goto(address)
    house(flood_seconds=60)
    fill_in(page, "And the south pier.")
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("You are posting comments too quickly.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(words(page)).to_have_value("And the south pier.")
    house(flood_seconds=0, is_open=False)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Comments are closed.")
    expect(words(page)).to_have_value("And the south pier.")


def unreachable(*args, **kwargs):
    raise OperationalError("no connection")


def test_while_the_site_is_away_the_words_stay_and_the_next_press_posts_them_once(
    page, monkeypatch, settings
):
    fill_in(page)
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("The site does not answer just now.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(words(page)).to_have_value("It was the north pier.")
    assert not Comment.objects.filter(name="Ida Holm").exists()
    page.context.set_offline(False)

    def lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/comments/*/", lose_the_answer)
    send(page)
    assert eventually(page, Comment.objects.filter(name="Ida Holm").exists)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(words(page)).to_have_value("It was the north pier.")
    page.unroute("**/comments/*/")
    with monkeypatch.context() as outage:
        outage.setattr(views, "rules_for", unreachable)
        send(page)
        expect(page.get_by_role("alert")).to_contain_text("The site cannot keep anything just now.")
    settings.PUBLIC_BODY_LIMIT = 20
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("That is too much at once")
    expect(words(page)).to_have_value("It was the north pier.")
    settings.PUBLIC_BODY_LIMIT = 200_000
    send(page)

    expect(told(page)).to_have_text("Your comment is awaiting moderation.")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert Comment.objects.filter(name="Ida Holm").count() == 1


def test_where_a_script_fails_half_way_the_form_is_posted_by_the_browser(page, address):
    page.route("**/comment-place.js", lambda route: route.abort())
    fill_in(page)
    send(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment")
    expect(told(page)).to_contain_text("Your comment is awaiting moderation.")
    assert eventually(page, lambda: page.evaluate(KEPT_OF_COMMENTS) == [])  # it is no draft
    page.goto(address)
    expect(words(page)).to_have_value("")
    assert Comment.objects.filter(name="Ida Holm").count() == 1
