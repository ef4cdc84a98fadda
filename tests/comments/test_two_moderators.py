"""Two moderators at the same moment, each with a connection of their own."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from comments.models import Comment, Decision, Overtaken
from tests.factories import CommentFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def at_once(*deeds):
    """Do all of them in threads of their own that begin together; return what each came to."""
    start, outcomes = Barrier(len(deeds)), [None] * len(deeds)

    def do(place, deed):
        start.wait()
        try:
            outcomes[place] = deed()
        except Overtaken as overtaken:
            outcomes[place] = overtaken
        finally:
            connections.close_all()

    threads = [Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_decide_at_the_same_moment_the_second_is_told(_again):
    comment = CommentFactory()
    ada, ben = UserFactory(), UserFactory()
    mine, theirs = Comment.objects.get(), Comment.objects.get()

    outcomes = at_once(
        lambda: mine.approve(by=ada, seen=comment.mark),
        lambda: theirs.reject(by=ben, seen=comment.mark),
    )

    assert {type(outcome) for outcome in outcomes} == {Decision, Overtaken}
    [taken] = [outcome for outcome in outcomes if isinstance(outcome, Decision)]
    [missed] = [outcome for outcome in outcomes if isinstance(outcome, Overtaken)]
    assert Decision.objects.get() == taken
    assert missed.comment.status == taken.became
    assert missed.comment.decided_by == taken.by


def test_decisions_up_and_down_a_thread_do_not_wait_for_each_other_for_ever():
    """Each locks what is above and below it; in one story they are taken one after the other."""
    rounds = 2 if connection.vendor == "sqlite" else 6  # PostgreSQL is what could deadlock
    thread = [CommentFactory(approved=True)]
    for _ in range(4):
        thread.append(CommentFactory(parent=thread[-1], approved=True))
    by = UserFactory()

    def decide(comment):
        def deed():
            for _ in range(rounds):
                mine = Comment.objects.get(pk=comment.pk)
                mine.reject(by=by)
                mine.approve(by=by)
            return "done"

        return deed

    assert at_once(*map(decide, thread)) == ["done"] * len(thread)
    heads = Comment.objects.order_by("pk").values_list("root", flat=True)
    assert list(heads) == [None, *[thread[0].pk] * 4]


def test_an_edit_while_somebody_decides_is_noticed():
    comment = CommentFactory(text="Good day")
    by = UserFactory()
    mine, theirs = Comment.objects.get(), Comment.objects.get()

    decision, edit = at_once(
        lambda: mine.approve(by=by, seen=comment.mark), lambda: theirs.edit("Buy pills")
    )

    now = Comment.objects.get()
    assert edit.text == "Good day"
    # Whichever came first: words that nobody read were not approved by this press.
    if isinstance(decision, Overtaken):
        assert not now.is_approved
    else:
        assert now.decided_at < now.edited_at
