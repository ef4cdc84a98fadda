"""Forgetting a reader who gave an address."""

from collections.abc import Iterator

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import audit
from articles.models import NoteSender
from comments import avatars, bayes, mail
from comments.models import Comment, Commenter, Provenance, SpamWord
from comments.privacy.person import Person


def erase(person: Person, *, keep_comments: bool, request=None) -> Iterator[Comment]:
    """
    Forget a person in one transaction, to be run to its end; yields each comment that is done.

    What they wrote is kept as Anonymous's, or removed: then answers to it begin threads of their
    own. The log of decisions keeps its rows, which name nobody who commented. An error that they
    reported stays as a note, from nobody.
    """
    with transaction.atomic():
        SpamWord.objects.hold()
        commenter = person.commenter
        if commenter:
            commenter = Commenter.objects.select_for_update().get(pk=commenter.pk)
        comments = _story_by_story(person)
        told = _told(len(comments), keep_comments)
        audit.record(request, "erase-commenter", about=str(person), detail=told)
        mail.letters_about(comments).delete()
        Provenance.stored.filter(comment__in=comments).delete()
        for comment in comments:
            _rename_in_logs(comment)
            _unlearn_names(comment)
            (_anonymise if keep_comments else _remove)(comment)
            yield comment
        NoteSender.objects.filter(pk__in=[sender.pk for sender in person.reports]).delete()
        if commenter:
            commenter.delete()


def _told(count: int, keep_comments: bool) -> str:
    kept = ngettext(
        "%(count)s comment kept as Anonymous’s", "%(count)s comments kept as Anonymous’s", count
    )
    removed = ngettext("%(count)s comment removed", "%(count)s comments removed", count)
    return (kept if keep_comments else removed) % {"count": count}


def _story_by_story(person: Person) -> list[Comment]:
    """As moderators decide about many, so that neither waits for the other for ever."""
    return list(person.comments.select_related("article").order_by("article", "posted_at", "pk"))


def _anonymise(comment: Comment):
    cleared = {
        "name": _("Anonymous"),
        "website": "",
        "commenter": None,
        "held_because": "",
        "avatar": avatars.NOBODY,
        "asked_at": None,
        "confirmed_at": None,
        "wants_decision": False,
        "wants_replies": False,
    }
    for name, value in cleared.items():
        setattr(comment, name, value)
    comment.save(update_fields=list(cleared))
    comment.edits.update(name=cleared["name"], website="")


def _remove(comment: Comment):
    """Withdrawn first: so the verb that takes words from readers mends threads and counts."""
    if not comment.is_withdrawn:
        comment.withdraw()
    Comment.objects.filter(pk=comment.pk).delete()


def _unlearn_names(comment: Comment):
    """The spam score learnt from the name and the website, too: what they alone brought goes."""
    if not comment.learnt_as:
        return
    signed = [comment, *comment.edits.all()]
    words = {
        word
        for each in signed
        for word in bayes.words_in(html="", name=each.name, website=each.website)
    }
    words -= set(bayes.words_in(html=comment.html, name="", website=""))
    SpamWord.objects.forget(words, comment.learnt_as)


def _rename_in_logs(comment: Comment):
    """Django's own log at the desk calls a comment by its writer's name."""
    kind = ContentType.objects.get_for_model(Comment)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(comment.pk))
    entries.update(object_repr=_("Comment %s") % comment.pk)
