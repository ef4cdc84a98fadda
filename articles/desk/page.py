"""The screen on which the pages that are not stories are written."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from js_asset import Media

from articles.models import Page
from articles.pages.page import ShownPage
from articles.pages.prefix import prefixed


class PageForm(forms.ModelForm):
    """Its page is saved over what somebody else saved meanwhile only when pressed again."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = self._standing

    @property
    def _standing(self) -> str:
        saved = Page.objects.filter(pk=self.instance.pk).values_list("changed_at", flat=True)
        return "".join(at.isoformat() for at in saved)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("opened") == self._standing:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("opened")] = self._standing
        told = _(
            "Somebody else saved this page after you had opened it. Nothing was saved: what you "
            "typed stands below, and the history tells what they changed. Save again to put yours "
            "in its place."
        )
        self.add_error(None, told)


class PageAdmin(admin.ModelAdmin):
    form = PageForm
    list_display = ["title", "address", "purpose", "is_public", "changed_at"]
    list_filter = ["is_public"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fields = ["title", "slug", "purpose", "description", "body", "is_public", "opened"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2})}}
    change_form_template = "admin/articles/page/change_form.html"
    view_on_site = False  # a draft has no address; the page's own links tell

    class Media:
        css = {"all": [f"desk/css/{name}.css" for name in ("editor", "library", "upload")]}
        js = [forms.Script("desk/js/page.js", type="module")]

    def get_readonly_fields(self, request, obj=None):
        """Readers and search engines know the address of what is public."""
        return ["slug"] if obj and obj.is_public else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_urls(self):
        preview = self.admin_site.admin_view(require_safe(self.preview_view))
        return [
            path("<int:object_id>/preview/", preview, name="articles_page_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id):
        """The page as it was saved last, as readers see it or would."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = get_object_or_404(Page, pk=object_id)
        told = (
            _("Readers see this page.") if page.is_public else _("A draft: readers do not see it.")
        )
        context = {
            "shown": ShownPage(page, timezone.now()),
            "page": page,
            "is_preview": True,
            "told": told,
        }
        # Links of a preview lead to the site, and pictures are the desk's, public or not.
        with prefixed(reverse("admin:articles_article_preview")):
            response = render(request, "articles/page.html", context)
        response["X-Robots-Tag"] = "noindex"
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=gettext_lazy("address"), ordering="slug")
    def address(self, page):
        address = page.get_absolute_url()
        return format_html('<a href="{0}">{0}</a>', address) if page.is_public else address
