"""The desk's own bell: what a person was told, and how they choose to be told."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import notifications
from articles.desk import wording
from articles.models import Kind, Notification, NotificationChoice

NEWEST = 100


@dataclass(frozen=True)
class Line:
    notification: Notification

    @property
    def what(self) -> str:
        return notifications.in_words(self.notification, wording.person(self.notification.by))

    @property
    def when(self) -> str:
        return wording.short(self.notification.at)


class ChoicesForm(forms.Form):
    """A box for each kind and way."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        kept = {choice.kind: choice for choice in user.notification_choices.all()}
        for kind in Kind:
            choice = kept.get(kind, NotificationChoice(kind=kind))
            for way in ("bell", "mail"):
                self.fields[f"{kind}-{way}"] = forms.BooleanField(
                    label=f"{kind.label}: {choice._meta.get_field(way).verbose_name}",
                    required=False,
                    initial=getattr(choice, way),
                )

    def rows(self):
        return [(kind.label, self[f"{kind}-bell"], self[f"{kind}-mail"]) for kind in Kind]

    @transaction.atomic
    def save(self):
        for kind in Kind:
            ways = {way: self.cleaned_data[f"{kind}-{way}"] for way in ("bell", "mail")}
            self.user.notification_choices.update_or_create(kind=kind, defaults=ways)


class NotificationAdmin(admin.ModelAdmin):
    """Everybody sees their own, and nobody another's: there is no list of all."""

    def has_module_permission(self, request):
        return False  # the bell leads here, not the list of things to manage

    def get_urls(self):
        views = {
            "": (self.list_view, "changelist"),
            "read/": (require_POST(self.read_view), "read"),
            "choices/": (self.choices_view, "choices"),
            "<int:number>/": (self.open_view, "open"),
        }
        return [
            path(where, self.admin_site.admin_view(view), name=f"articles_notification_{name}")
            for where, (view, name) in views.items()
        ]

    def list_view(self, request):
        told = Notification.objects.of(request.user).select_related("by", "article")
        newest = told.defer("article__body")[:NEWEST]
        context = {"title": _("What you were told"), "lines": [Line(row) for row in newest]}
        return self._page(request, "list", context)

    def open_view(self, request, number):
        """Go where it leads; from then on it is read."""
        told = Notification.objects.of(request.user).filter(pk=number)
        notification = get_object_or_404(told)
        told.mark_read()
        return redirect(notifications.address(notification))

    def read_view(self, request):
        Notification.objects.of(request.user).mark_read()
        return redirect("admin:articles_notification_changelist")

    def choices_view(self, request):
        form = ChoicesForm(request.POST or None, user=request.user)
        if request.method == "POST" and form.is_valid():
            form.save()
            messages.success(request, _("Your choice is kept."))
            return redirect("admin:articles_notification_choices")
        context = {"title": _("What you are told"), "form": form, "address": request.user.email}
        return self._page(request, "choices", context)

    def _page(self, request, name, context):
        context = {**self.admin_site.each_context(request), **context}
        return TemplateResponse(request, f"admin/articles/notification/{name}.html", context)
