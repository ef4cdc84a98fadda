"""What is late, what is due soon, and what waits for an editor."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import wording
from articles.desk.badges import badge
from articles.desk.calendar import of_section, section_asked, sections_to_choose
from articles.models import Article, State, WorkflowEvent

MOST = 100
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """A story and the time for which it stands in a list."""

    article: Article
    at: datetime
    what: str  # it is then

    @property
    def when(self) -> str:
        return self.what % {"when": wording.short(self.at)}

    @property
    def who(self) -> str:
        return wording.person(self.article.assigned_to)

    @property
    def badge(self):
        return badge(self.article)


class ArticleDeadlines(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view(self.deadlines_view)
        return [path("deadlines/", view, name="articles_article_deadlines"), *super().get_urls()]

    def deadlines_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        section, now = section_asked(request), timezone.now()
        stories = of_section(for_rows(), section)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Due, late, waiting"),
            "lists": [
                (_("Late"), late(stories, now)),
                (_("Due in the next seven days"), due_soon(stories, now)),
                (_("Waiting for review"), waiting(stories)),
            ],
            "sections": sections_to_choose(),
            "section": section,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/deadlines.html", context)


def for_rows() -> QuerySet[Article]:
    """Stories with all that a row prints."""
    stories = Article.objects.with_state().select_related("section", "assigned_to")
    return stories.defer("body")


def late(stories, now: datetime, most: int = MOST) -> list[Row]:
    """Past their deadline and not handed in, or past their planned time and unseen by readers."""
    overdue = stories.due().filter(due_at__lt=now).order_by("due_at")[:most]
    on_the_way = [State.DRAFT, State.CHANGES_REQUESTED, State.IN_REVIEW, State.APPROVED]
    missed = stories.filter(planned_for__lt=now, state__in=on_the_way)
    missed = missed.filter(Q(due_at__isnull=True) | Q(due_at__gte=now)).order_by("planned_for")
    rows = [Row(story, story.due_at, _("was due %(when)s")) for story in overdue]
    rows += [
        Row(story, story.planned_for, _("was planned for %(when)s")) for story in missed[:most]
    ]
    return sorted(rows, key=lambda row: row.at)[:most]


def due_soon(stories, now: datetime, most: int = MOST) -> list[Row]:
    soon = stories.due().filter(due_at__range=(now, now + SOON)).order_by("due_at")
    return [Row(story, story.due_at, _("due %(when)s")) for story in soon[:most]]


def waiting(stories, most: int = MOST) -> list[Row]:
    """In review, the longest first."""
    submitted = WorkflowEvent.objects.filter(article=OuterRef("pk"), transition="submit")
    since = Coalesce(Subquery(submitted.order_by("-at").values("at")[:1]), "changed_at")
    in_order = stories.waiting_for_review().annotate(since=since).order_by("since")
    return [Row(story, story.since, _("since %(when)s")) for story in in_order[:most]]
