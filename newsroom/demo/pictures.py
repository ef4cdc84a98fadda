"""Drawing a story's pictures and putting them into the library."""

import io
from concurrent.futures import ThreadPoolExecutor

from articles import picture_files
from articles.models import Picture
from newsroom.demo.drawings import draw

FACE = {"focal_x": 0.47, "focal_y": 0.35}  # where a portrait has its face
TEXTS = ("key", "scene", "alt", "caption", "credit")


def draw_all(rows: list[dict]) -> dict[str, Picture]:
    """Pictures as story files tell of them, by their key; drawn at the same time on every core."""
    with ThreadPoolExecutor() as pool:
        files = list(pool.map(_draw, rows))
    return {
        row["key"]: _in_the_library(row, stored) for row, stored in zip(rows, files, strict=True)
    }


def draw_faces(authors: dict, faces: dict[str, str]) -> dict[str, Picture]:
    """The faces of `authors` by their slugs; `faces` says of whom there is one, and its look."""
    rows = {
        slug: {
            "key": f"face-{slug}",
            "scene": "portrait",
            "subject": author.name,
            "time": "day",
            "alt": f"{author.name}, {faces[slug]}",
            "caption": "",
            "credit": "Nadia Rahal",
        }
        for slug, author in authors.items()
        if slug in faces
    }
    with ThreadPoolExecutor() as pool:
        files = pool.map(_draw, rows.values())
        return {
            slug: _in_the_library(row, stored, **FACE)
            for (slug, row), stored in zip(rows.items(), files, strict=True)
        }


def _draw(row: dict) -> picture_files.StoredPicture:
    details = {name: value for name, value in row.items() if name not in TEXTS}
    if row["scene"] == "portrait":
        details["look"] = row["alt"]  # who is described is who is drawn
    data = io.BytesIO()
    draw(row["scene"], seed=row["key"], **details).save(data, "PNG", compress_level=1)
    data.seek(0)
    return picture_files.store(data)


def _in_the_library(row: dict, stored: picture_files.StoredPicture, **focus) -> Picture:
    texts = {"alt_text": row["alt"], "caption": row["caption"], "credit": row["credit"]}
    defaults = texts | stored._asdict() | focus
    return Picture.objects.get_or_create(file=stored.file, defaults=defaults)[0]
