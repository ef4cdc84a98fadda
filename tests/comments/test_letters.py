"""What people who comment are told by mail: what they asked for, once, and how to end it."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as postbox
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import outbox
from articles.models import OutboxTask
from comments import mail, screening, signatures
from comments.forms import CommentForm
from comments.models import Comment
from comments.models.decision import Reason
from comments.screening import Verdict
from comments.sender import Sender
from tests.factories import ArticleFactory, CommentFactory

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


@pytest.fixture
def comment(story):
    """Ida's: confirmed, and she wants to be told everything."""
    return CommentFactory(
        article=story,
        name="Ida Holm",
        confirmed=True,
        commenter__email="Ida@mail.example",
        wants_decision=True,
        wants_replies=True,
    )


@pytest.fixture
def answered(comment, moderator):
    comment.approve(by=moderator)
    return comment


@pytest.fixture
def letters(clock):
    """All that was sent up to now, once the time to undo is over."""

    def letters():
        clock.shift(mail.TIME_TO_UNDO)
        assert outbox.run_due().failed == 0
        return postbox.outbox

    return letters


def answer(comment, **traits):
    reply = CommentFactory(parent=comment, **{"name": "Bo Lind"} | traits)
    mail.tell_of_decision(reply, reply.approve(by=None))
    return reply


def receipt(comment):
    return reverse("comments:receipt", args=[signatures.receipt_token(comment)])


# Decisions


def test_who_asked_is_told_that_the_comment_is_published_and_where(comment, letters, moderator):
    mail.tell_of_decision(comment, comment.approve(by=moderator))

    [letter] = letters()

    assert letter.to == ["Ida@mail.example"]
    assert letter.subject == "[Newsroom] Your comment is published"
    assert "“The bridge reopens”" in letter.body
    assert f"http://127.0.0.1:8000{comment.get_absolute_url()}" in letter.body
    assert f"> {comment.text}\n" in letter.body
    assert f"http://127.0.0.1:8000{receipt(comment)}" in letter.body


def test_who_asked_is_told_why_it_was_not_published_where_the_moderator_tells_it(
    comment, letters, moderator
):
    why = {"reason": Reason.PERSONAL_DATA, "note": "Third time", "told": True}
    mail.tell_of_decision(comment, comment.reject(by=moderator, **why))

    [letter] = letters()

    assert letter.subject == "[Newsroom] Your comment was not published"
    assert "The reason: Personal data.\n" in letter.body
    assert "Third time" not in letter.body
    assert "moderator@" not in letter.body


def test_a_reason_that_is_not_told_is_not_asked_about(comment, letters, moderator):
    mail.tell_of_decision(comment, comment.reject(by=moderator, reason=Reason.ATTACK))

    [letter] = letters()

    assert "reason" not in letter.body
    assert "Personal attack" not in letter.body


@pytest.mark.parametrize(
    "missing", [{"wants_decision": False}, {"confirmed_at": None}, {"commenter": None}]
)
def test_nobody_is_told_who_did_not_ask_confirm_and_give_an_address(
    comment, letters, moderator, missing
):
    Comment.objects.filter(pk=comment.pk).update(**missing)
    comment.refresh_from_db()

    mail.tell_of_decision(comment, comment.approve(by=moderator))

    assert letters() == []


def test_spam_is_told_nothing(comment, letters, moderator):
    mail.tell_of_decision(comment, comment.mark_as_spam(by=moderator))

    assert letters() == []


def test_what_the_moderator_undoes_at_once_is_not_told(comment, letters, moderator):
    mail.tell_of_decision(comment, comment.reject(by=moderator))
    mail.tell_of_decision(comment, comment.approve(by=moderator))

    assert [letter.subject for letter in letters()] == ["[Newsroom] Your comment is published"]


def test_every_decision_is_told_once(comment, letters, moderator):
    decision = comment.approve(by=moderator)
    for _ in "12":
        mail.tell_of_decision(comment, decision)
        letters()

    assert len(letters()) == 1


def test_a_decision_that_is_rolled_back_is_not_told(comment, letters, moderator):
    with transaction.atomic():
        mail.tell_of_decision(comment, comment.approve(by=moderator))
        transaction.set_rollback(True)

    assert letters() == []


def test_a_letter_names_no_story_that_readers_do_not_see(comment, letters, moderator, story):
    story.versions.end(timezone.now())
    mail.tell_of_decision(comment, comment.reject(by=moderator))
    mail.tell_of_decision(comment, comment.approve(by=moderator))

    [letter] = letters()

    assert "The bridge reopens" not in letter.body


# Answers


def test_who_asked_is_told_of_an_answer_with_its_words(answered, letters):
    reply = answer(answered, text="I saw it, too.\nFrom <there>.")

    [letter] = letters()

    assert letter.to == ["Ida@mail.example"]
    assert letter.subject == "[Newsroom] Bo Lind answered your comment"
    assert "> I saw it, too.\n> From <there>.\n" in letter.body
    assert f"http://127.0.0.1:8000{reply.get_absolute_url()}" in letter.body


def test_approving_an_answer_tells_of_it(answered, letters, moderator):
    waits = CommentFactory(parent=answered, name="Bo Lind")
    assert letters() == []

    mail.tell_of_decision(waits, waits.approve(by=moderator))

    assert len(letters()) == 1


def test_an_answer_that_screening_passes_is_told_as_it_is_posted(answered, letters, monkeypatch):
    monkeypatch.setattr(screening, "screen", lambda sent: Verdict(()))
    data = {"comment": "Indeed.", "author": "Bo", "email": "bo@mail.example"}
    form = CommentForm(data | {"comment_parent": str(answered.pk)}, article=answered.article)
    assert form.is_valid()
    form.save(sender=Sender())

    assert "[Newsroom] Bo answered your comment" in [letter.subject for letter in letters()]


def test_an_answer_is_told_once_however_often_it_is_approved(answered, letters, moderator):
    reply = answer(answered)
    letters()

    reply.reject(by=moderator)
    mail.tell_of_decision(reply, reply.approve(by=moderator))

    assert len(letters()) == 1


@pytest.mark.parametrize("minutes", [1, 5])
def test_an_answer_that_was_undone_and_approved_again_is_told_once(
    answered, letters, moderator, clock, minutes
):
    """Whether the letter of the first approval was due meanwhile, and came to nothing, or not."""
    reply = CommentFactory(parent=answered, name="Bo Lind")
    first = reply.approve(by=moderator)
    mail.tell_of_decision(reply, first)
    clock.shift(timedelta(minutes=1))
    mail.tell_of_decision(reply, reply.undo(first, by=moderator))
    clock.shift(timedelta(minutes=minutes - 1))
    outbox.run_due()
    assert postbox.outbox == []
    mail.tell_of_decision(reply, reply.approve(by=moderator))

    assert [letter.subject for letter in letters()] == ["[Newsroom] Bo Lind answered your comment"]
    clock.shift(timedelta(minutes=1))
    assert len(letters()) == 1


def test_what_came_to_nothing_is_not_counted_as_a_letter(answered, letters, moderator):
    reply = answer(answered)
    reply.reject(by=moderator)

    assert letters() == []

    assert not OutboxTask.objects.filter(kind="comment-reply").exists()


def test_nobody_is_told_of_their_own_answer(answered, letters):
    answer(answered, commenter=answered.commenter)

    assert letters() == []


@pytest.mark.parametrize(
    "missing", [{"wants_replies": False}, {"confirmed_at": None}, {"commenter": None}]
)
def test_nobody_hears_of_answers_who_did_not_ask_confirm_and_give_an_address(
    answered, letters, missing
):
    Comment.objects.filter(pk=answered.pk).update(**missing)

    answer(Comment.objects.get(pk=answered.pk))

    assert letters() == []


@pytest.mark.parametrize("gone", ["answer rejected", "withdrawn", "story gone", "unsubscribed"])
def test_what_changed_before_the_letter_went_out_is_minded(answered, letters, moderator, gone):
    reply = answer(answered)
    {
        "answer rejected": lambda: reply.reject(by=moderator),
        "withdrawn": answered.withdraw,
        "story gone": lambda: answered.article.versions.end(timezone.now()),
        "unsubscribed": answered.commenter.stop_telling,
    }[gone]()

    assert letters() == []


# The letter itself


def test_every_letter_ends_by_one_click(answered, letters):
    answer(answered)

    [letter] = letters()
    message = letter.message()
    stop = reverse(
        "comments:unsubscribe", args=[signatures.unsubscribe_token(answered.commenter_id)]
    )
    assert f"http://127.0.0.1:8000{stop}" in letter.body
    assert message["List-Unsubscribe"] == f"<http://127.0.0.1:8000{stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert letter.content_subtype == "plain"


def test_a_mail_programs_one_click_ends_them(answered, letters, client):
    other = CommentFactory(commenter=answered.commenter, wants_replies=True, approved=True)
    stop = reverse(
        "comments:unsubscribe", args=[signatures.unsubscribe_token(answered.commenter_id)]
    )
    assert "Send me no more" in client.get(stop).text
    answered.refresh_from_db()
    assert answered.wants_replies

    response = Client(enforce_csrf_checks=True).post(
        stop, {"List-Unsubscribe": "One-Click"},
        HTTP_ORIGIN="https://mail.example", HTTP_SEC_FETCH_SITE="cross-site",
    )  # fmt: skip

    assert response.status_code == 200  # RFC 8058: no redirect
    for comment in (answered, other):
        comment.refresh_from_db()
        assert (comment.wants_decision, comment.wants_replies) == (False, False)


def test_who_unsubscribed_may_choose_again(answered, letters, client):
    answered.commenter.stop_telling()

    client.post(f"{receipt(answered)}mail/", {"wants_replies": "on"})
    answer(Comment.objects.get(pk=answered.pk))

    assert len(letters()) == 1


def test_only_the_mailed_link_unsubscribes(answered, client):
    token = signatures.unsubscribe_token(answered.commenter_id)
    others = [str(answered.commenter_id), f"{token}x", signatures.receipt_token(answered)]
    others.append(signatures.no_mail_token(answered.commenter_id))

    for guess in others:
        assert client.post(reverse("comments:unsubscribe", args=[guess])).status_code == 404

    answered.refresh_from_db()
    assert answered.wants_replies


def test_whoever_was_erased_since_is_unsubscribed(answered, client):
    for name, token in (
        ("unsubscribe", signatures.unsubscribe_token(answered.commenter_id)),
        ("no-mail", signatures.no_mail_token(answered.commenter_id)),
    ):
        type(answered.commenter).objects.all().delete()
        assert client.post(reverse(f"comments:{name}", args=[token])).status_code == 200


def test_neither_a_name_nor_a_headline_becomes_a_header(letters):
    hostile = "Bo\r\nBcc: all@mail.example\r\n\r\n<html>"
    story = ArticleFactory(live=True, headline=hostile)
    asked = {"confirmed": True, "approved": True, "wants_replies": True}
    answer(CommentFactory(article=story, **asked), name=hostile)

    [letter] = letters()

    assert len(letter.recipients()) == 1
    assert "\nBcc:" not in letter.message().as_string().partition("\n\n")[0]
    assert letter.subject.startswith("[Newsroom] Bo Bcc: all@mail.example <html>")


def test_a_long_name_and_long_words_are_cut(answered, letters):
    answer(answered, name="n" * 245, text="word " * 13000)

    [letter] = letters()

    assert len(letter.subject) < 120
    assert len(letter.body) < 2500


def test_no_address_waits_in_the_outbox_or_is_kept_there(answered, letters):
    answer(answered)
    CommentFactory(article=ArticleFactory(live=True))
    waiting = str(list(OutboxTask.objects.values()))
    assert "comment/reply" in waiting

    letters()

    kept = str(list(OutboxTask.objects.values()))
    assert "mail.example" not in (waiting + kept).lower()


def test_a_letter_that_fails_leaves_no_address_behind(answered, clock, settings, caplog):
    settings.EMAIL_BACKEND = "tests.comments.test_letters.Refusing"
    answer(answered)
    clock.shift(timedelta(minutes=2))

    assert outbox.run_due().failed == 1

    error = OutboxTask.objects.get(kind="comment-reply").error
    assert "SMTPRecipientsRefused" in error
    assert "mail.example" not in (error + caplog.text).lower()


class Refusing:
    def __init__(self, **_):
        pass

    def send_messages(self, messages):
        [to] = messages[0].to
        raise SMTPRecipientsRefused({to: (550, f"<{to}>: no such user".encode())})
