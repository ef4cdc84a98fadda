"""
Filters on a list of a million stories that is read in its order, a page at a time.

A list narrowed to few stories is fastest begun at those few. One narrowed to many is fastest
walked in its order until a page is full, each story looked up in the set of the many, or, where
they are so many that the set itself takes long, asked by itself. PostgreSQL knows from its
statistics which is which; SQLite guesses, always the same, so it is told.
"""

from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, QuerySet
from django.db.models.lookups import In

FEW = 2_000
MANY = 150_000


class _Passive(Func):
    """A column that SQLite compares and does not look up."""

    template = "+%(expressions)s"
    arity = 1


def narrowed(stories: QuerySet, rows: QuerySet, column: str = "article") -> QuerySet:
    """`stories` whose primary keys stand in `column` of `rows`."""
    found = how_many(rows)
    if found > MANY:
        return stories.filter(Exists(rows.filter(**{column: OuterRef("pk")})))
    return narrowed_by(stories, "pk", rows.values(column), few=found <= FEW)


def narrowed_by(stories: QuerySet, column: str, values, *, few: bool) -> QuerySet:
    """`stories` where `column` is one of `values`; `few` says whether few stories are so."""
    if few or connection.vendor != "sqlite":
        return stories.filter(**{f"{column}__in": values})
    return stories.filter(In(_Passive(F(column)), getattr(values, "query", values)))


def is_few(rows: QuerySet) -> bool:
    return how_many(rows, FEW) <= FEW


def how_many(rows: QuerySet, most: int = MANY) -> int:
    """The number of `rows`, counted no further than one more than `most`."""
    return rows.order_by()[: most + 1].count() if connection.vendor == "sqlite" else 0
