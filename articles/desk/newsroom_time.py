"""A time as it is typed at the desk: on the newsroom's clock, which is put forward and back."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import clock_changes
from articles.desk import wording


class NewsroomTime(forms.DateTimeField):
    """
    Refuses the hour that the clock skips, naming its neighbours, and asks which is meant of the
    hour that it shows twice: articles.desk.widgets.Minute then offers both.
    """

    def to_python(self, value):
        typed = _naive(value)
        if typed is None:
            return super().to_python(value)
        meant = clock_changes.readings(typed)
        if len(meant) == 1:
            return meant[0]
        raise ValidationError(_twice(meant) if meant else _never(typed), code="clock-change")


def _naive(value) -> datetime | None:
    try:
        typed = parse_datetime(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
    return typed if typed and timezone.is_naive(typed) else None


def _never(typed: datetime) -> str:
    before, after = map(wording.moment, clock_changes.around_the_gap(typed))
    return _(
        "There is no %(time)s on that day: the clocks are put forward then. "
        "Choose another time, such as %(before)s or %(after)s."
    ) % {"time": date_format(typed, _("H:i")), "before": before, "after": after}


def _twice(meant: list[datetime]) -> str:
    first, second = map(wording.moment, meant)
    return _(
        "The clocks show this time twice, because they are put back then: %(first)s and, "
        "an hour later, %(second)s. Choose which is meant."
    ) % {"first": first, "second": second}
