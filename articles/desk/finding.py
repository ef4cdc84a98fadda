"""Finding a story from anywhere at the desk, while its words are typed."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse

from articles import words
from articles.desk.wording import short
from articles.models import Article, State

MOST = 8
LOOKED_AT = 3 * MOST  # of the stories that hold the words, those changed last


def stories_with(typed: str) -> list[Article]:
    """Stories with every word of `typed`: those that have them in the headline come first."""
    found = Article.objects.with_state().matching(typed).select_related("section").defer("body")
    newest = found.order_by("-changed_at", "-pk")[:LOOKED_AT]
    return sorted(newest, key=lambda story: not _is_headed(story, typed))[:MOST]


def _is_headed(story: Article, typed: str) -> bool:
    headline = f" {words.kept(story.headline)}"
    return all(f" {word}" in headline for word in words.asked(typed))


class StoryFinding(admin.ModelAdmin):
    def get_urls(self):
        found = self.admin_site.admin_view(self.found_view)
        return [path("found/", found, name="articles_article_found"), *super().get_urls()]

    def found_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        stories = stories_with(request.GET.get("q", ""))
        return JsonResponse({"stories": [_line(story) for story in stories]})


def _line(story: Article) -> dict[str, str]:
    told = [State(story.state).label, story.section and story.section.name, short(story.changed_at)]
    return {
        "headline": str(story),
        "told": " · ".join(str(part) for part in told if part),
        "address": reverse("admin:articles_article_change", args=[story.pk]),
    }
