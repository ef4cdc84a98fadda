"""The receipt: the private page of whoever posted a comment without an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import OutboxTask
from comments import screening, signatures
from comments.models import Comment, Status
from comments.models.decision import Reason
from comments.screening import Finding, Verdict
from tests.factories import CommentFactory

pytestmark = pytest.mark.django_db
STATUS = re.compile(r'role="status">\s*(.*?)\s*</p>', re.DOTALL)
STEPS = ["choose-mail", "edit", "withdraw"]


def address(comment, step="receipt"):
    return reverse(f"comments:{step}", args=[signatures.receipt_token(comment)])


def told(client, comment):
    """What the receipt says of the comment, without its markup."""
    words = STATUS.search(client.get(address(comment)).text)[1]
    return " ".join(re.sub(r"<[^>]*>", "", words).split())


@pytest.fixture
def publishes_what_is_friendly(monkeypatch):
    """Screening that holds nothing but comments with a bad word in them."""

    def screen(submission):
        is_bad = "bad" in submission.comment.text
        return Verdict((Finding("A bad word."),) if is_bad else ())

    monkeypatch.setattr(screening, "screen", screen)


# What became of it


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({}, "Your comment is awaiting moderation."),
        ({"spam": True}, "Your comment is awaiting moderation."),
        ({"approved": True}, "Your comment is published. See it in the discussion"),
        ({"rejected": True}, "Your comment was read by a moderator and not published."),
        (
            {"status": Status.WITHDRAWN},
            "You withdrew your comment. Readers do not see it any more.",
        ),
    ],
)
def test_the_receipt_says_in_words_what_became_of_the_comment(client, state, words):
    assert told(client, CommentFactory(**state)).startswith(words)


def test_a_spammer_sees_the_very_page_of_whoever_waits(client):
    now = timezone.now()
    waits, spam = (
        CommentFactory(name="Ida", avatar=5, text="Buy", posted_at=now, **state)
        for state in ({}, {"spam": True})
    )

    pages = [client.get(address(comment)).text for comment in (waits, spam)]

    # But for what differs between any two comments.
    assert re.sub(r"\d+:[\w-]{43}|comment-\d+|Headline \d+|/20[^\"]*", "", pages[0]) == re.sub(
        r"\d+:[\w-]{43}|comment-\d+|Headline \d+|/20[^\"]*", "", pages[1]
    )


def test_the_reason_is_told_where_the_moderator_chose_to_tell_it(client, moderator):
    comment, silent = CommentFactory(), CommentFactory()

    why = {"reason": Reason.PERSONAL_DATA, "note": "Third time this week"}
    comment.reject(by=moderator, told=True, **why)
    silent.reject(by=moderator, **why)

    assert "The reason: Personal data." in told(client, comment)
    assert "reason" not in told(client, silent)
    assert "Third time" not in client.get(address(comment)).text


def test_a_reason_told_once_is_not_told_of_a_later_decision(client, moderator):
    comment = CommentFactory()

    comment.reject(by=moderator, told=True, reason=Reason.PERSONAL_DATA)
    comment.approve(by=moderator)

    assert "Personal data" not in client.get(address(comment)).text


# The link is the authority


@pytest.mark.parametrize("step", STEPS)
def test_without_the_signed_link_there_is_no_page_and_nothing_to_change(client, step):
    comment = CommentFactory()
    token = signatures.receipt_token(comment)
    other = signatures.confirmation_token(comment)

    for guess in (str(comment.pk), f"{comment.pk}:x", token[:-1], token.swapcase(), other, "ü:ü"):
        guessed = reverse(f"comments:{step}", args=[guess])
        assert client.get(guessed).status_code == 404
        assert client.post(guessed, {"comment": "Other words."}).status_code == 404

    comment.refresh_from_db()
    assert (comment.status, comment.edited_at) == (Status.PENDING, None)


@pytest.mark.parametrize("step", STEPS)
def test_opening_a_link_changes_nothing(client, step):
    comment = CommentFactory(approved=True)
    before = Comment.objects.values().get(pk=comment.pk)

    for open_it in (client.get, client.head, client.options, client.put, client.delete):
        response = open_it(address(comment, step), {"wants_replies": "on", "comment": "Other."})
        assert open_it in (client.get, client.head) or response.status_code == 405
    assert client.post(address(comment)).status_code == 405  # the receipt itself is only read

    assert Comment.objects.values().get(pk=comment.pk) == before
    assert not OutboxTask.objects.exists()


@pytest.mark.parametrize("step", ["receipt", "edit", "withdraw"])
def test_the_pages_are_private(client, step):
    response = client.get(address(CommentFactory(), step))

    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response
    assert (
        set(re.findall(r'(?:src|href)="(\w+:)', response.text)) == set()
    )  # nothing from elsewhere


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, 303),
        ({"HTTP_ORIGIN": "null"}, 303),  # what an older browser sends from a no-referrer page
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_ORIGIN": "https://evil.example"}, 403),
    ],
)
def test_no_other_site_sends_the_forms_and_no_cookie_is_needed(step, headers, status):
    comment = CommentFactory(text="As it was.")
    before = Comment.objects.values().get(pk=comment.pk)
    typed = {"comment": "Other words.", "wants_replies": "on"}

    response = Client(enforce_csrf_checks=True).post(address(comment, step), typed, **headers)

    assert response.status_code == status
    assert not response.cookies
    assert (Comment.objects.values().get(pk=comment.pk) == before) is (status == 403)


# Editing


def test_within_ten_minutes_the_words_can_be_edited(client):
    comment = CommentFactory(text="The brigde is shut.")

    page = client.get(address(comment, "edit")).text
    response = client.post(address(comment, "edit"), {"comment": "The <b>bridge</b>\r\nis shut."})

    comment.refresh_from_db()
    assert "The brigde is shut.</textarea>" in page
    assert (response.status_code, response["Location"]) == (303, address(comment))
    assert comment.text == "The <b>bridge</b>\nis shut."
    assert comment.html == "<p>The <b>bridge</b><br>is shut.</p>"
    assert comment.edited_at is not None
    assert comment.edited_by is None


def test_after_ten_minutes_they_cannot_and_what_was_typed_is_given_back(client, time_machine):
    comment = CommentFactory(text="As it was.")
    assert "Edit it" in client.get(address(comment)).text

    time_machine.move_to(comment.posted_at + timedelta(minutes=10))
    response = client.post(address(comment, "edit"), {"comment": "Typed for eleven minutes."})

    comment.refresh_from_db()
    assert response.status_code == 403
    assert "ten minutes" in response.text
    assert "Typed for eleven minutes.</textarea>" in response.text
    assert comment.text == "As it was."
    assert "Edit it" not in client.get(address(comment)).text


@pytest.mark.parametrize("state", [{"rejected": True}, {"status": Status.WITHDRAWN}])
def test_what_is_rejected_or_withdrawn_is_not_edited(client, state):
    comment = CommentFactory(text="As it was.", **state)

    response = client.post(address(comment, "edit"), {"comment": "Other words."})

    comment.refresh_from_db()
    assert (response.status_code, comment.text) == (403, "As it was.")


def test_a_mistake_in_the_new_words_is_shown_at_the_field(client):
    comment = CommentFactory(text="As it was.")

    response = client.post(address(comment, "edit"), {"comment": "\u200b"})

    comment.refresh_from_db()
    assert response.status_code == 422
    assert 'id="comment_error">Please type your comment.' in response.text
    assert 'aria-invalid="true"' in response.text
    assert comment.text == "As it was."


@pytest.mark.usefixtures("publishes_what_is_friendly")
def test_a_published_comment_edited_to_what_screening_holds_waits_again(client):
    comment = CommentFactory(text="Friendly.", approved=True)
    answer = CommentFactory(parent=comment, approved=True)

    client.post(address(comment, "edit"), {"comment": "A bad thing."})

    comment.refresh_from_db()
    answer.refresh_from_db()
    assert (comment.status, comment.held_because) == (Status.PENDING, "A bad word.")
    assert answer.root_id is None
    decision = comment.decisions.get()
    assert (decision.was, decision.became, decision.by) == ("approved", "pending", None)


@pytest.mark.usefixtures("publishes_what_is_friendly")
def test_a_published_comment_edited_to_what_screening_passes_stays(client):
    comment = CommentFactory(text="Frendly.", approved=True)

    client.post(address(comment, "edit"), {"comment": "Friendly."})

    comment.refresh_from_db()
    assert (comment.status, comment.text) == (Status.APPROVED, "Friendly.")


@pytest.mark.usefixtures("publishes_what_is_friendly")
@pytest.mark.parametrize("state", [{}, {"spam": True}])
def test_no_edit_publishes_what_waits(client, state):
    comment = CommentFactory(text="A bad thing.", held_because="A bad word.", **state)

    client.post(address(comment, "edit"), {"comment": "Friendly."})

    comment.refresh_from_db()
    assert not comment.is_approved
    assert comment.held_because == "A bad word."


@pytest.mark.usefixtures("publishes_what_is_friendly")
def test_what_waits_tells_the_moderators_why_its_new_words_do(client):
    comment = CommentFactory(text="Friendly.", held_because="The form's stamp is missing.")

    for words in ("A bad thing.", "A very bad thing."):
        client.post(address(comment, "edit"), {"comment": words})

    comment.refresh_from_db()
    assert comment.held_because == "The form's stamp is missing.\nA bad word."


# Withdrawing


def test_withdrawing_asks_first_and_then_takes_the_words_from_readers(client, page, story):
    comment = CommentFactory(article=story, text="I regret this.", approved=True)
    answer = CommentFactory(parent=comment, text="I answer it.", approved=True)
    assert "Withdraw your comment?" in client.get(address(comment, "withdraw")).text
    assert "I regret this." in page().text

    response = client.post(address(comment, "withdraw"))

    assert response["Location"] == address(comment)
    assert "I regret this." not in page().text + client.get(address(comment)).text
    assert "I answer it." in page().text
    answer.refresh_from_db()
    assert answer.root_id is None
    decision = comment.decisions.get()
    assert (decision.was, decision.became, decision.by) == ("approved", "withdrawn", None)


@pytest.mark.parametrize("state", [{}, {"approved": True}, {"rejected": True}, {"spam": True}])
def test_any_comment_can_be_withdrawn_at_any_time_and_only_once(client, state, time_machine):
    comment = CommentFactory(**state)
    time_machine.move_to(timezone.now() + timedelta(days=400))

    for _ in "12":
        assert client.post(address(comment, "withdraw")).status_code == 303

    comment.refresh_from_db()
    assert comment.status == Status.WITHDRAWN
    assert comment.decisions.count() == 1


def test_a_withdrawn_comment_offers_its_writer_nothing_more(client):
    html = client.get(address(CommentFactory(status=Status.WITHDRAWN))).text

    for offer in ("Edit it", "Withdraw it", "Tell me by email"):
        assert offer not in html


# What is told by mail


def test_mail_is_chosen_and_unchosen_on_the_receipt(client):
    comment = CommentFactory()
    client.post(address(comment, "choose-mail"), {"wants_decision": "on", "wants_replies": "on"})
    comment.refresh_from_db()
    assert (comment.wants_decision, comment.wants_replies) == (True, True)

    response = client.post(address(comment, "choose-mail"), {"wants_replies": "on"}, follow=True)

    comment.refresh_from_db()
    assert (comment.wants_decision, comment.wants_replies) == (False, True)
    assert "Your choice is kept." in response.text
    assert re.findall(r'name="(wants_\w+)"[^>]* checked', response.text) == ["wants_replies"]


def test_mail_about_a_decision_that_was_made_is_not_offered(client):
    html = client.get(address(CommentFactory(approved=True))).text

    assert "wants_decision" not in html
    assert "wants_replies" in html


@pytest.mark.parametrize("state", [{"commenter": None}, {"rejected": True}])
def test_where_nothing_can_be_told_no_mail_is_offered(client, state):
    html = client.get(address(CommentFactory(**state))).text

    assert "Tell me by email" not in html


def test_the_receipt_tells_nothing_of_what_else_is_known_of_the_address(client, post, time_machine):
    """Or whoever types another's address would learn who comments here."""
    time_machine.move_to(timezone.now(), tick=False)
    known = CommentFactory(confirmed=True, approved=True, name="Ida Holm")
    known.commenter.email = "ida@mail.example"
    known.commenter.stop_all_mail()
    known.commenter.save()
    strange = post(email="nobody@mail.example", comment="Same words.")
    guessed = post(email="ida@mail.example", comment="Same words.", REMOTE_ADDR="192.0.2.1")

    def page(response):
        html = client.get(response["Location"]).text
        return re.sub(r"\d+:[\w-]{43}|comment-\d+|hue-\d|<path[^>]*>", "", html)

    assert page(guessed) == page(strange)
