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
    overridden: dict  # the reason and the checks that were gone past, if any

    @classmethod
    def of(cls, event):
        return cls(
            what=workflow.label(event.transition),
            stage=Stage(event.stage).label,
            who=wording.person(event.by),
            when=wording.short(event.at),
            note=event.note,
            overridden=event.overridden,
        )


@transaction.atomic
def take(request, name: str, article, **terms):
    """A step of the workflow by the person of `request`, with its entry in the audit log."""
    event = workflow.perform(name, article, by=request.user, **terms)
    audit.record(request, name, article=article, detail=_detail(event))
    return event


def _detail(event) -> str:
    """What the person wrote with a step, and what they went past."""
    overridden = event.overridden
    return "\n".join(
        [event.note, overridden["reason"], *overridden["checks"]] if overridden else [event.note]
    ).strip()
