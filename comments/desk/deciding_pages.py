"""Where the keys and buttons of the queue send what was decided."""

import uuid

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comments.desk import deciding, told
from comments.desk.responses import Responses, marks_in
from comments.desk.verbs import VERBS
from comments.models import Comment, Decision, Reason


class ReasonForm(forms.ModelForm):
    """Why comments are rejected. None need be given; what no list holds is said in words."""

    class Meta:
        model = Decision
        fields = ["reason", "note", "told"]

    def clean(self):
        super().clean()
        reason = self.cleaned_data.get("reason")
        if reason == Reason.OTHER and not self.cleaned_data.get("note"):
            self.add_error("note", _("Say the reason in words."))
        if not reason:
            self.cleaned_data |= {"reason": "", "told": False}

    @property
    def problems(self) -> list[str]:
        return [text for texts in self.errors.values() for text in texts]


class DecidingPages(Responses):
    def get_urls(self):
        views = {
            "decide": require_POST(self.decide_view),
            "undo": require_POST(self.undo_view),
            "reason": require_POST(self.reason_view),
            "changed": require_safe(self.changed_view),
        }
        own = [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"comments_{name}")
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def decide_view(self, request, number: str = ""):
        """Take the verb that was pressed for its comments, as they were seen on the page."""
        self.refuse_onlookers(request)
        verb = VERBS[pressed(request, VERBS)]
        numbers = [number] if number else request.POST.getlist(verb.name)
        why = ReasonForm(request.POST, prefix=f"why-{numbers[0]}")
        if not why.is_valid():
            return self.refuse(request, why.problems, numbers[0])
        details = why.cleaned_data if verb.name == "reject" else {}
        outcome = deciding.decide(request, verb, numbers, marks_in(request.POST), **details)
        return self.respond(request, told.done(verb, outcome), outcome, told.keys(verb))

    def undo_view(self, request):
        self.refuse_onlookers(request)
        outcome = deciding.undo(request, batch_in(request))
        return self.respond(request, told.undone(outcome), outcome)

    def reason_view(self, request):
        """Say why, after comments were rejected with one key."""
        self.refuse_onlookers(request)
        why = ReasonForm(request.POST)
        if not why.is_valid():
            return self.refuse(request, why.problems, "")
        outcome = deciding.explain(request, batch_in(request), **why.cleaned_data)
        return self.respond(request, told.explained(outcome), outcome, told.keys())

    def changed_view(self, request):
        """The cards of an open page that others have changed meanwhile; asked now and then."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        seen = marks_in(request.GET)
        comments = Comment.objects.filter(pk__in=deciding.numbers_in(seen)).only(*MARKED)
        changed = [comment for comment in comments if comment.mark != seen[str(comment.pk)]]
        return JsonResponse(self.what_changed(request, changed, seen))

    def refuse_onlookers(self, request, permission: str = "comments.change_comment"):
        if not request.user.has_perm(permission):
            raise PermissionDenied


MARKED = ("status", "decided_at", "edited_at", "reports_open")


def pressed(request, names) -> str:
    """Which of the buttons with these `names` was pressed."""
    found = [name for name in names if request.POST.get(name)]
    if len(found) != 1:
        raise BadRequest
    return found[0]


def batch_in(request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("batch", ""))
    except ValueError as error:
        raise BadRequest from error
