"""Hostile words as a browser reads them: nothing of them runs, and nothing leaves its place."""

import json

import pytest
from django.db import transaction
from django.urls import reverse

from articles.sanitize import COMMENT_TAGS
from comments import signatures
from comments.models import Comment, HouseRules, Status
from tests.browser import signed_in
from tests.comments.payloads import CANARIES, PAYLOADS, WEBSITES
from tests.factories import ArticleFactory, CommentFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_PAGE = 50
NAME_BYTES = 245
LISTEN = f"window.ran = []; {json.dumps(CANARIES)}.forEach(f => window[f] = () => ran.push(f))"
# What a comment may hold, by the public contract; the rest of the discussion is the template's.
STRANGE = """allowed => {
  const strange = [];
  for (const text of document.querySelectorAll(".comment-text")) {
    for (const element of text.querySelectorAll("*")) {
      const tag = element.localName, names = element.getAttributeNames();
      const wrong = names.filter(name => !(allowed[tag] ?? []).includes(name));
      const astray = element.hasAttribute("href") && (element.rel !== "nofollow ugc"
        || !["http:", "https:", "mailto:"].includes(element.protocol));
      if (!(tag in allowed) || wrong.length || astray) strange.push(element.outerHTML);
    }
  }
  for (const element of document.querySelectorAll("*")) {
    const names = element.getAttributeNames();
    const runs = names.some(name => /^(on|srcdoc|formaction|style$|autofocus|is$)/.test(name));
    const leads = /^(javascript|vbscript|data|blob):/.test(element.href ?? "");
    if (runs || leads) strange.push(element.outerHTML);
  }
  return strange;
}"""
SHAPE = """() => ["script", "style", "iframe", "form", "main", "footer", "h1", "input", "textarea"]
  .map(tag => [tag, document.getElementsByTagName(tag).length])"""


@pytest.fixture
def story():
    HouseRules(flood_seconds=0).save()
    return ArticleFactory(live=True)


@pytest.fixture
def post(client, story, settings):
    """Post a comment as one of a thousand readers."""
    settings.COMMENT_FLOOD_SECONDS = 0
    numbers = iter(range(1, 100_000))

    def post(**typed):
        number = next(numbers)
        form = {
            "comment": f"Comment {number}.",
            "author": f"Reader {number}",
            "email": f"reader{number}@mail.example",
            "stamp": signatures.stamp(story),
        }
        place = f"10.0.{number // 250}.{number % 250}"
        address = reverse("comments:post", args=[story.pk])
        return client.post(address, form | typed, REMOTE_ADDR=place).status_code

    return post


def as_name(payload):
    """So much of it as a name may have."""
    return payload.encode()[:NAME_BYTES].decode(errors="ignore")


def test_of_hundreds_of_hostile_comments_names_and_websites_nothing_runs(person, post, story):
    assert len(PAYLOADS) > 500
    with transaction.atomic():
        posted = [post(comment=payload, author=as_name(payload)) for payload in PAYLOADS]
        websites = [post(url=website) for website in WEBSITES]
    assert posted.count(303) > 0.98 * len(PAYLOADS)  # of some names nothing can be seen
    assert set(websites) == {303, 422}
    shown = approve_all()
    page = person(bypass_csp=True)  # the cleaner alone, without the wall behind it
    page.add_init_script(LISTEN)
    address, shape = story.versions.get().get_absolute_url(), None

    for number in range(1, -(-shown // A_PAGE) + 1):
        page.goto(f"{address}?comments={number}")

        assert page.evaluate("ran") == []
        assert page.evaluate(STRANGE, allowed()) == []
        assert page.locator(".comment-text").count() == min(A_PAGE, shown - A_PAGE * (number - 1))
        shape = shape or page.evaluate(SHAPE)
        assert page.evaluate(SHAPE) == shape
    # What was listened to does speak: without the cleaner, the first of them runs.
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", PAYLOADS[0])
    page.wait_for_function("ran.length === 1")


def approve_all() -> int:
    moderator = UserFactory(is_superuser=True)
    with transaction.atomic():
        for comment in Comment.objects.exclude(status=Status.APPROVED):
            comment.approve(by=moderator)
    return Comment.objects.approved().count()


def test_nothing_runs_at_the_moderators_desk(person, story):
    moderator = UserFactory(username="moderator", group="Moderator")
    moderator.set_password("Crane-42-bridge")
    moderator.save()
    with transaction.atomic():
        for payload in PAYLOADS[:: len(PAYLOADS) // 40]:
            CommentFactory(article=story, text=payload, name=as_name(payload))
    page = person(bypass_csp=True)
    page.add_init_script(LISTEN)

    with signed_in(page, "moderator", "Crane-42-bridge"):
        page.goto(reverse("admin:comments_comment_changelist"))

        assert page.get_by_text("alert(1)").count() > 20
        assert page.evaluate("ran") == []
        assert page.locator("[onerror], [onload], [onfocus], [onclick], iframe").count() == 0


def test_words_that_turn_or_pile_up_stay_in_their_place(person, story):
    turning = "\u202e\u2066Turned\u202d around"
    CommentFactory(article=story, name=f"Ida{turning}", text=turning, approved=True)
    CommentFactory(
        article=story, name="Z" + "\u0301" * 100, text="z" + "\u0302" * 900, approved=True
    )
    page = person(width=320)

    page.goto(story.versions.get().get_absolute_url())

    # From left to right: the first letter of each link and time stands before the last one.
    places = page.evaluate(ENDS, ".comment-links a, .comment-time time")
    assert len(places) >= 4
    assert all(first < last for first, last in places)
    heights = page.locator(".comment-body").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert max(heights) < 300
    assert page.evaluate("document.documentElement.scrollWidth") == 320


ENDS = """selector => [...document.querySelectorAll(selector)].map(element => {
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  return [0, words.length - 1].map(at => {
    const range = document.createRange();
    range.setStart(words, at);
    range.setEnd(words, at + 1);
    return range.getBoundingClientRect().left;
  });
})"""


def allowed():
    """The attributes of each element that a comment may hold."""
    with_some = {"a": ["href", "title", "rel"], "abbr": ["title"]}
    return {tag: with_some.get(tag, []) for tag in COMMENT_TAGS}
