"""The rules of the house at the desk: one page of them, and their rehearsal."""

from django import forms
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.desk.one_row import OneRowAdmin
from comments import bayes
from comments.desk.one_row import JoinedForm
from comments.models import HouseRules, SpamWord
from comments.rehearsal import RULES, rehearse

FIELDSETS = {
    gettext_lazy("Default story settings"): ["is_open", "close_after_days"],
    gettext_lazy("Other comment settings"): [
        *("require_name_email", "max_length", "depth", "page_size", "order"),
    ],
    gettext_lazy("Before a comment appears"): ["moderation"],
    gettext_lazy("Comment moderation"): [
        *("max_links", "hold_words", "flood_seconds", "pace_seconds", "reports_to_hold"),
    ],
    gettext_lazy("Disallowed words"): ["block_words"],
    gettext_lazy("Privacy and policy"): ["keep_addresses_days", "policy"],
}
REHEARSE = "_rehearse"  # the button; its value names a rule, or all of them
ALL = "all"


class RulesForm(JoinedForm):
    class Meta:
        model = HouseRules
        fields = [name for names in FIELDSETS.values() for name in names]
        widgets = {
            "hold_words": forms.Textarea(attrs={"rows": 6, "cols": 40}),
            "block_words": forms.Textarea(attrs={"rows": 6, "cols": 40}),
            "policy": forms.Textarea(attrs={"rows": 8}),
        }

    class Media:
        css = {"all": ["desk/css/rules.css"]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pause = settings.COMMENT_FLOOD_SECONDS
        if pause is not None and "flood_seconds" in self.fields:
            self.fields["flood_seconds"].disabled = True
            self.fields["flood_seconds"].help_text = (
                _("This installation sets %s (COMMENT_FLOOD_SECONDS), which goes first.") % pause
            )

    @property
    def rehearsed(self) -> list[str]:
        """The rules to be rehearsed, if that is what the pressed button asks for."""
        asked = self.data.get(REHEARSE, "")
        return list(RULES) if asked == ALL else [rule for rule in RULES if rule == asked]

    def is_valid(self):
        """A rehearsal saves nothing, however right everything is."""
        return super().is_valid() and REHEARSE not in self.data


class HouseRulesAdmin(OneRowAdmin):
    form = RulesForm
    fieldsets = [(name, {"fields": fields}) for name, fields in FIELDSETS.items()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if REHEARSE in request.POST:  # in no transaction: while it counts, readers write
            return self._changeform_view(request, object_id, form_url, extra_context)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        form.save_what_was_changed()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        may_change = self.has_change_permission(request, obj)
        rehearsed = form.rehearsed if may_change and form.is_bound and not form.errors else []
        context |= {
            "title": _("Rules of the house"),
            "subtitle": None,
            "may_rehearse": may_change,
            "can_be_rehearsed": list(RULES),
            "rehearsals": rehearse(form.instance, rehearsed) if rehearsed else {},
            "spam_score": spam_score_in_words(),
            "akismet_is_asked": bool(settings.AKISMET_KEY),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_change(self, request, obj):
        self.message_user(request, _("The rules of the house are saved. They hold from now on."))
        return redirect(reverse("admin:comments_houserules_change", args=[1]))


def spam_score_in_words() -> str:
    learnt = SpamWord.objects.comments()
    spam = ngettext(
        "It has learnt from %(count)s comment that moderators marked as spam.",
        "It has learnt from %(count)s comments that moderators marked as spam.",
        learnt.spam,
    )
    approved = ngettext(
        "It has learnt from %(count)s comment that they approved.",
        "It has learnt from %(count)s comments that they approved.",
        learnt.approved,
    )
    enough = ngettext(
        "It speaks once it has %(count)s of each kind.",
        "It speaks once it has %(count)s of each kind.",
        bayes.ENOUGH,
    )
    is_learning = min(learnt.spam, learnt.approved) < bayes.ENOUGH
    sentences = [
        _("The spam score is still learning.") if is_learning else _("The spam score is at work."),
        spam % {"count": learnt.spam},
        approved % {"count": learnt.approved},
        *([enough % {"count": bayes.ENOUGH}] if is_learning else []),
    ]
    return " ".join(sentences)
