"""What belongs to a row, brought along with it: so that a page need not ask again."""

from datetime import UTC, datetime

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


def time_in(text: str) -> datetime:
    """A time of a row, as either database writes it: SQLite without a zone, in UTC."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
