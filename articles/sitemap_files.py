"""
Which files the sitemap has. A file lists the stories whose addresses begin with one month, and of
those the ones in a block of the archive that is never larger than a file may be. So the files
are found without counting stories: their names are hopped along in an index.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, CharField, Max, Q, Subquery, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from articles.models import Layout, LiveEntry, Version
from articles.models.entry_rows import entries_of

LATELY = timedelta(days=31)  # who has not asked for longer reads every file anew

_NAMES = """
WITH RECURSIVE file(name) AS (
    SELECT ({first}) UNION ALL SELECT ({following}) FROM file WHERE name IS NOT NULL
)
SELECT 0 AS id, name AS sitemap, ({arrival}) AS live_from, ({departure}) AS live_until
FROM file WHERE name IS NOT NULL AND EXISTS ({live}) ORDER BY name DESC
"""


class File(NamedTuple):
    name: str  # such as 2026/11-0: the month, and the block
    changed_at: datetime  # when a story in it, or lately an entry, last came, changed or went


def files(at: datetime) -> list[File]:
    """Those with something in them at `at`, the newest month first, in one query."""
    versions = Version.objects.order_by()
    names = versions.filter(live_from__isnull=False).order_by("sitemap").values("sitemap")
    here = {"sitemap": RawSQL("file.name", (), output_field=CharField())}
    parts = {
        "first": names[:1],
        "following": names.filter(sitemap__gt=here["sitemap"])[:1],
        "arrival": versions.ever_live(at)
        .filter(**here)
        .order_by("-live_from")
        .values("live_from")[:1],
        "departure": versions.filter(live_until__lte=at, live_from__isnull=False, **here)
        .order_by("-live_until")
        .values("live_until")[:1],
        "live": versions.live(at).filter(**here).values("pk")[:1],
    }
    compiled = {
        name: part.query.get_compiler(connection=connection).as_sql()
        for name, part in parts.items()
    }
    sql = _NAMES.format(**{name: sql for name, (sql, _) in compiled.items()})
    params = [value for _, values in compiled.values() for value in values]
    moved = _entries_moved(at)
    return [
        File(
            row.sitemap,
            max(filter(None, [row.live_from, row.live_until, moved.get(row.sitemap)])),
        )
        for row in Version.objects.raw(sql, params)
    ]


def _entries_moved(at: datetime) -> dict[str, datetime]:
    """By file, when an entry of live coverage in it last came or went, of those of late."""
    lately = (at - LATELY, at)
    moved = LiveEntry.objects.filter(Q(live_from__range=lately) | Q(live_until__range=lately))
    by_story = (
        moved.order_by()
        .values("article")
        .annotate(
            came_at=Max("live_from", filter=Q(live_from__range=lately)),
            went_at=Max("live_until", filter=Q(live_until__range=lately)),
        )
    )
    moments = {
        row["article"]: max(filter(None, [row["came_at"], row["went_at"]])) for row in by_story
    }
    seen = Version.objects.live(at).filter(layout=Layout.LIVE, article__in=moments)
    found = {}
    for name, article in seen.values_list("sitemap", "article") if moments else ():
        found[name] = max(moments[article], found.get(name, moments[article]))
    return found


def stories(name: str, at: datetime):
    """
    The versions that readers see in a file, in the order of their addresses; `entry_told_at` is
    when an entry of live coverage last told readers something.
    """
    entries = entries_of().live(at).annotate(told_at=Coalesce("updated_at", "published_at"))
    told_at = Subquery(entries.order_by("-told_at").values("told_at")[:1])
    versions = Version.objects.live(at).filter(sitemap=name).order_by("path")
    return versions.annotate(entry_told_at=Case(When(layout=Layout.LIVE, then=told_at)))
