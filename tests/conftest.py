import gc
from contextlib import contextmanager
from itertools import count

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings

from tests.emptying import fast_flush
from tests.factories import PictureFactory, UserFactory

pytest_plugins = ["tests.browser"]


def pytest_collection_finish():
    """What was imported stays till the end: the collector of garbage need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    return _in_one_piece(item.config.pluginmanager.get_plugin("runner"), item, nextitem)


def _in_one_piece(runner, item, nextitem):
    """
    Run a test with all frames of Python in one piece of memory.

    Python asks for 16 KB more and gives them back whenever a call crosses the edge of its
    piece, in a loop a million times: a sixth of the suite. A piece is as large as its first frame
    wants (https://github.com/python/cpython/issues/142183).
    """
    return runner.pytest_runtest_protocol(item, nextitem)


_in_one_piece.__code__ = _in_one_piece.__code__.replace(co_stacksize=100_000)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A commit waits for no disk: what tests write need not outlive a power cut."""
    options = connection.settings_dict.setdefault("OPTIONS", {})
    if connection.vendor == "sqlite":
        options["init_command"] += "PRAGMA synchronous=OFF;"
    else:
        options["options"] = "-c synchronous_commit=off"


@pytest.fixture(scope="session", autouse=True)
def _fast_flush(request, django_db_setup, django_db_blocker):
    if not any(map(_needs_a_database, request.session.items)):
        yield  # and so there is none
        return
    with pytest.MonkeyPatch.context() as django:
        with django_db_blocker.unblock():
            django.setattr(TransactionTestCase, "_fixture_teardown", fast_flush())
        yield


def _needs_a_database(test) -> bool:
    return bool(
        test.get_closest_marker("django_db") or {"db", "transactional_db"} & set(test.fixturenames)
    )


@pytest.fixture(scope="session", autouse=True)
def _in_a_hurry(tmp_path_factory):
    """Passwords are kept quickly, and static addresses need no collectstatic."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES | {"staticfiles": static},
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
    ):
        yield


@pytest.fixture(scope="session")
def _places(tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _a_place_of_its_own(settings, _places):
    """Files go to a folder of the test's own, which whoever writes one makes."""
    settings.MEDIA_ROOT = next(_places)
    PictureFactory.reset_sequence()  # every test begins with the colours that are drawn already


@pytest.fixture
def case(db, subtests):
    """
    `with case(role=role):` is one case of a rule, named where it fails, and then taken back.

    For rules with many cases that begin with the same rows: those are made once.
    """

    @contextmanager
    def case(**named):
        with subtests.test(**named), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return case


@pytest.fixture
def reporter(db):
    return UserFactory(username="reporter", group="Reporter")


@pytest.fixture
def editor(db):
    return UserFactory(username="editor", group="Editor")


@pytest.fixture
def moderator(db):
    return UserFactory(username="moderator", group="Moderator")
