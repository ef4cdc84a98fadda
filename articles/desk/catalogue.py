"""What stories are filed under: sections, authors and topics."""

from django.contrib import admin
from django.forms import CheckboxSelectMultiple, ModelForm
from django.utils.translation import gettext_lazy as _

from articles import audit
from articles.desk import wording
from articles.desk.people import PeopleField, colleagues
from articles.desk.widgets import PictureChooser

RIGHTS = ["editors", "approvals_needed"]


class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "parent", "address", "position"]
    list_select_related = ["parent"]
    ordering = ["path"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "parent", "description", "hue", "position", *RIGHTS]

    def get_readonly_fields(self, request, obj=None):
        """Who may edit every section says who may edit this one; nobody else gives rights."""
        gives_rights = request.user.has_perm("articles.edit_every_section")
        return [] if gives_rights else [*RIGHTS, "parent"]  # what is around it edits it too

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "editors":
            kwargs |= {
                "form_class": PeopleField,
                "queryset": colleagues(),
                "widget": CheckboxSelectMultiple,
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if {*RIGHTS, "parent"} & set(form.changed_data):
            section = form.instance
            names = ", ".join(wording.person(person) for person in section.editors.all())
            detail = f"editors: {names or '–'}; approvals needed: {section.approvals_needed}"
            audit.record(request, "section-rights", about=str(section), detail=detail)

    @admin.display(description=_("address"), ordering="path")
    def address(self, section):
        return section.get_absolute_url()


class AuthorForm(ModelForm):
    class Meta:
        widgets = {"picture": PictureChooser}

    class Media:
        css = {"all": [f"desk/css/{name}.css" for name in ("library", "upload")]}


class AuthorAdmin(admin.ModelAdmin):
    form = AuthorForm
    list_display = ["name", "title", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug", "title"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "title", "picture", "user", "bio", "expertise"]


class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "description"]
