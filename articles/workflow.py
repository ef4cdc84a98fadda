"""
The workflow of a story: one table that the desk's buttons, the permission checks and
docs/workflow.md all come from.

The desk moves a story through stages. What readers see follows from the live periods of its
versions and from the clock alone; the state that the desk shows is derived from both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import publish_checks, timeline
from articles.models import Stage

UNDO = "undo"  # in the log, of a step that was taken back
ALIVE = frozenset(set(Stage) - {Stage.KILLED})
# A change after approval is not approved, and a change after publication is not published.
STAGE_AFTER_A_SAVE = {stage: stage for stage in Stage} | {
    Stage.APPROVED: Stage.IN_REVIEW,
    Stage.PUBLISHED: Stage.DRAFT,
}


@dataclass(frozen=True)
class Transition:
    """A row of the table: a button, who may press it and when, and where it leads."""

    name: str
    label: str
    permission: str
    stages: frozenset[Stage]
    to: Stage | None  # None: STAGE_AFTER_A_SAVE decides
    when: str = ""  # "live" or "scheduled": only while some version is
    asks: str = ""  # "note" or "time": what must come with it
    checked: bool = False  # the publish checks must pass
    effect: Callable | None = None  # what moves live periods: a function of articles.timeline

    def is_open(self, article) -> bool:
        """Whether the story is where this can be done to it, by anybody."""
        return article.stage in self.stages and (
            not self.when or getattr(article, f"is_{self.when}")
        )

    def is_allowed(self, user) -> bool:
        return user.has_perm(self.permission)


TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("save", _("Save draft"), "articles.change_article", ALIVE, None),
        Transition(
            "submit",
            _("Submit for review"),
            "articles.change_article",
            frozenset({Stage.DRAFT, Stage.CHANGES_REQUESTED}),
            Stage.IN_REVIEW,
        ),
        Transition(
            "request-changes",
            _("Request changes"),
            "articles.review_article",
            frozenset({Stage.IN_REVIEW, Stage.APPROVED}),
            Stage.CHANGES_REQUESTED,
            asks="note",
        ),
        Transition(
            "approve",
            _("Approve"),
            "articles.review_article",
            frozenset({Stage.IN_REVIEW}),
            Stage.APPROVED,
            checked=True,
        ),
        Transition(
            "publish",
            _("Publish now"),
            "articles.publish_article",
            ALIVE,
            Stage.PUBLISHED,
            checked=True,
            effect=timeline.publish_now,
        ),
        Transition(
            "schedule",
            _("Schedule"),
            "articles.publish_article",
            ALIVE,
            Stage.PUBLISHED,
            asks="time",
            checked=True,
            effect=timeline.schedule,
        ),
        Transition(
            "unschedule",
            _("Cancel schedule"),
            "articles.publish_article",
            ALIVE,
            Stage.DRAFT,
            when="scheduled",
            effect=timeline.unschedule,
        ),
        Transition(
            "unpublish",
            _("Unpublish"),
            "articles.publish_article",
            ALIVE,
            Stage.DRAFT,
            when="live",
            effect=timeline.withdraw,
        ),
        Transition(
            "kill",
            _("Kill"),
            "articles.kill_article",
            ALIVE,
            Stage.KILLED,
            asks="note",
            effect=timeline.withdraw,
        ),
        Transition(
            "reopen",
            _("Reopen"),
            "articles.kill_article",
            frozenset({Stage.KILLED}),
            Stage.DRAFT,
        ),
    )
}


def open_to(user, article) -> list[Transition]:
    """The transitions that `user` may make of `article` as it stands: the desk's buttons."""
    return [t for t in TRANSITIONS.values() if t.is_open(article) and t.is_allowed(user)]


@transaction.atomic
def perform(
    name: str,
    article,
    *,
    by,
    note: str = "",
    at: datetime | None = None,
    change: str = "",
    notice: str = "",
    override: str = "",
):
    """
    Make one transition of a story, whole or not at all: the only door to a change of stage.

    `note` is for colleagues and goes into the story's log. `at` is the aware time of a schedule;
    `change`, a Change value, and `notice` are what readers are told of what is published over an
    earlier version. `override` is the reason to go past those publish checks that may be gone
    past; it is kept with what they said. Returns the WorkflowEvent. Raises PermissionDenied where
    `by` may not, and ValidationError, keyed by field where there is one, where the story cannot.
    """
    transition = TRANSITIONS[name]
    if not transition.is_allowed(by):
        raise PermissionDenied
    article.lock()
    _refuse_what_is_not_open(transition, article)
    terms = {"at": at, "change": change, "notice": notice}
    _refuse_what_is_missing(transition, note, terms)
    overridden = _checked(article, terms, override) if transition.checked else {}
    version = article.save_version(by=by, always=name == "save")
    if transition.effect:
        version = transition.effect(version, by=by, **terms)
    article.stage = transition.to or STAGE_AFTER_A_SAVE[article.stage]
    article.save(update_fields=["stage"])
    said = {"note": note, "overridden": overridden, "by": by}
    return article.events.create(version=version, transition=name, stage=article.stage, **said)


@transaction.atomic
def take_back(event, *, by, stage: str, live):
    """
    Undo a step: the stage is `stage` again, and readers see again the version `live`, or nothing.

    Where the step changed words, the caller has put them back. Refuses, whole, where the story
    has moved on since, and where readers had something that the desk has no longer.
    """
    article = event.article
    if not TRANSITIONS[event.transition].is_allowed(by):
        raise PermissionDenied
    article.lock()
    if article.events.first() != event or article.latest_version.pk != event.version_id:
        raise ValidationError(_("The story has been changed since."))
    version = timeline.put_back(article.save_version(by=by), live, by=by)
    article.stage = stage
    article.save(update_fields=["stage"])
    return article.events.create(version=version, transition=UNDO, stage=stage, by=by)


def label(name: str) -> str:
    """What a step is called in the log."""
    return _("Undone") if name == UNDO else TRANSITIONS[name].label


def _refuse_what_is_not_open(transition: Transition, article):
    if not transition.is_open(article):
        raise ValidationError(
            _("“%(step)s” is not possible: the story is now “%(state)s”."),
            params={"step": transition.label, "state": article.get_stage_display()},
        )


def _refuse_what_is_missing(transition: Transition, note: str, terms: dict):
    if transition.asks == "note" and not note.strip():
        raise ValidationError({"note": _("Write a note: what should be done, or why.")})
    if transition.asks == "time":
        if terms["at"] is None:
            raise ValidationError({"publish_at": _("Choose the day and time of publication.")})
        if terms["at"] <= timezone.now():
            raise ValidationError({"publish_at": _("This time has passed. Choose a later one.")})


def _checked(article, terms: dict, override: str) -> dict:
    """Refuse what the publish checks find; return what `override` goes past, and it, to be kept."""
    problems = publish_checks.found(article, **terms)
    if not override.strip() or not all(problem.may_be_overridden for problem in problems):
        publish_checks.refuse(problems)
        return {}
    messages = [problem.message for problem in problems]
    return {"reason": override.strip(), "checks": messages} if messages else {}


def as_markdown() -> str:
    """The table as docs/workflow.md shows it."""
    head = "| button | in stage | leads to | needs permission | asks for | publish checks |\n"
    rows = (
        f"| {t.label} | {_stages(t)}{f', while {t.when}' if t.when else ''} "
        f"| {t.to.label if t.to else 'see below'} | `{t.permission}` | {t.asks or '–'} "
        f"| {'yes' if t.checked else 'no'} |\n"
        for t in TRANSITIONS.values()
    )
    return head + "|---|---|---|---|---|---|\n" + "".join(rows)


def _stages(transition: Transition) -> str:
    if transition.stages == ALIVE:
        return "any but Killed"
    return ", ".join(str(stage.label) for stage in Stage if stage in transition.stages)
