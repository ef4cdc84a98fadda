"""Accounts and groups at the desk: Django's own screens, with boxes to tick."""

from itertools import groupby
from operator import attrgetter

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Permission
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class Boxes(forms.CheckboxSelectMultiple):
    """Boxes under the headings of their groups; all of them together have a name, too."""

    def __init__(self, label: str):
        super().__init__()
        self.label = label

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs) | {"label": self.label}
        return render_to_string("admin/articles/_boxes.html", context)


class ByKind(ModelChoiceIterator):
    """Permissions under the kind of thing that they are about."""

    def __iter__(self):
        for kind, permissions in groupby(self.queryset, attrgetter("content_type")):
            yield kind.app_labeled_name, [self.choice(permission) for permission in permissions]


class PermissionsField(forms.ModelMultipleChoiceField):
    iterator = ByKind

    def label_from_instance(self, permission):
        return permission.name  # its kind stands above it


class WithBoxes(admin.ModelAdmin):
    """
    Many are chosen by boxes to tick: Django's two lists side by side need a script, and cannot be
    used by everybody.
    """

    filter_horizontal = ()

    class Media:
        css = {"all": ["desk/css/accounts.css"]}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = Boxes(capfirst(db_field.verbose_name))
        if db_field.related_model is Permission:
            permissions = Permission.objects.select_related("content_type")
            kwargs |= {"form_class": PermissionsField, "queryset": permissions}
        return super().formfield_for_manytomany(db_field, request, **kwargs)


NAME, PERSON, (RIGHTS, _fields), DATES = UserAdmin.fieldsets


class AccountAdmin(WithBoxes, UserAdmin):
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        NAME,
        PERSON,
        (RIGHTS, {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (
            _("Permissions of this account alone"),
            {"fields": ["user_permissions"], "classes": ["collapse"]},
        ),
        DATES,
    ]


class RightsAdmin(WithBoxes, GroupAdmin):
    pass
