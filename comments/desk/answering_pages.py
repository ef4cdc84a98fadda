"""The newsroom's own voice in a discussion: its answers, its picks, and the threads on top."""

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles import audit
from comments.desk import deciding, told
from comments.desk.deciding_pages import DecidingPages, pressed
from comments.desk.responses import marks_in
from comments.forms import COMMENT_LIMIT
from comments.models import Comment

FEATURES = {
    "pick": _("Editor’s pick: %s."),
    "unpick": _("No longer a pick: %s."),
    "pin": _("Pinned: %s."),
    "unpin": _("No longer pinned: %s."),
}


class AnswerForm(forms.Form):
    text = forms.CharField(
        max_length=COMMENT_LIMIT,
        error_messages={"required": _("Type the answer first.")},
    )


class AnsweringPages(DecidingPages):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("answer/", view(require_POST(self.answer_view)), name="comments_answer"),
            path("feature/", view(require_POST(self.feature_view)), name="comments_feature"),
            *super().get_urls(),
        ]

    def answer_view(self, request):
        """Publish an answer; what it answers is approved with the same press, if it waits."""
        self.refuse_onlookers(request)
        self.refuse_onlookers(request, "comments.answer_comment")
        comment = _sent(request, "answer")
        form = AnswerForm(request.POST, prefix=f"answer-{comment.pk}")
        if not form.is_valid():
            return self.refuse(request, form.errors["text"], str(comment.pk))
        seen = marks_in(request.POST)
        outcome = deciding.answer(request, comment, form.cleaned_data["text"], seen)
        return self.respond(request, told.answered(outcome), outcome, told.keys())

    def feature_view(self, request):
        self.refuse_onlookers(request, "comments.feature_comment")
        name = pressed(request, FEATURES)
        comment = _sent(request, name)
        try:
            _feature(request, comment, name)
        except ValidationError as refusal:
            return self.refuse(request, refusal.messages, str(comment.pk))
        return self.show(request, FEATURES[name] % comment.name, comment)


@transaction.atomic
def _feature(request, comment: Comment, name: str):
    getattr(comment, name)()
    audit.record(request, f"{name}-comment", article=comment.article, about=deciding.about(comment))


def _sent(request, name: str) -> Comment:
    numbers = deciding.numbers_in(request.POST.getlist(name))
    if len(numbers) != 1:
        raise BadRequest
    comment = deciding.comments(numbers).first()
    if comment is None:
        raise Http404
    return comment
