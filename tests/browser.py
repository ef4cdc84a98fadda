"""
A real browser for what a person does, where there is one.

What a page shows is asked with `expect`, which waits for it. Rows, files and what a browser keeps
come a moment after the press that caused them: either something that the page says proves that they
are there, or they are waited for with `eventually`.
"""

import os
import shutil
import time
from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import expect, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"]
# The shell is Chromium without a window: it draws and runs the same for a third of the work.
NAMES = ["chromium-headless-shell", "chromium", "chromium-browser"]
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
# Milliseconds: on a busy machine everything comes, late.
TO_ACT = 30_000
TO_APPEAR = 20_000


def pytest_collection_modifyitems(items):
    """Where there is none, nothing is made ready for it either."""
    if CHROMIUM is None:
        for test in items:
            if test.get_closest_marker("browser"):
                test.add_marker(pytest.mark.skip("no Chromium found on this machine"))


@pytest.fixture(scope="session")
def chromium():
    expect.set_options(timeout=TO_APPEAR)
    # Playwright keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def _all_answered(live_server):
    """What pages say as they close is answered before the data of the test are taken away."""
    running = []

    def begins(**_):
        running.append(1)

    def ends(**_):
        running.pop()

    request_started.connect(begins)
    request_finished.connect(ends)
    yield
    patience = time.monotonic() + TO_APPEAR / 1000
    while running and time.monotonic() < patience:
        time.sleep(0.02)
    request_started.disconnect(begins)
    request_finished.disconnect(ends)


@pytest.fixture
def person(chromium, live_server, transactional_db, _all_answered):
    """`person(width=390)` sits down at a browser of their own; what breaks in it fails the test."""
    contexts, complaints = [], []

    def sit_down(**options):
        width = options.pop("width", 1280)
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **options
        )
        context.set_default_timeout(TO_ACT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: _is_violation(m) and complaints.append(m.text))
        page.on("request", lambda r: _leaves(r, live_server) and complaints.append(r.url))
        return page

    yield sit_down
    for context in contexts:
        context.set_offline(True)  # a page that closes has a last word
        context.close()
    assert complaints == []


def _is_violation(message) -> bool:
    return "Content Security Policy" in message.text or "Refused to" in message.text


def _leaves(request, live_server) -> bool:
    return not request.url.startswith((live_server.url, "data:", "blob:"))


def through_the_door(page, username, password):
    """Sign in as a person does, for what is about signing in."""
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def sign_in(page, user):
    """Let `user` be signed in in the browser of `page`: the door costs a second each time."""
    client = Client()
    client.force_login(user)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "domain": "localhost", "path": "/"}])


@contextmanager
def signed_in(page, username, password, at="/admin/"):
    """
    At the desk as `username`, on the page `at`, until the block ends: it is left as it stands.

    The last line of a block therefore waits for the answer to its last press.
    """
    user = get_user_model().objects.get(username=username)
    assert user.check_password(password)
    sign_in(page, user)
    page.goto(at)
    yield page
    page.goto("/healthz")  # a page of the same site, on which nothing runs
    page.context.clear_cookies()


def eventually(page, question):
    """
    What `question()` answers as soon as that is true, or in the end, while `page` goes on.

    `assert eventually(page, lambda: Note.objects.count() == 1)` – for what no page shows.
    It is asked from outside: `page.wait_for_function` asks again within the page, where the
    content security policy refuses a string to be evaluated.
    """
    patience = time.monotonic() + TO_APPEAR / 1000
    while not (answer := question()) and time.monotonic() < patience:
        page.wait_for_timeout(50)
    return answer
