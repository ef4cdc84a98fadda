"""What a reader who posts a comment is answered."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from comments import signatures
from comments.models import Comment, Commenter, HouseRules, Moderation, Provenance, Status
from tests.factories import ArticleFactory, CommentFactory


def test_a_comment_is_stored_as_typed_and_waits(post):
    post(comment="First line\r\n\r\n<b>bold</b>", url="example.org")

    comment = Comment.objects.get()
    assert (comment.status, comment.name) == (Status.PENDING, "Ida Holm")
    assert comment.text == "First line\n\n<b>bold</b>"
    assert comment.html == "<p>First line</p>\n<p><b>bold</b></p>"
    assert comment.website == "https://example.org"
    assert comment.commenter.email == "ida@mail.example"
    assert comment.held_because == "No comment of this person has been approved yet."


def test_a_comment_is_answered_by_a_private_receipt(post, client):
    response = post()

    assert response.status_code == 303
    receipt = client.get(response["Location"])
    status = re.search(r'role="status">\s*(.*?)\s*</p>', receipt.text, re.DOTALL)[1]
    assert status.startswith("Your comment is awaiting moderation")
    assert "The bridge was shut for a year." in receipt.text
    assert {"no-store", "private"} <= set(receipt["Cache-Control"].split(", "))
    assert receipt["X-Robots-Tag"] == "noindex"
    assert receipt["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in receipt


def test_the_receipt_tells_what_became_of_the_comment(post, client, moderator):
    receipt = post()["Location"]
    comment = Comment.objects.get()

    comment.approve(by=moderator)
    assert "Your comment is published." in client.get(receipt).text
    assert f"?thread={comment.pk}#comment-{comment.pk}" in client.get(receipt).text

    comment.reject(by=moderator)
    assert "not published" in client.get(receipt).text


def test_a_receipt_cannot_be_guessed(story, client):
    comment = CommentFactory(article=story)
    token = signatures.receipt_token(comment)

    for guess in (str(comment.pk), f"{comment.pk}:x", signatures.stamp(story), token[:-1], "ü:ü"):
        assert client.get(reverse("comments:receipt", args=[guess])).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("comment", "", "Please type your comment."),
        ("comment", " \u200b\u2060 ", "Please type your comment."),
        ("comment", "é" * 40000, "Your comment is too long."),
        ("comment", "NUL \0", "Null characters are not allowed."),
        ("author", "", "Please enter your name."),
        ("author", "\u202e\u200b", "Please enter your name."),
        ("author", "é" * 123, "Your name is too long."),
        ("email", "", "Please enter your email address."),
        ("email", "ida", "Please enter a valid email address."),
        ("email", "a" * 95 + "@b.com", "Your email address is too long."),
        ("url", "javascript:alert(1)", "Please enter a web address."),
        ("url", "ftp://example.org", "Please enter a web address."),
        ("url", "http://[", "Please enter a web address."),
        ("url", "https://example.org/" + "a" * 200, "Your website’s address is too long."),
    ],
)
def test_a_field_with_a_mistake_brings_the_page_back(post, field, typed, message):
    response = post(**{field: typed})

    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    assert f'<li><a href="#{field}">{message}</a></li>' in response.text
    assert f'id="{field}_error">{message}' in response.text
    tag = re.search(rf'<(?:input|textarea)[^>]* id="{field}"[^>]*>', response.text)[0]
    assert 'aria-invalid="true"' in tag
    assert " autofocus" in tag
    assert f"{field}_error" in re.search(r'aria-describedby="([^"]*)"', tag)[1].split()
    assert not Comment.objects.exists()
    assert not Commenter.objects.exists()


def test_every_typed_word_is_kept_when_the_page_comes_back(post, story):
    answered = CommentFactory(article=story, approved=True, name="Bo Lind")
    typed = {"comment": "Two\nlines <b>&amp;", "author": "A. “Q”", "url": "nowhere at all"}

    response = post(email="", consent="on", comment_parent=str(answered.pk), **typed)

    form = response.context["comment_form"]
    assert {name: form[name].value() for name in typed} == typed
    assert "\nTwo\nlines &lt;b&gt;&amp;amp;</textarea>" in response.text
    assert 'value="A. “Q”"' in response.text
    assert re.search(r'<input[^>]*name="consent"[^>]*checked', response.text)
    assert f'name="comment_parent" type="hidden" value="{answered.pk}"' in response.text
    assert "Leave a Reply to" in response.text


def test_only_the_first_mistake_has_the_cursor(post):
    response = post(comment="", author="", email="")

    assert response.text.count(" autofocus") == 1
    assert response.text.count('aria-invalid="true"') == 3


@pytest.mark.parametrize("field", ["stamp", "comment_parent", "subject", "proof"])
def test_nul_in_what_people_do_not_see_is_refused(post, field):
    assert post(**{field: "\0"}).status_code == 422


def test_the_same_comment_sent_twice_is_one_comment(post, settings):
    settings.COMMENT_FLOOD_SECONDS = 15
    first = post()

    again = post(email="IDA@mail.example ")

    assert (again.status_code, again["Location"]) == (303, first["Location"])
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "changed", [{"comment": "Else."}, {"author": "Eva"}, {"email": "eva@mail.example"}]
)
def test_another_comment_is_not_a_duplicate(post, changed):
    post()

    post(**changed)

    assert Comment.objects.count() == 2


def test_one_address_waits_between_comments_and_keeps_its_text(post, settings):
    settings.COMMENT_FLOOD_SECONDS = 15
    post(comment="First.", REMOTE_ADDR="192.0.2.7")

    hasty = post(comment="Second.", email="eva@mail.example", REMOTE_ADDR="192.0.2.7")

    assert hasty.status_code == 429
    assert 0 < int(hasty["Retry-After"]) <= 15
    assert "You are posting comments too quickly. Slow down." in hasty.text
    assert "Second.</textarea>" in hasty.text
    assert [comment.text for comment in Comment.objects.all()] == ["First."]
    assert not Commenter.objects.filter(normalised="eva@mail.example").exists()


def test_another_address_does_not_wait(post, settings):
    settings.COMMENT_FLOOD_SECONDS = 15
    post(comment="First.", REMOTE_ADDR="192.0.2.7")

    assert post(comment="Second.", REMOTE_ADDR="2001:db8::7").status_code == 303


def test_the_wait_ends(post, settings, time_machine):
    settings.COMMENT_FLOOD_SECONDS = 15
    time_machine.move_to(timezone.now(), tick=False)
    post(comment="First.")

    time_machine.shift(15)

    assert post(comment="Second.").status_code == 303


@pytest.mark.parametrize(
    ("second", "status"),
    [("2001:db8:1:2::8", 429), ("2001:db8:1:2:ffff::", 429), ("2001:db8:1:3::7", 303)],
)
def test_who_has_many_ipv6_addresses_has_to_wait_with_all_of_them(post, settings, second, status):
    settings.COMMENT_FLOOD_SECONDS = 15
    post(REMOTE_ADDR="2001:db8:1:2::7")

    assert post(comment="Second.", REMOTE_ADDR=second).status_code == status


@pytest.mark.parametrize("address", ["fe80::1%eth0", "", "192.0.2.7"])
def test_every_network_address_can_be_kept(post, address):
    assert post(REMOTE_ADDR=address).status_code == 303
    assert Provenance.objects.get().address in ("fe80::1", None, "192.0.2.7")


# Which stories take comments


def test_a_closed_discussion_refuses_with_the_reason_and_keeps_the_text(post, story, page):
    story.comments_open = False
    story.save()

    response = post()

    assert response.status_code == 403
    assert "Comments on this story are closed." in response.text
    assert "The bridge was shut for a year.</textarea>" in response.text
    assert not Comment.objects.exists()
    assert "Comments on this story are closed." in page().text
    assert 'id="commentform"' not in page().text


@pytest.mark.parametrize(
    ("state", "status", "reason"),
    [
        ("scheduled", 404, "There is no such story."),
        ("in_review", 404, "There is no such story."),
        ("expired", 410, "This story is no longer published."),
        ("killed", 410, "This story is no longer published."),
    ],
)
def test_a_story_that_readers_cannot_see_takes_no_comments_and_says_so(
    client, fill_in, state, status, reason
):
    hidden = ArticleFactory(**{state: True}, headline="CANARY")

    response = client.post(reverse("comments:post", args=[hidden.pk]), fill_in())

    assert response.status_code == status
    assert f'role="alert">{reason}</p>' in response.text
    assert "The bridge was shut for a year.</textarea>" in response.text
    assert "CANARY" not in response.text
    assert not Comment.objects.exists()


def test_a_story_that_is_on_the_desk_again_gives_the_words_back(client, fill_in, story, editor):
    workflow.perform("unpublish", story, by=editor)

    response = client.post(reverse("comments:post", args=[story.pk]), fill_in())

    assert response.status_code == 404
    assert "This story is not published at the moment." in response.text
    assert "The bridge was shut for a year.</textarea>" in response.text


@pytest.mark.parametrize("number", ["0", "999", "9" * 18])
def test_an_unknown_story_gives_the_words_back(client, fill_in, number, db):
    response = client.post(f"/comments/{number}/", fill_in())

    assert response.status_code == 404
    assert "The bridge was shut for a year.</textarea>" in response.text


def test_a_number_that_no_story_can_have_is_not_found(client, fill_in, db):
    assert client.post(f"/comments/{'9' * 30}/", fill_in()).status_code == 404


# Who may send the form


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, 303),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 303),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, 303),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "anything"}, 403),
        ({"HTTP_ORIGIN": "http://testserver"}, 303),
        ({"HTTP_ORIGIN": "https://courier.example"}, 303),
        ({"HTTP_ORIGIN": "https://evil.example"}, 403),
        ({"HTTP_ORIGIN": "https://testserver.evil.example"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({"HTTP_ORIGIN": "http://["}, 403),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"}, 403),
    ],
)
def test_only_our_own_pages_may_send_the_form(post, settings, headers, status):
    settings.SITE_URL = "https://courier.example"

    response = post(**headers)

    assert response.status_code == status
    assert Comment.objects.exists() is (status == 303)
    assert status == 303 or "The bridge was shut for a year.</textarea>" in response.text


def test_no_cookie_is_needed_and_none_is_set(story, fill_in):
    response = Client(enforce_csrf_checks=True).post(
        reverse("comments:post", args=[story.pk]), fill_in()
    )

    assert response.status_code == 303
    assert not response.cookies


# What is asked in other ways


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_other_methods_are_told_what_the_address_is_for(client, story, method):
    response = getattr(client, method)(reverse("comments:post", args=[story.pk]))

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert method == "head" or "Back to “The bridge reopens”" in response.text


@pytest.mark.parametrize(
    ("body", "content_type", "statuses"),
    [
        (b"", "application/x-www-form-urlencoded", {422}),
        (b"comment=%ff%fe&author=%ed%a0%80", "application/x-www-form-urlencoded", {400, 422}),
        (b"comment=x", "application/x-www-form-urlencoded; charset=utf-16", {400, 422}),
        (b"comment=x", "application/x-www-form-urlencoded; charset=nonsense", {400, 422}),
        (b"comment=x", "multipart/form-data", {400}),
        (b"comment=x", "multipart/form-data; boundary=\xff", {400}),
        (b"--b\r\nContent-Disposition: form-data; name", "multipart/form-data; boundary=b", {422}),
        (b'{"comment": "x"}', "application/json", {422}),
        (b"a&" * 2000, "application/x-www-form-urlencoded", {400}),
        (b"comment=" + b"x" * 2**20, "application/x-www-form-urlencoded", {413}),
        (b"comment=%00&author=%00&email=%00", "application/x-www-form-urlencoded", {422}),
    ],
)
def test_a_malformed_body_is_the_clients_mistake(client, story, body, content_type, statuses):
    client.raise_request_exception = False

    response = client.generic("POST", reverse("comments:post", args=[story.pk]), body, content_type)

    assert response.status_code in statuses
    assert not Comment.objects.exists()


def test_the_longest_comment_is_taken(post):
    response = post(comment="w" * 65525, author="n" * 245, email="e" * 64 + "@" + "d" * 31 + ".com")

    assert response.status_code == 303


def test_all_of_unicode_is_taken(post, client):
    text = "👩‍👩‍👧‍👦 e" + "\u0301" * 100 + " \u202eevil\u202c עברית \ufffe \U0010ffff"

    response = post(comment=text, author="Ж" * 122)

    assert Comment.objects.get().text == text
    assert client.get(response["Location"]).status_code == 200


def test_a_name_is_one_line_without_turning_characters(post):
    post(author="Ida\u202e \r\n Holm\u200b")

    assert Comment.objects.get().name == "Ida Holm"


# What it costs


def test_posting_asks_the_database_little_whatever_becomes_of_the_comment(
    post, ida, story, moderator, settings, django_assert_max_num_queries
):
    """Two more than a reader costs: a test's transaction is a savepoint."""
    settings.COMMENT_FLOOD_SECONDS = 15
    HouseRules(block_words="casino", hold_words="press").save()
    CommentFactory(article=story, spam=True).mark_as_spam(by=moderator)  # there are words to weigh
    words = "The bridge was shut for a year, and nobody told the people on the north bank of {}."
    answer = {"comment_parent": str(ida.pk)}
    proof = {"email": ida.commenter.email, "proof": signatures.receipt_token(ida)}
    for number, (most, status, typed) in enumerate(
        [
            (27, Status.PENDING, answer),  # of somebody new, who is asked to confirm
            (27, Status.PENDING, answer),
            (25, Status.APPROVED, answer | proof),
            (21, Status.SPAM, {"url": "https://casino.example/"}),
        ]
    ):
        address = {"REMOTE_ADDR": f"192.0.2.{number}"}
        sent = {"email": f"{number}@mail.example", "comment": words.format(number)} | typed

        with django_assert_max_num_queries(most):
            assert post(**sent, **address).status_code == 303

        assert Comment.objects.latest("pk").status == status
    HouseRules.objects.update(moderation=Moderation.OPEN)
    with django_assert_max_num_queries(26):
        post(comment=words.format("it"), REMOTE_ADDR="192.0.2.9")
    assert Comment.objects.latest("pk").status == Status.APPROVED
