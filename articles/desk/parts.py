"""
What another app keeps of a story, typed on the story's page: one row, in the panel beside it.

A part is an inline, registered with `ArticleAdmin.add_part`. It is saved with the page and stands
in no version. Its page carries what it was opened with, and only what its person changed is saved:
a page that somebody has overtaken takes nothing back, and is not asked about.
"""

import json
import re

from django import forms
from django.contrib import admin


class PartForm(forms.ModelForm):
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        opened = {name: _as_sent(self.initial.get(name)) for name in self._names}
        self.fields["opened"].initial = json.dumps(opened)

    def has_changed(self):
        return bool(self._changed_names)

    def validate_unique(self):
        """The row may be there already: it is changed then."""

    @property
    def changes(self) -> dict:
        """What the person changed, as it was cleaned."""
        return {name: self.cleaned_data[name] for name in self._changed_names}

    @property
    def _names(self) -> list[str]:
        return [name for name in self.fields if name in self._meta.fields]

    @property
    def _changed_names(self) -> list[str]:
        typed = {name: self[name].data or "" for name in self._names}
        return _differing(self["opened"].data, typed)


class PartFormSet(forms.BaseInlineFormSet):
    """Of one form, for the row that is there or will be."""

    told = ""  # a sentence for the person, above the fields

    def __init__(self, data=None, files=None, *args, prefix=None, **kwargs):
        if data is not None and f"{prefix}-TOTAL_FORMS" not in data:
            data = files = None  # the page was opened by somebody whom it does not show this part
        super().__init__(data, files, *args, prefix=prefix, **kwargs)

    def is_valid(self):
        return not self.is_bound or super().is_valid()

    def keep(self, changes: dict):
        """Change the row of self.instance, or make it."""
        raise NotImplementedError

    def save(self, commit=True):
        for form in self.forms if self.is_bound else []:
            if form.has_changed():
                self.keep(form.changes)
        return []


class Part(admin.StackedInline):
    """Other apps' ones say `model`, `form`, `formset`, `fields` and in which `panel` they stand."""

    panel = ""
    form = PartForm
    formset = PartFormSet
    template = "admin/articles/article/_part.html"
    extra = max_num = 1
    can_delete = False

    def opened_with(self, request, article) -> dict:
        """What its formset is made with: the row's values, or those of a slot gone on with."""
        slot = getattr(request, "continued", None)
        initial = _typed_of(slot.typed, self.prefix) if slot else self.values(request, article)
        return {"queryset": self.model.objects.none(), "initial": [initial]}

    def values(self, request, article) -> dict:
        """The values of the story's row by their fields; `article` is None for a new story."""
        raise NotImplementedError

    @property
    def prefix(self) -> str:
        return self.model._meta.get_field("article").remote_field.get_accessor_name()


def unsaved(typed: dict[str, list[str]]) -> list[str]:
    """The prefixes of the parts in which a sent page says something else than it began with."""
    sent = (re.fullmatch(r"(\w+)-0-opened", name) for name in typed)
    parts = {match[1]: _typed_of(typed, match[1]) for match in sent if match}
    return [prefix for prefix, part in parts.items() if _differing(part.pop("opened"), part)]


def _typed_of(typed: dict[str, list[str]], prefix: str) -> dict[str, str]:
    start = f"{prefix}-0-"
    return {name[len(start) :]: sent[0] for name, sent in typed.items() if name.startswith(start)}


def _differing(opened: str | None, typed: dict[str, str]) -> list[str]:
    """Of the fields that the page was opened with, those that say something else now."""
    try:
        before = dict(json.loads(opened or "{}"))
    except (TypeError, ValueError):
        return []
    return [name for name in typed if name in before and typed[name] != before[name]]


def _as_sent(value) -> str:
    return "" if value is None else str(value)
