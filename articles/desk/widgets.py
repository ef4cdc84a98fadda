"""Form controls of the desk. Each is complete without its script."""

from datetime import UTC, datetime, time, timedelta

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles import clock_changes
from articles.desk import wording


class SeveralByTyping(AutocompleteSelectMultiple):
    """
    Without the cross that takes all away at once: Select2 puts it into the list of what is chosen,
    which may hold nothing but items (WCAG 1.3.1).
    """

    def build_attrs(self, *args, **kwargs):
        return super().build_attrs(*args, **kwargs) | {"data-allow-clear": "false"}


class Minute(forms.DateTimeInput):
    """
    A day and time to the minute, by the browser's own picker. Beside the hour that the clock
    shows twice stands a choice of the two.
    """

    FORMAT = "%Y-%m-%dT%H:%M"

    def __init__(self, attrs=None):
        super().__init__({"type": "datetime-local", **(attrs or {})}, format=self.FORMAT)

    def render(self, name, value, attrs=None, renderer=None):
        local, chosen = _on_the_clock(value)
        picker = super().render(name, local or value, attrs, renderer)
        meant = clock_changes.readings(local) if local else []
        if len(meant) < 2:
            return picker
        readings = [
            (clock_changes.with_offset(at), f"{timezone.localtime(at):%H:%M %Z}", at == chosen)
            for at in meant
        ]
        return picker + render_to_string(
            "admin/articles/_which_reading.html", {"name": name, "readings": readings}
        )

    def value_from_datadict(self, data, files, name):
        typed, chosen = data.get(name), data.get(f"{name}-reading")
        meant = clock_changes.readings(local) if (local := _on_the_clock(typed)[0]) else []
        offered = map(clock_changes.with_offset, meant) if len(meant) > 1 else ()
        return chosen if chosen in offered else typed


class MinuteToCome(Minute):
    """With the next times at which a newsroom publishes, each chosen by one click of its script."""

    def render(self, name, value, attrs=None, renderer=None):
        picker = super().render(name, value, attrs, renderer)
        choices = [(at.strftime(self.FORMAT), wording.day_and_clock(at)) for at in next_times()]
        return picker + render_to_string("admin/articles/_next_times.html", {"choices": choices})


HOURS = (6, 12, 18)
NEXT = 3


def next_times() -> list[datetime]:
    """The next of HOURS on the newsroom's clock, where it shows them once."""
    now = timezone.localtime()
    days = [now.date() + timedelta(days=ahead) for ahead in range(NEXT)]
    times = [datetime.combine(day, time(hour)) for day in days for hour in HOURS]
    meant = [readings[0] for readings in map(clock_changes.readings, times) if len(readings) == 1]
    return [timezone.localtime(at) for at in meant if at > now][:NEXT]


def _on_the_clock(value) -> tuple[datetime | None, datetime | None]:
    """What the newsroom's clock shows at a typed or kept time, and the moment where it is known."""
    try:
        at = parse_datetime(value) if isinstance(value, str) else value
    except ValueError:
        at = None
    if at is None:
        return None, None
    if isinstance(value, datetime) and timezone.is_naive(at):  # a form's own, from a kept time
        at = timezone.make_aware(at)
    if timezone.is_naive(at):
        return at, None
    return timezone.localtime(at).replace(tzinfo=None, fold=0), at.astimezone(UTC)


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
