"""
Which files the sitemap has. A file lists the stories whose addresses begin with one month, and of
those the ones in a block of the archive that is never larger than a file may be. So the files
are found without counting stories: their names are hopped along in an index.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import CharField
from django.db.models.expressions import RawSQL

from articles.models import Version

_NAMES = """
WITH RECURSIVE file(name) AS (
    SELECT ({first}) UNION ALL SELECT ({following}) FROM file WHERE name IS NOT NULL
)
SELECT 0 AS id, name AS sitemap, ({arrival}) AS live_from, ({departure}) AS live_until
FROM file WHERE name IS NOT NULL AND EXISTS ({live}) ORDER BY name DESC
"""


class File(NamedTuple):
    name: str  # such as 2026/11-0: the month, and the block
    changed_at: datetime  # when a story in it last came, changed or went


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
        "departure": versions.filter(live_until__lte=at, **here)
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
    return [
        File(row.sitemap, max(filter(None, [row.live_from, row.live_until])))
        for row in Version.objects.raw(sql, params)
    ]


def stories(name: str, at: datetime):
    """The versions that readers see in a file, in the order of their addresses."""
    return Version.objects.live(at).filter(sitemap=name).order_by("path")
