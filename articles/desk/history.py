"""What a story said at every save, and when readers saw it."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import audit, sanitize
from articles.desk import wording
from articles.desk.steps import Step
from articles.models import Picture, Version

PAGE_SIZE = 50


class LabelForm(forms.ModelForm):
    class Meta:
        model = Version
        fields = ["name"]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


@dataclass(frozen=True)
class Entry:
    """A version as the history and the comparison name it."""

    version: Version
    saved_at: str
    saved_by: str
    period: str
    is_live: bool

    @classmethod
    def of(cls, version: Version):
        now = timezone.now()
        return cls(
            version=version,
            saved_at=wording.short(version.saved_at),
            saved_by=wording.person(version.saved_by),
            period=wording.period(version, now),
            is_live=version.is_live(now),
        )

    @property
    def steps(self) -> list[Step]:
        return [Step.of(event) for event in self.version.events.all()]


@dataclass(frozen=True)
class HistoryPage:
    """Some entries, the newest first, and the number before which the next ones begin."""

    entries: list[Entry]
    older: int | None


def default_pair(article) -> tuple[int, int] | None:
    """What is compared unless somebody chooses: the latest with what readers see, or saw last."""
    latest = article.latest_version
    if latest is None:
        return None
    others = article.versions.exclude(pk=latest.pk).values_list("number", flat=True)
    older = others.live().first() or others.first()
    return (older, latest.number) if older else None


def number_in(text: str) -> int:
    """The number of a version in an address; 404 for what is none."""
    if not (text.isdecimal() and len(text) < 10):
        raise Http404
    return int(text)


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
        before = request.GET.get("before")
        page = _page(article, number_in(before) if before else None)
        shown = [entry.version.number for entry in page.entries]
        return self._page(
            request,
            "object_history",
            article,
            title=_("History"),
            page=page,
            is_first=not before,
            chosen=_chosen(article, shown),
            zone=wording.zone(),
        )

    def version_view(self, request, object_id, number):
        """A version to be read; posted, its label."""
        article = self._article(request, object_id)
        version = get_object_or_404(
            article.versions.select_related("section", "lead_picture", "saved_by"), number=number
        )
        may_write = self.has_change_permission(request, article)
        form = LabelForm(request.POST or None, instance=version)
        if request.method == "POST":
            if not may_write:
                raise PermissionDenied
            if form.is_valid():
                return self._label(request, version, form.cleaned_data["name"])
        return self._page(
            request,
            "version",
            article,
            title=_("Version %s") % number,
            entry=Entry.of(version),
            saved_at=wording.moment(version.saved_at),
            body=shown_body(version),
            bylines=_(", ").join(line["name"] for line in version.bylines),
            is_latest=number == article.latest_version.number,
            may_write=may_write,
            form=form,
        )

    @transaction.atomic
    def _label(self, request, version, name: str):
        version.rename(name)
        detail = _("version %s") % version.number
        audit.record(request, "label-version", article=version.article, detail=f"{detail}: {name}")
        told = _("Version %(number)s is labelled “%(name)s”.") if name else _("The label is gone.")
        self.message_user(
            request, told % {"number": version.number, "name": name}, messages.SUCCESS
        )
        return redirect("admin:articles_article_version", version.article_id, version.number)

    def _article(self, request, object_id):
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def _page(self, request, name: str, article, **shown):
        context = {
            **self.admin_site.each_context(request),
            "article": article,
            "opts": self.opts,
            **shown,
        }
        return TemplateResponse(request, f"admin/articles/article/{name}.html", context)


def shown_body(content):
    """The body of an article or a version as the desk shows it to be read."""
    pictures = Picture.objects.in_bulk(sanitize.picture_ids(content.body))

    def figure(number, caption):
        if number not in pictures:
            return ""
        context = {"picture": pictures[number], "caption": caption}
        return render_to_string("admin/articles/article/_figure.html", context)

    return sanitize.show_body(content.body, figure)


def _page(article, before: int | None) -> HistoryPage:
    versions = article.versions.defer("body").select_related("saved_by")
    versions = versions.prefetch_related("events__by")
    if before is not None:
        versions = versions.filter(number__lt=before)
    found = list(versions[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    older = shown[-1].number if len(found) > PAGE_SIZE else None
    return HistoryPage([Entry.of(version) for version in shown], older)


def _chosen(article, shown: list[int]) -> tuple[int | None, int | None]:
    """Which two stand chosen on a page that shows these: the default ones, or its newest."""
    pair = default_pair(article) if shown else None
    if pair and set(pair) <= set(shown):
        return pair
    return (shown[1], shown[0]) if len(shown) > 1 else (None, None)
