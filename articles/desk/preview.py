"""The story as readers would see it, with every word as it is typed, and nothing written."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.models import Article, Picture, Version
from articles.pages.picture_file import file_response, kept_name
from articles.pages.prefix import prefixed
from articles.pages.preview import Preview, if_published_now, real_path


class ArticlePreview(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("preview/", view(self.preview_view), name="articles_article_preview"),
            path(
                "<int:object_id>/preview/",
                view(self.preview_view),
                name="articles_article_preview_of",
            ),
            path(
                "preview/pictures/<str:cut>/<str:file>",
                view(self.preview_picture_view, cacheable=True),
            ),
            path("preview/<path:rest>", view(require_safe(self.preview_elsewhere_view))),
            *super().get_urls(),
        ]

    def preview_address(self, article) -> str:
        """Where the words typed on a story's page, or on a new one's, are posted to be shown."""
        if article is None:
            return reverse("admin:articles_article_preview")
        return reverse("admin:articles_article_preview_of", args=[article.pk])

    def preview_view(self, request, object_id=None):
        """Posted, the words of the page as they are typed; otherwise those saved last."""
        article = self._article(request, object_id) if object_id else None
        if request.method == "POST":
            preview = self._typed(request, article)
        elif article:
            preview = Preview(if_published_now(article.latest_version), opens_new_tabs=True)
        else:
            return redirect("admin:articles_article_add")
        with prefixed(reverse("admin:articles_article_preview")):
            response = render(request, preview.template, {"story": preview})
        response["X-Robots-Tag"] = "noindex"
        return response

    def preview_picture_view(self, request, cut, file):
        """A picture of the library, published or not: the library's own page shows it as well."""
        if not request.user.has_perm("articles.view_picture"):
            raise PermissionDenied
        picture = get_object_or_404(Picture, file=kept_name(file))
        response = file_response(picture, cut, file)
        patch_cache_control(response, private=True, max_age=600)
        return response

    def preview_elsewhere_view(self, request, rest):
        if target := real_path(rest):
            return redirect(target)
        raise Http404

    def _typed(self, request, article) -> Preview:
        """What is not valid stays as it was saved: a preview asks for nothing."""
        may = self.has_change_permission if article else self.has_add_permission
        if not may(request, *([article] if article else [])):
            raise PermissionDenied
        form_class = self.get_form(request, article, change=article is not None)
        form = form_class(request.POST, request.FILES, instance=article or Article())
        form.is_valid()
        (bylines, *_others), _inlines = self._create_formsets(
            request, form.instance, change=article is not None
        )
        bylines.is_valid()
        version = Version(
            article=form.instance, bylines=bylines.printed(), **form.instance.copied_fields()
        )
        told = {name: form.cleaned_data.get(name) or "" for name in ("change", "notice")}
        topics = form.cleaned_data.get("topics", [])
        return Preview(if_published_now(version, **told), topics=topics, opens_new_tabs=True)
