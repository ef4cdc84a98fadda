"""What of the demo newspaper is no story: its hubs, authors' pages, staff list, pages and menus."""

import tomllib
from pathlib import Path

from django.db import transaction

from articles.models import Author, Menu, Page, Section, Topic, Version
from newsroom.demo import pictures

FOLDER = Path(__file__).parent
HOUSE = tomllib.loads((FOLDER / "house.toml").read_text(encoding="utf-8"))


def load():
    """Fill in what nobody has filled in already. Called when all stories are there."""
    portraits = _portraits()
    with transaction.atomic():
        for slug, row in HOUSE["topics"].items():
            _hub(slug, row)
        for place, (slug, row) in enumerate(HOUSE["authors"].items(), start=1):
            _author(slug, row, place, portraits.get(slug))
        for path in sorted((FOLDER / "pages").glob("*.html")):
            _page(path)
        for place, rows in HOUSE["menus"].items():
            _menu(place, rows)


def paths_of(slugs: list[str]) -> str:
    """The addresses of the stories that are live, as a choice of stories is kept."""
    found = dict(Version.objects.live().filter(slug__in=slugs).values_list("slug", "path"))
    return "\n".join(found[slug] for slug in slugs if slug in found)


def _hub(slug: str, row: dict):
    Topic.objects.filter(slug=slug, description="").update(
        description=row["description"], key_stories=paths_of(row.get("key_stories", []))
    )


def _portraits() -> dict:
    """Of those who wrote something that was loaded, and have no picture."""
    names = dict(
        Author.objects.filter(
            picture=None, slug__in=HOUSE["authors"], bylines__isnull=False
        ).values_list("slug", "name")
    )
    rows = [
        {
            "key": slug,
            "scene": "portrait",
            "subject": names[slug],
            "alt": row["look"],
            "caption": names[slug],
            "credit": "Nadia Rahal",
        }
        for slug, row in HOUSE["authors"].items()
        if slug in names and "look" in row
    ]
    return pictures.draw_all(rows)


def _author(slug: str, row: dict, place: int, picture):
    author = Author.objects.filter(slug=slug, staff_place=None).first()
    if author is None:
        return
    author.staff_place, author.picture = place, author.picture or picture
    author.public_email = row.get("email", "")
    author.links = "\n".join(row.get("links", []))
    author.expertise = author.expertise or row.get("expertise", "")
    author.save()


def _page(path: Path):
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    Page.objects.get_or_create(
        slug=path.stem, defaults={**tomllib.loads(head), "body": body.strip()}
    )


def _menu(place: str, rows: list[dict]):
    menu, _ = Menu.objects.get_or_create(place=place)
    if menu.items.exists():
        return
    for position, row in enumerate(rows, start=1):
        menu.items.create(
            position=position,
            section=Section.objects.filter(path=row.get("section")).first(),
            topic=Topic.objects.filter(slug=row.get("topic")).first(),
            page=Page.objects.filter(slug=row.get("page")).first(),
            address=row.get("address", ""),
            label=row.get("label", ""),
        )
