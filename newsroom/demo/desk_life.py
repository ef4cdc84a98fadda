"""What goes on at the demo's desk around its stories: assignments, embargoes, notes, the bell."""

from datetime import timedelta

from articles.models import Kind, Note, Notification, Stage


def load(article, story, now, staff):
    """Lay out a story's times, and write its notes. Nothing is mailed: nobody is there to read."""
    _plan(article, story, now, staff)
    _approve(article, staff["editor"])
    for row in story.notes:
        note = _note(article, row, now, staff)
        for answer in row.get("replies", []):
            _note(article, answer, now, staff, parent=note)
        if "resolved_by" in row:
            note.resolve(by=staff[row["resolved_by"]])
    if article.stage == Stage.IN_REVIEW:
        submitted = article.events.filter(transition="submit").first()
        for editor in article.section.editors.all():
            _ring(editor, Kind.SUBMITTED, article, by=submitted.by, at=submitted.at)


def _plan(article, story, now, staff):
    hours = {"planned_for": story.planned, "due_at": story.due, "embargo_until": story.embargo}
    for name, distance in hours.items():
        if distance is not None:
            full = (now + timedelta(hours=distance)).replace(minute=0)
            setattr(article, name, full)
    article.embargoed = story.embargo is not None
    if story.assigned:
        article.assigned_to = staff[story.assigned]
        by, at = staff["editor"], now - timedelta(hours=5)
        _ring(article.assigned_to, Kind.ASSIGNED, article, by=by, at=at)
    article.save()


def _approve(article, editor):
    """Where its section asks for it, what readers see or will see was approved by somebody."""
    version = article.latest_version
    if article.stage in (Stage.APPROVED, Stage.PUBLISHED) and article.approvals_needed:
        version.approvals.create(by=editor, at=version.saved_at)


def _note(article, row, now, staff, parent=None) -> Note:
    note = Note.objects.create(
        article=article,
        parent=parent,
        author=staff[row["by"]],
        at=now - timedelta(hours=row["ago"]),
        text=row["text"],
        quote=row.get("quote", ""),
    )
    note.mentions.set(note.people_named())
    for person in note.mentions.all():
        _ring(
            person, Kind.MENTIONED, article, by=note.author, at=note.at, text=note.text, note=note
        )
    return note


def _ring(person, kind: Kind, article, **words):
    Notification.objects.create(to=person, kind=kind, article=article, **words)
