"""The rows of a story's byline, on the story's page."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.desk.slots import continued_bylines
from articles.desk.widgets import only_to_be_added
from articles.models import Author, Byline


class BylineForm(forms.ModelForm):
    position = forms.IntegerField(label=_("Place"), required=False, min_value=0, max_value=99)

    def has_changed(self):
        """A row without a name is no byline, whatever else it says."""
        return bool(self["author"].data)

    def validate_unique(self):
        """Left to the formset: the rows that stood before are replaced, not added to."""

    def validate_constraints(self):
        """As above."""

    def clean_position(self):
        return self.cleaned_data["position"] or 0


class BylineFormSet(forms.BaseInlineFormSet):
    """
    The rows of the page become the whole byline, whatever stood there before.

    So two names can change places in one save, and a page that somebody else has overtaken can
    still be saved over their rows.
    """

    refusal = None  # what the workflow said of this page, where it was refused

    def initial_form_count(self):
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["id"].disabled = True
        if index is not None:  # the row that the script copies has no place yet
            form.initial["position"] = index + 1

    def clean(self):
        rows = [form.cleaned_data for form in self._rows() if "author" in form.cleaned_data]
        named = [(row["author"], row.get("role")) for row in rows]
        if len(set(named)) < len(named):
            raise ValidationError(_("The same author stands twice in the same role."))
        if self.refusal and "bylines" in getattr(self.refusal, "error_dict", {}):
            raise ValidationError(self.refusal.error_dict["bylines"])

    def save(self, commit=True):
        for place, row in enumerate(self._in_order(), start=1):
            row.instance.position = place
        self.instance.bylines.all().delete()
        return super().save(commit)

    def printed(self) -> list[dict[str, str]]:
        """The lines as a version would keep them, of the rows that name an author."""
        signed = [row.instance for row in self._in_order() if row.cleaned_data.get("author")]
        return [byline.as_printed() for byline in signed]

    def _in_order(self):
        rows = self._rows()
        return sorted(rows, key=lambda row: row.cleaned_data.get("position") or len(rows))

    def _rows(self):
        signed = [row for row in self.forms if row.has_changed()]
        return [row for row in signed if not self._should_delete_form(row)]


class BylineInline(admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    fields = ["position", "role", "author"]
    autocomplete_fields = ["author"]
    template = "admin/articles/article/_bylines.html"
    panel = "panel-filing"

    def opened_with(self, request, article) -> dict:
        """What its formset is made with, where that is not the story's rows."""
        if slot := getattr(request, "continued", None):
            return {"queryset": Byline.objects.none(), "initial": continued_bylines(slot)}
        if request.method == "GET" and article is None:
            author = Author.objects.filter(user=request.user).first()
            return {"initial": [{"author": author.pk}] if author else []}
        return {}

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.refusal = getattr(request, "refusal", None)
        if author := formset.form.base_fields.get("author"):
            only_to_be_added(author)
        return formset

    def get_extra(self, request, obj=None, **kwargs):
        """An empty row, and on a new story one for the reporter's own name."""
        if slot := getattr(request, "continued", None):
            return len(continued_bylines(slot)) + 1
        return 1 if obj else 2

    # Who may write a story may sign it.

    def has_add_permission(self, request, obj):
        return request.user.has_perm("articles.change_article")

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request, obj=None):
        return True
