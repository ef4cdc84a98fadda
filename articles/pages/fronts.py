"""What stands where on the front page."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import Version


@dataclass(frozen=True)
class Front:
    lead: Version | None
    secondary: list[Version]
    rest: list[Version]

    @property
    def stories(self) -> list[Version]:
        return [*filter(None, [self.lead]), *self.secondary, *self.rest]


def front_page(at: datetime) -> Front:
    """The newest stories that readers see at `at`, each once."""
    stories = list(Version.objects.live(at).for_cards()[:40])
    return Front(lead=next(iter(stories), None), secondary=stories[1:5], rest=stories[5:])
