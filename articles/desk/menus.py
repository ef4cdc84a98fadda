"""The screen on which the newspaper's menus are set: their links, and the order of these."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import audit
from articles.models import Menu, MenuItem, Section

MOST = 30


class SectionField(forms.ModelChoiceField):
    def label_from_instance(self, section):
        return "\u2003" * section.path.count("/") + section.name


class MenuItemForm(forms.ModelForm):
    position = forms.IntegerField(
        label=gettext_lazy("Place"), required=False, min_value=0, max_value=999
    )

    def has_changed(self):
        """A row that leads nowhere and says nothing is none, wherever it stands."""
        names = (*MenuItem.TARGETS, "label")
        return bool(self.instance.pk or any(self[name].data for name in names))

    def clean_position(self):
        return self.cleaned_data["position"] or 0


class MenuItemFormSet(forms.BaseInlineFormSet):
    """The rows are numbered anew in the order that their places say."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():  # the heads of a table name no field
            select = getattr(field.widget, "widget", field.widget)
            select.attrs["aria-label"] = field.label

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.has_changed() and not self._goes(form)]
        if len(kept) > MOST:
            told = ngettext(
                "A menu has %(count)s link at most.", "A menu has %(count)s links at most.", MOST
            )
            raise ValidationError(told % {"count": MOST})

    def save(self, commit=True):
        rows = [form for form in self.forms if form.has_changed()]
        rows.sort(key=lambda form: form.cleaned_data.get("position") or MOST + 1)
        for place, form in enumerate(rows, start=1):
            form.instance.position = place
        return super().save(commit)

    def _goes(self, form) -> bool:
        return self.can_delete and self._should_delete_form(form)


class MenuItemInline(admin.TabularInline):
    model = MenuItem
    form = MenuItemForm
    formset = MenuItemFormSet
    fields = ["position", "section", "topic", "page", "address", "label"]
    autocomplete_fields = ["topic"]
    extra = 1

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "section":
            kwargs |= {"form_class": SectionField, "queryset": Section.objects.order_by("path")}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        for name in ("section", "topic", "page"):
            if field := formset.form.base_fields.get(name):
                widget = field.widget
                widget.can_add_related = widget.can_change_related = False
                widget.can_delete_related = widget.can_view_related = False
        return formset

    # Who may set a menu may set its links.

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_menu")

    def has_add_permission(self, request, obj):
        return self.has_change_permission(request, obj)

    has_delete_permission = has_change_permission

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_menu")


class MenuAdmin(admin.ModelAdmin):
    inlines = [MenuItemInline]
    list_display = ["name", "leads_to"]
    fields = []
    actions = None
    leaves_traces = False  # what is in the log are its links

    class Media:
        css = {"all": ["desk/css/menus.css"]}
        js = [forms.Script("desk/js/menus.js", type="module")]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .prefetch_related("items__section", "items__topic", "items__page")
        )

    @admin.display(description=gettext_lazy("menu"))
    def name(self, menu):
        return str(menu)

    @admin.display(description=gettext_lazy("links"))
    def leads_to(self, menu):
        return _(", ").join(map(str, menu.items.all())) or _("None: the top sections stand there.")

    def save_related(self, request, form, formsets, change):
        before = _told(form.instance)
        super().save_related(request, form, formsets, change)
        after = _told(form.instance)
        if before != after:
            gone = [f"− {line}" for line in before if line not in after]
            come = [f"+ {line}" for line in after if line not in before]
            audit.record(
                request,
                "change-menu",
                about=str(form.instance),
                detail="\n".join([*gone, *come, " · ".join(after)]),
            )


def _told(menu: Menu) -> list[str]:
    """Its links in their order, each with where it leads."""
    items = MenuItem.objects.filter(menu=menu).select_related("section", "topic", "page")
    return [f"{item} ({item.address or _target(item).get_absolute_url()})" for item in items]


def _target(item: MenuItem):
    return item.section or item.topic or item.page
