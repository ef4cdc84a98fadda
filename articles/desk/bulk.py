"""What can be done to many stories at once, story by story, and how each is taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import audit, workflow
from articles.desk import steps
from articles.models import Article, BulkChange, BulkLine, Outcome, Version


def _nothing(article, terms) -> dict:
    return {}


def _move(article, terms) -> dict:
    if article.section_id == terms["section"]:
        raise ValidationError(_("It is in this section already."))
    before = {"section": article.section_id}
    article.section_id = terms["section"]
    article.save(update_fields=["section"])
    return before


def _move_back(article, before):
    article.section_id = before["section"]
    article.save(update_fields=["section"])


def _add_topic(article, terms) -> dict:
    if article.topics.filter(pk=terms["topic"]).exists():
        raise ValidationError(_("It has this topic already."))
    article.topics.add(terms["topic"])
    return {"added": terms["topic"]}


def _remove_topic(article, terms) -> dict:
    if not article.topics.filter(pk=terms["topic"]).exists():
        raise ValidationError(_("It does not have this topic."))
    article.topics.remove(terms["topic"])
    return {"removed": terms["topic"]}


def _topics_back(article, before):
    article.topics.remove(*[before[key] for key in ("added",) if key in before])
    article.topics.add(*[before[key] for key in ("removed",) if key in before])


@dataclass(frozen=True)
class BulkAction:
    name: str
    label: str
    transition: str  # the step of the workflow that every story takes
    asks: str = ""  # "section", "topic" or "note": what has to be said with it
    change: Callable = _nothing  # what it does to the words first; returns what they were
    restore: Callable = _nothing

    def is_allowed(self, user) -> bool:
        """Whether it may be begun at all; each story says whether it is in the person's care."""
        return workflow.TRANSITIONS[self.transition].is_allowed(user, in_care=True)


ACTIONS = {
    action.name: action
    for action in (
        BulkAction("submit", _("Submit for review"), "submit"),
        BulkAction("approve", _("Approve"), "approve"),
        BulkAction("publish", _("Publish now"), "publish"),
        BulkAction("unpublish", _("Unpublish"), "unpublish"),
        BulkAction("kill", _("Kill"), "kill", "note"),
        BulkAction("move", _("Move to a section"), "save", "section", _move, _move_back),
        BulkAction("add-topic", _("Add a topic"), "save", "topic", _add_topic, _topics_back),
        BulkAction(
            "remove-topic", _("Remove a topic"), "save", "topic", _remove_topic, _topics_back
        ),
    )
}


@transaction.atomic
def begin(action: BulkAction, stories, terms: dict, *, by) -> BulkChange:
    bulk = BulkChange.objects.create(action=action.name, terms=terms, by=by)
    BulkLine.objects.bulk_create(BulkLine(bulk=bulk, article=story) for story in stories)
    return bulk


def go_on(bulk: BulkChange, request, most: int):
    """Do what is still to be done, to `most` stories."""
    for number in bulk.lines.filter(outcome=Outcome.WAITING).values_list("pk", flat=True)[:most]:
        _decide(number, Outcome.WAITING, Outcome.DONE, Outcome.REFUSED, _do, request)


def undo(bulk: BulkChange, request):
    """Take back what was done, where the story has not been changed since."""
    BulkChange.objects.filter(pk=bulk.pk).update(undone_at=timezone.now())
    bulk.lines.filter(outcome=Outcome.WAITING).update(
        outcome=Outcome.REFUSED, told=str(_("Stopped before its turn."))
    )
    # The last first, so that what took place one after the other goes back the same way.
    for number in bulk.lines.filter(outcome=Outcome.DONE).order_by("-pk").values_list("pk"):
        _decide(number[0], Outcome.DONE, Outcome.UNDONE, Outcome.KEPT, _take_back, request)


def _decide(number: int, wanted: Outcome, done: Outcome, refused: Outcome, verb, request):
    """One line, whole or not at all; nobody decides it twice."""
    with transaction.atomic():
        line = BulkLine.objects.select_for_update().select_related("bulk").get(pk=number)
        if line.outcome != wanted:
            return
        try:
            with transaction.atomic():
                verb(line, request)
                line.outcome = done
        except PermissionDenied:
            line.outcome, line.told = refused, str(_("You may not do this to this story."))
        except ValidationError as refusal:
            line.outcome, line.told = refused, " ".join(refusal.messages)
        line.save()


def _do(line: BulkLine, request):
    action, terms = ACTIONS[line.bulk.action], line.bulk.terms
    article = Article.objects.select_for_update().get(pk=line.article_id)
    line.before = {
        "stage": article.stage,
        "live": article.versions.live().values_list("pk", flat=True).first(),
        "coming": list(article.versions.scheduled().order_by("pk").values_list("pk", flat=True)),
    }
    line.before |= action.change(article, terms)
    note = {"note": terms["note"]} if "note" in terms else {}
    line.event = steps.take(request, action.transition, article, **note)


def _take_back(line: BulkLine, request):
    event, before = line.event, line.before
    article = event.article
    if article.events.first() != event:
        raise ValidationError(_("The story has been changed since."))
    coming = article.versions.scheduled().order_by("pk").values_list("pk", flat=True)
    if list(coming) != before["coming"]:
        raise ValidationError(_("It was scheduled. Schedule it again on its page."))
    ACTIONS[line.bulk.action].restore(article, before)
    live = Version.objects.filter(pk=before["live"]).first()
    workflow.take_back(event, by=request.user, stage=before["stage"], live=live)
    audit.record(
        request, workflow.UNDO, article=article, detail=str(workflow.label(event.transition))
    )
