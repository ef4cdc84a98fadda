"""The demo's stories as files: a TOML head between two +++ lines, then the body."""

import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class StoryFile:
    slug: str
    body: str
    headline: str
    kicker: str
    standfirst: str
    section: str
    state: str
    published: float  # hours from the moment of loading
    topics: list[str]
    bylines: list[dict[str, str]]
    lead: str = ""
    label: str = ""
    layout: str = "story"
    note: str = ""
    assigned: str = ""  # an account of the desk
    due: float | None = None  # hours from the moment of loading, as are the next two
    planned: float | None = None
    embargo: float | None = None
    related: list[str] = field(default_factory=list)  # older stories to read after it
    unpublished: list[str] = field(default_factory=list)  # old and new words of a waiting change
    changes: list[dict] = field(default_factory=list)
    pictures: list[dict] = field(default_factory=list)
    entries: list[dict] = field(default_factory=list)  # of live coverage
    notes: list[dict] = field(default_factory=list)
    comments: list[dict] = field(default_factory=list)

    @property
    def age(self) -> timedelta:
        """How long ago the story was published; negative for one still to come."""
        return timedelta(hours=-self.published)


def read_all() -> list[StoryFile]:
    """All stories, the oldest first, so that the newest has the highest number."""
    return sorted(
        (read(path) for path in FOLDER.glob("*.html")), key=lambda s: (s.published, s.slug)
    )


def read(path: Path) -> StoryFile:
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return StoryFile(slug=path.stem, body=body.strip(), **tomllib.loads(head))
