"""A comment's own page at the desk, the page that changes its words, and the log of decisions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import narrowing
from articles.desk import wording
from articles.models import AuditEntry
from comments.desk import told
from comments.desk.decision_log import DecisionAdmin
from comments.desk.statuses import IN_WORDS
from comments.models import Comment, Decision, Edit, Reason, Status
from tests.factories import CommentFactory, UserFactory

pytestmark = pytest.mark.django_db
LOG = "/admin/comments/decision/"


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def page(comment, screen="comment_change"):
    return reverse(f"admin:comments_{screen}", args=[comment.pk])


# Its own page


def test_how_a_comment_came_to_stand_is_a_sentence_for_every_status(editor):
    editor.first_name, editor.last_name = "Mara", "Lind"
    for status in Status:
        comment = Comment(status=status, decided_at=timezone.now())
        by_rules = told.standing(comment)
        comment.decided_by = editor
        by_a_person = told.standing(comment)

        when = wording.short(comment.decided_at)
        assert by_rules.endswith(f", {when}")
        assert by_a_person.endswith(f" by Mara Lind, {when}")
    assert len({words.by for words in IN_WORDS.values()}) == len(Status)


def test_the_page_shows_all_that_was_decided_and_why(desk, editor):
    editor.first_name, editor.last_name = "Mara", "Lind"
    editor.save()
    comment = CommentFactory()
    comment.reject(by=editor, reason=Reason.FALSE, note="See our story of May.", told=True)
    comment.undo(comment.decisions.get(), by=editor)

    html = desk.get(page(comment)).text

    for shown in ("Undone: pending again", "Rejected", "Mara Lind", "False claim", "the commenter"):
        assert shown in html
    assert "See our story of May." in html


def test_the_page_shows_every_earlier_wording_marked(desk, editor):
    comment = CommentFactory(text="He is a <liar>", name="Ida")
    comment.edit("He is mistaken")
    comment.edit("He is mistaken", by=editor, name="A reader")

    html = desk.get(page(comment)).text

    assert "He is <del>a &lt;liar&gt;</del><ins>mistaken</ins>" in html
    assert "<del>Ida</del><ins>A reader</ins>" in html
    assert "Changed by whoever wrote it" in html


def test_a_comment_that_there_is_not_has_no_page(desk):
    response = desk.get("/admin/comments/comment/999/change/")

    assert response.status_code == 302


def test_the_page_takes_the_same_queries_however_long_its_history(desk, editor):
    def cost(times):
        comment = CommentFactory()
        for number in range(times):
            comment.edit(f"Words {number}", by=UserFactory())
            comment.reject(by=UserFactory())
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(page(comment)).status_code == 200
        return len(queries)

    assert cost(1) == cost(20)


# The words


def typed(comment, **changed):
    words = {"text": comment.text, "name": comment.name, "website": comment.website}
    return words | {"mark": comment.mark} | changed


def test_words_are_changed_and_kept_and_the_audit_log_says_so(desk, moderator):
    comment = CommentFactory(text="He is a liar", name="Ida Holm")

    response = desk.post(page(comment, "words"), typed(comment, text="He is mistaken\r\n\r\nOK"))

    comment.refresh_from_db()
    assert response["Location"] == page(comment)
    assert (comment.text, comment.edited_by) == ("He is mistaken\n\nOK", moderator)
    assert Edit.objects.get().text == "He is a liar"
    entry = AuditEntry.objects.filter(action="edit-comment").get()
    assert (entry.by, entry.about) == (moderator, f"Comment {comment.pk}")


def test_what_readers_typed_is_changed_by_an_edit_alone(client, admin_user):
    client.force_login(admin_user)
    comment = CommentFactory(text="As it was")

    client.post(page(comment), {"text": "Forged", "name": "Forged", "approve": "x"})
    response = client.post(reverse("admin:comments_comment_delete", args=[comment.pk]))

    comment.refresh_from_db()
    assert (comment.text, comment.status) == ("As it was", Status.APPROVED)
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "", "This field is required."),
        ("name", " ", "This field is required."),
        ("website", "javascript:alert(1)", "Enter a valid URL."),
    ],
)
def test_a_mistake_keeps_what_was_typed(desk, field, value, message):
    comment = CommentFactory()

    response = desk.post(
        page(comment, "words"), typed(comment, **{"text": "Typed long"} | {field: value})
    )

    assert message in response.text
    assert field == "text" or "Typed long" in response.text
    assert not Edit.objects.exists()


def test_words_that_changed_meanwhile_are_shown_and_what_was_typed_is_kept(desk):
    comment = CommentFactory(text="One")
    sent = typed(comment, text="Mine")
    Comment.objects.get().edit("Theirs")

    response = desk.post(page(comment, "words"), sent)

    assert "This comment has changed since you opened it." in response.text
    assert "Theirs" in response.text
    assert "Mine" in response.text
    assert Comment.objects.get().text == "Theirs"
    sent["mark"] = response.context["form"]["mark"].value()
    desk.post(page(comment, "words"), sent)
    assert Comment.objects.get().text == "Mine"


def test_what_is_withdrawn_is_not_edited_at_the_desk(desk):
    comment = CommentFactory(status=Status.WITHDRAWN)

    desk.post(page(comment, "words"), typed(comment, text="Mine"))

    assert not Edit.objects.exists()


# The log


@pytest.fixture
def log(desk):
    return lambda **query: [
        decision.pk for decision in desk.get(LOG, query).context["cl"].result_list
    ]


def test_the_log_is_found_by_person_decision_reason_words_and_day(log, moderator, editor):
    bridge, other = CommentFactory(text="Oystercatchers"), CommentFactory()
    approved = bridge.approve(by=moderator)
    rejected = other.reject(by=editor, reason=Reason.HATE)

    assert log() == [rejected.pk, approved.pk]
    assert log(by=moderator.pk) == log(became="approved") == log(q="oyster") == [approved.pk]
    assert log(reason="hate") == [rejected.pk]
    assert log(on_from="2000-01-01", on_to="2000-01-02") == []
    assert log(by=moderator.pk, reason="hate") == []


@pytest.mark.parametrize(("few", "many"), [(10, 20), (1, 20), (0, 1)])
def test_words_find_the_same_decisions_however_many_comments_have_them(
    log, moderator, monkeypatch, few, many
):
    """The database is asked in another way for few comments, for many, and for most of all."""
    monkeypatch.setattr(narrowing, "FEW", few)
    monkeypatch.setattr(narrowing, "MANY", many)
    birds = [CommentFactory(text=f"Oystercatchers {at}") for at in ("pier", "weir", "mill")]
    decisions = [comment.approve(by=moderator).pk for comment in [*birds, CommentFactory()]]
    undone = birds[1].reject(by=moderator)

    assert log(q="oyster") == [undone.pk, *decisions[2::-1]]
    assert log(q="oystercatchers weir") == [undone.pk, decisions[1]]
    assert log(q="oyster", became="rejected") == [undone.pk]
    assert log(q="avocet") == []


def test_the_log_says_who_when_what_and_why(desk, editor):
    editor.first_name, editor.last_name = "Mara", "Lind"
    editor.save()
    comment = CommentFactory(name="Ida Holm", text="<script>alert(1)</script>")
    decision = comment.reject(by=editor, reason=Reason.HATE, note="Third time.", told=True)
    comment.undo(decision, by=editor)

    html = desk.get(LOG).text

    for shown in ("Mara Lind", "Hate speech Third time. The commenter was told.", "Ida Holm"):
        assert shown in html
    assert "undone, was rejected" in html
    assert "<script>alert" not in html


def test_nobody_writes_in_the_log(client, admin_user):
    client.force_login(admin_user)
    decision = CommentFactory().approve(by=admin_user)

    for address in (f"{LOG}add/", f"{LOG}{decision.pk}/delete/"):
        assert client.get(address).status_code == 403
    client.post(f"{LOG}{decision.pk}/change/", {"note": "Rewritten"})
    assert Decision.objects.get().note == ""


def test_the_log_is_read_with_its_permission_alone(client, reporter):
    client.force_login(reporter)

    assert client.get(LOG).status_code == 403


def test_the_log_takes_the_same_queries_for_one_and_a_hundred(desk, editor, monkeypatch):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(LOG, {"q": "word"}).status_code == 200
        return len(queries)

    assert DecisionAdmin.list_per_page == 100
    CommentFactory(text="word").approve(by=editor)
    one = cost()
    for _ in range(20):
        CommentFactory(text="word").reject(by=UserFactory())

    assert cost() == one
