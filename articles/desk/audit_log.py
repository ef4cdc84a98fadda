"""Reading the audit log, and taking it away as a file. Nobody changes it here."""

import csv

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import audit
from articles.desk import wording
from articles.desk.keyset import KeysetAdmin
from articles.desk.logs import LogFilter, OnlyRead
from articles.desk.story_filter import Named
from articles.models import AuditEntry, WorkflowEvent

COLUMNS = ["at", "by", "address", "action", "article", "about", "detail"]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # how a spreadsheet knows a formula


class AuditFilter(LogFilter):
    exactly = ("by", "article", "action")
    field_order = [*exactly, "on_from", "on_to"]

    by = forms.ModelChoiceField(
        get_user_model().objects.order_by("username"), label=_("Who"), required=False
    )
    article = Named(WorkflowEvent._meta.get_field("article"), label=_("Story"), required=False)
    action = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, data, *, user):
        super().__init__(data, user=user)
        actions = sorted(audit.ACTIONS.items(), key=lambda action: str(action[1]))
        self.fields["action"].choices = [("", pgettext_lazy("actions", "All")), *actions]
        self.fields["by"].label_from_instance = wording.person
        self.fields["by"].empty_label = _("Everybody")


class AuditEntryAdmin(OnlyRead, KeysetAdmin):
    filter_form = AuditFilter
    change_list_template = "admin/articles/auditentry/change_list.html"
    list_display = ["moment", "who", "what", "done_to", "detail"]
    list_display_links = None
    sortable_by = []
    ordering = ["-at", "-pk"]
    actions = None

    def may_see_addresses(self, request) -> bool:
        return request.user.has_perm("articles.view_audit_address")

    def may_export(self, request) -> bool:
        return self.has_view_permission(request) and request.user.has_perm("articles.export_audit")

    # The list

    def get_queryset(self, request):
        return AuditEntry.objects.select_related("by", "article").defer("article__body")

    def get_list_display(self, request):
        address = ["address"] if self.may_see_addresses(request) else []
        return [*self.list_display[:2], *address, *self.list_display[2:]]

    def get_fields(self, request, obj=None):
        return self.get_list_display(request)

    def changelist_view(self, request, extra_context=None):
        filters = request.GET.copy()
        for cursor in ("before", "after"):
            filters.pop(cursor, None)
        may = self.may_export(request)
        export = {"export_query": filters.urlencode()} if may else {}
        return super().changelist_view(
            request, {"may_export": may} | export | (extra_context or {})
        )

    @admin.display(description=_("when"))
    def moment(self, entry):
        return wording.moment(entry.at)

    @admin.display(description=_("who"))
    def who(self, entry):
        return wording.person(entry.by)

    @admin.display(description=_("what"))
    def what(self, entry):
        return audit.name_of(entry.action)

    @admin.display(description=_("done to"))
    def done_to(self, entry):
        if entry.article is None:
            return entry.about
        address = reverse("admin:articles_article_change", args=[entry.article_id])
        return format_html('<a href="{}">{}</a>', address, entry.about or entry.article)

    # The file

    def get_urls(self):
        export = self.admin_site.admin_view(self.export_view)
        return [path("export/", export, name="articles_auditentry_export"), *super().get_urls()]

    def export_view(self, request):
        """Every entry that the filters let through, the newest first, row by row."""
        if not self.may_export(request):
            raise PermissionDenied
        form = AuditFilter(request.GET, user=request.user)
        entries = form.narrowed(self.get_queryset(request)).order_by("-at", "-pk")
        audit.record(request, "export-audit", detail=request.GET.urlencode())
        shown = self.may_see_addresses(request)
        writer = csv.writer(_Line())
        rows = (_row(entry, shown) for entry in entries.iterator(chunk_size=500))
        lines = (writer.writerow(row) for row in _with_heading(rows))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        name = f"audit-{timezone.localdate().isoformat()}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class _Line:
    """What csv writes to: each row is handed on as soon as it is made."""

    def write(self, line: str) -> str:
        return line


def _with_heading(rows):
    yield [str(AuditEntry._meta.get_field(name).verbose_name) for name in COLUMNS]
    yield from rows


def _row(entry: AuditEntry, shows_address: bool) -> list[str]:
    cells = [
        timezone.localtime(entry.at).isoformat(timespec="seconds"),
        entry.by.get_username() if entry.by else "",
        (entry.address or "") if shows_address else "",
        str(audit.name_of(entry.action)),
        str(entry.article_id or ""),
        entry.about,
        entry.detail,
    ]
    return [_harmless(cell) for cell in cells]


def _harmless(cell: str) -> str:
    """A spreadsheet would run what begins like a formula; an apostrophe makes it text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
