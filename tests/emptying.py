"""
After a test that commits, the tables are emptied of what it wrote.

Django's flush empties every table and makes content types and permissions anew each time. Most
tables are empty, and no test changes those two. The groups and menus that migrations made are
written back: a test finds them whatever ran before it.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from articles.models import Menu

KEPT = {model._meta.db_table for model in (ContentType, Permission)}
WRITTEN_BACK = (Group, Group.permissions.through, Menu)


def fast_flush():
    """What stands in the place of TransactionTestCase._fixture_teardown; ask before any test."""
    which_are_filled = _which_are_filled()
    migrated = [(model, list(model.objects.all())) for model in WRITTEN_BACK]

    def empty_the_tables(_test_case):
        with connection.cursor() as cursor:
            cursor.execute(which_are_filled)
            filled = [table for (table,) in cursor.fetchall()]
        connection.ops.execute_sql_flush(
            [f"DELETE FROM {connection.ops.quote_name(table)}" for table in filled]  # noqa: S608
        )
        for model, rows in migrated:
            model.objects.bulk_create(rows)

    return empty_the_tables


def _which_are_filled() -> str:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"  # noqa: S608
        for table in sorted(set(tables) - KEPT)
    )
