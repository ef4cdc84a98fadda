"""What a person looks for again and again: kept under a name, shown above the list."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.desk.story_filter import StoryFilter
from articles.models import SavedFilter

MOST = 30  # of one person


def understood(data, user) -> str:
    """The part of a query that the list's filters understand, in their order, "" if none."""
    form = StoryFilter(data, user=user)
    kept = QueryDict(mutable=True)
    for name in form.fields:
        if data.get(name, "").strip() and name not in form.errors:
            kept[name] = data[name].strip()
    order = data.get("o", "").partition(".")[0]
    if kept and order.removeprefix("-").isdecimal():
        kept["o"] = order
    return kept.urlencode()


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name", "query"]
        error_messages = {
            "name": {"required": _("Give the filter a name.")},
            "query": {
                "required": _("Nothing is filtered. Choose what to keep first."),
                "max_length": _("This filter is too long to be kept."),
            },
        }

    def clean(self):
        super().clean()
        if self.instance.person.saved_filters.count() >= MOST:
            told = ngettext(
                "You have %(count)s filter, which is the most. Remove it first.",
                "You have %(count)s filters, which are the most. Remove one first.",
                MOST,
            )
            raise forms.ValidationError(told % {"count": MOST})

    def _get_validation_exclusions(self):
        """The person is not typed, and the name has to be new among theirs."""
        return super()._get_validation_exclusions() - {"person"}


class SavedFilters(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("filters/", view(require_POST(self.save_filter)), name="articles_filter_save"),
            path(
                "filters/<int:number>/remove/",
                view(require_POST(self.remove_filter)),
                name="articles_filter_remove",
            ),
            *super().get_urls(),
        ]

    def save_filter(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        query = understood(QueryDict(request.POST.get("query", "").encode()), request.user)
        form = SavedFilterForm(
            {"name": request.POST.get("name", ""), "query": query},
            instance=SavedFilter(person=request.user),
        )
        if form.is_valid():
            form.save()
            self.message_user(request, _("The filter is kept above the list."), messages.SUCCESS)
        else:
            told = [text for texts in form.errors.values() for text in texts]
            self.message_user(request, " ".join(told), messages.ERROR)
        return redirect(_list_of(query))

    def remove_filter(self, request, number):
        saved = get_object_or_404(SavedFilter, pk=number, person=request.user)
        saved.delete()
        self.message_user(request, _("The filter “%s” is removed.") % saved, messages.SUCCESS)
        return redirect(_list_of(""))

    def changelist_view(self, request, extra_context=None):
        query = understood(request.GET, request.user)
        chips = {"saved_filters": request.user.saved_filters.all(), "filter_query": query}
        return super().changelist_view(request, chips | (extra_context or {}))


def _list_of(query: str) -> str:
    return reverse("admin:articles_article_changelist") + (f"?{query}" if query else "")
