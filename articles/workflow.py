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
from django.utils.translation import pgettext_lazy

from articles import (
    announcements,
    approvals,
    notifications,
    publish_checks,
    timeline,
    timetable,
)
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
    to: Stage | None  # None: STAGE_AFTER_A_SAVE decides, or how many have approved
    when: str = ""  # "live" or "scheduled": only while some version is
    asks: str = ""  # "note" or "time": what must come with it
    in_care: bool = True  # only by those in whose care the story's section is
    checked: bool = False  # the publish checks must pass
    despite: str = ""  # what the button says that goes past those of them that may be gone past
    for_readers: bool = False  # the times and enough approvals must allow it
    effect: Callable | None = None  # what moves live periods: a function of articles.timeline

    def is_open(self, article) -> bool:
        """Whether the story is where this can be done to it, by anybody."""
        return article.stage in self.stages and (
            not self.when or getattr(article, f"is_{self.when}")
        )

    def is_allowed(self, user, *, in_care: bool) -> bool:
        """Whether the user may do it, with the story in their care or not."""
        return user.has_perm(self.permission) and (in_care or not self.in_care)


TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("save", _("Save draft"), "articles.change_article", ALIVE, None, in_care=False),
        Transition(
            "submit",
            _("Submit for review"),
            "articles.change_article",
            frozenset({Stage.DRAFT, Stage.CHANGES_REQUESTED}),
            Stage.IN_REVIEW,
            in_care=False,
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
            None,
            checked=True,
            despite=_("Approve anyway"),
        ),
        Transition(
            "publish",
            _("Publish now"),
            "articles.publish_article",
            ALIVE,
            Stage.PUBLISHED,
            checked=True,
            despite=_("Publish now anyway"),
            for_readers=True,
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
            despite=_("Schedule anyway"),
            for_readers=True,
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
    in_care = article.is_in_care_of(user)
    return [
        t
        for t in TRANSITIONS.values()
        if t.is_open(article) and t.is_allowed(user, in_care=in_care)
    ]


def can_be_moved_by(user, article) -> bool:
    """Whether any step is open to `user`; most often the first answers, without a question."""
    return any(
        t.is_open(article)
        and t.is_allowed(user, in_care=not t.in_care or article.is_in_care_of(user))
        for t in TRANSITIONS.values()
    )


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
    The people whom it concerns are told, and so are the machines.
    """
    transition = TRANSITIONS[name]
    _refuse_who_may_not(transition, article, by)
    # A time left on the page is no schedule: what is published now is judged by now.
    at = at if transition.asks == "time" else None
    terms = {"at": at, "change": change, "notice": notice}
    _refuse_what_is_missing(transition, note, terms)
    overridden = _checked(transition, article, terms, override)
    began = timezone.now()
    version = article.save_version(by=by, always=name == "save")
    stage, version = _take(transition, article, version, by, terms)
    article.stage = stage
    article.save(update_fields=["stage"])
    event = article.events.create(
        version=version, transition=name, stage=stage, note=note, overridden=overridden, by=by
    )
    notifications.tell_of_step(event)
    announcements.put(article, since=began)
    return event


def _refuse_who_may_not(transition: Transition, article, by):
    """Lock the story and see that the step is open, to this person, as others have left it."""
    if not transition.is_allowed(by, in_care=True):
        raise PermissionDenied
    article.lock()
    if not transition.is_allowed(by, in_care=article.is_in_care_of(by)):
        raise ValidationError({"section": _("This section is not in your care.")})
    _refuse_what_is_not_open(transition, article)


def _take(transition: Transition, article, version, by, terms: dict) -> tuple:
    """Do to the saved version what the step does; where that leads, and the version it moved."""
    stage = transition.to or STAGE_AFTER_A_SAVE[article.stage]
    if transition.name == "approve":
        stage = approvals.approve(version, by=by)
    if transition.for_readers:
        approvals.refuse_without(version)
    if transition.effect:
        version = transition.effect(version, by=by, **terms)
    if conflict := timetable.broken_schedule(article):
        raise ValidationError({"embargo_until": conflict})
    return stage, version


@transaction.atomic
def take_back(event, *, by, stage: str, live):
    """
    Undo a step: the stage is `stage` again, and readers see again the version `live`, or nothing.

    Where the step changed words, the caller has put them back. Refuses, whole, where the story
    has moved on since, and where readers had something that the desk has no longer.
    """
    article = event.article
    if not TRANSITIONS[event.transition].is_allowed(by, in_care=article.is_in_care_of(by)):
        raise PermissionDenied
    article.lock()
    if article.events.first() != event or article.latest_version.pk != event.version_id:
        raise ValidationError(_("The story has been changed since."))
    began = timezone.now()
    version = timeline.put_back(article.save_version(by=by), live, by=by)
    article.stage = stage
    article.save(update_fields=["stage"])
    announcements.put(article, since=began)
    return article.events.create(version=version, transition=UNDO, stage=stage, by=by)


def label(name: str) -> str:
    """What a step is called in the log."""
    return pgettext_lazy("step of a story", "Undone") if name == UNDO else TRANSITIONS[name].label


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
        timetable.refuse_unless_to_come(terms["at"])


def _checked(transition: Transition, article, terms: dict, override: str) -> dict:
    """Refuse what the publish checks find; return what `override` goes past, and it, to be kept."""
    problems = _problems(transition, article, terms) if transition.checked else []
    if not override.strip() or not all(problem.may_be_overridden for problem in problems):
        publish_checks.refuse(problems)
        return {}
    messages = [problem.message for problem in problems]
    return {"reason": override.strip(), "checks": messages} if messages else {}


def _problems(transition: Transition, article, terms: dict) -> list[publish_checks.Problem]:
    """An approval looks at the words alone: no time is set yet, and nobody is told of a change."""
    if not transition.for_readers:
        return publish_checks.found(article)
    held = timetable.embargo(article, terms["at"] or timezone.now())
    return publish_checks.found(article, **terms) + [
        publish_checks.Problem("embargo_until", message, may_be_overridden=False)
        for message in held
    ]
