"""The server as `make run` starts it, from nothing."""

import re

import pytest

from tests.server import Server


@pytest.fixture
def server(tmp_path):
    """A new installation, serving an empty paper."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.stop()


def test_one_command_serves_a_new_installation(server):
    assert server.get("/healthz").status == 200
    front = server.get("/", Accept_Encoding="gzip")
    assert (front.status, front.headers["Content-Encoding"]) == (200, "gzip")
    assert front.headers["Set-Cookie"] is None
    sheet = re.search(r'"(/static/\S+\.css)"', server.get("/").text)[1]
    styles = server.get(sheet, Accept_Encoding="gzip")
    assert (styles.status, styles.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in styles.headers["Cache-Control"]
    assert server.get("/admin/login/").status == 200
    assert f"http://127.0.0.1:{server.port}/admin/" in server.log.read_text()
