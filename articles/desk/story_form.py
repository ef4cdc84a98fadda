"""What can be typed on a story's page, beyond what the story keeps."""

import json
import secrets

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publish_checks
from articles.desk import choosing, wording
from articles.desk.kinds import KINDS
from articles.desk.newsroom_time import NewsroomTime
from articles.desk.people import colleagues
from articles.desk.slots import continued_words
from articles.desk.typed import rest_of
from articles.desk.widgets import MinuteToCome
from articles.models import Article
from articles.pages.story import RELATED

# Where search results cut what they show: advice to whoever writes it.
HEADLINE_IN_SEARCH, SUMMARY_IN_SEARCH = 60, 155
SHEETS = [
    *("story", "panel", "standing", "bylines", "editor", "sharing", "library", "upload"),
    *("preview", "checks", "notes", "kinds", "messages"),
]


class SectionField(forms.ModelChoiceField):
    def label_from_instance(self, section):
        return f"{section.parent.name} › {section.name}" if section.parent else section.name


class StoryForm(forms.ModelForm):
    refusal = None  # what the workflow said of this page, where it was refused
    joining = None  # what became of it, where somebody else had overtaken it
    continued = None  # the slot with whose words it is opened
    person = None  # whose page it is

    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    opened_rest = forms.CharField(required=False, widget=forms.HiddenInput)
    page = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    opened_by = forms.IntegerField(required=False, widget=forms.HiddenInput)
    publish_at = NewsroomTime(label=gettext_lazy("Publish at"), required=False, widget=MinuteToCome)
    change = forms.ChoiceField(
        label=gettext_lazy("Kind of change"),
        choices=[
            ("", gettext_lazy("Choose one to publish or schedule the change…")),
            *((kind, kind.label) for kind in KINDS),
        ],
        required=False,
        help_text=gettext_lazy(
            "It alone decides what readers are told. A silent fix, of a typing error, tells them "
            "nothing; everything else shows the time of the update."
        ),
    )
    notice = forms.CharField(
        label=gettext_lazy("Notice to readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Printed with the story. Needed for a clarification, a correction, "
            "an editor’s note and a retraction, which the page of corrections lists too."
        ),
    )
    override = forms.CharField(
        label=gettext_lazy("Reason to go on anyway"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kept in the story’s log with what you went past."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note to the desk"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "For colleagues, never for readers. Needed to request changes and to kill."
        ),
    )

    class Meta:
        model = Article
        fields = []  # articles.desk.story lays them out
        widgets = {
            "headline": forms.Textarea(
                attrs={"rows": 1, "maxlength": 300, "data-guide": HEADLINE_IN_SEARCH}
            ),
            "standfirst": forms.Textarea(attrs={"rows": 2}),
            "sources": forms.Textarea(attrs={"rows": 3}),
            "related": choosing.StoryPicker(most=RELATED),
            "search_headline": forms.TextInput(attrs={"data-guide": HEADLINE_IN_SEARCH}),
            "search_summary": forms.Textarea(attrs={"rows": 3, "data-guide": SUMMARY_IN_SEARCH}),
        }

    class Media:
        css = {"all": [f"desk/css/{name}.css" for name in SHEETS]}
        js = [forms.Script("desk/js/story.js", type="module")]

    def __init__(self, *args, **kwargs):
        if self.continued:
            kwargs["initial"] = (kwargs.get("initial") or {}) | continued_words(self.continued)
        super().__init__(*args, **kwargs)
        latest = self.instance.latest_version if self.instance.pk else None
        rest = rest_of(self.instance, self.fields)
        self.fields["opened_version"].initial = latest.number if latest else 0
        if self.instance.pk is None and "headline" in self.fields:
            self.fields["headline"].widget.attrs["autofocus"] = True
        self.fields["opened_rest"].initial = json.dumps(rest)
        self.fields["page"].initial = secrets.token_urlsafe(12)
        self.fields["opened_by"].initial = self.person and self.person.pk
        self.fields["publish_at"].help_text = wording.zone()
        if not self._may_override():
            del self.fields["override"]
        if "assigned_to" in self.fields:
            chosen = colleagues(also=self.instance.assigned_to_id)
            self.fields["assigned_to"].queryset = chosen
        if not (latest and self.instance.versions.ever_live().exists()):
            del self.fields["change"], self.fields["notice"]

    def _may_override(self) -> bool:
        """A refusal that may be gone past asks for the reason, and so does the page after it."""
        asked = self.add_prefix("override") in self.data
        return asked or publish_checks.may_be_overridden(self.refusal)

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

    def clean_related(self):
        return choosing.cleaned(self.cleaned_data["related"], most=RELATED)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("opened_by") not in (None, self.person and self.person.pk):
            self._show_whose_page_it_is()
        elif self.joining and self.joining.comes_back:
            self.add_error(None, self.joining.told)
        elif self.refusal:
            self._show_refusal()

    def _show_whose_page_it_is(self):
        """Refuse once: a page of somebody else's is not saved in another name unawares."""
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_by")] = self.person.pk
        told = _(
            "This page was opened by somebody else, and you are signed in as %s. Nothing was "
            "saved. Press the button again to save it in your name."
        )
        self.add_error(None, told % wording.person(self.person))

    def _show_refusal(self):
        by_field = getattr(self.refusal, "error_dict", None)
        for field, errors in (by_field or {NON_FIELD_ERRORS: self.refusal}).items():
            told = self._how_a_kind_is_chosen() if field == "change" else None
            if field != "bylines":  # shown with their rows
                self.add_error(field if field in self.fields else None, told or errors)

        if "override" in self.data and publish_checks.may_be_overridden(self.refusal):
            self.add_error("override", _("Write why, or mend what is named."))

    def _how_a_kind_is_chosen(self) -> str:
        """For whoever pressed *Publish now*, which stands apart from the buttons of the kinds."""
        if self.data.get("_transition") != "publish":
            return ""
        return _(
            "Choose what kind of change this is and press “Publish now” again, or press the button "
            "of its kind: it decides what readers are told."
        )

    def notes(self, transition: str) -> dict:
        """What goes with a step of the workflow, as workflow.perform takes it."""
        typed = self.cleaned_data
        step = {"note": typed["note"], "at": typed.get("publish_at")}
        step["override"] = typed.get("override", "")
        if transition in ("publish", "schedule"):
            step |= {"change": typed.get("change", ""), "notice": typed.get("notice", "")}
        return step
