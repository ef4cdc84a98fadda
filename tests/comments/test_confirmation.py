"""Whose comment it is: a name and an address prove nothing, the link in a mail does."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import outbox
from comments import screening, signatures, trust
from comments.models import Comment, Commenter, HouseRules, Status
from comments.screening import Finding, Verdict
from tests.factories import ArticleFactory, CommenterFactory, CommentFactory

pytestmark = pytest.mark.django_db
IDA = "ida@mail.example"


@pytest.fixture
def _first_comments_wait(monkeypatch):
    """Screening that holds the comments of strangers, and nothing else."""

    def screen(submission):
        is_known = trust.is_trusted(submission.comment)
        first = Finding("The first comment of this person.")
        return Verdict(() if is_known else (first,))

    monkeypatch.setattr(screening, "screen", screen)


def proof_of(comment):
    return signatures.receipt_token(comment)


def link_to_confirm(comment):
    return reverse("comments:confirm", args=[signatures.confirmation_token(comment)])


def letters():
    outbox.run_due()
    return mail.outbox


def links(letter):
    return [f"/{path}" for path in re.findall(r"https?://[^/\s]+/(comments/\S+)", letter.body)]


# The question


def test_whoever_reads_the_mail_of_the_address_is_asked_once(post):
    post()
    post(comment="Another.", email=" IDA@mail.example")

    [letter] = letters()

    assert letter.to == ["ida@mail.example"]
    assert letters() == [letter]


def test_the_question_names_the_story_and_has_no_word_of_a_stranger_in_it(post):
    """Or the newspaper would send anybody's advertisement to anybody."""
    post(
        comment="Buy https://pills.example now",
        author="Win! www.pills.example\r\nBcc: all@mail.example",
        url="https://pills.example/",
    )

    [letter] = letters()

    whole = letter.message().as_string()
    assert "“The bridge reopens”" in letter.body
    for planted in ("pills", "Win!", "Bcc"):
        assert planted not in whole
    assert letter.recipients() == [IDA]


def test_the_question_does_not_name_a_story_that_readers_do_not_see(post, story):
    post()
    story.versions.end(timezone.now())

    [letter] = letters()

    assert "The bridge reopens" not in letter.subject + letter.body


def test_nobody_is_asked_about_what_is_spam_or_has_no_address_or_was_proven(story, post, ida):
    post(subject="SEO", email="eva@mail.example")
    post(comment="Known.", proof=proof_of(ida))

    assert letters() == []


def test_the_next_question_comes_a_day_later_or_when_the_last_was_answered(
    client, post, time_machine
):
    time_machine.move_to(timezone.now(), tick=False)
    post(comment="First.")
    assert len(letters()) == 1

    time_machine.shift(timedelta(hours=23, minutes=59))
    post(comment="Second.")
    assert len(letters()) == 1
    time_machine.shift(timedelta(minutes=1))
    post(comment="Third.")
    assert len(letters()) == 2

    client.post(links(letters()[-1])[0], {"mine": "1"})
    post(comment="Fourth.")
    assert len(letters()) == 3


def test_one_network_has_few_people_asked_in_an_hour(post, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    for number in range(15):
        post(email=f"reader{number}@mail.example", REMOTE_ADDR=f"2001:db8:1:{number}::7")
    post(email="elsewhere@mail.example", REMOTE_ADDR="2001:db8:2::7")

    asked = {letter.to[0] for letter in letters()}
    from_there = {f"reader{number}@mail.example" for number in range(12)}
    assert asked == from_there | {"elsewhere@mail.example"}

    time_machine.shift(timedelta(hours=1))
    post(email="later@mail.example", REMOTE_ADDR="2001:db8:1:2::1")
    assert letters()[-1].to == ["later@mail.example"]


def test_the_house_may_keep_no_address_for_long_and_haste_is_limited_all_the_same(post):
    HouseRules.objects.create(keep_addresses_days=0)
    story = ArticleFactory(live=True)
    for number in range(15):
        post(email=f"reader{number}@mail.example", comment=f"{story} {number}")

    assert len(letters()) == 12


def test_choosing_mail_asks_once_more_where_that_is_due(client, post, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    receipt = post()["Location"]
    assert len(letters()) == 1

    client.post(f"{receipt}mail/", {"wants_replies": "on"})
    assert len(letters()) == 1
    time_machine.shift(timedelta(days=1))
    client.post(f"{receipt}mail/", {})
    assert len(letters()) == 1
    client.post(f"{receipt}mail/", {"wants_replies": "on"})
    assert len(letters()) == 2


def test_what_was_withdrawn_before_the_mail_went_out_is_not_asked_about(post):
    post()
    Comment.objects.get().withdraw()

    assert letters() == []


# The answer


def test_opening_the_link_confirms_nothing_and_shows_what_it_is_about(client, story):
    comment = CommentFactory(article=story, text="The bridge was shut.", name="Ida Holm")

    for _ in "12":
        html = client.get(link_to_confirm(comment)).text
        client.head(link_to_confirm(comment))

    comment.refresh_from_db()
    assert not comment.is_confirmed
    assert not comment.commenter.is_verified
    for shown in ("Is this comment yours?", "The bridge was shut.", "Ida Holm", "bridge reopens"):
        assert shown in html


def test_the_button_confirms_the_comment_and_the_address_and_leads_to_the_receipt(client):
    comment = CommentFactory()

    response = Client(enforce_csrf_checks=True).post(link_to_confirm(comment), {"mine": "1"})

    comment.refresh_from_db()
    assert comment.is_confirmed
    assert comment.commenter.is_verified
    assert response.status_code == 303
    assert "You confirmed the address" in client.get(response["Location"]).text
    assert client.get(link_to_confirm(comment))["Location"] in response["Location"]


def test_a_wrong_answer_is_no_answer(client):
    comment = CommentFactory()

    assert "Is this comment yours?" in client.post(link_to_confirm(comment), {"yours": "1"}).text
    response = client.post(
        link_to_confirm(comment), {"mine": "1"}, HTTP_ORIGIN="https://evil.example"
    )

    comment.refresh_from_db()
    assert response.status_code == 403
    assert not comment.is_confirmed


def test_only_the_mailed_link_confirms(client):
    comment = CommentFactory()
    token = signatures.confirmation_token(comment)

    for guess in (signatures.receipt_token(comment), f"{comment.pk}.1:x", token[:-1], "é", "1.2"):
        guessed = reverse("comments:confirm", args=[guess])
        assert client.get(guessed).status_code == 404
        assert client.post(guessed, {"mine": "1"}).status_code == 404

    comment.refresh_from_db()
    assert not comment.is_confirmed


def test_a_link_for_one_person_does_not_confirm_for_another(client):
    comment = CommentFactory()
    link = link_to_confirm(comment)
    comment.commenter = CommenterFactory()
    comment.save()

    assert client.post(link, {"mine": "1"}).status_code == 404


def test_the_pages_are_private(client):
    comment = CommentFactory()
    tokens = {
        "confirm": signatures.confirmation_token(comment),
        "unsubscribe": signatures.unsubscribe_token(comment.commenter_id),
        "no-mail": signatures.no_mail_token(comment.commenter_id),
    }

    for name, token in tokens.items():
        response = client.get(reverse(f"comments:{name}", args=[token]))
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex"
        assert comment.commenter.email not in response.text


@pytest.mark.usefixtures("_first_comments_wait")
def test_a_comment_that_only_waited_to_be_confirmed_appears_when_it_is(client, post, ida):
    post(comment="My second.")
    comment = Comment.objects.get(text="My second.")
    assert comment.status == Status.PENDING

    client.post(links(letters()[0])[0], {"mine": "1"})

    comment.refresh_from_db()
    assert comment.is_approved
    assert comment.decisions.get().by is None


@pytest.mark.usefixtures("_first_comments_wait")
def test_a_first_comment_waits_for_a_moderator_though_it_is_confirmed(client, post):
    post()

    client.post(links(letters()[0])[0], {"mine": "1"})

    assert Comment.objects.get().status == Status.PENDING


@pytest.mark.usefixtures("_first_comments_wait")
@pytest.mark.parametrize("verb", ["reject", "mark_as_spam", "hold"])
def test_confirming_does_not_undo_what_was_decided(client, post, ida, moderator, verb):
    post(comment="My second.")
    comment = Comment.objects.get(text="My second.")
    getattr(comment, verb)(by=moderator)
    status = comment.status

    client.post(link_to_confirm(comment), {"mine": "1"})

    comment.refresh_from_db()
    assert comment.status == status


@pytest.mark.usefixtures("_first_comments_wait")
def test_confirming_does_not_release_what_waits_for_how_it_was_sent(client, post, ida):
    post(comment="My second.")
    comment = Comment.objects.get(text="My second.")
    comment.held_because = f"The form's stamp is missing.\n{comment.held_because}"
    comment.save()

    client.post(link_to_confirm(comment), {"mine": "1"})

    comment.refresh_from_db()
    assert comment.is_confirmed
    assert comment.status == Status.PENDING


# “I did not write it”


def test_a_comment_that_the_owner_of_the_address_did_not_write_loses_it_and_is_looked_at(
    client, page, story
):
    comment = CommentFactory(article=story, text="Forged words.", approved=True, wants_replies=True)
    link = link_to_confirm(comment)

    html = client.post(link, {"not-mine": "1"}).text

    comment.refresh_from_db()
    assert comment.commenter is None
    assert not comment.wants_replies
    assert comment.status == Status.PENDING
    assert "somebody else wrote this" in comment.held_because
    assert "Forged words." not in page().text
    assert "not connected with that comment any more" in html
    assert client.get(link).status_code == 404


def test_what_was_rejected_stays_rejected_when_it_is_disowned(client, moderator):
    comment = CommentFactory()
    comment.reject(by=moderator)

    client.post(link_to_confirm(comment), {"not-mine": "1"})

    comment.refresh_from_db()
    assert (comment.status, comment.commenter) == (Status.REJECTED, None)


def test_disowning_does_not_let_the_next_mail_out_sooner(client, post):
    post()
    client.post(links(letters()[0])[0], {"not-mine": "1"})

    post(comment="Again, in her name.")

    assert len(letters()) == 1


# No more mail


def test_a_link_in_the_question_stops_all_mail_to_the_address(client, post, time_machine):
    post()
    stop = links(letters()[0])[1]
    assert "never write to this address again" in client.get(stop).text
    assert Commenter.objects.get().stopped_at is None

    client.post(stop)

    assert "writes to this address no more" in client.get(stop).text
    time_machine.move_to(timezone.now() + timedelta(days=2))
    post(comment="In somebody's name.")
    assert len(letters()) == 1


def test_who_stopped_the_mail_can_allow_it_again(client, post, time_machine):
    post()
    stop = links(letters()[0])[1]
    client.post(stop)

    client.post(stop, {"again": "1"})

    time_machine.move_to(timezone.now() + timedelta(days=2))
    post(comment="Another.")
    assert len(letters()) == 2
