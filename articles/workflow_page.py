"""The table of the workflow as docs/workflow.md shows it."""

from articles.models import Stage
from articles.workflow import ALIVE, TRANSITIONS, Transition


def as_markdown() -> str:
    head = (
        "| button | in stage | leads to | needs permission | in their section | asks for "
        "| publish checks | times and approvals |\n"
    )
    rows = (
        f"| {t.label} | {_stages(t)}{f', while {t.when}' if t.when else ''} "
        f"| {t.to.label if t.to else 'see below'} | `{t.permission}` | {_yes(t.in_care)} "
        f"| {t.asks or '–'} | {_yes(t.checked)} | {_yes(t.for_readers)} |\n"
        for t in TRANSITIONS.values()
    )
    return head + "|---|---|---|---|---|---|---|---|\n" + "".join(rows)


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


def _stages(transition: Transition) -> str:
    if transition.stages == ALIVE:
        return "any but Killed"
    return ", ".join(str(stage.label) for stage in Stage if stage in transition.stages)
