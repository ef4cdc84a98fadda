"""Words that are changed, by the commenter or by the newsroom, and the newsroom's own."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from comments.models import Comment, Edit, Overtaken, Status
from tests.factories import AuthorFactory, CommentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_edit_keeps_the_words_before_and_who_changed_them(editor):
    comment = CommentFactory(text="He is a liar", name="Ida", website="https://a.example")

    comment.edit("He is mistaken", by=editor)

    comment.refresh_from_db()
    before = Edit.objects.get()
    assert (comment.text, comment.html) == ("He is mistaken", "<p>He is mistaken</p>")
    assert (comment.edited_by, comment.edited_at) == (editor, before.at)
    assert (before.text, before.name, before.website) == (
        *("He is a liar", "Ida", "https://a.example"),
    )


def test_an_edit_of_the_commenter_is_nobodys_at_the_desk():
    comment = CommentFactory()

    comment.edit("Other words")

    comment.refresh_from_db()
    assert (comment.edited_by, Edit.objects.get().by) == (None, None)
    assert comment.edited_at is not None


def test_an_abusive_name_and_website_are_edited_too(editor):
    comment = CommentFactory(name="Mayor is a thief", website="https://spam.example")

    comment.edit(comment.text, by=editor, name="A reader", website="")

    comment.refresh_from_db()
    assert (comment.name, comment.website) == ("A reader", "")
    assert Edit.objects.get().name == "Mayor is a thief"


def test_an_edit_that_changes_nothing_is_none(editor):
    comment = CommentFactory()

    assert comment.edit(comment.text, by=editor, name=comment.name) is None
    comment.refresh_from_db()
    assert (comment.edited_at, Edit.objects.count()) == (None, 0)


def test_edited_words_are_cleaned_as_those_first_typed():
    comment = CommentFactory()

    comment.edit("<script>alert(1)</script><b>x</b>", by=None)

    assert Comment.objects.get().html == "<p>&lt;script&gt;alert(1)&lt;/script&gt;<b>x</b></p>"


def test_every_earlier_wording_is_kept(editor):
    comment = CommentFactory(text="One")

    comment.edit("Two")
    comment.edit("Three", by=editor)

    assert [edit.text for edit in comment.edits.all()] == ["One", "Two"]


def test_words_that_were_changed_since_they_were_read_are_not_written_over(editor):
    comment = CommentFactory(text="One")
    seen = comment.mark
    Comment.objects.get().edit("Two")

    with pytest.raises(Overtaken):
        comment.edit("Mine", by=editor, seen=seen)

    assert Comment.objects.get().text == "Two"


def test_what_is_withdrawn_is_not_edited():
    comment = CommentFactory(status=Status.WITHDRAWN)

    with pytest.raises(Overtaken):
        comment.edit("Other words")


def test_a_comment_is_found_by_what_it_says_now():
    comment = CommentFactory(text="The harbour")
    comment.edit("The bridge")

    assert list(Comment.objects.matching("bridge")) == [comment]
    assert list(Comment.objects.matching("harbour")) == []


# The newsroom's own words


def test_an_answer_of_the_newsroom_is_published_at_once(editor):
    asked = CommentFactory(approved=True)

    answer = asked.answer("It opens on Monday.", by=editor)

    answer.refresh_from_db()
    assert answer.is_approved
    assert (answer.staff, answer.parent, answer.root) == (editor, asked, asked)
    assert answer.commenter is None
    assert answer.decisions.get().by == editor


@pytest.mark.parametrize(
    ("byline", "full_name", "name"),
    [
        ("Mara Lind", ("Mara", "Lindqvist"), "Mara Lind"),
        ("", ("Mara", "Lindqvist"), "Mara Lindqvist"),
        ("", ("", ""), settings.SITE_NAME),
    ],
)
def test_the_newsroom_answers_by_name_and_never_by_a_sign_in(byline, full_name, name):
    user = UserFactory(username="m.lind", first_name=full_name[0], last_name=full_name[1])
    if byline:
        AuthorFactory(name=byline, user=user)

    assert CommentFactory(approved=True).answer("Yes.", by=user).name == name


def test_a_person_at_the_desk_has_one_drawing_and_another_person_another(editor, moderator):
    first, second = CommentFactory(approved=True), CommentFactory(approved=True)

    mine = {first.answer("On Monday.", by=editor).avatar, second.answer("Yes.", by=editor).avatar}

    assert len(mine) == 1
    assert first.answer("No.", by=moderator).avatar not in mine


def test_an_answer_that_is_undone_is_withdrawn_and_waits_nowhere(editor):
    answer = CommentFactory(approved=True).answer("It opens on Monday.", by=editor)

    answer.undo(answer.decisions.get(), by=editor)

    assert Comment.objects.get(pk=answer.pk).status == Status.WITHDRAWN


# Picks and pins


def test_what_readers_see_can_be_picked_and_a_thread_pinned():
    first = CommentFactory(approved=True)
    answer = CommentFactory(parent=first, approved=True)

    first.pin()
    answer.pick()

    assert Comment.objects.get(is_pinned=True) == first
    assert Comment.objects.get(is_pick=True) == answer
    first.unpin()
    answer.unpick()
    assert not Comment.objects.filter(is_pinned=True).exists()
    assert not Comment.objects.filter(is_pick=True).exists()


def test_neither_an_answer_nor_what_waits_can_be_pinned():
    answer = CommentFactory(parent=CommentFactory(approved=True), approved=True)

    for comment in (answer, CommentFactory()):
        with pytest.raises(ValidationError):
            comment.pin()
    with pytest.raises(ValidationError):
        CommentFactory().pick()
