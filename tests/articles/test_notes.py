"""Notes in a story: written, answered, resolved; colleagues named; readers never."""

import pytest

from articles.models import AuditEntry, Kind, Note, Notification
from articles.models.note import names_in
from tests.desk import address, said
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


def send(client, article, do, **typed):
    return client.post(address(article, "notes"), {"do": do, **typed})


def a_note(article, author, text="Who paid?"):
    return Note.objects.create(article=article, author=author, text=text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@mara who paid?", {"mara"}),
        ("Ask @Mara.", {"mara"}),
        ("(@mara.lind, @tobias)", {"mara.lind", "tobias"}),
        ("mail mara@example.org", set()),
        ("@", set()),
        ("a@b@c", set()),
    ],
)
def test_a_name_is_called_with_an_at(text, names):
    assert names_in(text) == names


def test_a_note_stands_beside_the_story_with_the_passage_it_is_about(reporter, at_the_desk):
    article = ArticleFactory()
    desk = at_the_desk(reporter)

    sent = send(desk, article, "add", **{"note-text": "Who paid?", "note-quote": "The crossing"})

    assert sent.url == address(article) + "#notes"
    (thread,) = desk.get(address(article)).context["panel"].talk.open
    assert (thread.note.text, thread.note.quote) == ("Who paid?", "The crossing")
    assert thread.note.author == reporter


def test_a_note_is_answered_resolved_and_reopened(reporter, editor, at_the_desk):
    article = ArticleFactory()
    note = a_note(article, editor)

    send(at_the_desk(reporter), article, f"reply-{note.pk}", **{f"reply-{note.pk}-text": "We did."})
    send(at_the_desk(editor), article, f"resolve-{note.pk}")
    talk = at_the_desk(editor).get(address(article)).context["panel"].talk
    assert talk.open == []
    assert [line.note.text for line in talk.resolved[0].replies] == ["We did."]
    assert talk.resolved[0].resolved.startswith("Resolved by editor, ")

    send(at_the_desk(reporter), article, f"reopen-{note.pk}")
    note.refresh_from_db()
    assert not note.is_resolved
    assert [entry.action for entry in AuditEntry.objects.all()] == ["reopen-note", "resolve-note"]


def test_a_note_without_words_is_refused_and_keeps_the_passage(reporter, at_the_desk):
    article = ArticleFactory()

    response = send(
        at_the_desk(reporter), article, "add", **{"note-text": " ", "note-quote": "The crossing"}
    )

    assert response.status_code == 422
    assert "The crossing" in response.text
    assert "This field is required." in response.text
    assert not Note.objects.exists()


def test_a_reply_without_words_is_refused_where_it_was_typed(reporter, at_the_desk):
    article = ArticleFactory()
    note = a_note(article, reporter)

    response = send(at_the_desk(reporter), article, f"reply-{note.pk}")

    assert response.status_code == 422
    assert response.context["talk"].threads[0].form.errors == {"text": ["This field is required."]}


def test_a_note_too_long_is_refused_and_every_word_comes_back(reporter, at_the_desk):
    words = "word " * 900

    response = send(at_the_desk(reporter), ArticleFactory(), "add", **{"note-text": words})

    assert response.status_code == 422
    assert words.strip() in response.text


def test_replies_are_flat_and_stay_in_their_story(reporter, at_the_desk):
    article, other = ArticleFactory(), ArticleFactory()
    note = a_note(article, reporter)
    reply = Note.objects.create(article=article, author=reporter, parent=note, text="Reply")
    desk = at_the_desk(reporter)

    for story, number in ((article, reply.pk), (other, note.pk), (article, 999)):
        for verb in ("reply", "resolve", "reopen"):
            sent = {f"reply-{number}-text": "No."}
            assert send(desk, story, f"{verb}-{number}", **sent).status_code == 404
    for do in ("", "add-note", "delete-1", f"reply-{note.pk}x", "resolve-²"):
        assert send(desk, article, do).status_code in (400, 422)
    assert Note.objects.count() == 2


def test_who_is_named_is_told_once_and_who_is_unknown_is_said(
    reporter, editor, moderator, at_the_desk
):
    article = ArticleFactory()
    text = "@Editor @editor @moderator @nobody-here @reporter look"

    response = send(at_the_desk(reporter), article, "add", **{"note-text": text})

    told = Notification.objects.get()
    assert (told.to, told.kind, told.by, told.note) == (
        editor, Kind.MENTIONED, reporter, Note.objects.get(),
    )  # fmt: skip
    assert set(Note.objects.get().mentions.all()) == {editor, reporter}
    assert "@nobody-here" in said(response)
    assert "@moderator" in said(response)  # who cannot open stories is not told of one


def test_markup_in_a_note_is_shown_as_it_was_typed(reporter, at_the_desk):
    article = ArticleFactory()
    a_note(article, reporter, text="<script>alert(1)</script>")

    page = at_the_desk(reporter).get(address(article))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "<script>alert(1)" not in page.text


def test_whoever_may_not_write_stories_writes_no_note_and_sees_none(moderator, client):
    article = ArticleFactory()
    a_note(article, UserFactory(), text="CANARY")

    for user in (moderator, UserFactory(), None):
        if user:
            client.force_login(user)
        else:
            client.logout()
        sent = send(client, article, "add", **{"note-text": "Forged"})
        seen = client.get(address(article, "notes"))
        assert {sent.status_code, seen.status_code} <= {302, 401, 403}
        assert "CANARY" not in seen.text
    assert Note.objects.count() == 1


def test_names_are_offered_to_whoever_writes_and_to_nobody_else(reporter, moderator, client):
    UserFactory(username="mara", first_name="Mara", last_name="Lind")
    UserFactory(username="marek", is_active=False)
    UserFactory(username="mario", is_staff=False)
    people = "/admin/articles/article/people/?q=mar"

    client.force_login(reporter)
    assert client.get(people).json() == {"people": [{"username": "mara", "name": "Mara Lind"}]}
    client.force_login(moderator)
    assert client.get(people).status_code == 403


def test_the_notes_take_the_same_queries_with_one_and_with_a_hundred(
    reporter, editor, at_the_desk, django_assert_num_queries
):
    article = ArticleFactory()
    a_note(article, editor)
    desk = at_the_desk(reporter)

    def talk(times):
        for _ in range(times):
            note = a_note(article, editor)
            Note.objects.create(article=article, author=reporter, parent=note, text="Reply")

    talk(1)
    with django_assert_num_queries(8):
        desk.get(address(article, "notes"))
    talk(99)
    with django_assert_num_queries(8):
        desk.get(address(article, "notes"))
