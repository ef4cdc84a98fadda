"""Rows brought along with a row, or with each other: so that a page need not ask again."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import connection
from django.db.models import JSONField, Subquery


class JSONRows(Subquery):
    """
    All that a queryset finds, in its order, as one list of dicts with these columns.

    Times come as text: each database writes those of JSON in its own way.
    """

    output_field = JSONField()
    template = "(SELECT COALESCE(JSONB_AGG(found), '[]') FROM (%(subquery)s) found)"

    def __init__(self, queryset, *columns: str):
        super().__init__(queryset.values(*columns))
        self.columns = columns

    def as_sqlite(self, compiler, connection, **context):
        columns = ", ".join(f"'{name}', found.\"{name}\"" for name in self.columns)
        row = f"SELECT JSON_GROUP_ARRAY(JSON_OBJECT({columns}))"
        template = f"({row} FROM (%(subquery)s) found)"
        return self.as_sql(compiler, connection, template=template, **context)


class AskedAtOnce:
    """
    Several questions about one moment, answered by one query.

    `questions` says for a moment what is asked: JSONRows, by name. Django takes longer to write
    such a query than a database to answer it, and only the moment in it is ever another: so it is
    written once for each kind of database, about a moment that no page shows.
    """

    STAND_IN = datetime(1, 1, 1, tzinfo=UTC)

    def __init__(self, questions: Callable[[datetime], dict[str, JSONRows]]):
        self.questions = questions
        self.written = {}

    def rows_at(self, moment: datetime) -> dict[str, list[dict]]:
        """What each question finds at `moment`, by its name."""
        if connection.vendor not in self.written:
            self.written[connection.vendor] = self._write()
        names, statement, terms = self.written[connection.vendor]
        stand_in, asked = map(connection.ops.adapt_datetimefield_value, (self.STAND_IN, moment))
        with connection.cursor() as cursor:
            cursor.execute(statement, [asked if term == stand_in else term for term in terms])
            found = cursor.fetchone()
        return {name: json.loads(rows) for name, rows in zip(names, found, strict=True)}

    def _write(self) -> tuple[list[str], str, list]:
        names, columns, terms = [], [], []
        for name, rows in self.questions(self.STAND_IN).items():
            column, its_terms = rows.query.get_compiler(connection=connection).compile(rows)
            names.append(name)
            columns.append(column)
            terms += its_terms
        return names, f"SELECT {', '.join(columns)}", terms


def time_in(text: str) -> datetime:
    """A time of a row, as either database writes it: SQLite without a zone, in UTC."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
