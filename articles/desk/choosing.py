"""Choosing stories by their words or address: what to read after one, what a topic begins with."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import chosen
from articles.desk import wording
from articles.desk.front_search import stories_to_place
from articles.models import Version


class StoryPicker(forms.Textarea):
    """Addresses of stories, one a line; its script finds stories by their words and lists them."""

    class Media:
        css = {"all": ["desk/css/story-picker.css"]}
        js = [forms.Script("desk/js/story-picker.js", type="module")]

    def __init__(self, attrs=None, *, most: int):
        super().__init__({"rows": 3, **(attrs or {})})
        self.most = most

    def render(self, name, value, attrs=None, renderer=None):
        paths = chosen.paths(value or "")
        known = headlines(paths) if paths else {}
        context = {
            "field": super().render(name, value, attrs, renderer),
            "stories": reverse("admin:articles_article_choosable"),
            "most": self.most,
            "named": [(address, *known.get(address, (address, False))) for address in paths],
        }
        return render_to_string("admin/articles/_story_picker.html", context)


def headlines(paths: list[str]) -> dict[str, tuple[str, bool]]:
    """
    What stands at each of `paths`, or stood there last before it moved or went, by its path, and
    whether readers see the story, or will.
    """
    still = Version.objects.not_over().filter(article=OuterRef("article"))
    stood = Version.objects.filter(path__in=paths, live_from__isnull=False).order_by("live_from")
    rows = stood.values_list("path", "headline", Exists(still))
    return {address: (headline, is_seen) for address, headline, is_seen in rows}


def cleaned(text: str, *, most: int) -> str:
    """
    What is typed, as it is kept: paths, one a line. Raises ValidationError for a line that is no
    address, an address where no story stood or will stand, and for more than `most`.
    """
    for line in chosen.lines_without(text):
        raise ValidationError(_("“%s” is not the address of a story.") % line[:100])
    paths = chosen.paths(text)
    known = headlines(paths) if paths else {}
    for address in paths:
        if address not in known:
            raise ValidationError(_("No story stands at %s.") % address)
    if len(paths) > most:
        told = ngettext(
            "%(most)s story is the most, these are %(number)s.",
            "%(most)s stories are the most, these are %(number)s.",
            most,
        )
        raise ValidationError(told % {"most": most, "number": len(paths)})
    return "\n".join(paths)


class StoryChoosing(admin.ModelAdmin):
    def get_urls(self):
        choosable = self.admin_site.admin_view(self.choosable_view)
        return [
            path("choosable/", choosable, name="articles_article_choosable"),
            *super().get_urls(),
        ]

    def choosable_view(self, request):
        """Stories that readers see or will see, as the picker lists them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        found = [
            (story, "" if story.is_live(now) else wording.short(story.live_from))
            for story in stories_to_place(request.GET.get("q", ""), now)
        ]
        return render(request, "admin/articles/_choosable.html", {"found": found})
