"""What the queue says in words: what a press did, and what others did meanwhile."""

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk import wording
from comments.desk.deciding import Outcome
from comments.desk.statuses import IN_WORDS
from comments.desk.verbs import BY_STATUS, Verb
from comments.models import Comment, Status


def standing(comment: Comment) -> str:
    """How a comment came to stand where it does: “Approved by Mara Lind, 24 Nov 06:00”."""
    if comment.decided_at is None:
        return comment.get_status_display()
    in_words, when = IN_WORDS[Status(comment.status)], wording.short(comment.decided_at)
    if comment.decided_by is None:
        return in_words.since % {"when": when}
    return in_words.by % {"who": wording.person(comment.decided_by), "when": when}


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
    verb, who = BY_STATUS[Status(comment.status)], wording.person(comment.decided_by)
    when = naturaltime(comment.decided_at) if comment.decided_at else ""
    return (verb.done_by if who else verb.done_by_rules) % {"who": who, "when": when}


def done(verb: Verb, outcome: Outcome) -> str:
    """“Approved: Ida Holm.”, “3 comments approved.”"""
    if len(outcome.decisions) == 1:
        return verb.done % {"name": outcome.decisions[0].comment.name}
    return done_to_many(verb, outcome)


def done_to_many(verb: Verb, outcome: Outcome) -> str:
    return verb.done_to_many % {"count": len(outcome.decisions)}


def keys(verb: Verb | None = None) -> str:
    """What a key can do next."""
    if verb and verb.became == Status.REJECTED:
        return _("1–9 says why, z undoes.")
    return _("z undoes.")


def explained(outcome: Outcome) -> str:
    if not outcome.decisions:
        return ""
    decision = outcome.decisions[0]
    why = _("The reason: %(reason)s.")
    if decision.told:
        why = _("The reason, which is told by mail: %(reason)s.")
    why %= {"reason": decision.get_reason_display()}
    return f"{done(BY_STATUS[Status.REJECTED], outcome)} {why}"


def answered(outcome: Outcome) -> str:
    if not outcome.decisions:
        return ""
    name = outcome.decisions[-1].comment.parent.name
    told = _("Approved and answered: %s.") if len(outcome.decisions) > 1 else _("Answered: %s.")
    return told % name


def undone(outcome: Outcome) -> str:
    count = len(outcome.decisions)
    if count != 1:
        told = ngettext("%(count)s decision undone.", "%(count)s decisions undone.", count)
        return told % {"count": count}
    [decision] = outcome.decisions
    return IN_WORDS[Status(decision.became)].undone % {"name": decision.comment.name}


def left(count: str | None) -> str:
    return _("%s left.") % count if count else ""


def left_alone(comments: list[Comment]) -> str:
    """Which of many were not decided about, as they had changed since the page was opened."""
    told = ngettext(
        "%(count)s was left as it is, for it has changed since you opened the page: %(names)s.",
        "%(count)s were left as they are, for they have changed since you opened the page:"
        " %(names)s.",
        len(comments),
    )
    names = [f"{comment.name} ({standing(comment)})" for comment in comments]
    return told % {"count": len(comments), "names": _(", ").join(names)}


def with_undo(text: str, outcome: Outcome):
    """A message that can be taken back; the form stands on every page of the comments' desk."""
    button = '{} <button class="link-button" form="queue-undo" name="batch" value="{}">{}</button>'
    return format_html(button, text, outcome.batch, _("Undo"))
