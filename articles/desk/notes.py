"""The notes that colleagues, and readers, leave in a story: beside the writing, and as a page."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles import audit, notifications
from articles.desk import wording
from articles.desk.history import ArticleHistory
from articles.desk.people import colleagues
from articles.models import Note, NoteSender
from articles.models.note import names_in

NAMES_OFFERED = 8


class NoteForm(forms.ModelForm):
    # A reply is sent by the same form as a new note, which may stay empty then.
    use_required_attribute = False

    class Meta:
        model = Note
        fields = ["text", "quote"]
        labels = {"text": gettext_lazy("New note")}
        help_texts = {"text": gettext_lazy("@name tells that colleague. Readers never see notes.")}

    def __init__(self, *args, is_reply=False, **kwargs):
        super().__init__(*args, **kwargs)
        # The page's main form is the story's; these fields belong to another.
        for name, rows in {"text": 2, "quote": 2}.items():
            attrs = {"form": "notes-form", "rows": rows, "maxlength": self.fields[name].max_length}
            self.fields[name].widget = forms.Textarea(attrs)
        self.fields["text"].widget.attrs["data-mentions"] = ""
        if is_reply:
            self.fields["text"].label = pgettext("noun", "Reply")
            del self.fields["quote"]


@dataclass(frozen=True)
class Line:
    """A note or a reply as it is printed."""

    note: Note

    @property
    def who(self) -> str:
        return _("A reader") if self.note.is_from_reader else wording.person(self.note.author)

    @property
    def when(self) -> str:
        return wording.short(self.note.at)


@dataclass(frozen=True)
class Thread(Line):
    form: NoteForm
    sender: NoteSender | None  # where a reader wrote it, left a name or address, and may be seen

    @property
    def replies(self) -> list[Line]:
        return [Line(reply) for reply in self.note.replies.all()]

    @property
    def resolved(self) -> str:
        """By whom and when; "" while it is open."""
        note = self.note
        return note.is_resolved and _("Resolved by %(who)s, %(when)s") % {
            "who": wording.person(note.resolved_by),
            "when": wording.short(note.resolved_at),
        }


class Talk:
    """All notes of a story, with the forms to go on; `refused` is the one that came back."""

    def __init__(self, article, user, refused: NoteForm | None = None):
        self.article, self.user, self.refused = article, user, refused

    @cached_property
    def threads(self) -> list[Thread]:
        notes = self.article.notes.threads()
        if self._may_see_senders:
            notes = notes.select_related("sender")
        return [
            Thread(note, self._form(f"reply-{note.pk}", is_reply=True), self._sender(note))
            for note in notes
        ]

    @property
    def open(self) -> list[Thread]:
        return [thread for thread in self.threads if not thread.note.is_resolved]

    @property
    def resolved(self) -> list[Thread]:
        return [thread for thread in self.threads if thread.note.is_resolved]

    @property
    def new(self) -> NoteForm:
        return self._form("note")

    @property
    def may_write(self) -> bool:
        return self.user.has_perm("articles.change_article")

    @property
    def people(self) -> str:
        """Where names are looked up while they are typed."""
        return reverse("admin:articles_article_people")

    @property
    def _may_see_senders(self) -> bool:
        return self.user.has_perm("articles.view_notesender")

    def _sender(self, note: Note) -> NoteSender | None:
        sender = getattr(note, "sender", None) if self._may_see_senders else None
        return sender if sender and sender.is_kept and sender.is_named else None

    def _form(self, prefix: str, **kwargs) -> NoteForm:
        if self.refused is not None and self.refused.prefix == prefix:
            return self.refused
        return NoteForm(prefix=prefix, **kwargs)


class ArticleNotes(ArticleHistory):
    def get_urls(self):
        notes = self.admin_site.admin_view(self.notes_view)
        people = self.admin_site.admin_view(self.people_view)
        return [
            path("<int:object_id>/notes/", notes, name="articles_article_notes"),
            path("people/", people, name="articles_article_people"),
            *super().get_urls(),
        ]

    def notes_view(self, request, object_id):
        article = self._article(request, object_id)
        talk = Talk(article, request.user)
        if request.method == "POST":
            if not talk.may_write:
                raise PermissionDenied
            talk.refused = _act(request, article)
            if talk.refused is None:
                return redirect(_page_before(request, article))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Notes"),
            "article": article,
            "talk": talk,
            "opts": self.opts,
        }
        status = 422 if talk.refused else 200
        return TemplateResponse(
            request, "admin/articles/article/notes.html", context, status=status
        )

    def people_view(self, request):
        """Colleagues whose name or account begins with `q`, as JSON."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        begin = request.GET.get("q", "")
        found = colleagues().filter(
            Q(username__istartswith=begin)
            | Q(first_name__istartswith=begin)
            | Q(last_name__istartswith=begin)
        )
        people = [
            {"username": person.username, "name": wording.person(person)}
            for person in found[:NAMES_OFFERED]
        ]
        return JsonResponse({"people": people})


@transaction.atomic
def _act(request, article) -> NoteForm | None:
    """Do what the pressed button says; a form that cannot be kept comes back."""
    verb, _dash, number = request.POST.get("do", "").partition("-")
    if verb == "add":
        return _keep(request, NoteForm(request.POST, prefix="note"), article)
    if verb not in ("reply", "resolve", "reopen") or not number.isdecimal():
        raise BadRequest("There is no such button.")
    note = get_object_or_404(article.notes.filter(parent=None), pk=int(number))
    if verb == "reply":
        form = NoteForm(request.POST, prefix=f"reply-{note.pk}", is_reply=True)
        return _keep(request, form, article, parent=note)
    if verb == "resolve":
        note.resolve(by=request.user)
    else:
        note.reopen()
    audit.record(request, f"{verb}-note", article=article, detail=note.text)
    return None


def _keep(request, form: NoteForm, article, parent=None) -> NoteForm | None:
    form.instance.article, form.instance.author = article, request.user
    form.instance.parent = parent
    if not form.is_valid():
        return form
    note = form.save()
    people = note.people_named()
    note.mentions.set(people)
    notifications.tell_of_note(note)
    reached = {person.username.lower() for person in people}
    for name in sorted(names_in(note.text) - reached):
        unknown = _("Nobody at the desk is called @%s, so nobody was told.") % name
        messages.warning(request, unknown)
    return None


def _page_before(request, article) -> str:
    screen = "notes" if request.POST.get("page") == "notes" else "change"
    return reverse(f"admin:articles_article_{screen}", args=[article.pk]) + "#notes"
