"""What waits to be sent, and what was given up: for whoever runs the site."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy


class StandingFilter(admin.SimpleListFilter):
    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("waiting", pgettext_lazy("tasks", "Waiting")),
            ("given_up", pgettext_lazy("tasks", "Given up")),
        ]

    def queryset(self, request, tasks):
        return getattr(tasks, self.value())() if self.value() in ("waiting", "given_up") else tasks


class OutboxTaskAdmin(admin.ModelAdmin):
    list_display = ["key", "kind", "created_at", "attempts", "due_at", "done_at", "given_up_at"]
    list_filter = [StandingFilter]
    fields = ["kind", "key", "created_at", "attempts", "due_at", "done_at", "given_up_at", "error"]
    readonly_fields = fields
    actions = ["try_again"]
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Only to have it tried again; nothing of it can be edited."""
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Try selected tasks again"), permissions=["change"])
    def try_again(self, request, tasks):
        again = list(tasks.given_up())
        for task in again:
            task.try_again()
        told = ngettext("One task is tried again.", "%(count)s tasks are tried again.", len(again))
        self.message_user(request, told % {"count": len(again)})
