"""Hostile words as a browser reads them: nothing of them runs, and nothing leaves its place."""

import json

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.sanitize import COMMENT_TAGS
from comments import signatures
from comments.forms import CommentForm
from comments.models import Comment, HouseRules, Status
from comments.rules import rules_for
from tests.browser import eventually, signed_in
from tests.comments.payloads import CANARIES, PAYLOADS, WEBSITES
from tests.factories import ArticleFactory, CommentFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_PAGE = 200  # the most that the desk allows
SAMPLE = 20  # every so many payloads go the whole way, through every check and a moderator's hands
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
    HouseRules(flood_seconds=0, page_size=A_PAGE).save()
    return ArticleFactory(live=True)


@pytest.fixture
def readers():
    """What a reader types beside the comment, each another one."""
    numbers = iter(range(1, 100_000))

    def reader(**typed):
        number = next(numbers)
        person = {
            "comment": f"Comment {number}.",
            "author": f"Reader {number}",
            "email": f"reader{number}@mail.example",
        }
        return person | typed

    return reader


def as_name(payload):
    """So much of it as a name may have."""
    return payload.encode()[:NAME_BYTES].decode(errors="ignore")


def test_of_hundreds_of_hostile_comments_names_and_websites_nothing_runs(
    person, client, readers, story, settings
):
    settings.COMMENT_FLOOD_SECONDS = 0
    assert len(PAYLOADS) > 500
    hostile = [readers(comment=payload, author=as_name(payload)) for payload in PAYLOADS]
    websites = [readers(url=website) for website in WEBSITES]
    with transaction.atomic():
        taken = post_and_approve(client, story, hostile[::SAMPLE])
        assert taken >= len(hostile[::SAMPLE]) - 1
        del hostile[::SAMPLE]
        posted = take(story, hostile)
        linked = take(story, websites)
    assert posted > 0.98 * len(hostile)  # of some names nothing can be seen
    assert 0 < linked < len(websites)
    page = person(bypass_csp=True)  # the cleaner alone, without the wall behind it
    page.add_init_script(LISTEN)
    address, harmless = story.versions.get().get_absolute_url(), quiet(story)
    page.goto(f"{address}?thread={harmless}")
    shape, shown = page.evaluate(SHAPE), 0

    for number in range(1, -(-Comment.objects.count() // A_PAGE) + 1):
        page.goto(f"{address}?comments={number}")

        assert page.evaluate("ran") == []
        assert page.evaluate(STRANGE, allowed()) == []
        assert page.evaluate(SHAPE) == shape
        shown += page.locator(".comment-text").count()
    assert shown == taken + posted + linked + 1
    # What was listened to does speak: without the cleaner, the first of them runs.
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", PAYLOADS[0])
    assert eventually(page, lambda: page.evaluate("ran.length === 1"))


def post_and_approve(client, story, typed) -> int:
    """Send what is typed as browsers do, and let a moderator approve it; how much was taken."""
    moderator = UserFactory(is_superuser=True)
    stamp = {"stamp": signatures.stamp(story)}
    for number, form in enumerate(typed):
        place = f"10.0.{number // 250}.{number % 250}"
        client.post(reverse("comments:post", args=[story.pk]), form | stamp, REMOTE_ADDR=place)
    for comment in Comment.objects.exclude(status=Status.APPROVED):
        comment.approve(by=moderator)
    return Comment.objects.approved().count()


def take(story, typed) -> int:
    """Read what is typed as the form does and store it as approved; how much the form took."""
    forms = [CommentForm(form, article=story, rules=rules_for(story)) for form in typed]
    now = {"status": Status.APPROVED, "decided_at": timezone.now()}
    read = [form.cleaned_data for form in forms if form.is_valid()]
    Comment.objects.bulk_create(
        Comment(article=story, name=it["author"], website=it["url"], text=it["comment"], **now)
        for it in read
    )
    return len(read)


def quiet(story) -> int:
    """The number of a comment without anything hostile, to compare its page with."""
    return CommentFactory(article=story, approved=True).pk


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
