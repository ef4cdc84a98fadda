"""
Telling people at the desk what concerns them: by their bell, and by e-mail through the outbox.

Nothing listens for anything: the workflow, the notes and the story's page call this, in the
transaction of what they tell of. Nobody is told of what they did themselves.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import mail, timetable
from articles.models import Kind, Masthead, Notification, NotificationChoice
from articles.staff import who_may

KIND_OF_STEP = {
    "submit": Kind.SUBMITTED,
    "request-changes": Kind.SENT_BACK,
    "approve": Kind.APPROVED,
    "publish": Kind.PUBLISHED,
    "schedule": Kind.SCHEDULED,
}


def tell_of_step(event):
    """Of what was submitted, the section's editors; of what became of it, those whose it is."""
    kind = KIND_OF_STEP.get(event.transition)
    if kind is None:
        return
    article = event.article
    people = editors_of(article) if kind == Kind.SUBMITTED else people_of(article)
    text = event.note
    if kind == Kind.SCHEDULED:
        text = _("For %s.") % timetable.moment(event.version.live_from) + f"\n{event.note}"
    _tell(people, kind, article, by=event.by, text=text.strip(), key=f"step/{event.pk}")


def tell_of_note(note):
    """Those whom the note names."""
    _tell(
        note.mentions.all(), Kind.MENTIONED, note.article,
        by=note.author, text=note.text, key=f"note/{note.pk}", note=note,
    )  # fmt: skip


def tell_of_error(note):
    """Of what a reader reported, the section's editors and those whose story it is."""
    article = note.article
    people = [*editors_of(article), *people_of(article)]
    # One letter an hour for each story, whatever comes: a flood of reports fills no mailbox.
    hour = int(timezone.now().timestamp()) // 3600
    key = f"error/{article.pk}/{hour}"
    _tell(people, Kind.ERROR_REPORTED, article, by=None, text=note.text, key=key, note=note)


def tell_of_assignment(article, *, by, key: str):
    """Whoever is to write the story; `key` says which assignment of it this is."""
    people = get_user_model().objects.filter(pk=article.assigned_to_id)
    due = _("Due %s.") % timetable.moment(article.due_at) if article.due_at else ""
    _tell(people, Kind.ASSIGNED, article, by=by, text=due, key=f"assignment/{article.pk}/{key}")


def editors_of(article):
    """The editors of a story's section or, where nobody is named, of those around it, or of all."""
    able, section = who_may("articles.review_article"), article.section
    if section is not None:
        around = [*section.ancestors.split("/")[1:-1], str(section.pk)]
        for number in reversed(around):
            if named := list(able.filter(sections_edited=number)):
                return named
    return who_may("articles.edit_every_section", administrators=False)


def people_of(article):
    """Whose story it is: the names in the byline, who is to write it, and who began it."""
    return (
        get_user_model()
        .objects.filter(
            Q(author__bylines__article=article)
            | Q(pk=article.assigned_to_id)
            | Q(pk__in=article.versions.filter(number=1).values("saved_by"))
        )
        .distinct()
    )


def _tell(people, kind: Kind, article, *, by, key: str, text: str = "", note=None):
    concerned = [person.pk for person in people]
    people = who_may("articles.view_article").filter(pk__in=concerned)
    people = list(people.exclude(pk=by.pk) if by else people)
    choices = NotificationChoice.objects.filter(kind=kind, user__in=people)
    chosen = {choice.user_id: choice for choice in choices}
    default = NotificationChoice(kind=kind)
    rows, letters = [], []
    for person in people:
        choice = chosen.get(person.pk, default)
        row = Notification(to=person, kind=kind, article=article, by=by, text=text, note=note)
        if choice.bell:
            rows.append(row)
        if choice.mail:
            letters.append(row)
    Notification.objects.bulk_create(rows)
    for row in letters:
        mail.put(f"mail/{key}/{row.to_id}", to=row.to.email, subject=_subject(row), body=_body(row))


def _subject(row: Notification) -> str:
    return f"[{Masthead.objects.current().name}] {row.get_kind_display()}: {row.article}"


def _body(row: Notification) -> str:
    who = row.by and (row.by.get_full_name() or row.by.get_username())
    text = row.text if row.by else _quoted(row.text)
    lines = [in_words(row, who), str(row.article), text, link(row), ""]
    choices = settings.SITE_URL + reverse("admin:articles_notification_choices")
    lines.append(_("You choose what you are told at %s") % choices)
    return "\n\n".join(line for line in lines if line) + "\n"


def _quoted(text: str) -> str:
    """A stranger's words, so that nobody takes them for ours."""
    return "\n".join(f"> {line}" for line in text.splitlines())


def link(row: Notification) -> str:
    return settings.SITE_URL + address(row)


def address(row: Notification) -> str:
    """Where the notification leads: the story, at the note if it is of one."""
    story = reverse("admin:articles_article_change", args=[row.article_id])
    return f"{story}#note-{row.note_id}" if row.note_id else story


def in_words(row: Notification, who: str | None) -> str:
    told = {
        Kind.SUBMITTED: _("%(who)s submitted a story for review."),
        Kind.SENT_BACK: _("%(who)s sent a story back with a note."),
        Kind.APPROVED: _("%(who)s approved a story."),
        Kind.PUBLISHED: _("%(who)s published a story."),
        Kind.SCHEDULED: _("%(who)s scheduled a story."),
        Kind.MENTIONED: _("%(who)s mentioned you in a note."),
        Kind.ASSIGNED: _("%(who)s assigned a story to you."),
        Kind.ERROR_REPORTED: _("A reader reported an error in a story."),
    }[row.kind]
    return told % {"who": who}
