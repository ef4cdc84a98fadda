"""What a comment is, what becomes of it, and where in a thread it stands."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.models import Comment, Commenter, Status
from tests.factories import ArticleFactory, CommenterFactory, CommentFactory

pytestmark = pytest.mark.django_db
VERBS = {"approve": Status.APPROVED, "reject": Status.REJECTED, "mark_as_spam": Status.SPAM}


@pytest.mark.parametrize(("verb", "status"), VERBS.items())
def test_a_decision_keeps_who_and_when(moderator, time_machine, verb, status):
    comment = CommentFactory()
    time_machine.move_to(timezone.now(), tick=False)

    getattr(comment, verb)(by=moderator)

    comment.refresh_from_db()
    assert (comment.status, comment.decided_by) == (status, moderator)
    assert comment.decided_at == timezone.now()


def test_a_decision_can_be_changed(moderator, editor):
    comment = CommentFactory(spam=True)

    comment.reject(by=moderator)
    comment.approve(by=editor)

    assert list(Comment.objects.approved()) == [comment]
    assert comment.decided_by == editor


def test_only_approved_comments_are_what_readers_see():
    approved = CommentFactory(approved=True)
    for status in ("rejected", "spam"):
        CommentFactory(**{status: True})
    pending = CommentFactory()

    assert list(Comment.objects.approved()) == [approved]
    assert list(Comment.objects.pending()) == [pending]


def test_the_html_is_made_from_the_text_however_the_comment_is_stored():
    article = ArticleFactory(live=True)
    text = "Hello <script>x</script>"

    one = Comment.objects.create(article=article, name="A", text=text)
    [many] = Comment.objects.bulk_create([Comment(article=article, name="B", text=text)])

    assert one.html == many.html == "<p>Hello &lt;script&gt;x&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    "impossible",
    [
        {"status": Status.APPROVED, "decided_at": None},
        {"status": Status.PENDING, "decided_at": timezone.now()},
        {"status": "undecided", "decided_at": timezone.now()},
    ],
)
def test_impossible_comments_are_refused_by_the_database(impossible):
    comment = CommentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**impossible)


def test_a_comment_cannot_answer_itself():
    comment = CommentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(parent=comment)


# Threads


def thread(*, depth=3):
    """Approved comments, each answering the one before."""
    comments = [CommentFactory(approved=True)]
    for _ in range(depth - 1):
        comments.append(CommentFactory(parent=comments[-1], approved=True))
    return comments


def heads(*comments):
    return [Comment.objects.get(pk=comment.pk).root_id for comment in comments]


def test_answers_stand_in_the_thread_of_what_they_answer():
    first, second, third = thread()

    assert heads(first, second, third) == [None, first.pk, first.pk]


def test_answers_to_a_rejected_comment_head_threads_of_their_own(moderator):
    first, second, third = thread()

    first.reject(by=moderator)

    assert heads(second, third) == [None, second.pk]


def test_answers_come_back_under_a_comment_that_is_approved_again(moderator):
    first, second, third = thread()

    first.reject(by=moderator)
    first.approve(by=moderator)

    assert heads(first, second, third) == [None, first.pk, first.pk]


def test_an_answer_approved_after_its_thread_broke_begins_its_own(moderator):
    _first, second, _third = thread()
    late = CommentFactory(parent=second)
    second.mark_as_spam(by=moderator)

    late.approve(by=moderator)

    assert heads(late) == [None]


@pytest.mark.parametrize("verbs", [["reject"], ["reject", "approve"], ["mark_as_spam"]])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_every_approved_comment_is_in_a_thread_that_readers_see(moderator, place, verbs):
    comments = thread(depth=4)

    for verb in verbs:
        getattr(comments[place], verb)(by=moderator)

    approved = Comment.objects.approved()
    assert not approved.exclude(root=None).exclude(root__in=approved.heads()).exists()
    answers = [answer for head in approved.heads() for answer in approved.under(head)]
    assert {*approved.heads(), *answers} == set(approved)


# Commenters


def test_one_address_is_one_person_however_it_is_typed():
    known = CommenterFactory(email="Ida@Mail.Example")

    with transaction.atomic():
        again = Commenter.objects.known_by(" ida@mail.example")

    assert again == known
    assert again.email == "Ida@Mail.Example"


def test_a_commenters_text_form_does_not_tell_the_address():
    assert "@" not in f"{CommenterFactory()!r} {CommenterFactory()}"


def test_the_words_stay_when_the_person_is_removed():
    comment = CommentFactory()

    comment.commenter.delete()

    comment.refresh_from_db()
    assert comment.commenter is None


def test_a_story_can_be_removed_with_its_threads():
    first, *_rest = thread()

    first.article.comments.all().delete()

    assert not Comment.objects.exists()
