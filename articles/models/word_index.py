"""
A table of words by which rows of another are found, and how it is asked.

The table's primary key is the row that the words belong to. From a row of words on the database
keeps an index of its own up to date (an FTS5 table in SQLite, a generated tsvector in PostgreSQL;
see the migrations that make them), so that nothing of it can be forgotten.
"""

from django.db import connection, models
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.functions import Concat

from articles import narrowing, words


class _Match(Func):
    """Whether the database's `index` finds the query in a row of words."""

    output_field = BooleanField()
    arity = 2
    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **context):
        index = self.extra["index"]
        found = f"IN (SELECT rowid FROM {index} WHERE {index} MATCH "  # noqa: S608 - a constant
        return self.as_sql(compiler, connection, arg_joiner=found, template="%(expressions)s)")

    def as_postgresql(self, compiler, connection, **context):
        (number, _), (query, terms) = map(compiler.compile, self.source_expressions)
        return f'{number.rpartition(".")[0]}."found_by" @@ {query}::tsquery', terms


class WordIndexQuerySet(models.QuerySet):
    index = ""  # the name of it in the database

    def matching(self, typed: str) -> tuple[QuerySet, int]:
        """
        The rows that hold every word of `typed`, whatever was typed, and how_many they are.

        SQLite gathers every row of an unfinished word before it gives one. Where the words stand
        almost everywhere, a page is sooner full by reading what they belong to in its order.
        """
        asked = words.asked(typed)
        if not asked:
            return self.none(), 0
        if connection.vendor == "postgresql":
            rows = self._indexed(" & ".join(f"'{word}'" for word in asked) + ":*")
            return rows, narrowing.how_many(rows)
        whole = " ".join(f'"{word}"' for word in asked)
        for query in (whole, whole + "*"):
            rows = self._indexed(query)
            found = narrowing.how_many(rows)
            if found > narrowing.MANY:
                return self._read(asked), found
        return rows, found

    def _indexed(self, query: str):
        """A word holds letters and digits only, so none can end its quotes in `query`."""
        number = F(self.model._meta.pk.attname)
        return self.filter(_Match(number, Value(query), index=self.index))

    def _read(self, asked: list[str]):
        spaced = self.alias(
            spaced=Concat(Value(" "), "words", Value(" "), output_field=models.TextField())
        )
        for word in asked[:-1]:
            spaced = spaced.filter(spaced__contains=f" {word} ")
        return spaced.filter(spaced__contains=f" {asked[-1]}")
