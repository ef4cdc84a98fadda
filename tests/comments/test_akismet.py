"""Akismet is asked where the newsroom has a key: never with an address, and never in the way."""

import threading
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

import pytest
from django.db import connection

from comments.models import Comment, HouseRules, Moderation, Status
from comments.screening import akismet
from tests.factories import CommentFactory, UserFactory
from tests.server import somebody_elses


class Akismet(BaseHTTPRequestHandler):
    """Somebody else's server that answers as Akismet does, or not at all."""

    def do_POST(self):
        akismet = self.server
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        akismet.asked.append({k: v[0] for k, v in parse_qs(body).items()})
        if akismet.meanwhile:
            akismet.meanwhile()
        akismet.hangs.wait(20)
        self.send_response(akismet.status)
        self.end_headers()
        self.wfile.write(akismet.answer)

    def log_message(self, *args):
        pass


@pytest.fixture
def server(settings, story):
    HouseRules(moderation=Moderation.OPEN).save()
    with somebody_elses(Akismet) as akismet:
        akismet.answer, akismet.status, akismet.asked, akismet.meanwhile = b"false", 200, [], None
        akismet.hangs = threading.Event()
        akismet.hangs.set()
        settings.AKISMET_KEY = "key-1"
        settings.AKISMET_URL = f"http://127.0.0.1:{akismet.server_port}/1.1/comment-check"
        yield akismet
        akismet.hangs.set()


def stored():
    comment = Comment.objects.get()
    return comment.status, comment.held_because


def test_what_akismet_lets_pass_appears_at_once(server, post, client):
    receipt = client.get(post()["Location"])

    assert stored() == (Status.APPROVED, "")
    assert "Your comment is published." in receipt.text
    assert len(server.asked) == 1


def test_what_akismet_calls_spam_is_spam(server, post, client):
    server.answer = b"true"

    receipt = client.get(post()["Location"])

    assert stored() == (Status.SPAM, "Akismet calls it spam.")
    assert Comment.objects.get().decisions.get().reason == "akismet"
    assert "Your comment is awaiting moderation" in receipt.text


def test_what_the_house_holds_stays_held_though_akismet_lets_it_pass(server, post):
    post(comment="https://a.example https://b.example")

    assert stored() == (Status.PENDING, "2 links, limit is 2.")


@pytest.mark.parametrize(
    ("status", "answer"),
    [(200, b"invalid"), (200, b""), (200, b"<html>"), (500, b"false"), (403, b"true")],
)
def test_a_comment_that_it_could_not_be_asked_about_is_held(server, post, status, answer):
    server.status, server.answer = status, answer

    assert post().status_code == 303
    assert stored() == (Status.PENDING, "Akismet could not be asked.")


def test_a_comment_is_held_where_nobody_answers_at_that_address(server, post, caplog):
    server.shutdown()
    server.server_close()

    assert post().status_code == 303
    assert stored() == (Status.PENDING, "Akismet could not be asked.")
    assert "akismet: not asked: URLError" in caplog.text
    assert "The bridge" not in caplog.text


def test_a_comment_is_held_where_it_hangs(server, post, monkeypatch):
    monkeypatch.setattr(akismet, "SECONDS", 0.2)
    server.hangs.clear()

    assert post().status_code == 303
    assert stored() == (Status.PENDING, "Akismet could not be asked.")


def test_no_address_goes_to_akismet(server, post, settings, story):
    parent = CommentFactory(article=story, approved=True)
    headers = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11)", "HTTP_ORIGIN": "http://testserver"}

    post(
        email="Ida.Planted@Secret.Example",
        url="https://ida.example",
        comment_parent=str(parent.pk),
        REMOTE_ADDR="203.0.113.7",
        **headers,
    )

    (told,) = server.asked
    comment = Comment.objects.get(parent=parent)
    assert told == {
        "api_key": "key-1",
        "blog": settings.SITE_URL,
        "blog_charset": "UTF-8",
        "blog_lang": "en-gb",
        "user_ip": "203.0.113.7",
        "user_agent": "Mozilla/5.0 (X11)",
        "permalink": settings.SITE_URL + story.versions.live().get().get_absolute_url(),
        "comment_type": "reply",
        "comment_author": "Ida Holm",
        "comment_author_url": "https://ida.example",
        "comment_content": "The bridge was shut for a year.",
        "comment_date_gmt": comment.posted_at.isoformat(),
    }
    assert "secret" not in str(told).lower()


@pytest.mark.django_db(transaction=True)
def test_the_comment_is_kept_and_held_while_akismet_thinks(server, post):
    seen = []

    def look():
        seen.append((*stored(), "held by no transaction"))
        connection.close()

    server.meanwhile = look

    post()

    waiting = (Status.PENDING, "Akismet has not answered yet.", "held by no transaction")
    assert seen == [waiting]
    assert stored() == (Status.APPROVED, "")


@pytest.mark.django_db(transaction=True)
def test_what_a_moderator_decides_meanwhile_stands(server, post):
    def reject():
        Comment.objects.get().reject(by=UserFactory())
        connection.close()

    server.meanwhile = reject

    post()

    assert Comment.objects.get().status == Status.REJECTED


def test_spam_that_the_house_knows_already_is_not_told_to_akismet(server, post):
    post(subject="a bot")

    assert server.asked == []
    assert stored()[0] == Status.SPAM


def test_the_same_comment_sent_twice_is_asked_about_once(server, post):
    post()
    post()

    assert len(server.asked) == 1


def test_without_a_key_nobody_is_asked(server, post, settings):
    settings.AKISMET_KEY = ""

    post()

    assert server.asked == []
    assert stored() == (Status.APPROVED, "")
