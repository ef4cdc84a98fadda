"""How long the database may look for something, so that no question of a reader's holds it up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

STEPS = 10_000  # of SQLite's machine, between two looks at the clock


class TookTooLong(Exception):
    """The database was stopped before it had an answer."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TookTooLong when a question inside takes longer."""
    limit = _in_postgresql if connection.vendor == "postgresql" else _in_sqlite
    with limit(seconds):
        yield


@contextmanager
def _in_sqlite(seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    end = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error):
            raise TookTooLong from error
        raise
    finally:
        connection.connection.set_progress_handler(None, 0)


@contextmanager
def _in_postgresql(seconds: float) -> Iterator[None]:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                limit = f"{int(seconds * 1000)}ms"
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [limit])
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == "57014":  # query_canceled
            raise TookTooLong from error
        raise
