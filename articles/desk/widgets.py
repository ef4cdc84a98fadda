"""Form controls of the desk. Each is complete without its script."""

from django import forms
from django.urls import reverse


class Minute(forms.DateTimeInput):
    """A day and time to the minute, by the browser's own picker."""

    def __init__(self, attrs=None):
        super().__init__({"type": "datetime-local", **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class PictureChooser(forms.Select):
    """The newest pictures to select from; its script adds thumbnails and the whole library."""

    NEWEST = 50

    class Media:
        js = [forms.Script("desk/js/picture-chooser.js", type="module")]

    def __init__(self, attrs=None, choices=()):
        super().__init__(attrs, choices)
        self.attrs["data-picture-chooser"] = ""

    def build_attrs(self, base_attrs, extra_attrs=None):
        library = reverse("admin:articles_picture_library")
        return super().build_attrs(base_attrs, extra_attrs) | {"data-library": library}

    def optgroups(self, name, value, attrs=None):
        """The chosen picture and the newest ones, not every picture of the library."""
        pictures = self.choices.queryset
        chosen = pictures.filter(pk__in=[number for number in value if number.isdecimal()])
        newest = pictures.exclude(pk__in=chosen.values("pk"))[: self.NEWEST]
        options = [self.create_option(name, "", "–", value in ([], [""]), 0)]
        for index, picture in enumerate([*chosen, *newest], start=1):
            selected = str(picture.pk) in value
            options.append(self.create_option(name, picture.pk, str(picture), selected, index))
        return [(None, options, 0)]


def only_to_be_added(field):
    """What is missing can be made from here; what there is has a page of its own."""
    widget = field.widget
    widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
