"""The picture library: its grid, and a picture's own page."""

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.forms import DateTimeField, Script
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import audit
from articles.desk import picture_uses
from articles.desk.library_answers import LibraryAnswers, file_address
from articles.desk.picture_form import PictureForm
from articles.desk.widgets import Minute
from articles.models import LiveEntry, Picture

WORDS = ["alt_text", "caption", "credit"]


class LibraryFilter(admin.SimpleListFilter):
    """The pictures for which one of the library's rules holds."""

    rules = {}

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _rule) in self.rules.items()]

    def queryset(self, request, pictures):
        _label, rule = self.rules.get(self.value(), ("", None))
        return rule(pictures) if rule else pictures


class UseFilter(LibraryFilter):
    title = gettext_lazy("use")
    parameter_name = "use"
    rules = {
        "live": (gettext_lazy("Seen by readers"), lambda pictures: pictures.published()),
        "none": (gettext_lazy("In no story"), lambda pictures: pictures.unused()),
    }


class RightsFilter(LibraryFilter):
    title = gettext_lazy("rights")
    parameter_name = "rights"
    rules = {
        "ending": (gettext_lazy("End within 14 days"), lambda pictures: pictures.ending()),
        "ended": (gettext_lazy("Have ended"), lambda pictures: pictures.ended()),
    }


class PictureAdmin(LibraryAnswers):
    form = PictureForm
    list_display = ["alt_text"]
    list_filter = [UseFilter, RightsFilter]
    search_fields = ["alt_text", "caption", "credit", "rights"]
    search_help_text = gettext_lazy("Words of the alt text, caption, credit or rights")
    list_per_page = 48
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    formfield_overrides = {models.DateTimeField: {"form_class": DateTimeField, "widget": Minute}}
    view_on_site = False  # its address is closed until a story shows it

    class Media:
        css = {"all": [f"desk/css/{name}.css" for name in ("library", "upload", "picture-grid")]}
        js = [Script("desk/js/library-page.js", type="module")]

    # The grid

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        changelist.cards = picture_uses.cards(list(changelist.result_list))
        return changelist

    def changelist_view(self, request, extra_context=None):
        context = {
            "title": self.opts.verbose_name_plural.capitalize(),
            "most_bytes": settings.DESK_BODY_LIMIT,
        }
        return super().changelist_view(request, context | (extra_context or {}))

    # A picture's page

    def get_fieldsets(self, request, obj=None):
        rights = (_("Rights"), {"fields": ["rights", "usable_until"]})
        if obj is None:
            return [(None, {"fields": ["upload", *WORDS]}), rights]
        parts = [
            (None, {"fields": ["picture", *WORDS], "description": self._why_closed(request, obj)})
        ]
        parts += [rights, (_("Focal point"), self._focal_point())]
        if self.has_change_permission(request, obj):
            parts.append((_("Replace the file"), {"fields": ["upload"]}))
        return [*parts, (_("Where it is used"), {"fields": ["used", "alike"]})]

    def _focal_point(self):
        return {
            "fields": [("focal_x", "focal_y")],
            "description": _(
                "What must stay in sight where the picture is cropped: click on it in the picture "
                "above, or give its place from 0 to 1."
            ),
        }

    def _why_closed(self, request, picture) -> str:
        if self.has_change_permission(request, picture):
            return ""
        if self.has_change_permission(request):
            return _("Readers see this picture, so only those who may publish can change it.")
        return ""

    def get_readonly_fields(self, request, obj=None):
        return ["picture", "used", "alike"] if obj else []

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, picture):
        return format_html(
            '<img class="focal-picture" src="{}" alt="{}" width="{}" height="{}">',
            file_address(picture, 960),
            picture.alt_text,
            picture.width,
            picture.height,
        )

    @admin.display(description=gettext_lazy("stories"))
    def used(self, picture):
        context = {
            "uses": picture_uses.uses_of(picture),
            "elsewhere": picture_uses.elsewhere(picture),
        }
        return render_to_string("admin/articles/picture/_uses.html", context)

    @admin.display(description=gettext_lazy("looks like"))
    def alike(self, picture):
        context = {"pictures": Picture.objects.looking_like(picture)}
        return render_to_string("admin/articles/picture/_alike.html", context)

    # Who may

    def has_change_permission(self, request, obj=None):
        """What readers see is changed by those who may publish: words and crop of it as well."""
        may_publish = request.user.has_perm("articles.publish_article")
        may_touch = obj is None or may_publish or not obj.is_before_readers
        return may_touch and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """
        A picture that stands in a story stays as long as some version of that story; one on a
        page, or of an author, until it is taken out there.
        """
        stands = obj is not None and any(
            rows.exists()
            for rows in (
                obj.versions(),
                LiveEntry.objects.filter(pictures=obj),
                obj.pages.all(),
                obj.portrayed.all(),
            )
        )
        return not stands and super().has_delete_permission(request, obj)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and obj.file != form.initial_file:
            files = _("%(old)s → %(new)s") % {"old": form.initial_file, "new": obj.file}
            audit.record(request, "replace-picture", about=str(obj), detail=files)
