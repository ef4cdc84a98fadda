"""The list of all stories: what stands where, and whose turn it is."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.desk import wording
from articles.desk.badges import badge
from articles.desk.keyset import KeysetAdmin
from articles.desk.saved_filters import SavedFilters
from articles.desk.story_filter import StoryFilter
from articles.models import Article


class ArticleList(SavedFilters, KeysetAdmin):
    list_display = ["title", "section", "signed", "standing", "last_change"]
    search_fields = ["words"]  # never asked for: get_search_results asks their index
    search_help_text = _("Words of the headline, text or byline; the last may be unfinished.")
    ordering = ["-changed_at", "-pk"]
    sortable_by = ["title", "last_change"]
    filter_form = StoryFilter
    change_list_template = "admin/articles/article/change_list.html"

    def get_queryset(self, request):
        return Article.objects.with_state().select_related("section", "changed_by")

    def rows_of_a_page(self, request):
        return self.get_queryset(request).defer("body").prefetch_related("bylines__author")

    def get_search_results(self, request, stories, typed):
        return (stories.matching(typed) if typed.strip() else stories), False

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article):
        return str(article)

    @admin.display(description=_("bylines"))
    def signed(self, article):
        return gettext(", ").join(byline.author.name for byline in article.bylines.all())

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
