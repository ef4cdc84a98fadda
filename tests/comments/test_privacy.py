"""“Your email address will not be published”: provably."""

import hashlib
import logging
from base64 import b64encode
from urllib.parse import quote

import pytest
from django.urls import reverse

from comments import signatures
from comments.models import Comment
from tests.factories import CommenterFactory, CommentFactory

ADDRESS = "Ida.Planted@Secret-Mail.Example"
NETWORK = "203.0.113.77"


def traces(address):
    """What the address would look like if it came out in any of the usual forms."""
    plain = [address, address.lower(), address.partition("@")[0].lower(), "secret-mail"]
    quoted = [quote(address), address.replace("@", "&#64;"), address[::-1]]
    hashes = [
        hashlib.new(kind, spelling.encode()).hexdigest()
        for kind in ("md5", "sha1", "sha256")
        for spelling in (address, address.lower())
    ]
    return [*plain, *quoted, *hashes, b64encode(address.encode()).decode()]


def told(response):
    """All that leaves the server with a response."""
    return f"{response.status_code} {dict(response.items())} {response.cookies} {response.text}"


@pytest.fixture
def commented(story, post, moderator):
    """The story with a comment of Ida's and an answer to it, both approved."""
    first = post(email=ADDRESS, REMOTE_ADDR=NETWORK, HTTP_USER_AGENT="Planted/1.0")
    comment = Comment.objects.get()
    comment.approve(by=moderator)
    CommentFactory(
        parent=comment, approved=True, commenter=CommenterFactory(email="x@secret-mail.example")
    )
    return first


def test_no_page_tells_an_address(commented, client, page, post, story, caplog):
    caplog.set_level(logging.DEBUG)
    number = Comment.objects.first().pk
    responses = [
        commented,
        client.get(commented["Location"]),
        page(),
        page(replytocom=number),
        page(thread=number),
        page(comments=2),
        post(email=ADDRESS),
        client.get("/"),
        client.get(reverse("comments:post", args=[story.pk])),
        client.get(story.section.get_absolute_url()),
    ]

    everything = " ".join(map(told, responses)) + caplog.text

    assert "The bridge was shut for a year." in everything
    for trace in [*traces(ADDRESS), NETWORK, "Planted/1.0"]:
        assert trace.lower() not in everything.lower()


def test_no_page_behind_a_private_link_tells_the_address(commented, client, caplog):
    """Whoever holds a receipt typed the address, or has found the link."""
    caplog.set_level(logging.DEBUG)
    comment = Comment.objects.get(commenter__email=ADDRESS)
    receipt = commented["Location"]
    confirm = reverse("comments:confirm", args=[signatures.confirmation_token(comment)])
    stop = reverse("comments:no-mail", args=[signatures.no_mail_token(comment.commenter_id)])
    quiet = reverse(
        "comments:unsubscribe", args=[signatures.unsubscribe_token(comment.commenter_id)]
    )
    responses = [
        client.get(confirm),
        client.post(confirm, {"mine": "1"}),
        client.get(receipt),
        client.post(f"{receipt}mail/", {"wants_replies": "on"}, follow=True),
        client.get(f"{receipt}edit/"),
        client.post(f"{receipt}edit/", {"comment": ""}),
        client.post(f"{receipt}edit/", {"comment": "Other words."}, follow=True),
        client.get(quiet),
        client.post(quiet),
        client.get(stop),
        client.post(stop),
        client.get(f"{receipt}withdraw/"),
        client.post(f"{receipt}withdraw/", follow=True),
    ]

    everything = " ".join(map(told, responses)) + caplog.text

    assert "Other words." in everything
    for trace in [*traces(ADDRESS), NETWORK, "Planted/1.0"]:
        assert trace.lower() not in everything.lower()


def test_a_mistake_shows_the_address_to_the_person_who_typed_it_alone(commented, post, page):
    """The page that comes back is private; the next reader's page has an empty field."""
    mistaken = post(email=ADDRESS, comment="")

    assert f'value="{ADDRESS}"' in mistaken.text
    assert "no-store" in mistaken["Cache-Control"]
    assert ADDRESS not in page().text


def test_a_refused_or_hasty_comment_is_not_kept_with_its_address(post, caplog, settings):
    settings.COMMENT_FLOOD_SECONDS = 15
    post()

    post(email=ADDRESS, comment="Again")
    post(email=ADDRESS, HTTP_ORIGIN="https://evil.example")

    assert not any(trace in caplog.text for trace in traces(ADDRESS))


def test_public_code_never_names_the_tables_of_addresses(
    commented, page, client, django_assert_max_num_queries
):
    receipt = commented["Location"]
    for fetch in (
        page,
        lambda: page(replytocom=1),
        lambda: client.get(receipt),
        lambda: client.get(f"{receipt}edit/"),
        lambda: client.get(f"{receipt}withdraw/"),
    ):
        with django_assert_max_num_queries(99) as queries:
            fetch()

        asked = " ".join(query["sql"] for query in queries)
        assert "comments_comment" in asked
        assert 'comments_commenter"' not in asked
        assert "comments_provenance" not in asked
