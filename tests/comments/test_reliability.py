"""What was answered with success is kept, whatever happens to the server."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from articles.models import OutboxTask
from comments import signatures
from comments.models import Comment, HouseRules
from tests.factories import ArticleFactory
from tests.server import GUNICORN, Server, database_of_the_test

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story():
    HouseRules(flood_seconds=0).save()
    return ArticleFactory(live=True)


@pytest.fixture
def server(tmp_path, story):
    """`server(WEB_THREADS="32")` serves what is in the database of the test."""
    started = []

    def serve(**variables):
        server = Server(
            tmp_path,
            command=GUNICORN,
            DATABASE_URL=database_of_the_test(),
            SECRET_KEY=settings.SECRET_KEY,
            COMMENT_FLOOD_SECONDS="0",
            EMAIL_URL="dummymail://",
            **variables,
        )
        server.start()
        started.append(server)
        return server

    yield serve
    for server in started:
        server.kill()


@pytest.fixture
def reader(story):
    """`reader(server, 7)` posts the seventh comment, from a place of its own; its status."""
    address, stamp = reverse("comments:post", args=[story.pk]), signatures.stamp(story)

    def post(server, number, text=None):
        form = {
            "comment": text or f"Comment {number}.",
            "author": f"Reader {number}",
            "email": f"reader{number}@mail.example",
            "comment_parent": "0",
            "stamp": stamp,
        }
        place = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
        return server.post(address, form, X_Forwarded_For=place).status

    return post


def test_a_comment_answered_with_success_survives_kill_9_of_the_server(server, reader):
    running, numbers, answered, unanswered = server(), iter(range(100_000)), [], []
    over = threading.Event()

    def write():
        while not over.is_set():
            number = next(numbers)
            # Whoever hears nothing sends the same again, until there is an answer.
            while (status := answer_to(number)) is None:
                time.sleep(0.02)
            answered.append((number, status))

    def answer_to(number):
        try:
            return reader(running, number)
        except (OSError, HTTPException):  # the connection broke, or the answer
            unanswered.append(number)
            return None

    with ThreadPoolExecutor(8) as writers:
        writing = [writers.submit(write) for _ in range(8)]
        for moment in (0.4, 0.15, 0.7):
            time.sleep(moment)
            before = len(answered)
            running.kill()
            running.start()
        time.sleep(0.3)
        over.set()
    [writer.result() for writer in writing]
    # An answer that is lost on its way back is a success that nobody heard of.
    heard_again = {answer_to(number) for number, _status in answered[-20:]}

    assert len(answered) > before > 0
    assert heard_again == {303}
    assert len(set(unanswered)) >= 3
    assert {status for _number, status in answered} == {303}
    kept = sorted(Comment.objects.values_list("text", flat=True))
    assert kept == sorted(f"Comment {number}." for number, _status in answered)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="there, each writer has its connection")
def test_64_writers_at_once_are_all_answered(server, reader):
    """While the server's own worker writes, too, and some comments are as long as they may be."""
    tasks = [OutboxTask(kind="mail", key=str(n), payload=LETTER) for n in range(200)]
    OutboxTask.objects.bulk_create(tasks)
    running = server(WEB_CONCURRENCY="2", WEB_THREADS="32")
    together = threading.Barrier(64)

    def write(writer):
        together.wait()
        long = f"{writer} " + "<b>A long</b> comment, http://a.example\n\n" * 300
        return [
            reader(running, writer * 3 + n, long if n == writer % 9 else None) for n in range(3)
        ]

    with ThreadPoolExecutor(64) as writers:
        answers = list(writers.map(write, range(64)))

    assert {status for answer in answers for status in answer} == {303}
    assert Comment.objects.count() == 64 * 3
    assert "is locked" not in running.log.read_text()


LETTER = {"to": "editor@desk.example", "subject": "x", "body": "x"}
