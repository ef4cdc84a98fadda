"""What happens to a comment before a person reads it. None is lost, and no bot learns why."""

import pytest

from comments import signatures
from comments.models import Comment, Status
from tests.factories import ArticleFactory


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

    assert len(Comment.objects.get().held_because.splitlines()) == 2
