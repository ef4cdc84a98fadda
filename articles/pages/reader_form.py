"""
Forms that readers send without an account: what guards them, and how what they sent is answered.

A story's page is the same for everybody, so no cookie guards a form. What does: where it was sent
from (articles.pages.origin), a field that people do not see, a stamp that its page was fetched,
and a limit for each network.
"""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import HttpResponseRedirect
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.models import TooMany
from articles.pages import origin

_stamps = Signer(salt="articles.reader_form")
GUARDS = ("subject", "stamp")  # fields in which nobody types
TOO_LONG = ngettext_lazy(
    "This is too long: %(limit_value)s character is the most, these are %(show_value)s.",
    "This is too long: %(limit_value)s characters are the most, these are %(show_value)s.",
    "limit_value",
)
SEE_OTHER = 303  # what answers a POST is fetched with GET


class ReaderForm(forms.Form):
    """The base of such a form; `about` says for what its page was fetched."""

    subject = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1}),
    )
    stamp = forms.CharField(required=False)
    is_foreign = False  # sent from another site: its words may be copied, and sent from ours alone

    def __init__(self, *args, about: str, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        self.about = about

    @property
    def fresh_stamp(self) -> str:
        """Without a time, so that it holds however long the page stays open."""
        return _stamps.sign(self.about)

    @property
    def typed(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self if field.name not in GUARDS]

    def clean(self):
        # A person whom this meets has lost nothing: the page comes back with a stamp and without
        # what a browser may have filled in, and the second try succeeds.
        if self.cleaned_data.get("subject") or not self._is_stamped():
            raise ValidationError(_("Please send the form once more."))

    def _is_stamped(self) -> bool:
        try:
            return _stamps.unsign(self.cleaned_data.get("stamp") or "") == self.about
        except BadSignature:
            return False

    def mark_invalid_fields(self):
        """Put the cursor into the first of them, unless it is a list of choices."""
        for name in [name for name in self.errors if name in self.fields][:1]:
            widget = self.fields[name].widget
            if not widget.use_fieldset:
                widget.attrs["autofocus"] = True


def answer(request, form: ReaderForm, *, keep, show):
    """
    Answer a form that was sent: `keep(form)` stores it and gives the address to thank at, 303.

    Otherwise what `show(form, status)` makes, in which nothing typed is lost: 403 for one from
    another site, 422 with what to mend, 429 where `keep` raises TooMany.
    """
    if not origin.is_ours(request):
        form.is_foreign = True
        form.add_error(None, _("This form was sent from another site."))
        return show(form, 403)
    if not form.is_valid():
        form.mark_invalid_fields()
        return show(form, 422)
    try:
        thanks = keep(form)
    except TooMany as haste:
        form.add_error(None, _("That was a lot from your network. Please try again later."))
        response = show(form, 429)
        response["Retry-After"] = haste.seconds
        return response
    response = HttpResponseRedirect(thanks)
    response.status_code = SEE_OTHER
    return response


def plain_words(text: str) -> str:
    """What a reader typed, with line ends of one kind; "" where nothing of it can be seen."""
    seen = any(unicodedata.category(character)[0] not in "CZM" for character in text)
    return normalize_newlines(text).strip() if seen else ""


def one_line(text: str) -> str:
    """A name, without the characters that turn a line or are not seen."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(plain_words(seen).split())
