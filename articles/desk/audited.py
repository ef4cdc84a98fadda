"""Every page of the desk that adds, changes or deletes something says so in the audit log."""

from django.contrib import admin
from django.utils.translation import gettext as _

from articles import audit
from articles.models import Article

LONGEST = 200  # characters of a value in the log; stories keep their words in their versions
LINES = 2000  # of the lines of a list that went and came


class Audited(admin.ModelAdmin):
    """
    Every screen is one of these: the desk's site makes it so when the screen is registered.

    Django's own log stays beside it: its history pages read it. It can be edited by whoever
    reaches it, knows no address and forgets what was typed, so it is not the one to rely on.
    A screen that tells what happened in words of its own sets `leaves_traces` to False.
    """

    def log_addition(self, request, obj, message):
        self._trace(request, "add", obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self._trace(request, "change", obj, getattr(request, "what_changed", ""))
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._trace(request, "delete", obj)
        return super().log_deletions(request, queryset)

    def construct_change_message(self, request, form, formsets, add=False):
        if getattr(self, "leaves_traces", True):
            request.what_changed = "\n".join(_changes(form))
        return super().construct_change_message(request, form, formsets, add)

    def _trace(self, request, action: str, obj, detail: str = ""):
        if getattr(self, "leaves_traces", True):
            kind = obj._meta.verbose_name
            article = obj if isinstance(obj, Article) else None
            audit.record(request, action, article=article, about=f"{kind}: {obj}", detail=detail)


def audited(admin_class):
    """`admin_class`, with its traces."""
    if issubclass(admin_class, Audited):
        return admin_class
    return type(
        admin_class.__name__, (Audited, admin_class), {"__module__": admin_class.__module__}
    )


def _changes(form):
    for name in form.changed_data:
        field = form.fields.get(name)
        if field is None or "password" in name:
            yield f"{name}: …"
        else:
            old, new = _chosen(field, form.initial.get(name)), form.cleaned_data.get(name)
            became = _("%(old)s → %(new)s") % {"old": _shown(old), "new": _shown(new)}
            yield f"{field.label}: {_lines(old, new) or became}"


def _lines(old, new) -> str:
    """Of texts of several lines, such as lists of words, those that went and those that came."""
    if not (isinstance(old, str) and isinstance(new, str) and "\n" in old + new):
        return ""
    old, new = old.splitlines(), new.splitlines()
    gone = [f"− {line}" for line in old if line not in new]
    come = [f"+ {line}" for line in new if line not in old]
    return _(", ").join(gone + come)[:LINES]


def _chosen(field, value):
    """The things that the numbers of a choice stand for."""
    if not hasattr(field, "queryset") or value in (None, ""):
        return value
    numbers = value if isinstance(value, list | tuple) else [value]
    return list(field.queryset.model.objects.filter(pk__in=[getattr(n, "pk", n) for n in numbers]))


def _shown(value) -> str:
    if isinstance(value, list | tuple) or hasattr(value, "iterator"):
        value = _(", ").join(sorted(str(item) for item in value))
    return "–" if value in (None, "") else str(value)[:LONGEST]
