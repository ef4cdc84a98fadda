"""What stories are filed under: sections, authors and topics."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "parent", "address", "position"]
    list_select_related = ["parent"]
    ordering = ["path"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "parent", "description", "position"]

    @admin.display(description=_("address"), ordering="path")
    def address(self, section):
        return section.get_absolute_url()


class AuthorAdmin(admin.ModelAdmin):
    list_display = ["name", "title", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug", "title"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "title", "user", "bio"]


class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "description"]
