"""Somebody asks what is kept of them, or to be forgotten: at the desk and by a command."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.core import mail as postbox
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import outbox
from articles.models import AuditEntry, NoteSender, OutboxTask
from comments import mail
from comments.models import (
    Comment,
    Commenter,
    CommentWords,
    Decision,
    Edit,
    HouseRules,
    Provenance,
    SpamWord,
)
from comments.models.decision import Reason
from tests.factories import CommenterFactory, CommentFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/comments/commenter/"
IDA = "Ida.Planted@mail.example"
NETWORK = "203.0.113.77"
LONG = "The bridge was shut for a year, and nobody told the people on the north bank."


@pytest.fixture
def ida(story, moderator):
    """She wrote two comments, and another person something between them."""
    person = CommenterFactory(email=IDA, verified=True)
    common = {"article": story, "commenter": person, "name": "Ida Planted"}
    first = CommentFactory(
        text="My first.", website="https://ida.example/", confirmed_at=timezone.now(),
        wants_decision=True, wants_replies=True, **common,
    )  # fmt: skip
    Provenance.objects.create(comment=first, address=NETWORK, user_agent="Planted/1.0")
    mail.tell_of_decision(first, first.approve(by=moderator))
    answer = CommentFactory(parent=first, text="An answer.", name="Bo Lind")
    mail.tell_of_decision(answer, answer.approve(by=moderator))
    second = CommentFactory(text="My second.", parent=answer, **common)
    second.reject(by=moderator, reason=Reason.ATTACK, note="A note to colleagues", told=True)
    mail.ask_to_confirm(second)
    return person


@pytest.fixture
def desk(client, db):
    """`desk("export_commenter")` sits down there with that permission alone."""

    def desk(*permissions):
        user = UserFactory()
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client.force_login(user)
        return client

    return desk


def report_error(article, **sender):
    """What “Report an error in this story” keeps: a note at the desk, and who sent it."""
    note = article.notes.create(text="It was the north pier.", quote="the south pier")
    return NoteSender.objects.create(note=note, network="203.0.113.0", **sender)


def run(command, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


def everything_kept():
    """All rows of the tables where somebody who comments can be named."""
    tables = (
        *(Comment, CommentWords, Commenter, Provenance, Decision, Edit),
        *(NoteSender, OutboxTask, AuditEntry, LogEntry, SpamWord),
    )
    return " ".join(str(list(model._base_manager.values())) for model in tables)


# What is kept


def test_the_export_has_all_that_is_kept(ida):
    kept = json.loads(run("export_commenter", "ida.planted@MAIL.example"))

    first, second = kept.pop("comments")
    letters = kept.pop("mail")
    assert kept["email"] == IDA
    assert kept["address_confirmed_at"]
    assert first["text"] == "My first."
    assert first["website"] == "https://ida.example/"
    assert first["network_address"] == NETWORK
    assert first["browser"] == "Planted/1.0"
    assert first["story"] == "The bridge reopens"
    assert [row["became"] for row in first["decisions"]] == ["approved"]
    assert second["status"] == "rejected"
    assert [(row["reason"], row["reason_was_told"]) for row in second["decisions"]] == [
        ("attack", True)
    ]
    assert {row["kind"] for row in letters} == {
        "comment-decision", "comment-reply", "comment-confirmation",
    }  # fmt: skip


def test_the_export_has_what_a_comment_said_before_whoever_changed_it(ida, moderator):
    comment = ida.comments.first()
    comment.edit("My first, mended.", website="")
    comment.edit("My first, without the insult.", by=moderator)

    kept = json.loads(run("export_commenter", IDA))

    assert kept["comments"][0]["text"] == "My first, without the insult."
    assert [
        (words["text"], words["website"], words["changed_by"])
        for words in kept["comments"][0]["earlier_words"]
    ] == [
        ("My first.", "https://ida.example/", "whoever wrote it"),
        ("My first, mended.", "", "the newsroom"),
    ]


def test_the_export_has_the_errors_that_were_reported(ida, story):
    report_error(story, email=IDA.lower(), name="Ida P.")
    report_error(story, email="bo@mail.example", name="Bo Lind")
    old = report_error(story, email=IDA, name="Long ago")
    NoteSender.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=31))

    [report] = json.loads(run("export_commenter", IDA))["errors_reported"]

    assert report.pop("reported_at")
    assert report.pop("story_address").startswith("http://")
    assert report == {
        "name": "Ida P.",
        "text": "It was the north pier.",
        "passage": "the south pier",
        "story": "The bridge reopens",
    }


@pytest.mark.parametrize("typed", ["Eva@Bücher.example", "eva@XN--bcher-kva.example"])
def test_who_only_reported_errors_is_found_shown_and_erased_too(story, desk, typed):
    ours = report_error(story, email="eva@bücher.example", name="Eva Strand")
    report_error(story, email="eva@buecher.example", name="Another")
    client = desk("export_commenter", "erase_commenter")

    assert "Errors reported</dt><dd>1<" in client.post(PAGE, {"email": typed}).text
    assert "Eva Strand" in client.post(PAGE, {"email": typed, "export": "1"}).text
    asked = {"email": typed, "erase": "1", "comments": "keep", "sure": "1"}
    told = client.post(PAGE, asked, follow=True).text

    assert "is erased. They had written 0 comments." in told
    assert list(NoteSender.objects.values_list("name", flat=True)) == ["Another"]
    assert ours.note.text in story.notes.values_list("text", flat=True)
    assert run("erase_commenter", typed, "--remove") == "Nothing is kept of this address.\n"


def test_the_export_has_nothing_of_others(ida, moderator):
    kept = run("export_commenter", IDA)

    for of_others in ("An answer.", "Bo Lind", "A note to colleagues", moderator.username):
        assert of_others not in kept


def test_where_another_may_have_typed_the_address_the_export_does_not_tell_from_where(ida):
    forged = CommentFactory(commenter=ida, text="In her name.")
    Provenance.objects.create(comment=forged, address="198.51.100.9")

    kept = run("export_commenter", IDA)

    assert "In her name." in kept
    assert "198.51.100.9" not in kept


def test_the_export_can_go_into_a_file_that_only_its_owner_reads(ida, tmp_path):
    output = tmp_path / "ida.json"

    told = run("export_commenter", IDA, output=output)

    assert told == f"All about 2 comments is in {output}.\n"
    assert json.loads(output.read_text())["email"] == IDA
    assert output.stat().st_mode & 0o077 == 0


def test_an_export_that_fails_says_so(ida, tmp_path):
    with pytest.raises(CommandError, match="Nothing is kept of this address"):
        run("export_commenter", "nobody@mail.example")
    with pytest.raises(CommandError, match="could not be written"):
        run("export_commenter", IDA, output=tmp_path / "no" / "such" / "folder.json")


# Forgetting


@pytest.mark.parametrize("choice", ["--keep-as-anonymous", "--remove"])
def test_of_whoever_is_erased_nothing_is_left(ida, choice, page, moderator, client, post):
    comment = ida.comments.first()
    client.force_login(moderator)
    for verb in ("hold", "approve"):
        client.post(f"/admin/comments/comment/{comment.pk}/change/", {verb: "x"})
    LogEntry.objects.log_actions(moderator.pk, [comment], CHANGE, single_object=True)
    comment.edit(LONG, by=None, name="Ida Planted the elder")
    post(comment=LONG, author="Bo Lind", email="bo@mail.example")
    assert "posted before" in Comment.objects.latest("pk").held_because
    report_error(comment.article, email=IDA, name="Ida Planted")
    HouseRules(block_words="Planted").save()
    post(author="Ida Planted", email=IDA, comment="I have something to sell.")
    assert "Planted" in Comment.objects.get(status="spam").held_because
    assert "planted" in everything_kept().lower()

    run("erase_commenter", IDA, choice)

    left = everything_kept()
    assert [trace for trace in ("planted", "ida.example", NETWORK) if trace in left.lower()] == []
    assert "planted" not in page().text.lower()
    assert not Commenter.objects.filter(pk=ida.pk).exists()
    assert "An answer." in page().text


def test_what_the_spam_score_learnt_from_a_name_is_forgotten(ida):
    """And from nobody else's words: Bo's were approved, too."""
    assert {"planted", "ida.example/", "first", "bo"} <= set(learnt())

    run("erase_commenter", IDA, "--keep-as-anonymous")

    assert {"planted", "ida", "ida.example/"} & set(learnt()) == set()
    assert {"first", "bo", "answer"} <= set(learnt())
    run("erase_commenter", IDA, "--keep-as-anonymous")
    assert min(SpamWord.objects.values_list("approved", flat=True)) >= 0


def learnt():
    return SpamWord.objects.values_list("word", flat=True)


def test_comments_that_are_kept_are_anonymous(ida, page):
    told = run("erase_commenter", IDA, "--keep-as-anonymous")

    first, second = Comment.objects.filter(text__startswith="My ").order_by("pk")
    assert told == "The person is forgotten; 2 comments are kept as Anonymous’s.\n"
    for comment in (first, second):
        assert (comment.name, comment.website, comment.commenter) == ("Anonymous", "", None)
        assert (comment.wants_replies, comment.asked_at, comment.avatar) == (False, None, 0)
    assert "My first." in page().text
    assert Decision.objects.filter(comment=first).exists()


def test_what_a_kept_comment_said_before_is_not_signed_either(ida, moderator):
    comment = ida.comments.first()
    comment.edit("My first, without the insult.", by=moderator, website="")

    run("erase_commenter", IDA, "--keep-as-anonymous")

    before = comment.edits.get()
    assert (before.name, before.website, before.text) == ("Anonymous", "", "My first.")


def test_comments_that_are_removed_leave_answers_as_threads_of_their_own(ida, page):
    answer = Comment.objects.get(text="An answer.")
    decisions = Decision.objects.count()

    told = run("erase_commenter", IDA, "--remove")

    answer.refresh_from_db()
    assert told == "The person is forgotten; 2 comments are removed.\n"
    assert not Comment.objects.filter(text__startswith="My ").exists()
    assert (answer.parent, answer.root) == (None, None)
    assert "1 Comment" in page().text
    assert Decision.objects.filter(comment=None).count() > decisions  # the log keeps its rows


@pytest.mark.parametrize("choice", ["--keep-as-anonymous", "--remove"])
def test_mail_that_waits_is_not_sent_any_more(ida, choice, time_machine):
    run("erase_commenter", IDA, choice)
    time_machine.move_to(timezone.now() + mail.TIME_TO_UNDO)

    outbox.run_due()

    assert postbox.outbox == []
    assert not OutboxTask.objects.filter(key__startswith="comment/").exists()


def test_erasing_again_finds_nothing(ida):
    run("erase_commenter", IDA, "--remove")

    assert run("erase_commenter", IDA, "--remove") == "Nothing is kept of this address.\n"


def test_what_becomes_of_the_comments_has_to_be_said(ida):
    with pytest.raises(CommandError, match="required"):
        run("erase_commenter", IDA)
    with pytest.raises(CommandError, match="not allowed with"):
        run("erase_commenter", IDA, "--remove", "--keep-as-anonymous")

    assert Commenter.objects.filter(pk=ida.pk).exists()


def test_what_goes_wrong_half_way_erases_nothing(ida, monkeypatch):
    monkeypatch.setattr(Comment, "withdraw", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        run("erase_commenter", IDA, "--remove")

    assert Comment.objects.filter(commenter=ida).count() == 2
    assert OutboxTask.objects.filter(kind="comment-reply").exists()


def test_who_comes_back_is_somebody_new(ida, post):
    run("erase_commenter", IDA, "--keep-as-anonymous")

    post(email=IDA)

    again = Commenter.objects.get(normalised=IDA.lower())
    assert again.pk != ida.pk
    assert not again.is_verified


# At the desk


def test_the_desk_looks_an_address_up_without_putting_it_into_an_address(ida, desk):
    client = desk("export_commenter")
    assert client.get(PAGE, {"email": IDA}).text.count("Planted") == 0

    html = client.post(PAGE, {"email": IDA.lower()}).text

    assert IDA in html
    assert "Ida Planted, " in html
    assert "Nothing is kept" in client.post(PAGE, {"email": "nobody@mail.example"}).text
    assert f"?email={IDA}" not in html


def test_the_desk_hands_out_the_export_as_a_file(ida, desk):
    response = desk("export_commenter").post(PAGE, {"email": IDA, "export": "1"})

    assert json.loads(response.text)["email"] == IDA
    assert response["Content-Disposition"] == 'attachment; filename="commenter.json"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("choice", "left"), [("keep", 2), ("remove", 0)])
def test_the_desk_erases_when_it_is_asked_twice(ida, desk, choice, left):
    client = desk("erase_commenter")
    asked = {"email": IDA, "erase": "1", "comments": choice}

    assert "Erase this person for good" in client.post(PAGE, asked).text
    assert Commenter.objects.filter(pk=ida.pk).exists()
    told = client.post(PAGE, asked | {"sure": "1"}, follow=True).text

    assert "All that was kept of the person is erased. They had written 2 comments." in told
    assert not Commenter.objects.filter(pk=ida.pk).exists()
    assert Comment.objects.filter(text__startswith="My ").count() == left


def test_the_desk_asks_what_becomes_of_the_comments(ida, desk):
    html = desk("erase_commenter").post(PAGE, {"email": IDA, "erase": "1", "sure": "1"}).text

    assert "Choose what becomes of what they wrote." in html
    assert Commenter.objects.filter(pk=ida.pk).exists()


@pytest.mark.parametrize(
    ("permission", "sent", "status"),
    [
        ("view_commenter", {}, 403),  # that of moderators
        ("export_commenter", {"erase": "1", "comments": "remove", "sure": "1"}, 403),
        ("erase_commenter", {"export": "1"}, 403),
    ],
)
def test_each_needs_its_own_permission(ida, desk, permission, sent, status):
    client = desk(permission)

    assert client.post(PAGE, {"email": IDA} | sent).status_code == status
    assert Commenter.objects.filter(pk=ida.pk).exists()


def test_moderators_and_editors_do_not_have_it_until_it_is_given(client, moderator, editor):
    for user in (moderator, editor):
        client.force_login(user)
        assert client.get(PAGE).status_code == 403
        assert PAGE not in client.get("/admin/").text


def test_nobody_browses_addresses(ida, client, admin_user):
    client.force_login(admin_user)

    assert IDA not in client.get(PAGE).text
    assert client.get(f"{PAGE}{ida.pk}/change/").status_code == 404
    assert PAGE in client.get("/admin/").text


def test_the_audit_log_says_that_it_was_done_and_not_of_whom(ida, desk):
    desk("export_commenter").post(PAGE, {"email": IDA, "export": "1"})
    run("export_commenter", IDA)
    asked = {"email": IDA, "erase": "1", "comments": "keep", "sure": "1"}
    desk("erase_commenter").post(PAGE, asked)

    entries = list(AuditEntry.objects.filter(action__endswith="-commenter").order_by("pk"))
    assert [(entry.action, entry.detail) for entry in entries] == [
        ("export-commenter", "2 comments"),
        ("export-commenter", "2 comments"),
        ("erase-commenter", "2 comments kept as Anonymous’s"),
    ]
    assert [entry.by is None for entry in entries] == [False, True, False]
    assert "planted" not in str([vars(entry) for entry in entries]).lower()


def test_looking_up_costs_the_same_for_one_comment_and_for_many(
    ida, desk, django_assert_max_num_queries
):
    client = desk("export_commenter")
    Comment.objects.bulk_create(
        Comment(article=ida.comments.first().article, commenter=ida, name="Ida", text="More.")
        for _ in range(60)
    )

    with django_assert_max_num_queries(12):
        assert "These are the latest" in client.post(PAGE, {"email": IDA}).text
    for _each in range(10):
        report_error(ida.comments.first().article, email=IDA)
    with django_assert_max_num_queries(17):
        client.post(PAGE, {"email": IDA, "export": "1"})
