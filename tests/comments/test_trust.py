"""Who is known here: nobody by a name and an address, which anybody can type."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import signatures, trust
from comments.models import Comment, Commenter, Provenance
from tests.factories import CommentFactory

pytestmark = pytest.mark.django_db
IDA = "ida@mail.example"


def proof_of(comment):
    return signatures.receipt_token(comment)


def test_trusted_is_who_proves_an_address_of_which_a_confirmed_comment_was_approved(post, ida):
    post(comment="With proof.", proof=f"junk {proof_of(CommentFactory())} {proof_of(ida)}")
    proven = Comment.objects.get(text="With proof.")

    assert proven.is_confirmed
    assert trust.is_trusted(proven)
    assert list(Commenter.objects.trusted()) == [ida.commenter]


@pytest.mark.parametrize("proof", ["", "forged", "of another", "unconfirmed", "mailed link"])
def test_typing_somebodys_name_and_address_makes_nobody_trusted(post, ida, proof):
    another = CommentFactory(confirmed=True, approved=True)
    unconfirmed = CommentFactory(commenter=ida.commenter, approved=True)
    given = {
        "": "",
        "forged": f"{ida.pk}:{'x' * 43}",
        "of another": proof_of(another),
        "unconfirmed": proof_of(unconfirmed),
        "mailed link": signatures.confirmation_token(ida),
    }[proof]

    post(comment="In her name.", author="Ida Holm", email=IDA, proof=given)

    comment = Comment.objects.get(text="In her name.")
    assert comment.commenter == ida.commenter
    assert not comment.is_confirmed
    assert not trust.is_trusted(comment)


@pytest.mark.parametrize(
    "first",
    [{"approved": True}, {"confirmed": True}, {"confirmed": True, "rejected": True}],
    ids=["approved but not confirmed", "confirmed but waiting", "confirmed but rejected"],
)
def test_a_comment_that_was_not_both_confirmed_and_approved_makes_no_trust(first):
    known = CommentFactory(**first)
    second = CommentFactory(commenter=known.commenter, confirmed_at=timezone.now())

    assert not trust.is_trusted(second)
    assert not Commenter.objects.trusted().exists()


def test_a_comment_makes_no_trust_for_itself():
    """Or its new words would pass because its old ones did."""
    assert not trust.is_trusted(CommentFactory(confirmed=True, approved=True))


def test_a_comment_without_an_address_is_nobodys(post):
    comment = CommentFactory(commenter=None, confirmed_at=timezone.now())

    assert not trust.is_trusted(comment)


def test_receipts_beyond_the_five_latest_are_not_looked_at(post, ida):
    others = " ".join(["junk"] * 5)

    post(comment="Late.", proof=f"{others} {proof_of(ida)}")

    assert not Comment.objects.get(text="Late.").is_confirmed


# What the answer to a form must not tell


def test_the_drawing_of_a_known_person_is_for_those_who_prove_to_be_them(client, post, ida):
    post(comment="Proven.", proof=proof_of(ida))
    guessed = post(comment="Guessed.")

    assert Comment.objects.get(text="Proven.").avatar == ida.avatar
    assert Comment.objects.get(text="Guessed.").avatar != ida.avatar
    assert ida.drawing.path not in client.get(guessed["Location"]).text

    token = signatures.confirmation_token(Comment.objects.get(text="Guessed."))
    client.post(reverse("comments:confirm", args=[token]), {"mine": "1"})
    assert Comment.objects.get(text="Guessed.").avatar == ida.avatar


def test_under_another_name_a_person_has_another_drawing(post, ida):
    post(author="I. H.", proof=proof_of(ida))

    assert Comment.objects.get(name="I. H.").avatar != ida.avatar


def test_repeating_a_published_comment_does_not_get_its_receipt(post, ida):
    """Who guesses the address right must not learn it, much less may withdraw the comment."""
    Provenance.objects.create(comment=ida, address="192.0.2.1", user_agent="Hers")

    for headers in ({}, {"REMOTE_ADDR": "192.0.2.1"}, {"HTTP_USER_AGENT": "Hers"}):
        copied = post(comment=ida.text, **headers)
        assert proof_of(ida) not in copied["Location"]

    assert Comment.objects.filter(text=ida.text).count() == 4


def test_after_ten_minutes_the_same_words_are_another_comment(post, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    first = post()
    time_machine.shift(timedelta(minutes=9))
    assert post()["Location"] == first["Location"]

    time_machine.shift(timedelta(minutes=1))

    assert post()["Location"] != first["Location"]


# Which addresses there are


@pytest.mark.parametrize(
    "address",
    [
        "ida@" + "ﷺ" * 9 + ".com",
        "ida@" + "é." * 40 + "com",
        "\u212aate@mail.example",  # the sign of Kelvin folds to a k
        "ıda@mail.example",
        "root@[127.0.0.1]",
    ],
)
def test_an_address_that_no_mail_can_reach_is_refused(post, address):
    response = post(email=address)

    assert response.status_code == 422
    assert "Please enter a valid email address." in response.text
    assert not Commenter.objects.exists()


def test_an_address_in_letters_of_its_country_is_one_person_in_both_spellings(post):
    post(email="ida@bücher.example")
    post(comment="Again.", email="IDA@xn--bcher-kva.example")

    assert Commenter.objects.get().normalised == "ida@xn--bcher-kva.example"
