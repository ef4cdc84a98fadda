"""The real server with the demo newspaper, in a folder that is gone afterwards."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
YARDSTICK = "/healthz"  # the least that the server can answer


@contextmanager
def serving(**settings):
    """The port on which it listens; `settings` are environment variables of its own."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = os.environ | {
            "VAR_DIR": folder,
            "DEMO": "1",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            **settings,
        }
        command = [sys.executable, "manage.py", "serve"]
        log = Path(folder) / "server.log"
        with log.open("w") as told:  # what it says, and the e-mail that it prints
            server = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=told, stderr=subprocess.STDOUT
            )
        try:
            _wait_for(port, log)
            yield port
        finally:
            server.terminate()
            server.wait()


def get(port: int, path: str, connection=None):
    connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    return response.status, response.read()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(port: int, log: Path):
    for _ in range(600):
        try:
            if get(port, YARDSTICK)[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"The server did not start.\n{log.read_text()}")
