"""What two versions of a story say differently, field by field, as the desk and readers see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import chosen, comparing, sanitize
from articles.comparing import Piece, Row
from articles.models import Picture, Role, Version

# In the order of the page.
READERS_FIELDS = [
    *("kicker", "headline", "standfirst", "bylines", "lead_picture"),
    *("section", "label", "topics", "sources"),
]
ALL_FIELDS = [*READERS_FIELDS, "related", "layout", "slug", "search_headline", "search_summary"]


@dataclass(frozen=True)
class Difference:
    """A field before and after; pictures are those that may be shown here."""

    name: str
    label: str
    pieces: tuple[Piece, ...]
    old_picture: Picture | None = None
    new_picture: Picture | None = None

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != comparing.SAME for piece in self.pieces)

    @property
    def is_list(self) -> bool:
        return self.name in ("bylines", "topics", "related")


@dataclass(frozen=True)
class ShownRow:
    """A block of the body before and after, with its picture where it may be shown here."""

    row: Row
    picture: Picture | None


@dataclass(frozen=True)
class Passage:
    """Blocks in a row that all changed, or that all stayed."""

    is_changed: bool
    rows: list[ShownRow]


@dataclass(frozen=True)
class Comparison:
    fields: list[Difference]
    body: list[Passage]

    @property
    def changed(self) -> list[Difference]:
        return [field for field in self.fields if field.is_changed]

    @property
    def kept(self) -> list[Difference]:
        return [field for field in self.fields if not field.is_changed]

    @property
    def body_is_changed(self) -> bool:
        return any(passage.is_changed for passage in self.body)

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.body_is_changed)


def compare(
    old: Version, new: Version, *, pictures: dict[int, Picture], fields: Iterable[str] = ALL_FIELDS
) -> Comparison:
    """Compare two versions; `pictures` are those that may be shown, by number."""
    rows = comparing.bodies(old.body, new.body)
    return Comparison(
        fields=[_difference(name, old, new, pictures) for name in fields],
        body=[
            Passage(is_changed, [ShownRow(row, pictures.get(row.block.picture)) for row in some])
            for is_changed, some in groupby(rows, key=lambda row: row.is_changed)
        ],
    )


def pictures_of(versions: Iterable[Version], among) -> dict[int, Picture]:
    """The pictures of `among`, a queryset, that stand in any of `versions`, by number."""
    leads = {version.lead_picture_id for version in versions}
    inside = {number for version in versions for number in sanitize.picture_ids(version.body)}
    return among.in_bulk((leads | inside) - {None})


def _difference(name: str, old: Version, new: Version, pictures) -> Difference:
    label = capfirst(Version._meta.get_field(name).verbose_name)
    if name == "bylines":
        return Difference(name, _("Bylines"), comparing.values(_signed(old), _signed(new)))
    if name == "topics":
        return Difference(name, label, comparing.values(_topics(old), _topics(new)))
    if name in ("section", "label", "layout"):
        return Difference(name, label, comparing.values(_value(old, name), _value(new, name)))
    if name == "related":
        return Difference(
            name, label, comparing.values(*(chosen.paths(one.related) for one in (old, new)))
        )
    if name == "lead_picture":
        return _lead_picture(label, old, new, pictures)
    return Difference(name, label, comparing.words(getattr(old, name), getattr(new, name)))


def _signed(version: Version) -> list[str]:
    return [f"{Role(line['role']).label} {line['name']}" for line in version.bylines]


def _topics(version: Version) -> list[str]:
    return [topic.name for topic in version.topics.all()]


def _value(version: Version, name: str) -> list[str]:
    if name == "section":
        return [str(version.section or "")]
    return [getattr(version, f"get_{name}_display")()]


def _lead_picture(label: str, old: Version, new: Version, pictures) -> Difference:
    """Told apart by number, described only where the picture may be shown."""
    before, after = (pictures.get(version.lead_picture_id) for version in (old, new))
    if old.lead_picture_id == new.lead_picture_id:
        pieces = [Piece(comparing.SAME, str(after or ""))]
    else:
        pieces = [
            Piece(kind, str(picture or ""))
            for kind, version, picture in (
                (comparing.REMOVED, old, before),
                (comparing.ADDED, new, after),
            )
            if version.lead_picture_id
        ]
    return Difference("lead_picture", label, tuple(pieces), before, after)
