"""Changing a reader's words, where they must be: the page says so, and what they were is kept."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import URLValidator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import audit
from comments.desk import deciding
from comments.models import Comment, Overtaken


class WordsForm(forms.ModelForm):
    mark = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.URLField(
        label=gettext_lazy("Website"),
        max_length=200,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
    )

    class Meta:
        model = Comment
        fields = ["text", "name", "website"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}

    def clean_text(self):
        return normalize_newlines(self.cleaned_data["text"])


class WordsPage(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view(self.words_view)
        return [path("<int:number>/words/", view, name="comments_words"), *super().get_urls()]

    def words_view(self, request, number):
        if not (self.has_view_permission(request) and self.may_edit_words(request)):
            raise PermissionDenied
        comment = deciding.comments([number]).first()
        if comment is None:
            raise Http404
        form = WordsForm(request.POST or None, initial={"mark": comment.mark}, instance=comment)
        if request.method == "POST" and form.is_valid():
            return self._write(request, number, form)
        return self._ask(request, comment, form)

    def may_edit_words(self, request) -> bool:
        return request.user.has_perm("comments.edit_comment")

    def _write(self, request, number, form):
        comment = Comment.objects.select_related("article").get(pk=number)
        try:
            _edit(request, comment, form.cleaned_data)
        except Overtaken:
            form.add_error(None, _("This comment has changed since you opened it. It now says:"))
            form.data = form.data.copy()
            form.data["mark"] = comment.mark
            return self._ask(request, comment, form, now=comment)
        self.message_user(request, _("The words are changed. What they were is kept."))
        return redirect("admin:comments_comment_change", number)

    def _ask(self, request, comment, form, now=None):
        page = {
            **self.admin_site.each_context(request),
            "title": _("Edit the words"),
            "opts": self.opts,
            "comment": comment,
            "form": form,
            "now": now,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/comments/comment/words.html", page)


@transaction.atomic
def _edit(request, comment: Comment, typed: dict):
    words = {name: typed[name] for name in ("name", "website")}
    if comment.edit(typed["text"], by=request.user, seen=typed["mark"], **words):
        about = deciding.about(comment)
        audit.record(request, "edit-comment", article=comment.article, about=about)
