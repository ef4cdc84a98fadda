"""The entries of live coverage, brought along with the version whose story they belong to."""

from django.apps import apps
from django.db.models import Case, JSONField, OuterRef, When

from articles.models.content import Layout
from articles.models.json_rows import JSONRows


def entries_of(version: str = ""):
    """Those of each story in a question about versions, or about rows that lead to one."""
    entries = apps.get_model("articles", "LiveEntry").objects
    return entries.filter(article=OuterRef(f"{version}article"))


def of_live_coverage(rows: JSONRows, version: str = "") -> Case:
    """`rows` where the version is live coverage, and nothing looked for where it is not."""
    return Case(When(**{f"{version}layout": Layout.LIVE}, then=rows), output_field=JSONField())


def newest_entries(at, most: int = 1, version: str = "") -> Case:
    """The times of the newest entries as readers see them at `at`."""
    newest = entries_of(version).live(at).newest()[:most]
    return of_live_coverage(JSONRows(newest, "published_at", "ends_coverage"), version)
