"""One event of the workflow in words."""

from dataclasses import dataclass

from articles.desk import wording
from articles.models import Stage
from articles.workflow import TRANSITIONS


@dataclass(frozen=True)
class Step:
    what: str
    stage: str
    who: str
    when: str
    note: str

    @classmethod
    def of(cls, event):
        return cls(
            what=TRANSITIONS[event.transition].label,
            stage=Stage(event.stage).label,
            who=wording.person(event.by),
            when=wording.short(event.at),
            note=event.note,
        )
