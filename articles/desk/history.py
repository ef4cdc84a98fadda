"""What a story said at every save, and when readers saw it."""

from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import sanitize
from articles.desk import wording
from articles.desk.steps import Step
from articles.models import Picture, Version


@dataclass(frozen=True)
class Entry:
    """One line of the history page."""

    version: Version
    saved_at: str
    saved_by: str
    period: str
    is_live: bool
    steps: list[Step]


class ArticleHistory(admin.ModelAdmin):
    def get_urls(self):
        version = self.admin_site.admin_view(self.version_view)
        return [
            path(
                "<int:object_id>/versions/<int:number>/", version, name="articles_article_version"
            ),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        article = self._article(request, unquote(object_id))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "article": article,
            "entries": _entries(article),
            "zone": wording.zone(),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/object_history.html", context)

    def version_view(self, request, object_id, number):
        article = self._article(request, object_id)
        version = get_object_or_404(
            article.versions.select_related("section", "lead_picture", "saved_by"), number=number
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Version %s") % number,
            "article": article,
            "version": version,
            "body": shown_body(version),
            "bylines": ", ".join(line["name"] for line in version.bylines),
            "period": wording.period(version, timezone.now()),
            "saved_by": wording.person(version.saved_by),
            "saved_at": wording.moment(version.saved_at),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/version.html", context)

    def _article(self, request, object_id):
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article


def shown_body(content):
    """The body of an article or a version as the desk shows it to be read."""
    pictures = Picture.objects.in_bulk(sanitize.picture_ids(content.body))

    def figure(number, caption):
        if number not in pictures:
            return ""
        context = {"picture": pictures[number], "caption": caption}
        return render_to_string("admin/articles/article/_figure.html", context)

    return sanitize.show_body(content.body, figure)


def _entries(article) -> list[Entry]:
    now = timezone.now()
    versions = article.versions.defer("body").select_related("saved_by")
    return [
        Entry(
            version=version,
            saved_at=wording.short(version.saved_at),
            saved_by=wording.person(version.saved_by),
            period=wording.period(version, now),
            is_live=version.is_live(now),
            steps=[Step.of(event) for event in version.events.all()],
        )
        for version in versions.prefetch_related("events__by")
    ]
