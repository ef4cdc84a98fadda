"""Writing the demo's live coverage, as if each entry had been published in its minute."""

import re
from datetime import timedelta

from articles import sanitize, timeline
from articles.models import Author, Change, LiveEntry, Picture, PublishedWords


def load(article, rows: list[dict], *, began, library: dict[str, Picture], staff):
    """`rows` as the story's file tells of them; `minute` is how long after `began`."""
    authors = Author.objects.in_bulk({row["by"] for row in rows}, field_name="slug")
    for number, row in enumerate(rows, start=1):
        _publish(article, number, row, began, library, authors[row["by"]], staff)
    for version in article.versions.live() if rows else ():
        PublishedWords.objects.keep(version)


def _publish(article, number: int, row: dict, began, library, author, staff):
    body = re.sub(
        r'data-picture="([^"]+)"', lambda m: f'data-picture="{library[m[1]].pk}"', row["text"]
    )
    at = began + timedelta(minutes=row["minute"])
    first = LiveEntry(
        article=article,
        number=number,
        headline=row.get("headline", ""),
        body=body,
        is_key=row.get("key", False),
        signed=[{"name": author.name, "slug": author.slug, "role": "writer"}],
        saved_by=author.user or staff["editor"],
        saved_at=at,
        published_at=at,
        live_from=at,
        change=Change.FIRST,
    )
    _save(first)
    if correction := row.get("correction"):
        _correct(first, correction, at + timedelta(minutes=correction["after"]), staff["editor"])


def _correct(first: LiveEntry, correction: dict, at, editor):
    LiveEntry.objects.filter(pk=first.pk).update(live_until=at)
    kept = {
        field.name: getattr(first, field.name)
        for field in LiveEntry._meta.fields
        if field.name not in ("id", "live_until")
    }
    changed = {
        "body": first.body.replace(*correction["replace"]),
        "saved_by": editor,
        "saved_at": at,
        "live_from": at,
        "updated_at": at,
        "change": Change.CORRECTION,
        "notices": timeline.notices_of(Change.CORRECTION, correction["note"], at),
    }
    _save(LiveEntry(**kept | changed))


def _save(entry: LiveEntry):
    entry.save()
    entry.pictures.set(sanitize.picture_ids(entry.body))
