"""Reading the log of decisions about comments. Nobody changes it here."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.desk import wording
from articles.desk.keyset import KeysetAdmin
from articles.desk.logs import LogFilter, OnlyRead
from articles.desk.people import PersonField
from articles.narrowing import narrowed
from comments.desk.statuses import IN_WORDS
from comments.models import CommentWords, Decision, Reason, Status

EXCERPT = 90  # characters


class DecisionFilter(LogFilter):
    exactly = ("by", "became", "reason")
    field_order = ["q", *exactly, "on_from", "on_to"]

    q = forms.CharField(label=_("Words of the comment"), required=False)
    by = PersonField(
        get_user_model().objects.order_by("username"),
        label=_("Who"),
        required=False,
        empty_label=_("Everybody"),
    )
    became = forms.ChoiceField(
        label=_("Decision"),
        required=False,
        choices=[("", pgettext_lazy("decisions", "All")), *Status.choices],
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        choices=[("", pgettext_lazy("reasons", "All")), *Reason.choices],
    )

    def narrowed(self, decisions):
        decisions = super().narrowed(decisions)
        if words := self.cleaned_data.get("q"):
            rows, found = CommentWords.objects.matching(words)
            decisions = narrowed(decisions, rows, "comment", found=found, by="comment")
        return decisions


class DecisionAdmin(OnlyRead, KeysetAdmin):
    filter_form = DecisionFilter
    list_display = ["moment", "who", "what", "why", "about"]
    list_display_links = None
    sortable_by = []
    ordering = ["-at", "-pk"]
    actions = None

    class Media:
        css = {"all": ["desk/css/comments.css"]}

    def rows_of_a_page(self, request):
        return Decision.objects.select_related("by", "comment").defer("comment__html")

    def get_fields(self, request, obj=None):
        return self.list_display

    @admin.display(description=_("when"))
    def moment(self, decision):
        return wording.moment(decision.at)

    @admin.display(description=_("who"))
    def who(self, decision):
        return wording.person(decision.by)

    @admin.display(description=_("decision"))
    def what(self, decision):
        status, label = decision.became, decision.get_became_display()
        return format_html(
            '<span class="state comment-{}">{}</span> <span class="quiet">{}</span>',
            *(status, label, _was(decision)),
        )

    @admin.display(description=_("why"))
    def why(self, decision):
        told = _("The commenter was told.") if decision.told else ""
        return " ".join(filter(None, [decision.reason_in_words, decision.note, str(told)]))

    @admin.display(description=_("comment"))
    def about(self, decision):
        comment = decision.comment
        if comment is None:
            return _("removed")
        address = reverse("admin:comments_comment_change", args=[comment.pk])
        words = Truncator(" ".join(comment.text.split())).chars(EXCERPT)
        return format_html('<a href="{}">{}</a> {}', address, comment.name, words)


def _was(decision: Decision) -> str:
    if not decision.was:  # it was decided about as it came in
        return ""
    before = IN_WORDS[Status(decision.was)]
    return before.undone_was if decision.takes_back else before.was
