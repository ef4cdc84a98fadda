"""Who made a story, as its page says it: a line for each role."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from articles.models import Role


class Line(NamedTuple):
    """“By”, and the names as they were printed: dicts with `name` and `slug`."""

    label: str
    names: list[dict[str, str]]


def lines(bylines: list[dict[str, str]]) -> list[Line]:
    """The roles of a story in their fixed order, each with its names in the order given."""
    return list(_lines(bylines))


def _lines(bylines) -> Iterator[Line]:
    for role in Role:
        if names := [byline for byline in bylines if byline["role"] == role]:
            yield Line(role.label, names)


def authors(bylines: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those whose story it is: its writers, or all who made one that has none."""
    return [byline for byline in bylines if byline["role"] == Role.WRITER] or bylines


def face(version):
    """The picture of the first author who has one, None where nobody has."""
    return face_of(authors(version.bylines), version.faces)


def face_of(authors, faces: dict):
    """Of the first of `authors` who has one among `faces`, which are by slug."""
    return next((faces[name["slug"]] for name in authors if name["slug"] in faces), None)


def address(byline: dict[str, str]) -> str:
    """Where the author's stories are listed, for whoever reads the name away from the site."""
    return settings.SITE_URL + reverse("articles:author", args=[byline["slug"]])
