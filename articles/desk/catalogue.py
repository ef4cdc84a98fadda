"""What stories are filed under: sections, authors and topics."""

from django import forms
from django.contrib import admin
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import audit, citations
from articles.desk import choosing, wording
from articles.desk.people import PeopleField, colleagues
from articles.desk.widgets import PictureChooser, only_to_be_added

KEY_STORIES = 12  # at the top of a topic's page at most
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
            names = gettext(", ").join(wording.person(person) for person in section.editors.all())
            detail = gettext("editors: %(names)s; approvals needed: %(number)s") % {
                "names": names or "–",
                "number": section.approvals_needed,
            }
            audit.record(request, "section-rights", about=str(section), detail=detail)

    @admin.display(description=_("address"), ordering="path")
    def address(self, section):
        return section.get_absolute_url()


class AuthorForm(forms.ModelForm):
    class Meta:
        widgets = {"picture": PictureChooser}

    class Media:
        css = {"all": [f"desk/css/{name}.css" for name in ("library", "upload")]}

    def clean_links(self):
        """Every line leads somewhere: what is printed as a link is one."""
        for link in citations.read(self.cleaned_data["links"]):
            if not link.address:
                told = _("“%s” has no address that begins with https:// or http://.")
                raise forms.ValidationError(told % link.words[:100])
        return self.cleaned_data["links"]


class AuthorAdmin(admin.ModelAdmin):
    form = AuthorForm
    list_display = ["name", "title", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug", "title"]
    prepopulated_fields = {"slug": ["name"]}
    actions = None
    fieldsets = [
        (None, {"fields": ["name", "slug", "is_organisation", "title", "user"]}),
        (_("Their page"), {"fields": ["picture", "bio", "expertise"]}),
        (_("Contact, for readers"), {"fields": ["public_email", "links"]}),
        (_("Staff list"), {"fields": ["staff_place"]}),
    ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if picture := form.base_fields.get("picture"):
            only_to_be_added(picture)
            picture.widget.can_add_related = False
        return form

    def has_delete_permission(self, request, obj=None):
        """A name that readers have read under a story goes on leading to its page."""
        is_read = obj is not None and obj.versions.ever_live().exists()
        return not is_read and super().has_delete_permission(request, obj)


class TopicForm(forms.ModelForm):
    class Meta:
        widgets = {"key_stories": choosing.StoryPicker(most=KEY_STORIES)}

    def clean_key_stories(self):
        return choosing.cleaned(self.cleaned_data["key_stories"], most=KEY_STORIES)


class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    form = TopicForm
    fields = ["name", "slug", "description", "key_stories"]
