"""All that the newsroom knows of a reader who gave an address, for them to read."""

import json
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext

from articles import audit
from articles.models import NoteSender, OutboxTask, Version
from comments import mail
from comments.models import Comment, Commenter, Decision, Edit, Provenance
from comments.privacy.person import Person


def disclose(person: Person, request=None) -> str:
    """As JSON, for the person of `request` or a command to hand over."""
    kept = what_is_kept(person)
    count = len(kept["comments"])
    told = ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count}
    audit.record(request, "export-commenter", about=str(person), detail=told)
    return json.dumps(kept, indent=2, ensure_ascii=False)


def what_is_kept(person: Person) -> dict:
    comments = _comments_of(person)
    reported = {sender.note.article_id for sender in person.reports}
    stories = _stories({comment.article_id for comment in comments} | reported)
    return {
        "email": person.email,
        **_address(person.commenter or Commenter()),
        "comments": _described(comments, stories),
        "errors_reported": [_report(sender, stories) for sender in person.reports],
        "mail": [_letter(task) for task in mail.letters_about(comments)],
    }


def _address(commenter: Commenter) -> dict:
    return {
        "address_confirmed_at": _time(commenter.verified_at),
        "asked_to_confirm_at": _time(commenter.asked_at),
        "wants_no_mail_since": _time(commenter.stopped_at),
    }


def _comments_of(person: Person) -> list[Comment]:
    comments = person.comments.select_related("article").defer("article__body", "html")
    return list(comments.order_by("posted_at", "pk"))


def _stories(numbers: set[int]) -> dict[int, Version]:
    live = Version.objects.live().filter(article__in=numbers).defer("body")
    return {version.article_id: version for version in live}


def _described(comments: list[Comment], stories: dict[int, Version]) -> list[dict]:
    numbers = [comment.pk for comment in comments]
    origins = Provenance.objects.in_bulk(numbers)
    decisions = {number: [] for number in numbers}
    for decision in Decision.objects.filter(comment__in=numbers).order_by("at", "pk"):
        decisions[decision.comment_id].append(_decision(decision))
    earlier = {number: [] for number in numbers}
    for edit in Edit.objects.filter(comment__in=numbers).order_by("pk"):
        earlier[edit.comment_id].append(_wording(edit))
    return [
        _comment(comment)
        | _story(stories.get(comment.article_id))
        | _origin(origins.get(comment.pk) if comment.is_confirmed else None)
        | {"earlier_words": earlier[comment.pk], "decisions": decisions[comment.pk]}
        for comment in comments
    ]


def _comment(comment: Comment) -> dict:
    return {
        "number": comment.pk,
        "posted_at": _time(comment.posted_at),
        "name": comment.name,
        "website": comment.website,
        "text": comment.text,
        "status": comment.status,
        "held_because": comment.held_because,
        "edited_at": _time(comment.edited_at),
        "confirmed_at": _time(comment.confirmed_at),
        "wants_mail_about_decision": comment.wants_decision,
        "wants_mail_about_replies": comment.wants_replies,
    }


def _story(version: Version | None) -> dict:
    """Of one that readers do not see now, nothing."""
    if version is None:
        return {"story": None, "story_address": None}
    address = settings.SITE_URL + version.get_absolute_url()
    return {"story": version.headline, "story_address": address}


def _origin(origin: Provenance | None) -> dict:
    """Not of a comment that was never confirmed: another may have typed the address."""
    if origin is None:
        return {"network_address": None, "browser": None}
    return {"network_address": origin.address, "browser": origin.user_agent}


def _wording(edit: Edit) -> dict:
    """Also what the newsroom changed: till then they were the commenter's."""
    return {
        "until": _time(edit.at),
        "changed_by": "whoever wrote it" if edit.by_id is None else "the newsroom",
        "name": edit.name,
        "website": edit.website,
        "text": edit.text,
    }


def _report(sender: NoteSender, stories: dict[int, Version]) -> dict:
    """Not from where it came: nobody confirmed the address, so another may have typed it."""
    note = sender.note
    return {
        "reported_at": _time(note.at),
        "name": sender.name,
        "text": note.text,
        "passage": note.quote,
    } | _story(stories.get(note.article_id))


def _decision(decision: Decision) -> dict:
    """What it came to. Who decided, and their note to each other, are not about the commenter."""
    return {
        "at": _time(decision.at),
        "was": decision.was,
        "became": decision.became,
        "reason": decision.reason,
        "reason_was_told": decision.told,
    }


def _letter(task: OutboxTask) -> dict:
    times = {"asked_for_at": _time(task.created_at), "done_at": _time(task.done_at)}
    return {"kind": task.kind} | times


def _time(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None
