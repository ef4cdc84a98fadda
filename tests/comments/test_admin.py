"""The moderators' queue at the desk."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments.models import Comment, Status
from tests.factories import ArticleFactory, CommenterFactory, CommentFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/comment/"


@pytest.fixture
def queue(client, moderator):
    client.force_login(moderator)
    return lambda **query: client.get(LIST, query)


def results(response):
    return list(response.context["cl"].result_list)


def change(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def test_what_waits_comes_first_then_the_newest(queue):
    decided = CommentFactory(approved=True)
    longer, shorter = CommentFactory(), CommentFactory()
    spam = CommentFactory(spam=True)

    assert results(queue()) == [shorter, longer, spam, decided]


def test_the_queue_shows_words_name_story_status_and_reason(queue):
    story = ArticleFactory(live=True, headline="The bridge reopens")
    CommentFactory(article=story, text="<b>Well</b> said", name="Ida", held_because="Two links.")

    html = queue().text

    for shown in (
        "&lt;b&gt;Well&lt;/b&gt; said",
        "Ida",
        "The bridge reopens",
        "Pending",
        "Two links.",
    ):
        assert shown in html


def test_a_very_long_comment_is_shown_by_its_beginning(queue):
    CommentFactory(text="word " * 13000)

    assert queue().text.count("word ") < 60


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
def test_many_are_decided_at_once(queue, client, moderator, action, label, status, told):
    one, two, other = CommentFactory(), CommentFactory(), CommentFactory()

    assert f'<option value="{action}">{label}</option>' in queue().text
    response = client.post(
        LIST, {"action": action, "_selected_action": [one.pk, two.pk]}, follow=True
    )

    assert told in response.text
    decided = Comment.objects.filter(status=status)
    assert set(decided) == {one, two}
    assert {comment.decided_by for comment in decided} == {moderator}
    assert list(Comment.objects.pending()) == [other]


def test_a_thread_approved_at_once_is_one_thread(queue, client):
    first = CommentFactory(approved=True)
    answer = CommentFactory(parent=first)
    deeper = CommentFactory(parent=answer)

    picked = {"action": "approve_selected", "_selected_action": [deeper.pk, answer.pk]}
    client.post(LIST, picked)

    assert set(Comment.objects.filter(root=first)) == {answer, deeper}


@pytest.mark.parametrize("verb", ["approve", "reject", "mark_as_spam"])
def test_one_is_decided_on_its_own_page(queue, client, moderator, verb):
    comment = CommentFactory()
    assert f'name="{verb}"' in client.get(change(comment)).text

    response = client.post(change(comment), {verb: "x"})

    comment.refresh_from_db()
    assert response["Location"] == LIST
    assert comment.decided_by == moderator
    assert f'name="{verb}"' not in client.get(change(comment)).text


def test_the_words_of_a_reader_cannot_be_changed_or_deleted(client, admin_user):
    client.force_login(admin_user)
    comment = CommentFactory(text="As it was")

    client.post(change(comment), {"text": "Forged", "name": "Forged", "approve": "x"})
    response = client.post(reverse("admin:comments_comment_delete", args=[comment.pk]))

    comment.refresh_from_db()
    assert (comment.text, comment.status) == ("As it was", Status.APPROVED)
    assert response.status_code == 403


def test_hostile_words_are_only_words_at_the_desk(queue, client):
    comment = CommentFactory(text="<script>alert(1)</script><b>x", name="<img src=x onerror=y>")

    html = queue().text + client.get(change(comment)).text

    assert "<script>alert" not in html
    assert "<img src=x" not in html


@pytest.mark.parametrize("query", [{}, {"q": "word"}, {"status__exact": "pending"}])
def test_the_queue_costs_the_same_for_one_and_a_hundred(queue, query):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert queue(**query).status_code == 200
        return len(queries)

    CommentFactory(text="word")
    one = cost()
    for _ in range(99):
        CommentFactory(text="word")

    assert cost() == one


# Who may


def test_moderators_may_decide_about_comments_and_nothing_else():
    held = Permission.objects.filter(group__name="Moderator").values_list("codename", flat=True)

    assert set(held) == {"view_comment", "change_comment", "view_commenter"}


def test_editors_may_moderate_and_reporters_may_not(client, editor, reporter):
    CommentFactory()

    client.force_login(editor)
    assert client.get(LIST).status_code == 200
    client.force_login(reporter)
    assert client.get(LIST).status_code == 403


def test_who_may_only_look_cannot_decide(client, db):
    looker = UserFactory()
    looker.user_permissions.add(Permission.objects.get(codename="view_comment"))
    client.force_login(looker)
    comment = CommentFactory()

    client.post(LIST, {"action": "approve_selected", "_selected_action": [comment.pk]})
    response = client.post(change(comment), {"approve": "x"})

    comment.refresh_from_db()
    assert response.status_code == 403
    assert comment.status == Status.PENDING


def test_the_address_is_seen_and_searched_with_its_permission_alone(client, moderator):
    comment = CommentFactory(commenter=CommenterFactory(email="Ida@Secret.Example"))
    client.force_login(moderator)
    seen = client.get(change(comment)).text
    found = results(client.get(LIST, {"q": "ida@secret"}))

    Group.objects.get(name="Moderator").permissions.remove(
        Permission.objects.get(codename="view_commenter")
    )
    hidden = client.get(change(comment)).text
    not_found = results(client.get(LIST, {"q": "ida@secret"}))

    assert "Ida@Secret.Example" in seen
    assert found == [comment]
    assert "secret.example" not in hidden.lower()
    assert not_found == []


def test_the_address_is_never_in_the_list(queue):
    CommentFactory(commenter=CommenterFactory(email="ida@secret.example"))

    assert "secret.example" not in queue().text
