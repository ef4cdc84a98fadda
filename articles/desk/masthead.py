"""The paper's name, logo and colours at the desk: one page of them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import colours
from articles.desk.one_row import OneRowAdmin
from articles.desk.widgets import PictureChooser, only_to_be_added
from articles.models import Masthead

FIELDSETS = {
    gettext_lazy("Name"): ["own_name", "own_tagline"],
    gettext_lazy("Logo"): ["logo", "logo_on_dark"],
    gettext_lazy("Colours"): ["accent", "accent_on_dark"],
}
ABOUT = {
    "logo": gettext_lazy(
        "It stands where the name does. Wide and low is best: it is shown 80 pixels high at most."
    ),
    "logo_on_dark": gettext_lazy(
        "For readers whose devices are set dark. Without it the logo stands on white there."
    ),
}


class MastheadForm(forms.ModelForm):
    class Meta:
        model = Masthead
        fields = [name for names in FIELDSETS.values() for name in names]
        widgets = {"logo": PictureChooser, "logo_on_dark": PictureChooser}
        help_texts = ABOUT

    class Media:
        css = {"all": [f"desk/css/{name}.css" for name in ("library", "upload", "masthead")]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, scheme in {"accent": "light", "accent_on_dark": "dark"}.items():
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = colours.accent(scheme)
        for name in {"logo", "logo_on_dark"} & set(self.fields):
            only_to_be_added(self.fields[name])
            self.fields[name].widget.can_add_related = False  # the chooser uploads


class MastheadAdmin(OneRowAdmin):
    form = MastheadForm
    fieldsets = [(name, {"fields": fields}) for name, fields in FIELDSETS.items()]

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"title": _("Name and look"), "subtitle": None}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request, obj):
        self.message_user(request, _("Saved. Every page that is opened from now on shows it."))
        return self.to_the_row()
