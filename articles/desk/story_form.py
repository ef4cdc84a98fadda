"""What can be typed on a story's page, beyond what the story keeps."""

import json
import secrets

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk import wording
from articles.desk.slots import continued_words
from articles.desk.typed import rest_of
from articles.desk.widgets import Minute
from articles.models import Article, Change


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
    publish_at = forms.DateTimeField(
        label=gettext_lazy("Publish at"), required=False, widget=Minute
    )
    change = forms.ChoiceField(
        label=gettext_lazy("Kind of change"),
        choices=[choice for choice in Change.choices if choice[0] != Change.FIRST],
        required=False,
        initial=Change.SILENT_FIX,
        help_text=gettext_lazy("What readers are told when this replaces what they see."),
    )
    notice = forms.CharField(
        label=gettext_lazy("Notice to readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Printed with the story. Needed for a clarification, a correction, "
            "an editor’s note and a retraction."
        ),
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
            "headline": forms.Textarea(attrs={"rows": 1, "maxlength": 300}),
            "standfirst": forms.Textarea(attrs={"rows": 2}),
        }

    class Media:
        css = {"all": ["desk/css/story.css", "desk/css/editor.css", "desk/css/library.css"]}
        js = [forms.Script("desk/js/story.js", type="module")]

    def __init__(self, *args, **kwargs):
        if self.continued:
            kwargs["initial"] = (kwargs.get("initial") or {}) | continued_words(self.continued)
        super().__init__(*args, **kwargs)
        latest = self.instance.latest_version if self.instance.pk else None
        rest = rest_of(self.instance, self.fields)
        self.fields["opened_version"].initial = latest.number if latest else 0
        self.fields["opened_rest"].initial = json.dumps(rest)
        self.fields["page"].initial = secrets.token_urlsafe(12)
        self.fields["opened_by"].initial = self.person and self.person.pk
        self.fields["publish_at"].help_text = wording.zone()
        if not (latest and self.instance.versions.ever_live().exists()):
            del self.fields["change"], self.fields["notice"]

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

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
            if field != "bylines":  # shown with their rows
                self.add_error(field if field in self.fields else None, errors)

    def notes(self, transition: str) -> dict:
        """What goes with a step of the workflow, as workflow.perform takes it."""
        typed = self.cleaned_data
        step = {"note": typed["note"], "at": typed.get("publish_at")}
        if transition in ("publish", "schedule"):
            step |= {"change": typed.get("change", ""), "notice": typed.get("notice", "")}
        return step
