"""What the desk's logs have in common: they are narrowed by day, and nobody writes in them."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.desk.story_filter import Day, midnight


class OnlyRead:
    """Of a ModelAdmin whose rows nobody writes, the administrator included."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LogFilter(forms.Form):
    """The fields in `exactly` ask for rows that have just that value; `at` is when a row was."""

    template = "admin/articles/auditentry/_filter.html"
    exactly = ()

    on_from = Day(label=_("From"), required=False)
    on_to = Day(label=_("To"), required=False)

    def __init__(self, data, *, user):
        super().__init__(data)

    @property
    def is_used(self) -> bool:
        return any(field.data for field in self)

    def narrowed(self, rows):
        self.is_valid()
        typed = self.cleaned_data
        for name in self.exactly:
            if typed.get(name):
                rows = rows.filter(**{name: typed[name]})
        if typed.get("on_from"):
            rows = rows.filter(at__gte=midnight(typed["on_from"]))
        if typed.get("on_to"):
            rows = rows.filter(at__lt=midnight(typed["on_to"] + timedelta(days=1)))
        return rows
