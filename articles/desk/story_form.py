"""What can be typed on a story's page, beyond what the story keeps."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk import wording
from articles.desk.newsroom_time import NewsroomTime
from articles.desk.people import colleagues
from articles.desk.widgets import Minute
from articles.models import Article, Change


class SectionField(forms.ModelChoiceField):
    def label_from_instance(self, section):
        return f"{section.parent.name} › {section.name}" if section.parent else section.name


class StoryForm(forms.ModelForm):
    refusal = None  # what the workflow said of this page, where it was refused

    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    publish_at = NewsroomTime(label=gettext_lazy("Publish at"), required=False, widget=Minute)
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
        css = {
            "all": [
                *("desk/css/story.css", "desk/css/editor.css", "desk/css/library.css"),
                *("desk/css/notes.css", "desk/css/standing.css"),
            ]
        }
        js = [forms.Script("desk/js/story.js", type="module")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        latest = self.instance.latest_version if self.instance.pk else None
        self.fields["opened_version"].initial = latest.number if latest else 0
        self.fields["publish_at"].help_text = wording.zone()
        if "assigned_to" in self.fields:
            chosen = colleagues(also=self.instance.assigned_to_id)
            self.fields["assigned_to"].queryset = chosen
        if not (latest and self.instance.versions.ever_live().exists()):
            del self.fields["change"], self.fields["notice"]

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

    def clean(self):
        super().clean()
        if self._was_overtaken():
            self._show_who_was_faster()
        elif self.refusal:
            self._show_refusal()

    def _was_overtaken(self) -> bool:
        opened = self.cleaned_data.get("opened_version")
        return opened is not None and self._latest is not None and opened != self._latest.number

    @cached_property
    def _latest(self):
        return self.instance.latest_version if self.instance.pk else None

    def _show_who_was_faster(self):
        """Refuse once; the page now knows their version, so that the next press goes through."""
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_version")] = self._latest.number
        address = reverse(
            "admin:articles_article_version", args=[self.instance.pk, self._latest.number]
        )
        told = _(
            "{person} saved version {number} at {time}, after you opened this page, so nothing "
            'was saved now. <a href="{address}" target="_blank">See their version</a>, or press '
            "the button again to save yours over it."
        )
        self.add_error(
            None,
            format_html(
                told,
                person=wording.person(self._latest.saved_by),
                number=self._latest.number,
                time=wording.short(self._latest.saved_at),
                address=address,
            ),
        )

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
