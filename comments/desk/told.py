"""What the queue says in words: what a press did, and what others did meanwhile."""

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk import wording
from comments.desk.deciding import Outcome
from comments.desk.verbs import BY_STATUS, Verb
from comments.models import Comment, Status


def standing(comment: Comment) -> str:
    """How a comment came to stand where it does: “Approved by Mara Lind, 24 Nov 06:00”."""
    status = comment.get_status_display()
    if comment.decided_at is None:
        return status
    words = {"status": status, "when": wording.short(comment.decided_at)}
    if comment.decided_by is None:
        return _("%(status)s, %(when)s") % words
    words["who"] = wording.person(comment.decided_by)
    return _("%(status)s by %(who)s, %(when)s") % words


def since(comment: Comment, seen: str) -> str:
    """What happened to a comment since it was seen with another mark than it has; "" if nothing."""
    if comment.mark == seen:
        return ""
    was, now = seen.split("-"), comment.mark.split("-")
    if was[:2] != now[:2]:
        return _decided_meanwhile(comment)
    if was[2:3] != now[2:3]:
        return _("The words have changed since you opened this; here they are as they are now.")
    return _("A reader has reported this since you opened it.")


def _decided_meanwhile(comment: Comment) -> str:
    if comment.status == Status.WITHDRAWN:
        return _("Withdrawn by whoever wrote it.")
    words = {"who": wording.person(comment.decided_by) or _("the house’s rules")}
    words["when"] = naturaltime(comment.decided_at) if comment.decided_at else ""
    return BY_STATUS[Status(comment.status)].done_by % words


def done(verb: Verb, outcome: Outcome) -> str:
    """“Approved: Ida Holm.”, “3 comments approved.”"""
    if len(outcome.decisions) == 1:
        return f"{verb.done}: {outcome.decisions[0].comment.name}."
    return done_to_many(verb, outcome)


def done_to_many(verb: Verb, outcome: Outcome) -> str:
    return verb.done_to_many % len(outcome.decisions)


def keys(verb: Verb | None = None) -> str:
    """What a key can do next."""
    if verb and verb.became == Status.REJECTED:
        return _("1–9 says why, z undoes.")
    return _("z undoes.")


def explained(outcome: Outcome) -> str:
    if not outcome.decisions:
        return ""
    decision = outcome.decisions[0]
    words = {"name": _name_or_number(outcome), "reason": decision.get_reason_display()}
    if decision.told:
        return _("Rejected: %(name)s. %(reason)s. The reason is told by mail.") % words
    return _("Rejected: %(name)s. %(reason)s.") % words


def answered(outcome: Outcome) -> str:
    if not outcome.decisions:
        return ""
    name = outcome.decisions[-1].comment.parent.name
    told = _("Approved and answered: %s.") if len(outcome.decisions) > 1 else _("Answered: %s.")
    return told % name


def _name_or_number(outcome: Outcome) -> str:
    count = len(outcome.decisions)
    if count == 1:
        return outcome.decisions[0].comment.name
    return ngettext("%d comment", "%d comments", count) % count


def undone(outcome: Outcome) -> str:
    if len(outcome.decisions) != 1:
        told = ngettext("%d decision undone.", "%d decisions undone.", len(outcome.decisions))
        return told % len(outcome.decisions)
    [decision] = outcome.decisions
    words = {"name": decision.comment.name, "status": decision.get_became_display()}
    return _("Undone. %(name)s: %(status)s.") % words


def left(count: str | None) -> str:
    return _("%s left.") % count if count else ""


def left_alone(comments: list[Comment]) -> str:
    """Which of many were not decided about, as they had changed since the page was opened."""
    told = ngettext(
        "%(count)d was left as it is, for it has changed since you opened the page: %(names)s.",
        "%(count)d were left as they are, for they have changed since you opened the page:"
        " %(names)s.",
        len(comments),
    )
    names = [f"{comment.name} ({standing(comment)})" for comment in comments]
    return told % {"count": len(comments), "names": _(", ").join(names)}


def with_undo(text: str, outcome: Outcome):
    """A message that can be taken back; the form stands on every page of the comments' desk."""
    button = '{} <button class="link-button" form="queue-undo" name="batch" value="{}">{}</button>'
    return format_html(button, text, outcome.batch, _("Undo"))
