"""The list of all stories: what stands where, and whose turn it is."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.desk import wording
from articles.desk.badges import badge
from articles.desk.queues import queues_of
from articles.models import Article, Section, State


class QueueFilter(admin.SimpleListFilter):
    title = _("queue")
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        self._queues = {queue.name: queue for queue in queues_of(request.user)}
        return [
            (name, _("%(queue)s (%(count)s)") % {"queue": queue.label, "count": queue.count})
            for name, queue in self._queues.items()
        ]

    def queryset(self, request, stories):
        queue = self._queues.get(self.value())
        return stories.filter(pk__in=queue.stories.values("pk")) if queue else stories


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, stories):
        return stories.filter(state=self.value()) if self.value() in State else stories


class SectionFilter(admin.SimpleListFilter):
    """A section with all that is nested in it."""

    title = _("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [
            (str(section.pk), "– " * section.path.count("/") + section.name)
            for section in Section.objects.order_by("path")
        ]

    def queryset(self, request, stories):
        number = self.value() or ""
        section = Section.objects.filter(pk=number).first() if number.isdecimal() else None
        if section is None:
            return stories
        return stories.filter(section__in=Section.objects.within(section))


class ArticleList(admin.ModelAdmin):
    list_display = ["title", "section", "signed", "standing", "last_change"]
    list_filter = [QueueFilter, StateFilter, SectionFilter, "topics"]
    search_fields = ["headline", "standfirst", "slug", "bylines__author__name"]
    search_help_text = _("Headline, standfirst, name in the byline, or slug")
    ordering = ["-changed_at", "-pk"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request):
        return Article.objects.with_state().select_related("section", "changed_by")

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        changelist.result_list = changelist.result_list.defer("body").prefetch_related(
            "bylines__author"
        )
        return changelist

    def changelist_view(self, request, extra_context=None):
        title = {"title": self.opts.verbose_name_plural.capitalize()}
        return super().changelist_view(request, title | (extra_context or {}))

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article):
        return str(article)

    @admin.display(description=_("bylines"))
    def signed(self, article):
        return ", ".join(byline.author.name for byline in article.bylines.all())

    @admin.display(description=_("state"))
    def standing(self, article):
        return badge(article)

    @admin.display(description=_("last change"), ordering="changed_at")
    def last_change(self, article):
        return format_html(
            '{} <span class="quiet">{}</span>',
            wording.short(article.changed_at),
            wording.person(article.changed_by),
        )
