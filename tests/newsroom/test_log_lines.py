"""Private links open without a password, so they do not stand in a log."""

import logging
from urllib.parse import quote

import pytest
from django.urls import reverse

from articles.models import PreviewLink
from comments import signatures
from tests.factories import ArticleFactory, CommentFactory
from tests.server import GUNICORN, Server

SIGNATURE = "xEBanH_0pCRSe8s1-ZvGygUEglHnesoLSNQs3o-YNp4"


@pytest.fixture
def links(editor):
    """The secret part of every kind of private link, by its address."""
    comment = CommentFactory()
    number = comment.commenter_id
    preview = PreviewLink.make(ArticleFactory(), by=editor, days=1, version=None)
    tokens = {
        "receipt": signatures.receipt_token(comment),
        "edit": signatures.receipt_token(comment),
        "confirm": signatures.confirmation_token(comment),
        "unsubscribe": signatures.unsubscribe_token(number),
        "no-mail": signatures.no_mail_token(number),
    }
    made = {reverse(f"comments:{name}", args=[token]): token for name, token in tokens.items()}
    made[f"/preview/{preview.token}/"] = preview.token
    return {address: token[-43:] for address, token in made.items()}


def test_what_django_logs_of_a_private_address_does_not_open_it(links, client, caplog):
    caplog.set_level(logging.DEBUG)

    for address, secret in links.items():
        client.put(address)  # 405
        client.get(f"{address}x/")  # 404
        client.get(address.replace(secret, f"{secret}x"))  # 404

        logged = [line for line in caplog.messages if address.partition(secret)[0] in line]
        assert len(logged) >= 2, address
        assert not any(secret in line for line in logged)


def test_neither_does_a_traceback(caplog):
    try:
        raise ValueError(f"No such page: /comments/receipt/7:{SIGNATURE}/")
    except ValueError:
        logging.getLogger("newsroom").exception("It broke at /preview/key.%s/", SIGNATURE)

    assert "No such page: /comments/receipt/7:…/" in caplog.text
    assert "It broke at /preview/key.…/" in caplog.text
    assert "test_log_lines.py" in caplog.text
    assert SIGNATURE not in caplog.text


def test_what_is_no_signature_is_logged_as_it_is(caplog):
    said = (
        "GET /2026/01/02/the-bridge-reopens/ 10.0.0.7:8000 articles.outbox css/a.0123456789ab.css"
    )

    logging.getLogger("newsroom").warning(said)

    assert caplog.messages == [said]


def test_neither_log_of_the_real_server_holds_one_nor_from_where_who_wrote(tmp_path):
    """Its own of every request, and Django's of what went wrong: here there is no database."""
    server = Server(
        tmp_path, command=GUNICORN, DATABASE_URL="sqlite:////no/such/folder/newsroom.sqlite3",
        RUN_TASKS="0", ACCESS_LOG="-",
    )  # fmt: skip
    server.start()
    for token in (f"7:{SIGNATURE}", quote(f"7:{SIGNATURE}")):
        came_from = f"http://127.0.0.1/comments/receipt/{token}/"
        server.get(f"/comments/receipt/{token}/edit/", Referer=came_from)
        server.get(f"/preview/key.{SIGNATURE}/", Referer=came_from, User_Agent="Planted/1.0")
    server.post("/comments/7/", {}, X_Forwarded_For="203.0.113.77", User_Agent="Planted/1.0")
    server.stop()

    log = server.log.read_text()

    assert '"GET /comments/receipt/7:…/edit/ HTTP/1.1" 503' in log
    assert '"GET /comments/receipt/7%3A…/edit/ HTTP/1.1" 503' in log
    assert "Service Unavailable: /comments/receipt/7:…/edit/" in log
    assert '"http://127.0.0.1/comments/receipt/7:…/"' in log
    assert '"GET /preview/key.…/ HTTP/1.1" 503' in log
    assert "Traceback" in log
    assert '"POST /comments/7/ HTTP/1.1" 503' in log
    for secret in (SIGNATURE, "203.0.113.77", "] 127.0.0.1", "127.0.0.1 -", "Planted"):
        assert secret not in log
