"""Servers for what no test client can show: the real one, as `make run` starts it, and others'."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

# The first brings database and static files up to date, and becomes the second.
SERVE = ("manage.py", "serve")
GUNICORN = ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "newsroom.wsgi")
FORM = "application/x-www-form-urlencoded"


class Server:
    """
    A server with a folder of its own; variables of the environment by name.

    It listens at the same port after every start. What it says goes to `log`.
    """

    def __init__(self, folder, *, command=SERVE, **variables):
        self.command = command
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = folder / "server.log"
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        own = {"VAR_DIR": str(folder / "var"), "PORT": str(self.port), "WEB_CONCURRENCY": "1"}
        self.environment = kept | own | variables

    def start(self):
        """Return once it answers."""
        with self.log.open("a") as told:
            self.process = subprocess.Popen(
                [sys.executable, *self.command],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=told,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a group that can be killed whole
            )
        patience = time.monotonic() + 180
        while self.process.poll() is None and time.monotonic() < patience:
            try:
                return self.get("/healthz")
            except OSError:
                time.sleep(0.1)
        self.kill()
        raise AssertionError(f"the server does not answer\n{self.log.read_text()}")

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

    def kill(self):
        """As a power cut does: every process of it, at once and without a last word."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)

    def get(self, path, **headers):
        return self._ask("GET", path, None, headers)

    def post(self, path, form, **headers):
        """`form` is sent as a browser does; X_Forwarded_For="…" is a header."""
        return self._ask("POST", path, urlencode(form), {"Content-Type": FORM} | headers)

    def _ask(self, method, path, body, headers):
        asking = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            asking.request(method, path, body, headers)
            response = asking.getresponse()
            response.text = response.read().decode(errors="replace")
            return response
        finally:
            asking.close()


def database_of_the_test() -> str:
    """Where the test's data are, as DATABASE_URL; what the server writes there, the test reads."""
    its = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{its['NAME']}"
    return f"postgres://{its['USER']}:{its['PASSWORD']}@{its['HOST']}:{its['PORT']}/{its['NAME']}"


@contextmanager
def somebody_elses(handler):
    """A server of another party, on this machine, that answers by `handler`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    # It looks every 10 ms whether it is to stop, where half a second is usual.
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    with server:
        yield server
        server.shutdown()
