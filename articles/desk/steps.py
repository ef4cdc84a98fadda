"""One step of the workflow: taken at the desk, and in words."""

from dataclasses import dataclass

from django.db import transaction

from articles import audit, workflow
from articles.desk import wording
from articles.models import Stage


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
            what=workflow.label(event.transition),
            stage=Stage(event.stage).label,
            who=wording.person(event.by),
            when=wording.short(event.at),
            note=event.note,
        )


@transaction.atomic
def take(request, name: str, article, **terms):
    """A step of the workflow by the person of `request`, with its entry in the audit log."""
    event = workflow.perform(name, article, by=request.user, **terms)
    audit.record(request, name, article=article, detail=event.note)
    return event
