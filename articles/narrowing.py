"""
Filters on a list of a million stories that is read in its order, a page at a time.

A list narrowed to few stories is fastest begun at those few. One narrowed to many is fastest
walked in its order until a page is full, each story looked up in the set of the many, or, where
they are so many that the set itself takes long, asked by itself. SQLite is told which it is;
PostgreSQL finds out, but believes that what is rare stands evenly everywhere, so it gets the few.
"""

from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, QuerySet
from django.db.models.lookups import In

FEW = 2_000
MANY = 50_000


class _Passive(Func):
    """A column that SQLite compares and does not look up."""

    template = "+%(expressions)s"
    arity = 1


def narrowed(
    stories: QuerySet,
    rows: QuerySet,
    column: str = "article",
    *,
    found: int | None = None,
    by: str = "pk",
) -> QuerySet:
    """
    `stories` whose primary keys, or what they have `by`, stand in `column` of `rows`; `found`, if
    known, is how_many.
    """
    found = how_many(rows) if found is None else found
    if found <= FEW:
        few = list(rows.order_by().values_list(column, flat=True))
        return stories.filter(**{f"{by}__in": few})
    if found > MANY:
        return stories.filter(Exists(rows.filter(**{column: OuterRef(by)})))
    return narrowed_by(stories, by, rows.values(column), few=False)


def narrowed_by(stories: QuerySet, column: str, values, *, few: bool) -> QuerySet:
    """`stories` where `column` is one of `values`; `few` says whether few stories are so."""
    if few or connection.vendor != "sqlite":
        return stories.filter(**{f"{column}__in": values})
    return stories.filter(In(_Passive(F(column)), getattr(values, "query", values)))


def are_few(rows: QuerySet) -> bool:
    return how_many(rows) <= FEW


def how_many(rows: QuerySet) -> int:
    """The number of `rows`, counted no further than what it decides."""
    most = MANY if connection.vendor == "sqlite" else FEW
    return rows.order_by()[: most + 1].count()
