"""What happens to a comment before a person reads it. None is lost, and no bot learns why."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import screening, signatures
from comments.models import Comment, HouseRules, Moderation, Provenance, Status, StoryDiscussion
from comments.screening import copies
from tests.factories import ArticleFactory, CommenterFactory, CommentFactory

LONG = "The council should have repaired the bridge years ago, and everybody knew it."
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64)", "HTTP_ORIGIN": "http://testserver"}


def house(**rules):
    HouseRules(**rules).save()


@pytest.fixture
def open_house(story):
    """Where a comment appears at once unless a check holds it."""
    house(moderation=Moderation.OPEN)


def stored(**which):
    return Comment.objects.get(**which)


def reasons():
    return stored().held_because.splitlines()


def test_a_filled_hidden_field_is_spam_and_answered_like_any_other(post, client):
    honest = client.get(post()["Location"])
    trapped = post(comment="Buy pills", subject="SEO")

    comment = Comment.objects.get(text="Buy pills")
    assert comment.status == Status.SPAM
    assert comment.held_because == "A field that people do not see was filled in."
    assert comment.decided_by is None
    assert trapped.status_code == 303
    status = 'role="status">'
    receipt = client.get(trapped["Location"])
    assert receipt.text.partition(status)[2][:150] == honest.text.partition(status)[2][:150]


@pytest.mark.parametrize("stamp", ["", "1.500000", "1.500000:forged", "é"])
def test_a_comment_without_a_good_stamp_waits_with_the_reason(post, stamp):
    response = post(stamp=stamp)

    assert response.status_code == 303
    comment = Comment.objects.get()
    assert comment.status == Status.PENDING
    assert comment.held_because.startswith("The form's stamp is ")


def test_the_stamp_of_another_story_does_not_count(post, story):
    ten_times_the_number = type(story)(pk=story.pk * 10)
    post(stamp=signatures.stamp(ten_times_the_number))
    post(comment="Again", stamp=signatures.stamp(ArticleFactory(live=True)))

    for comment in Comment.objects.all():
        assert comment.held_because == "The form's stamp is forged or belongs to another story."


def test_all_reasons_are_kept(post):
    post(stamp="", subject="SEO")

    assert len(reasons()) == 2


# Who is read first


def test_a_house_that_holds_all_holds_even_whom_it_trusts(post, story):
    house(moderation=Moderation.HOLD_ALL)
    CommentFactory(commenter=CommenterFactory(email="ida@mail.example"), approved=True)

    post()

    assert stored(article=story).status == Status.PENDING
    assert stored(article=story).held_because == "Every comment is read before it appears."


def test_a_house_that_holds_the_first_publishes_whom_it_trusts_at_once(post, client, page, story):
    ida = CommenterFactory(email="ida@mail.example")
    known = CommentFactory(commenter=ida, approved=True, confirmed_at=timezone.now())

    receipt = client.get(post(proof=signatures.receipt_token(known))["Location"])

    comment = stored(article=story)
    assert (comment.status, comment.decided_by, comment.held_because) == (Status.APPROVED, None, "")
    assert "Your comment is published." in receipt.text
    assert "The bridge was shut for a year." in page().text
    decision = comment.decisions.get()
    assert (decision.was, decision.became, decision.by) == ("pending", "approved", None)
    assert decision.note == "No check held it."


@pytest.mark.parametrize("traits", [{}, {"rejected": True}, {"spam": True}])
def test_a_house_that_holds_the_first_holds_whoever_has_none_approved(post, story, traits, client):
    CommentFactory(commenter=CommenterFactory(email="ida@mail.example"), **traits)

    receipt = client.get(post()["Location"])

    assert stored(article=story).status == Status.PENDING
    assert "Your comment is awaiting moderation" in receipt.text
    assert not stored(article=story).decisions.exists()


def test_an_open_house_publishes_at_once_what_no_check_holds(post, page, open_house):
    post()
    post(comment="Look at https://a.example and https://b.example", author="Bo")

    assert stored(name="Ida Holm").status == Status.APPROVED
    assert stored(name="Bo").status == Status.PENDING
    assert "The bridge was shut for a year." in page().text
    assert "a.example" not in page().text


def test_a_story_may_be_watched_more_closely_than_the_house_watches(post, story, open_house):
    StoryDiscussion.objects.set_rules(story, moderation=Moderation.HOLD_ALL)

    post()

    assert reasons() == ["Every comment is read before it appears."]


def test_an_answer_published_at_once_stands_in_its_thread(post, story, open_house):
    parent = CommentFactory(article=story, approved=True)

    post(comment_parent=str(parent.pk))

    assert stored(name="Ida Holm").root_id == parent.pk


# Links


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("One: https://a.example", None),
        ("https://a.example https://b.example", "2 links, limit is 2."),
        (
            "www.a.example, <a href='https://b.example'>b</a> https://c.example",
            "3 links, limit is 2.",
        ),
        ("<code>https://a.example https://b.example</code> are not links", None),
        ("setup.py, a@b.example and c.example are not links", None),
    ],
)
def test_a_comment_waits_if_it_holds_as_many_links_as_the_house_says(post, open_house, text, held):
    post(comment=text)

    assert stored().held_because == (held or "")
    assert stored().status == (Status.PENDING if held else Status.APPROVED)


def test_no_number_of_links_holds_where_the_house_counts_none(post, story):
    house(moderation=Moderation.OPEN, max_links=0)

    post(comment=" ".join(f"https://{n}.example" for n in range(20)))

    assert stored().status == Status.APPROVED


# Words


def test_a_hold_word_holds_and_is_named_with_where_it_stood(post):
    house(moderation=Moderation.OPEN, hold_words="casino*")

    post(comment="My favourite C@s1nos are open.")

    assert reasons() == ["The hold word “casino*” is in the text: C@s1nos"]
    assert stored().status == Status.PENDING


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"comment": "Cheap pills"}, "the text: pills"),
        ({"author": "Pills Ltd"}, "the name: Pills"),
        ({"url": "https://pills.example/x"}, "the website: https://pills.example/x"),
        ({"email": "ida@pills.example"}, "the domain of the email address: pills.example"),
    ],
)
def test_words_are_looked_for_in_text_name_website_and_domain(post, changed, place):
    house(hold_words="pills")

    post(**changed)

    assert reasons() == [f"The hold word “pills” is in {place}"]


def test_a_name_before_the_at_sign_is_nobodys_business(post):
    house(hold_words="pills", moderation=Moderation.OPEN)

    post(email="pills@mail.example")

    assert stored().status == Status.APPROVED


def test_a_block_word_sends_to_spam(post, client):
    house(block_words="buy now")

    receipt = client.get(post(comment="BUY  NOW!")["Location"])

    assert stored().status == Status.SPAM
    assert reasons() == ["The block word “buy now” is in the text: buy now"]
    assert "Your comment is awaiting moderation" in receipt.text, "no bot learns why"
    assert (stored().decisions.get().reason, stored().decisions.get().by) == ("block-word", None)


def test_press_is_not_found_in_wordpress(post):
    house(hold_words="press", moderation=Moderation.OPEN)

    post(comment="It runs on WordPress.")

    assert stored().status == Status.APPROVED


# How and from where it was sent


@pytest.mark.parametrize(
    ("pace", "held"),
    [
        ("0.4", "The form was filled in within 0.4 s, limit is 2 s."),
        ("1.9", "The form was filled in within 1.9 s, limit is 2 s."),
        ("2.0", None),
        ("3600", None),
        ("", None),
        ("-1", None),
        ("nan", None),
        ("9" * 400, None),
    ],
)
def test_a_form_filled_in_within_an_instant_waits_if_a_script_says_so(post, open_house, pace, held):
    post(pace=pace)

    assert reasons() == ([held] if held else [])


def test_nobody_is_too_fast_where_the_house_does_not_mind(post, story):
    house(moderation=Moderation.OPEN, pace_seconds=0)

    post(pace="0.0")

    assert stored().status == Status.APPROVED


@pytest.mark.parametrize(
    ("headers", "is_held"),
    [
        ({"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0)"}, True),
        ({"HTTP_USER_AGENT": "Mozilla/5.0", "HTTP_ORIGIN": "http://testserver"}, False),
        ({"HTTP_USER_AGENT": "Mozilla/5.0", "HTTP_SEC_FETCH_SITE": "same-origin"}, False),
        ({"HTTP_USER_AGENT": "Lynx/2.9.0"}, False),
        ({}, False),
    ],
)
def test_what_calls_itself_a_browser_and_does_not_behave_like_one_waits(
    post, open_house, headers, is_held
):
    post(**headers)

    told = ["It was sent by a program that calls itself a browser and is none."]
    assert reasons() == (told if is_held else [])


def arrive(count, ago, address="192.0.2.7"):
    for number in range(count):
        comment = CommentFactory(text=f"Comment {number}", spam=True)
        at = timezone.now() - ago
        Provenance.objects.create(comment=comment, address=address, received_at=at)


def test_the_eleventh_comment_of_an_address_within_an_hour_waits(post, story, settings):
    house(moderation=Moderation.OPEN)
    settings.COMMENT_FLOOD_SECONDS = 15
    arrive(9, timedelta(minutes=50))

    post(comment="The tenth.", REMOTE_ADDR="192.0.2.7")
    arrive(1, timedelta(minutes=1))
    Provenance.objects.filter(comment__text="The tenth.").update(
        received_at=timezone.now() - timedelta(minutes=1)
    )
    post(comment="The eleventh.", REMOTE_ADDR="192.0.2.7")
    post(comment="From elsewhere.", REMOTE_ADDR="192.0.2.8")

    assert stored(text="The tenth.").status == Status.APPROVED
    assert stored(text="From elsewhere.").status == Status.APPROVED
    assert stored(text="The eleventh.").held_because == (
        "12 comments came from its network address within an hour, limit is 10."
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [("2001:db8:1:2::ffff", Status.PENDING), ("2001:db8:1:3::1", Status.APPROVED)],
)
def test_all_ipv6_addresses_of_a_household_count_as_one(post, story, settings, address, status):
    house(moderation=Moderation.OPEN)
    settings.COMMENT_FLOOD_SECONDS = 15
    for number in range(10):
        arrive(1, timedelta(minutes=5), address=f"2001:db8:1:2::{number}")

    post(REMOTE_ADDR=address)

    assert stored(article=story).status == status


@pytest.mark.parametrize(("others", "status"), [(9, Status.APPROVED), (10, Status.PENDING)])
def test_new_words_are_judged_by_where_the_comment_came_from(
    client, story, settings, others, status
):
    """The comment itself is one of those that came from there, and not another one."""
    house(moderation=Moderation.OPEN)
    settings.COMMENT_FLOOD_SECONDS = 15
    comment = CommentFactory(article=story, approved=True)
    Provenance.objects.create(comment=comment, address="192.0.2.7")
    arrive(others, timedelta(minutes=5))

    edit = reverse("comments:edit", args=[signatures.receipt_token(comment)])
    client.post(edit, {"comment": "Other words."}, REMOTE_ADDR="198.51.100.3")

    comment.refresh_from_db()
    assert (comment.status, comment.text) == (status, "Other words.")
    assert ("11 comments came from its network" in comment.held_because) == (others == 10)


@pytest.mark.parametrize("why", ["an hour ago", "throttling is off"])
def test_addresses_are_not_counted_for_ever_nor_where_throttling_is_off(post, story, settings, why):
    house(moderation=Moderation.OPEN)
    settings.COMMENT_FLOOD_SECONDS = 0 if why == "throttling is off" else 15
    arrive(20, timedelta(minutes=61 if why == "an hour ago" else 5))

    post(REMOTE_ADDR="192.0.2.7")

    assert stored(article=story).status == Status.APPROVED


# Copies


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("bo@mail.example", "The same words were posted before, by somebody else: “The mill”."),
        ("ida@mail.example", "The same words were posted before, by the same person: “The mill”."),
    ],
)
def test_the_same_words_posted_before_by_anybody_anywhere_wait(
    post, open_house, story, email, told
):
    """The reason names nobody: it outlives what is erased of whoever posted them."""
    elsewhere = ArticleFactory(live=True, headline="The mill")
    earlier = {"name": "Bo Lind", "commenter": CommenterFactory(email=email)}
    CommentFactory(article=elsewhere, text=f"{LONG.upper()}!!", approved=True, **earlier)

    post(comment=LONG, email="ida@mail.example")

    assert stored(article=story).held_because == told


def test_the_words_of_spam_are_spam(post, open_house, story):
    CommentFactory(text=LONG, spam=True)
    CommentFactory(text=LONG, approved=True)

    post(comment=f"  {LONG} ")

    comment = stored(article=story)
    assert (comment.status, comment.held_because) == (
        Status.SPAM,
        "The same words were spam before.",
    )
    decision = comment.decisions.get()
    assert (decision.reason, decision.note) == ("copy", "The words of earlier spam")


def test_of_a_flood_of_the_same_words_no_more_than_the_newest_are_looked_at(
    post, open_house, story, monkeypatch
):
    """A million of them were counted once, and nobody else could write meanwhile."""
    monkeypatch.setattr(copies, "MOST", 2)
    for _ in range(3):
        CommentFactory(text=LONG, spam=True)

    post(comment=LONG)

    told = "The same words were spam before, 2 times."
    assert stored(article=story).held_because == told


@pytest.mark.parametrize("text", ["Well said!", "I agree with Bo Lind."])
def test_short_words_may_be_said_by_many(post, open_house, story, text):
    CommentFactory(text=text, spam=True)

    post(comment=text)

    assert stored(article=story).status == Status.APPROVED


def test_who_withdraws_words_may_post_them_again(post, open_house, story):
    CommentFactory(text=LONG, status=Status.WITHDRAWN)

    post(comment=LONG)

    assert stored(article=story).status == Status.APPROVED


# A check that breaks


def test_a_check_that_breaks_holds_the_comment_and_no_log_tells_whose(
    post, open_house, monkeypatch, caplog
):
    def words_are_counted(submission):
        raise RuntimeError(f"{submission.comment.text} {submission.comment.commenter.email}")

    monkeypatch.setattr(screening, "CHECKS", [*screening.CHECKS, words_are_counted])
    caplog.set_level(logging.DEBUG)

    assert post().status_code == 303

    assert stored().status == Status.PENDING
    assert reasons() == ["The check “words are counted” failed."]
    assert "words_are_counted failed: RuntimeError" in caplog.text
    assert "The bridge" not in caplog.text
    assert "mail.example" not in caplog.text


def test_a_check_that_breaks_the_database_holds_the_comment_all_the_same(
    post, open_house, monkeypatch
):
    def numbers_are_asked_for(submission):
        return Comment.objects.raw("SELECT id FROM no_such_table")[0]

    monkeypatch.setattr(screening, "CHECKS", [numbers_are_asked_for, *screening.CHECKS])

    assert post().status_code == 303
    assert reasons() == ["The check “numbers are asked for” failed."]


def test_every_check_is_asked_in_order_and_one_is_named_for_what_it_finds():
    names = [check.__name__ for check in screening.CHECKS]

    assert len(set(names)) == len(names) == 10
    assert names[:2] == ["hidden_field_was_filled", "form_was_not_fetched"]


def test_screening_costs_the_same_in_a_small_and_in_a_large_discussion(
    post, story, django_assert_max_num_queries
):
    house(moderation=Moderation.OPEN)
    post(comment=f"{LONG} 0", **BROWSER)
    with django_assert_max_num_queries(40) as few:
        post(comment=f"{LONG} 1", **BROWSER)
    for number in range(30):
        CommentFactory(article=story, text=f"{LONG} {number}", spam=True)
    with django_assert_max_num_queries(40) as many:
        post(comment=f"{LONG} 31", **BROWSER)

    assert len(many) == len(few)
