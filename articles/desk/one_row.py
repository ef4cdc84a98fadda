"""The screen of what there is one row of: the paper's look, the rules of the house."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect


class OneRowAdmin(admin.ModelAdmin):
    """`model.objects.current()` is the row, or what it would be before anybody changes it."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return self.to_the_row()

    def to_the_row(self):
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", 1)

    def get_object(self, request, object_id, from_field=None):
        if object_id != "1":
            return None
        row = self.model.objects.current()
        row.pk = 1  # not stored yet, it is linked to as the row that it will be
        return row
