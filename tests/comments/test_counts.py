"""How many comments readers see is kept where no page has to count, and is always true."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from comments.models import Comment, Status, StoryDiscussion
from tests.factories import ArticleFactory, CommentFactory, SectionFactory

pytestmark = pytest.mark.django_db


def counted(article):
    """Whether all that is kept of a story is what a real count finds."""
    kept = StoryDiscussion.objects.filter(article=article).first() or StoryDiscussion()
    shown = Comment.objects.approved().filter(article=article)
    answers = {head.pk: shown.filter(root=head).count() for head in shown.heads()}
    return (
        kept.comments_shown == shown.count()
        and kept.threads_shown == len(answers)
        and dict(shown.heads().values_list("pk", "answers_shown")) == answers
    )


@pytest.fixture
def tree():
    """
    A story's comments, approved unless they are named otherwise:

    0 ← 1 ← 2,  1 ← 3 (pending),  0 ← 4 (spam) ← 5,  6
    """
    top = CommentFactory(approved=True)
    one = CommentFactory(parent=top, approved=True)
    two = CommentFactory(parent=one, approved=True)
    three = CommentFactory(parent=one)
    four = CommentFactory(parent=top, approved=True)
    five = CommentFactory(parent=four, approved=True)
    four.mark_as_spam(by=None)
    return [top, one, two, three, four, five, CommentFactory(article=top.article, approved=True)]


def test_what_is_posted_and_shown_at_once_is_counted(tree):
    article = tree[0].article

    assert counted(article)
    assert article.discussion.comments_shown == 5
    assert article.discussion.threads_shown == 3


@pytest.mark.parametrize("first", [status for status in Status if status != Status.PENDING])
def test_the_counts_are_true_after_every_decision(case, tree, moderator, first):
    # Nobody decides about what its writer took back.
    later = [None] if first == Status.WITHDRAWN else [None, Status.APPROVED, Status.REJECTED]
    for comment in tree:
        for second in later:
            with case(comment=comment.pk, second=second):
                for status in filter(None, (first, second)):
                    Comment.objects.get(pk=comment.pk)._decide(status, by=moderator)

                assert counted(comment.article)


def test_decisions_about_a_whole_thread_are_counted_in_any_order(tree, moderator):
    for place in (1, 4, 0, 3, 1, 5, 0, 2, 4):
        comment = Comment.objects.get(pk=tree[place].pk)
        (comment.reject if comment.is_approved else comment.approve)(by=moderator)

        assert counted(comment.article)


def test_a_moderator_whose_page_is_old_counts_what_is_there_now(tree, moderator):
    top, one, two, *_rest = (Comment.objects.get(pk=comment.pk) for comment in tree)

    top.reject(by=moderator)
    one.approve(by=moderator)
    two.reject(by=moderator)

    assert counted(top.article)


def test_many_comments_stored_at_once_are_counted():
    here, there = ArticleFactory(live=True), ArticleFactory(live=True)
    heads = Comment.objects.bulk_create(
        Comment(article=article, name="A", text="x", status=status)
        for article in (here, there)
        for status in (Status.APPROVED, Status.PENDING)
    )
    Comment.objects.bulk_create(
        Comment(article=here, name="B", text="y", status=Status.APPROVED, parent=heads[0])
        for _ in range(3)
    )

    assert counted(here)
    assert counted(there)
    assert here.discussion.comments_shown == 4


def test_what_is_taken_out_is_counted_when_it_is_asked_for(tree):
    article = tree[0].article
    tree[2].delete()
    tree[1].delete()

    StoryDiscussion.objects.recount(article)

    assert counted(article)


def test_an_answer_shown_at_once_sees_what_became_of_its_parent(moderator):
    parent = CommentFactory(approved=True)
    answer = Comment(
        article=parent.article, parent=parent, name="B", text="y", status=Status.APPROVED
    )
    Comment.objects.get(pk=parent.pk).reject(by=moderator)

    answer.save()

    assert answer.root is None
    assert counted(parent.article)


@pytest.mark.django_db(transaction=True)
def test_moderators_who_decide_at_the_same_moment_count_each_other():
    article = ArticleFactory(live=True)
    comments = [CommentFactory(article=article) for _ in range(8)]
    comments += [CommentFactory(parent=comment) for comment in comments]

    def approve(number):
        try:
            Comment.objects.get(pk=number).approve(by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as moderators:
        list(moderators.map(approve, [comment.pk for comment in comments]))

    assert StoryDiscussion.objects.get().comments_shown == 16
    assert counted(article)


def test_a_decision_in_a_long_discussion_costs_what_it_does_in_a_short_one(
    django_assert_num_queries,
):
    article = ArticleFactory(live=True)
    head = CommentFactory(article=article, approved=True)
    for number in (0, 200):
        Comment.objects.bulk_create(
            Comment(article=article, name="A", text="x", status=Status.APPROVED, parent=head)
            for _ in range(number)
        )
        waits = Comment.objects.get(pk=CommentFactory(article=article, parent=head).pk)
        assert waits.article == article

        with django_assert_num_queries(10):
            waits.approve(by=None)


# On cards


def fill(section, number):
    """Stories of which the first has three comments, the second one, and the others none."""
    stories = [ArticleFactory(section=section, live=True) for _ in range(number)]
    for story, count in zip(stories, (3, 1), strict=False):
        for _ in range(count):
            CommentFactory(article=story, approved=True)
        CommentFactory(article=story)
    return stories


@pytest.mark.parametrize("address", ["/", "/city/"])
def test_a_card_says_how_many_comments_its_story_has(client, address):
    three, one, *_none = fill(SectionFactory(slug="city"), 4)

    html = client.get(address).text

    for story, told in ((three, "3 comments"), (one, "1 comment")):
        link = story.versions.live().get().get_absolute_url()
        assert f'href="{link}#comments">{told}</a>' in html
    assert html.count('class="card-comments"') == 2


@pytest.mark.parametrize("address", ["/", "/city/"])
@pytest.mark.parametrize("number", [1, 20])
def test_all_cards_of_a_page_ask_once(client, address, number, django_assert_max_num_queries):
    fill(SectionFactory(slug="city"), number)

    with django_assert_max_num_queries(9) as asked:
        client.get(address)

    assert sum("comments_" in query["sql"] for query in asked) == 1
