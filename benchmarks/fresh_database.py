"""A database that is made for one measurement and dropped after it."""

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
# So many minutes before now, in SQL.
AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-' || ({}) || ' minutes')",
    "postgresql": "now() - ({}) * interval '1 minute'",
}


@contextmanager
def fresh_database():
    """On SQLite, or on the PostgreSQL that BENCH_DATABASE_URL names."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        if url := os.environ.get("BENCH_DATABASE_URL"):
            os.environ["DATABASE_URL"] = url
        django.setup()
        from django.conf import settings
        from django.test.utils import (
            setup_databases,
            setup_test_environment,
            teardown_databases,
        )

        setup_test_environment()
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
        made = setup_databases(verbosity=0, interactive=False)
        try:
            yield
        finally:
            teardown_databases(made, verbosity=0)


def multiply(row, begin: int, end: int, where: str = "true", **columns: str):
    """
    Copy a stored `row` for each `i` from `begin` to `end`, with other SQL for some `columns`; the
    rest is as in the row, so that a column that is added some day needs nothing here.
    """
    from django.db import connection

    table, key = row._meta.db_table, row._meta.pk.column
    names = [field.column for field in row._meta.concrete_fields if not field.generated]
    values = ", ".join(
        columns.get(name, f"t.{name}") for name in names if name in columns or name != key
    )
    names = ", ".join(name for name in names if name in columns or name != key)
    if connection.vendor == "sqlite":
        series = f"VALUES ({begin}) UNION ALL SELECT i + 1 FROM n WHERE i < {end}"  # noqa: S608
    else:
        series = f"SELECT generate_series({begin}::bigint, {end})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(i) AS ({series}) INSERT INTO {table} ({names}) "  # noqa: S608
            f"SELECT {values} FROM n, {table} t WHERE t.{key} = {row.pk} AND {where}"
        )
