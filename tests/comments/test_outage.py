"""Where the database does not answer, no typed word is lost and every page says so calmly."""

import logging
import re
from html import unescape

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse

from comments import signatures
from comments.models import Comment
from tests.factories import CommentFactory
from tests.server import GUNICORN, Server

WORDS = "Two\nlines <b>&amp;</b> “quoted” </textarea><script>alert(1)</script>"


@pytest.fixture
def no_database():
    """`with no_database(OperationalError): …` – every question to it fails so."""

    def fail(error):
        def unreachable(*args):
            raise error("connection refused")

        return connection.execute_wrapper(unreachable)

    return fail


def typed_in(html):
    """What a browser would send of the page's form."""
    form = re.search(r"<form .*?</form>", html, re.DOTALL)[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        is_box = attributes["type"] in ("checkbox", "radio")
        if not is_box or " checked" in tag:
            sent[attributes["name"]] = unescape(attributes.get("value", "on" if is_box else ""))
    for name, words in re.findall(
        r'<textarea name="(\w+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL
    ):
        sent[name] = unescape(words)
    return sent


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_comment_comes_back_with_every_word_and_can_be_sent_again(
    post, fill_in, client, story, no_database, error
):
    parent = CommentFactory(article=story, approved=True)
    typed = fill_in(comment=WORDS, author="A. “Q”", url="example.org", consent="on")
    typed["comment_parent"] = str(parent.pk)

    with no_database(error):
        response = post(**typed)

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]
    assert "Try again</button>" in response.text
    assert "<script>alert" not in response.text
    assert f'action="{reverse("comments:post", args=[story.pk])}"' in response.text
    sent = typed_in(response.text)
    assert sent == typed
    labels = re.findall(r"<label[^>]*>(.*?)</label>", response.text)
    assert [re.sub(r"<[^>]*>", "", label) for label in labels][:4] == [
        "Comment *", "Name *", "Email *", "Website",
    ]  # fmt: skip
    assert "Leave this field empty" not in response.text
    assert client.post(reverse("comments:post", args=[story.pk]), sent).status_code == 303
    assert Comment.objects.get(parent=parent).text == WORDS


def test_the_longest_comment_comes_back_whole(post, no_database):
    words = ("w" * 70 + "\n") * 920

    with no_database(OperationalError):
        response = post(comment=words)

    assert typed_in(response.text)["comment"] == words


def test_another_sites_words_are_not_put_into_a_form_of_ours(post, client, no_database):
    client.raise_request_exception = False

    with no_database(OperationalError):
        response = post(comment="Buy my bridge", HTTP_SEC_FETCH_SITE="cross-site")

    assert response.status_code == 503
    assert "Buy my bridge" not in response.text
    assert "<form" not in response.text


def test_what_went_wrong_is_logged_without_what_was_typed(post, no_database, caplog):
    caplog.set_level(logging.DEBUG)

    with no_database(OperationalError):
        post(comment="CANARY words", email="canary@mail.example")

    assert "connection refused" in caplog.text
    assert "canary" not in caplog.text.lower()


def test_reports_come_back_too(client, story, no_database):
    comment = CommentFactory(article=story, approved=True)
    of_comment = reverse("comments:report", args=[comment.pk])
    of_error = story.versions.get().get_absolute_url() + "report/"

    for address, typed in (
        (of_comment, {"reason": "hate", "note": WORDS, "stamp": "x"}),
        (
            of_error,
            {"text": WORDS, "quote": "q", "name": "A", "email": "a@b.example", "stamp": "x"},
        ),
    ):
        with no_database(OperationalError):
            response = client.post(address, typed)

        assert response.status_code == 503
        assert typed_in(response.text) == typed | {"subject": ""}


def test_new_words_for_a_comment_come_back_under_its_receipt(client, story, no_database):
    comment = CommentFactory(text="Before")
    edit = reverse("comments:edit", args=[signatures.receipt_token(comment)])

    for sender in ({"HTTP_ORIGIN": "null"}, {"HTTP_SEC_FETCH_SITE": "same-origin"}):
        with no_database(OperationalError):
            response = client.post(edit, {"comment": WORDS}, **sender)

        assert response.status_code == 503
        assert typed_in(response.text) == {"comment": WORDS}
        assert f'action="{edit}"' in response.text
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
    assert client.post(edit, typed_in(response.text)).status_code == 303
    comment.refresh_from_db()
    assert comment.text == WORDS
    client.raise_request_exception = False
    with no_database(OperationalError):
        foreign = client.post(edit, {"comment": WORDS}, HTTP_ORIGIN="https://evil.example")
    assert (foreign.status_code, WORDS in unescape(foreign.text)) == (503, False)


DEAD = {
    "postgresql": "postgres://nobody:secret-of-the-house@127.0.0.1:1/nothing",
    "sqlite": "sqlite:////no/such/folder/newsroom.sqlite3",
}


@pytest.fixture(params=DEAD)
def server(request, tmp_path):
    """A server whose database is not there."""
    server = Server(tmp_path, command=GUNICORN, DATABASE_URL=DEAD[request.param], RUN_TASKS="0")
    server.start()
    yield server
    server.kill()


def test_a_real_server_without_its_database_keeps_words_and_says_so(server):
    typed = {"comment": WORDS, "author": "Ida", "email": "ida@mail.example", "url": ""}

    answer = server.post("/comments/7/", typed, Origin=f"http://127.0.0.1:{server.port}")

    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert typed_in(answer.text).items() >= typed.items()
    for page in ("/", "/2026/01/02/story/", "/2026/01/02/story/report/", "/comments/report/7/"):
        calm = server.get(page)
        assert (calm.status, calm.headers["Retry-After"]) == (503, "30")
        assert "We will be back in a moment" in calm.text
    assert server.get("/healthz").status == 503
    everything = answer.text + calm.text
    assert "secret-of-the-house" not in everything + server.log.read_text()
    assert "Traceback" not in everything
