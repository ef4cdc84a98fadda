"""
Draw the handbook's pictures from the demo newspaper of a server of its own: `make handbook`.

Nothing is drawn by half: a picture that the text names without a recipe, a recipe that the text
does not use and a screen that is not as expected each end it with an error.
"""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, sync_playwright

from docs.handbook.recipes import RECIPES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PICTURES = HERE / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NAMED = re.compile(r"!\[[^\]]*\]\(pictures/([\w-]+)\.png\)")
# What is cut out of a screen is given room around it.
MARGIN = ".story-panel section, .sharing { padding: 1rem }"
PASSWORD = "newsroom-demo"  # noqa: S105 - the demo's, printed by the server


def main():
    if faults := differences():
        raise SystemExit("\n".join(faults))
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with courier() as address, browser_at(address) as sit_down:
        for name, recipe in RECIPES.items():
            _draw(name, recipe, sit_down)


def differences() -> list[str]:
    """What the text and the recipes do not have in common, in words."""
    named = set(NAMED.findall((HERE / "README.md").read_text(encoding="utf-8")))
    lacking = [f"The handbook shows {name}, which has no recipe." for name in named - set(RECIPES)]
    unused = [f"The handbook does not show {name}." for name in set(RECIPES) - named]
    return sorted(lacking + unused)


def _draw(name: str, recipe, sit_down):
    contexts = []
    try:
        seen = recipe(lambda who="": sit_down(who, contexts))
        style = MARGIN if isinstance(seen, Locator) else ""
        seen.screenshot(path=PICTURES / f"{name}.png", animations="disabled", style=style)
    except Exception as error:
        raise SystemExit(f"{name}: the screen is not as expected.\n{error}") from error
    finally:
        for context in contexts:
            context.close()
    print(f"docs/handbook/pictures/{name}.png")


@contextmanager
def courier():
    """A server with the demo newspaper, fresh, and gone with its data afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder)
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(server, int(environment["PORT"]))
            yield environment["SITE_URL"]
        finally:
            server.terminate()
            server.wait()


def _environment(folder: str) -> dict[str, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    ours = {"VAR_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/newsroom.sqlite3"}
    where = {"HOST": "127.0.0.1", "PORT": port, "SITE_URL": f"http://127.0.0.1:{port}"}
    return os.environ | ours | where | {"DEMO": "1", "WEB_CONCURRENCY": "1", "LOG_LEVEL": "WARNING"}


def _wait_for(server, port: int):
    for _ in range(900):
        if server.poll() is not None:
            break
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


@contextmanager
def browser_at(address: str):
    """`sit_down("editor", contexts)`: a page of that person's own; of a reader's for no name."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("No Chromium found on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)

        def sit_down(who: str, contexts: list):
            context = browser.new_context(
                base_url=address,
                viewport={"width": 1280, "height": 900},
                locale="en-GB",
                timezone_id="Europe/London",
            )
            contexts.append(context)
            context.set_default_timeout(15_000)
            page = context.new_page()
            return _signed_in(page, who) if who else page

        yield sit_down
        browser.close()


def _signed_in(page, who: str):
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    return page


if __name__ == "__main__":
    main()
