"""
The acts on entries of live coverage: publishing, scheduling, correcting, pinning, taking down.

An entry is published by whoever may publish its story, while readers see the story as live
coverage. Every act adds a row; a row that readers see is only ever given its end, and one that
they were to see later goes when another takes its place. The story's words and stage are not
touched.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import announcements, outbox, sanitize, timeline, timetable, workflow
from articles.models import Change, Layout, LiveEntry, Picture, PublishedWords, Role, Version
from articles.publish_checks import pictures as picture_checks

MOST = 20_000  # bytes of an entry: more is a story of its own


def may_publish(user, article) -> bool:
    """Whether `user` may let readers see entries of `article`: whoever may publish the story."""
    publish = workflow.TRANSITIONS["publish"]
    return publish.is_open(article) and publish.is_allowed(
        user, in_care=article.is_in_care_of(user)
    )


def may_write(user, article) -> bool:
    save = workflow.TRANSITIONS["save"]
    return save.is_open(article) and save.is_allowed(user, in_care=True)


def is_seen(article) -> bool:
    """Whether readers see the story as live coverage now."""
    return article.versions.live().filter(layout=Layout.LIVE).exists()


@transaction.atomic
def keep_draft(article, *, by, words: dict, number: int | None = None, press: str = ""):
    """Keep words that readers do not see. Returns the row."""
    if not may_write(by, article):
        raise PermissionDenied
    article.lock()
    if done := _done_before(article, press, words):
        return done
    if number and _seen(article, number):
        raise ValidationError(_("Readers see this entry: a change to it is published at once."))
    if article.live_entries.scheduled().filter(number=number).exists() and not may_publish(
        by, article
    ):
        raise ValidationError(
            _("This entry is scheduled: who may publish it may take it back to a draft.")
        )
    return _add(article, number, words, by=by, press=press)


@transaction.atomic
def publish(
    article,
    *,
    by,
    words: dict,
    number: int | None = None,
    change: str = "",
    notice: str = "",
    press: str = "",
) -> LiveEntry:
    """
    Let readers see an entry from now on, a new one where `number` is None.

    `words` are its WORDS by field. `change`, a Change value, and `notice` are what readers are told
    where they have seen the entry before. Raises PermissionDenied where `by` may not, and
    ValidationError, keyed by field where there is one, where the entry cannot.
    """
    _refuse_who_may_not(article, by)
    if done := _done_before(article, press, words):
        return done
    before = article.live_entries.filter(number=number).ever_live().order_by("-live_from").first()
    _refuse_what_is_missing(article, words, before and change, notice, timezone.now())
    _refuse_without_a_second(article, number, words, by)
    return _open(
        article, number, words, by=by, before=before, change=change, notice=notice, press=press
    )


@transaction.atomic
def schedule(
    article, *, by, words: dict, at: datetime | None, number: int | None = None, press: str = ""
) -> LiveEntry:
    """
    Let readers see an entry from the minute `at` on which they have not seen before.

    It takes the place of what was scheduled of it. Raises as `publish` does.
    """
    _refuse_who_may_not(article, by)
    if done := _done_before(article, press, words):
        return done
    timetable.refuse_unless_to_come(at)
    if article.live_entries.ever_live().filter(number=number).exists():
        raise ValidationError(_("Readers see this entry: a change to it is published at once."))
    _refuse_what_is_missing(article, words, None, "", at)
    _refuse_without_a_second(article, number, words, by)
    row = _add(
        article, number, words,
        by=by, press=press, live_from=at, published_at=at, change=Change.FIRST,
    )  # fmt: skip
    announcements.put(article, since=at)
    key = f"entry-words/{article.pk}/{row.number}/{at.isoformat()}"
    outbox.put("entry-words", key, {"article": article.pk}, due_at=at)
    return row


def keep_words(key: str, payload: dict):
    """Named in settings.OUTBOX: what was scheduled is found by its words when its time has come."""
    for version in Version.objects.live().filter(article=payload["article"]):
        PublishedWords.objects.keep(version)


@transaction.atomic
def pin(article, number: int, *, by, is_key: bool) -> LiveEntry:
    """List an entry that readers see among the key ones, or no longer."""
    _refuse_who_may_not(article, by)
    seen = _seen(article, number)
    if seen is None:
        raise ValidationError(_("Readers do not see this entry."))
    words = seen.words | {"is_key": is_key}
    return _open(article, number, words, by=by, before=seen, change=Change.SILENT_FIX)


@transaction.atomic
def withdraw(article, number: int, *, by, notice: str = "") -> LiveEntry:
    """
    Take an entry away from readers. With a `notice` that stands in its place, as a retraction;
    its words come back to the desk as a draft.
    """
    _refuse_who_may_not(article, by)
    seen = _seen(article, number)
    if seen is None:
        raise ValidationError(_("Readers do not see this entry."))
    began = timezone.now()
    if notice.strip():
        empty = dict.fromkeys(seen.words, False) | {"headline": "", "body": ""}
        row = _open(
            article, number, empty, by=by, before=seen, change=Change.RETRACTION, notice=notice
        )
    else:
        article.live_entries.filter(pk=seen.pk).update(live_until=began)
        row = _add(article, number, seen.words, by=by)
        _tell(article, row, since=began)
    return row


def _refuse_who_may_not(article, by):
    """Lock the story and see that the act is open to this person, as others have left it."""
    if not by.has_perm(workflow.TRANSITIONS["publish"].permission):
        raise PermissionDenied
    article.lock()
    if not may_publish(by, article):
        raise ValidationError(_("This story is not in your care."))
    if not is_seen(article):
        raise ValidationError(
            _("Readers do not see this story as live coverage. Publish it first, in that layout.")
        )


def _refuse_what_is_missing(article, words: dict, change, notice: str, at: datetime):
    """`change` is None for what readers have not seen yet."""
    problems = {}
    if not sanitize.plain_text(words["body"]) and not sanitize.picture_ids(words["body"]):
        problems["body"] = _("Write the entry.")
    elif len(words["body"].encode()) > MOST:
        problems["body"] = _("This is too long for an entry. Make a story of it.")
    elif found := _problems_of_pictures(article, words["body"]):
        problems["body"] = found
    if change is not None and change not in set(Change) - {Change.FIRST}:
        problems["change"] = _("Say what kind of change this is.")
    elif change and Change(change).needs_a_notice and not notice.strip():
        problems["notice"] = _("Tell readers what was changed.")
    if held := timetable.embargo(article, at):
        problems["body"] = held
    if problems:
        raise ValidationError(problems)


def _problems_of_pictures(article, body: str) -> list[str]:
    found = Picture.objects.filter(pk__in=sanitize.picture_ids(body))
    return [problem for picture in found for problem in picture_checks.of_an_entry(picture)]


def _refuse_without_a_second(article, number, words: dict, by):
    """Where a section asks for approvals, nobody alone brings words before readers."""
    needed = article.approvals_needed
    if not needed:
        return
    if needed > 1:
        raise ValidationError(
            _("In this section several must approve. Publish it as a change of the story.")
        )
    last = article.live_entries.filter(number=number).order_by("-pk").first()
    if last is None or last.words != words or last.saved_by_id == by.pk:
        raise ValidationError(
            _("In this section somebody else must publish it. Keep it as a draft for them.")
        )


def _seen(article, number: int) -> LiveEntry | None:
    return article.live_entries.live().filter(number=number).first()


def _done_before(article, press: str, words: dict) -> LiveEntry | None:
    """What the same press did already, where nobody knows whether its answer came."""
    done = article.live_entries.filter(press=press).first() if press else None
    if done and done.words != words:
        raise ValidationError(
            _("“%s” was kept already. What you have typed since is still here: press again.")
            % done.title
        )
    return done


def _open(article, number, words, *, by, before, change="", notice="", press="") -> LiveEntry:
    """Close the period of what readers see of the entry and add a row with the next one."""
    now = timezone.now()
    article.live_entries.filter(number=number).live(now).update(live_until=now)
    kind = Change(change) if before else Change.FIRST
    told = {
        "published_at": before.published_at if before else now,
        "updated_at": now if kind.shows_as_updated else before and before.updated_at,
        "change": kind,
        "notices": (before.notices if before else []) + timeline.notices_of(kind, notice, now),
    }
    row = _add(article, number, words, by=by, press=press, live_from=now, **told)
    _tell(article, row, since=now)
    return row


def _add(article, number, words: dict, *, by, press: str = "", **told) -> LiveEntry:
    """Add a row, in the place of one that readers were to see later."""
    rows = article.live_entries
    first = rows.filter(number=number).order_by("pk").first()
    rows.scheduled().filter(number=number).delete()
    row = rows.create(
        number=number or (rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        saved_by=by,
        signed=first.signed if first else _signature(by),
        press=press,
        **words,
        **told,
    )
    row.pictures.add(*Picture.objects.filter(pk__in=sanitize.picture_ids(row.body)))
    return row


def _signature(user) -> list[dict]:
    """As it is printed for good, of a user who is an author; nobody of all others."""
    author = getattr(user, "author", None)
    return [author.as_printed(Role.WRITER)] if author else []


def _tell(article, row: LiveEntry, *, since):
    """The story is found by its entries' words, and machines hear that there is something new."""
    for version in article.versions.live():
        PublishedWords.objects.keep(version, entry=(row.headline, row.body))
    announcements.put(article, since=since)
