"""A form of one row that several people may have open at once."""

from django import forms
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _


class JoinedForm(forms.ModelForm):
    """
    Only what its person changed is written. What somebody else changed meanwhile stays; where
    both changed the same, the page comes back once and says what the other wrote.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True  # the page carries what it was opened with

    def clean(self):
        super().clean()
        for name in list(self.cleaned_data):
            if name not in self.changed_data:
                self.cleaned_data[name] = self.initial[name]
            elif self._was_changed_by_another(name):
                self._ask_which(name)

    def save_what_was_changed(self):
        """Called where the form is valid; a row that is not there yet is made."""
        fresh = self.instance._state.adding
        self.instance.save(**{} if fresh else {"update_fields": self.changed_data})

    def _was_changed_by_another(self, name: str) -> bool:
        opened = self.data.get(self[name].html_initial_name)
        if opened is None:
            return False
        opened = self.fields[name].to_python(opened)
        return _plain(self.initial[name]) not in (_plain(opened), _plain(self.cleaned_data[name]))

    def _ask_which(self, name: str):
        """Once: the page that comes back was opened with what the other wrote."""
        theirs = self.initial[name]
        self.data = self.data.copy()
        self.data[self[name].html_initial_name] = self[name].field.prepare_value(theirs)
        told = _(
            "Somebody else changed this after you opened the page, to: %s. Press Save again to "
            "put yours in its place."
        )
        labels = dict(getattr(self.fields[name], "choices", ()))
        self.add_error(name, told % (labels.get(theirs, theirs) or "–"))


def _plain(value) -> str:
    return normalize_newlines(str(value)).strip()
