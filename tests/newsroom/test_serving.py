"""The server as `make run` starts it, from nothing."""

import gzip
import os
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest


@pytest.fixture
def served(tmp_path, settings):
    """A new installation, serving an empty paper; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"VAR_DIR": str(tmp_path / "var"), "PORT": str(port), "WEB_CONCURRENCY": "1"}
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    _wait_for(port, server)
    yield port, server
    server.terminate()
    server.wait(30)


def _wait_for(port, server):
    for _ in range(300):
        assert server.poll() is None, "the server stopped"
        try:
            return get(port, "/healthz")
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer within a minute")


def get(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.content = response.read()
    return response


def test_one_command_serves_a_new_installation(served):
    port, server = served

    assert get(port, "/healthz").status == 200
    front = get(port, "/")
    assert (front.status, front.headers["Content-Encoding"]) == (200, "gzip")
    assert front.headers["Set-Cookie"] is None
    styles = get(
        port, re.search(rb'"(/static/\S+\.css)"', gzip.decompress(front.content))[1].decode()
    )
    assert (styles.status, styles.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in styles.headers["Cache-Control"]
    assert get(port, "/admin/login/").status == 200
    server.terminate()
    assert f"http://127.0.0.1:{port}/admin/" in server.stdout.read()
