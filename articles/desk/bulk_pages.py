"""Doing one thing to the stories selected in the list: asked once, told story by story, undone."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_POST

from articles.desk import bulk
from articles.desk.story_filter import Named, Nested
from articles.models import Article, BulkChange, Outcome, Section

MOST = 200  # stories of one change; twice what a page of the list shows
AT_ONCE = 5  # stories of one request of the script
HEADINGS = {
    Outcome.WAITING: ngettext_lazy(
        "Waiting: %(count)s story", "Waiting: %(count)s stories", "count"
    ),
    Outcome.DONE: ngettext_lazy("Done: %(count)s story", "Done: %(count)s stories", "count"),
    Outcome.REFUSED: ngettext_lazy(
        "Not done: %(count)s story", "Not done: %(count)s stories", "count"
    ),
    Outcome.UNDONE: ngettext_lazy("Undone: %(count)s story", "Undone: %(count)s stories", "count"),
    Outcome.KEPT: ngettext_lazy(
        "Not undone: %(count)s story", "Not undone: %(count)s stories", "count"
    ),
}


class BulkForm(forms.Form):
    """What an action asks for, if anything."""

    section = Nested(Section.objects.order_by("path"), label=gettext_lazy("Section"))
    topic = Named(Article._meta.get_field("topics"), label=gettext_lazy("Topic"))
    note = forms.CharField(
        label=gettext_lazy("Note to the desk"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("Why. It stands in the log of every story."),
    )

    def __init__(self, action, data=None):
        super().__init__(data)
        self.fields = {name: self.fields[name] for name in self.fields if name == action.asks}

    @property
    def terms(self) -> dict:
        """As JSON keeps them."""
        return {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items()}


class BulkPages(admin.ModelAdmin):
    def get_urls(self):
        view, of_one = self.admin_site.admin_view, "bulk/<int:number>/"
        return [
            path("bulk/", view(require_POST(self.bulk_view)), name="articles_bulk"),
            path(of_one, view(self.bulk_told_view), name="articles_bulk_told"),
            path(f"{of_one}on/", view(require_POST(self.bulk_on_view)), name="articles_bulk_on"),
            path(
                f"{of_one}undo/", view(require_POST(self.bulk_undo_view)), name="articles_bulk_undo"
            ),
            *super().get_urls(),
        ]

    def get_actions(self, request):
        if IS_POPUP_VAR in request.GET:
            return {}
        return {
            action.name: (partial(_ask, action), action.name, action.label)
            for action in bulk.ACTIONS.values()
            if action.is_allowed(request.user)
        }

    def bulk_view(self, request):
        """Begin what was confirmed: all of it, or, for the script, nothing yet."""
        action = _action(request)
        stories = self._selected(request)
        form = BulkForm(action, request.POST)
        if not form.is_valid():
            return self.ask(request, action, stories, form)
        change = bulk.begin(action, stories, form.terms, by=request.user)
        if _is_script(request):
            return JsonResponse(_progress(change))
        bulk.go_on(change, request, MOST)
        return redirect("admin:articles_bulk_told", change.pk)

    def bulk_on_view(self, request, number):
        change = _own(request, number)
        bulk.go_on(change, request, AT_ONCE if _is_script(request) else MOST)
        if _is_script(request):
            return JsonResponse(_progress(change))
        return redirect("admin:articles_bulk_told", change.pk)

    def bulk_undo_view(self, request, number):
        change = _own(request, number)
        if change.can_be_undone:
            bulk.undo(change, request)
        else:
            self.message_user(request, _("There is nothing to undo."), messages.WARNING)
        return redirect("admin:articles_bulk_told", change.pk)

    def bulk_told_view(self, request, number):
        change = _own(request, number)
        lines = list(change.lines.select_related("article").defer("article__body"))
        return self._bulk_page(
            request,
            "bulk_told",
            bulk.ACTIONS[change.action].label,
            change=change,
            outcomes=[_told(outcome, _with(lines, outcome)) for outcome in Outcome],
        )

    def ask(self, request, action, stories, form=None):
        return self._bulk_page(
            request,
            "bulk_ask",
            action.label,
            action=action,
            stories=stories,
            form=form or BulkForm(action),
        )

    def _bulk_page(self, request, name, title, **context):
        context |= {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/articles/article/{name}.html", context)

    def _selected(self, request):
        numbers = [n for n in request.POST.getlist("stories") if n.isdecimal() and len(n) < 19]
        stories = self.get_queryset(request).filter(pk__in=numbers[:MOST]).defer("body")
        if not stories:
            raise BadRequest("No story is selected.")
        return stories


def _ask(action, model_admin, request, stories):
    return model_admin.ask(request, action, stories.defer("body")[:MOST])


def _action(request) -> bulk.BulkAction:
    action = bulk.ACTIONS.get(request.POST.get("action"))
    if action is None:
        raise BadRequest("There is no such action.")
    if not action.is_allowed(request.user):
        raise PermissionDenied
    return action


def _own(request, number) -> BulkChange:
    """Whoever did it sees and undoes it; what each story went through is in its own log."""
    return get_object_or_404(BulkChange, pk=number, by=request.user)


def _with(lines, outcome) -> list:
    return [line for line in lines if line.outcome == outcome]


def _told(outcome, lines) -> tuple:
    return outcome, HEADINGS[outcome] % {"count": len(lines)}, lines


def _is_script(request) -> bool:
    return request.headers.get("Accept") == "application/json"


def _progress(change) -> dict:
    waiting = change.lines.filter(outcome=Outcome.WAITING).count()
    return {"number": change.pk, "of": change.lines.count(), "waiting": waiting}
