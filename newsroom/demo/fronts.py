"""The demo's fronts as its editor arranged them, and its breaking news."""

from datetime import datetime, timedelta

from django.db import transaction

from articles.models import Arrangement, Article, Banner, Placement


@transaction.atomic
def load(rows: list[dict], banners: list[dict], *, now: datetime, sections, editor):
    """Arrange the fronts with the stories there are, unless somebody has arranged one already."""
    if Arrangement.objects.exists() or Banner.objects.exists():
        return
    stories = {article.slug: article for article in Article.objects.defer("body")}
    for row in rows:
        _arrange(row, stories, now, sections.get(row.get("section")), editor)
    for row in banners:
        if row["slug"] in stories:
            Banner.objects.create(
                text=row["text"],
                article=stories[row["slug"]],
                live_from=_after(now, row["from"]),
                live_until=_after(now, row["until"]),
            )


def _arrange(row: dict, stories: dict[str, Article], now: datetime, section, editor):
    at = _after(now, row["from"])
    number = Arrangement.objects.of(section).last_number() + 1
    arrangement = Arrangement(section=section, number=number, made_by=editor, made_at=min(at, now))
    arrangement.go_live(at)
    known = [story for story in row["stories"] if story["slug"] in stories]
    Placement.objects.bulk_create(
        Placement(
            arrangement=arrangement,
            article=stories[story["slug"]],
            position=position,
            size=story["size"],
            headline=story.get("headline", ""),
            live_from=at,
            live_until=_after(now, story["until"]) if "until" in story else None,
        )
        for position, story in enumerate(known, start=1)
    )


def _after(now: datetime, hours: float) -> datetime:
    return now + timedelta(hours=hours)
