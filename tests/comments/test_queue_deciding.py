"""Deciding at the desk: by button and by key, one and many, undone, with a reason, answered."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import AuditEntry
from comments.desk import deciding
from comments.models import Comment, Decision, Status
from tests.desk import browser_of, said
from tests.factories import ArticleFactory, CommentFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/comment/"


@pytest.fixture
def press(client, moderator):
    """`press("decide", approve=…)` sends a button's form; with `script` as the script does."""
    client.force_login(moderator)

    def press(address, *, script=False, **sent):
        headers = {"Accept": "application/json"} if script else {}
        sent = {name.replace("__", "-"): value for name, value in sent.items()}
        return client.post(f"{LIST}{address}/", sent, headers=headers)

    return press


def change(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def status_of(comment):
    return Comment.objects.get(pk=comment.pk).status


def mark(comment):
    return {f"mark-{comment.pk}": Comment.objects.get(pk=comment.pk).mark}


# One


@pytest.mark.parametrize(
    ("verb", "status", "told"),
    [
        ("approve", "approved", "Approved: Ida Holm."),
        ("reject", "rejected", "Rejected: Ida Holm."),
        ("mark_as_spam", "spam", "Marked as spam: Ida Holm."),
        ("hold", "pending", "Held: Ida Holm."),
    ],
)
def test_a_button_decides_and_the_list_comes_back_where_it_was(press, verb, status, told):
    trait = {"approved": True} if verb == "hold" else {}
    comment = CommentFactory(name="Ida Holm", **trait)

    response = press("decide", **{verb: comment.pk}, **mark(comment), list="tab=all&q=bridge")

    assert response["Location"] == f"{LIST}?tab=all&q=bridge"
    assert status_of(comment) == status
    assert told in said(response)


def test_a_key_is_answered_with_what_it_did_and_what_is_left(press, moderator):
    first, _second = CommentFactory(name="Ida Holm"), CommentFactory()

    answer = press("decide", script=True, approve=first.pk, counted="pending", **mark(first))

    data = answer.json()
    assert data["told"] == "Approved: Ida Holm. 1 left. z undoes."
    assert data["counts"] | {"pending": "1", "approved": "1"} == data["counts"]
    assert data["decided"] == {str(first.pk): Comment.objects.get(pk=first.pk).mark}
    assert Comment.objects.get(pk=first.pk).decided_by == moderator


def test_where_the_list_came_from_is_no_address_elsewhere(press):
    response = press("decide", approve=CommentFactory().pk, list="https://evil.example/")

    assert response["Location"].startswith(f"{LIST}?https%3A%2F%2Fevil")


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("decide", {}),
        ("decide", {"approve": "1", "reject": "1"}),
        ("undo", {"batch": "nonsense"}),
        ("reason", {"reason": "hate"}),
        ("answer", {"answer": "x", "answer-x-text": "Hello"}),
        ("feature", {"pick": ""}),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(press, address, sent):
    assert press(address, **sent).status_code == 400


@pytest.mark.parametrize("number", ["x", "²", "9" * 30, "999999"])
def test_a_comment_that_there_is_not_is_not_decided(press, number):
    answer = press("decide", script=True, approve=number)

    assert answer.json()["decided"] == {}


def test_what_changes_nothing_is_no_decision(press):
    comment = CommentFactory(approved=True)

    press("decide", approve=comment.pk)

    assert not Decision.objects.exists()


def test_one_is_decided_on_its_own_page(client, moderator):
    client.force_login(moderator)
    comment = CommentFactory()
    assert 'name="approve"' in client.get(change(comment)).text

    response = client.post(change(comment), {"approve": "x"})

    assert response["Location"] == LIST
    assert status_of(comment) == Status.APPROVED
    assert 'name="approve"' not in client.get(change(comment)).text


def test_decisions_are_in_the_audit_log_too_which_names_no_commenter(press):
    story = ArticleFactory(live=True)
    comment = CommentFactory(article=story, name="Ida Holm")

    batch = press("decide", script=True, reject=comment.pk).json()["batch"]
    press("reason", batch=batch, reason="hate")
    press("undo", batch=Decision.objects.first().batch)

    entries = AuditEntry.objects.order_by("pk").values_list("action", "about", "article")
    assert list(entries.exclude(action="sign-in")) == [
        ("reject-comment", f"Comment {comment.pk}", story.pk),
        ("explain-comment", f"Comment {comment.pk}", story.pk),
        ("undo-comment", f"Comment {comment.pk}", story.pk),
    ]


# Many


@pytest.mark.parametrize(
    ("action", "label", "status", "told"),
    [
        ("approve_selected", "Approve selected comments", "approved", "2 comments approved."),
        ("reject_selected", "Reject selected comments", "rejected", "2 comments rejected."),
        (
            "mark_selected_as_spam",
            "Mark selected comments as spam",
            "spam",
            "2 comments marked as spam.",
        ),
    ],
)
def test_many_are_decided_at_once(client, moderator, action, label, status, told):
    client.force_login(moderator)
    one, two, other = CommentFactory(), CommentFactory(), CommentFactory()

    assert f'<option value="{action}">{label}</option>' in client.get(LIST).text
    picked = {"action": action, "_selected_action": [one.pk, two.pk], "select_across": "1"}
    response = client.post(LIST, picked, follow=True)

    assert told in response.text
    decided = Comment.objects.filter(status=status)
    assert set(decided) == {one, two}
    assert {comment.decided_by for comment in decided} == {moderator}
    assert list(Comment.objects.pending()) == [other]


def test_a_thread_approved_at_once_is_one_thread(client, moderator):
    client.force_login(moderator)
    first = CommentFactory(approved=True)
    answer = CommentFactory(parent=first)
    deeper = CommentFactory(parent=answer)

    picked = {"action": "approve_selected", "_selected_action": [deeper.pk, answer.pk]}
    client.post(LIST, picked)

    assert set(Comment.objects.filter(root=first)) == {answer, deeper}


def test_many_of_which_one_has_changed_are_decided_without_it(client, moderator, editor):
    client.force_login(moderator)
    one, two = CommentFactory(name="Ada"), CommentFactory(name="Ben")
    marks = mark(one) | mark(two)
    two.reject(by=editor)

    picked = {"action": "approve_selected", "_selected_action": [one.pk, two.pk], "index": "0"}
    page = client.post(LIST, picked | marks, follow=True)

    assert (status_of(one), status_of(two)) == ("approved", "rejected")
    assert "1 comment approved." in page.text
    assert "1 was left as it is, for it has changed since you opened the page: Ben" in page.text


def test_a_press_decides_about_no_more_than_a_page_can_hold(press, monkeypatch):
    monkeypatch.setattr(deciding, "MOST", 2)
    numbers = [CommentFactory().pk for _ in range(3)]

    press("decide", approve=numbers)

    assert Comment.objects.approved().count() == 2


# Undoing


def test_what_many_were_decided_is_undone_with_one_press(client, moderator):
    client.force_login(moderator)
    comments = [CommentFactory(), CommentFactory(spam=True)]
    numbers = [comment.pk for comment in comments]
    picked = {"action": "approve_selected", "_selected_action": numbers}
    page = client.post(LIST, picked, follow=True)
    batch = Decision.objects.first().batch
    assert f'form="queue-undo" name="batch" value="{batch}"' in page.text

    page = client.post(f"{LIST}undo/", {"batch": batch, "list": "tab=all"}, follow=True)

    assert [status_of(comment) for comment in comments] == ["pending", "spam"]
    assert "2 decisions undone." in page.text
    assert page.request["QUERY_STRING"] == "tab=all"


def test_undoing_tells_how_the_comment_stands_now(press):
    comment = CommentFactory(name="Ida Holm")
    batch = press("decide", script=True, approve=comment.pk).json()["batch"]

    data = press("undo", script=True, batch=batch).json()

    assert data["told"] == "Undone. The comment of Ida Holm is pending again."
    assert data["decided"] == {str(comment.pk): Comment.objects.get().mark}


def test_of_what_somebody_decided_since_nothing_is_undone(press, editor):
    one, two = CommentFactory(), CommentFactory()
    batch = press("decide", script=True, approve=[one.pk, two.pk]).json()["batch"]
    Comment.objects.get(pk=two.pk).reject(by=editor)

    data = press("undo", script=True, batch=batch, **mark(two)).json()

    assert (status_of(one), status_of(two)) == ("pending", "rejected")
    assert list(data["cards"]) == [str(two.pk)]


# Reasons


def test_a_rejection_can_say_why_with_the_same_press(press):
    comment = CommentFactory()

    why = {f"why-{comment.pk}-reason": "other", f"why-{comment.pk}-note": "Third time."}
    press("decide", reject=comment.pk, **why, **{f"why-{comment.pk}-told": "on"})

    decision = Decision.objects.get()
    assert (decision.reason, decision.note, decision.told) == ("other", "Third time.", True)


def test_a_rejection_can_say_why_with_the_next_key(press):
    comment = CommentFactory(name="Ida Holm")
    data = press("decide", script=True, reject=comment.pk).json()
    assert data["told"] == "Rejected: Ida Holm. 1–9 says why, z undoes."

    why = press("reason", script=True, batch=data["batch"], reason="hate", told="on").json()

    told = "Rejected: Ida Holm. The reason, which is told by mail: Hate speech. z undoes."
    assert why["told"] == told
    standing = Decision.objects.standing().get()
    assert (standing.was, standing.reason, standing.told) == ("pending", "hate", True)
    press("undo", batch=why["batch"])
    assert status_of(comment) == Status.PENDING


def test_another_reason_needs_words(press):
    comment = CommentFactory()
    batch = press("decide", script=True, reject=comment.pk).json()["batch"]

    answer = press("reason", script=True, batch=batch, reason="other")

    assert (answer.status_code, answer.json()["told"]) == (422, "Say the reason in words.")
    assert not Decision.objects.exclude(reason="").exists()


def test_nobody_is_told_of_a_reason_that_was_not_given(press):
    comment = CommentFactory()

    press("decide", reject=comment.pk, **{f"why-{comment.pk}-told": "on"})

    assert not Decision.objects.get().told


# Answers


def test_an_answer_approves_what_waits_and_is_published(press, moderator):
    comment = CommentFactory(name="Ida Holm")

    sent = {"answer": comment.pk, f"answer-{comment.pk}-text": "It opens on Monday."}
    response = press("answer", **sent, **mark(comment))

    answer = Comment.objects.get(parent=comment)
    assert status_of(comment) == answer.status == Status.APPROVED
    assert (answer.staff, answer.text) == (moderator, "It opens on Monday.")
    assert "Approved and answered: Ida Holm." in said(response)


def test_undoing_takes_back_the_answer_with_the_approval(press):
    comment = CommentFactory()
    sent = {"answer": comment.pk, f"answer-{comment.pk}-text": "It opens on Monday."}
    batch = press("answer", script=True, **sent).json()["batch"]

    press("undo", batch=batch)

    assert status_of(comment) == Status.PENDING
    assert Comment.objects.get(parent=comment).status == Status.WITHDRAWN


def test_an_answer_to_what_has_changed_is_not_published(press, editor):
    comment = CommentFactory(approved=True)
    seen = mark(comment)
    comment.edit("Something else entirely")

    sent = {"answer": comment.pk, f"answer-{comment.pk}-text": "I agree."}
    data = press("answer", script=True, **sent, **seen).json()

    assert "told" not in data
    assert "The words have changed since you opened this" in data["cards"][str(comment.pk)]
    assert not Comment.objects.filter(parent=comment).exists()


def test_an_empty_answer_is_not_published(press):
    comment = CommentFactory()

    answer = press("answer", script=True, answer=comment.pk)

    assert (answer.status_code, answer.json()["told"]) == (422, "Type the answer first.")
    assert status_of(comment) == Status.PENDING


# What was typed is not lost


def typed_on(comment):
    return {
        f"why-{comment.pk}-reason": "other",
        f"why-{comment.pk}-note": "Third time <this> week.",
        f"why-{comment.pk}-told": "on",
        f"answer-{comment.pk}-text": "It opens\r\non Monday.",
    }


def words_in(html):
    return [
        unescape(words) for words in re.findall(r"<textarea [^>]*>\n?(.*?)</textarea>", html, re.S)
    ]


@pytest.mark.parametrize("button", ["reject", "answer"])
def test_what_was_typed_is_on_the_page_that_says_why_nothing_was_decided(press, editor, button):
    """Somebody edited it meanwhile: it is still to be decided about, and to be read again first."""
    comment = CommentFactory(name="Ida Holm")
    seen = mark(comment)
    comment.edit("Something else entirely", by=editor)

    address = "decide" if button == "reject" else "answer"
    response = press(address, **{button: comment.pk}, **typed_on(comment), **seen)

    html = response.text
    assert (response.status_code, status_of(comment)) == (409, Status.PENDING)
    assert "Ida Holm (Pending)" in html
    assert "Something else entirely" in html
    assert words_in(html) == ["It opens\r\non Monday.", "Third time <this> week."]
    assert '<option value="other" selected>' in html
    assert f'name="why-{comment.pk}-told" checked' in html
    assert f'value="{Comment.objects.get().mark}"' in html
    assert html.count('<details class="card-more card-answer" open>') == 1
    assert html.count('<details class="card-more card-why" open>') == 1


def test_what_was_typed_is_there_to_be_copied_where_it_cannot_be_sent_any_more(press, editor):
    comment = CommentFactory(name="Ida Holm")
    seen = mark(comment)
    comment.reject(by=editor)

    response = press("answer", answer=comment.pk, **typed_on(comment), **seen)

    assert response.status_code == 409
    assert "What you had typed" in response.text
    assert words_in(response.text) == ["It opens\r\non Monday.", "Third time <this> week."]
    assert f'name="answer-{comment.pk}-text"' not in response.text


def test_a_reason_that_lacks_its_words_comes_back_with_the_answer_that_was_typed(press):
    comment = CommentFactory()
    typed = typed_on(comment) | {f"why-{comment.pk}-note": " "}

    response = press("decide", reject=comment.pk, **typed)

    assert response.status_code == 422
    assert "Say the reason in words." in response.text
    assert '<option value="other" selected>' in response.text
    assert words_in(response.text)[0] == "It opens\r\non Monday."
    assert status_of(comment) == Status.PENDING


def test_what_was_typed_survives_a_sign_in_that_ran_out(press, client, moderator):
    comment = CommentFactory()
    moderator.set_password("correct horse")
    moderator.save()
    client.logout()

    asked = press("decide", reject=comment.pk, **typed_on(comment))
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    sent = {name: unescape(value) for name, value in kept.items()}
    press(
        "decide", **sent, **{"sign-in-username": "moderator", "sign-in-password": "correct horse"}
    )

    assert asked.status_code == 401
    assert Decision.objects.get().note == "Third time <this> week."


# Picks and pins


def test_a_comment_is_picked_and_pinned_and_let_go(press):
    comment = CommentFactory(approved=True, name="Ida Holm")

    for name, told in (
        ("pick", "Editor’s pick"),
        ("pin", "Pinned"),
        ("unpick", "No longer a pick"),
    ):
        answer = press("feature", script=True, **{name: comment.pk}).json()
        assert answer["told"] == f"{told}: Ida Holm."
        assert str(comment.pk) in answer["cards"]

    comment.refresh_from_db()
    assert (comment.is_pick, comment.is_pinned) == (False, True)


def test_an_answer_is_not_pinned(press):
    comment = CommentFactory(parent=CommentFactory(approved=True), approved=True)

    answer = press("feature", script=True, pin=comment.pk)

    assert answer.status_code == 422
    assert not Comment.objects.filter(is_pinned=True).exists()


# Two moderators


def test_the_second_of_two_hears_who_was_first_and_can_overrule(time_machine, moderator, editor):
    time_machine.move_to(timezone.now(), tick=False)
    editor.first_name, editor.last_name = "Mara", "Lind"
    editor.save()
    comment = CommentFactory()
    seen = mark(comment)
    first, second = browser_of(editor), browser_of(moderator)
    headers = {"Accept": "application/json"}
    first.post(f"{LIST}decide/", {"approve": comment.pk, **seen}, headers=headers)

    late = {"reject": comment.pk, **seen}
    data = second.post(f"{LIST}decide/", late, headers=headers).json()

    card = data["cards"][str(comment.pk)]
    assert "Already approved by Mara Lind, now." in card
    assert (data["decided"], status_of(comment)) == ({}, Status.APPROVED)
    now = Comment.objects.get().mark
    assert f'name="mark-{comment.pk}" value="{now}"' in card
    late[f"mark-{comment.pk}"] = now
    second.post(f"{LIST}decide/", late, headers=headers)
    assert status_of(comment) == Status.REJECTED


def test_without_a_script_the_second_is_told_by_a_message(press, editor):
    comment = CommentFactory(name="Ida Holm")
    seen = mark(comment)
    comment.approve(by=editor)

    response = press("decide", reject=comment.pk, **seen)

    assert status_of(comment) == Status.APPROVED
    assert "Ida Holm (Approved by editor" in said(response)


def test_a_page_hears_which_of_its_cards_others_have_changed(client, moderator, editor):
    client.force_login(moderator)
    same, decided, edited = CommentFactory(), CommentFactory(), CommentFactory()
    seen = mark(same) | mark(decided) | mark(edited)
    decided.mark_as_spam(by=editor)
    edited.edit("Other words")

    data = client.get(f"{LIST}changed/", seen).json()

    assert set(data["cards"]) == {str(decided.pk), str(edited.pk)}
    assert "Already marked as spam by editor" in data["cards"][str(decided.pk)]
    assert data["counts"]["pending"] == "2"


def test_asking_what_has_changed_costs_little(client, moderator, django_assert_num_queries):
    client.force_login(moderator)
    seen = {}
    for _ in range(20):
        seen |= mark(CommentFactory())

    with django_assert_num_queries(6):  # session, person, permissions twice, comments, counts
        answer = client.get(f"{LIST}changed/", seen)

    assert json.loads(answer.content)["cards"] == {}
    assert len(answer.content) < 150
