"""Keeping what is typed while it is typed: the addresses that a story's open page speaks to."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.desk import slots, wording
from articles.desk.presence import others_here
from articles.models import Autosave


@dataclass
class Keeping:
    """What a story's page needs so that nothing typed on it is lost."""

    request: object
    article: object
    form: object

    @property
    def autosave(self) -> str:
        return _address("autosave", self.article)

    @property
    def presence(self) -> str:
        return _address("presence", self.article) if self.article else ""

    @property
    def take_over(self) -> str:
        return _address("take_over", self.article) if self.article else ""

    @property
    def status(self) -> str:
        """What is known of the page as it opens: “Saved 10:42”."""
        if self.article is None or self.is_continued or self.form.is_bound:
            return ""
        return _("Saved %s") % wording.clock(self.article.changed_at)

    @property
    def is_continued(self) -> bool:
        return hasattr(self.request, "continued")

    @property
    def joining(self):
        return getattr(self.request, "joining", None)

    @cached_property
    def offers(self) -> list[slots.Offer]:
        return slots.offers(
            self.request.user, self.article, besides=self.form["page"].value() or ""
        )

    @cached_property
    def others(self) -> list[str]:
        return others_here(self.article, self.request.user) if self.article else []


def _address(name: str, article) -> str:
    if article is None:
        return reverse(f"admin:articles_article_{name}_new")
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


class StoryKeeping(admin.ModelAdmin):
    def get_urls(self):
        autosave = self.admin_site.admin_view(self.autosave_view)
        discard = self.admin_site.admin_view(self.discard_view)
        return [
            path("autosave/", autosave, name="articles_article_autosave_new"),
            path("<int:object_id>/autosave/", autosave, name="articles_article_autosave"),
            path("unsaved/<str:page>/discard/", discard, name="articles_article_discard"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def autosave_view(self, request, object_id=None):
        """Keep what is typed in its person's slot, until it is saved or discarded."""
        article = self.article_to_write(request, object_id)
        if not request.POST.get("page"):
            raise BadRequest("The page has no key.")
        if request.POST.get("opened_by") != str(request.user.pk):
            return _of_somebody_else(request)
        if slots.says_nothing_new(request, article):
            slots.empty(request)
        elif slots.keep(request, article) is None:
            return JsonResponse({"reason": "other-window"}, status=409)
        told = {"saved": wording.clock(timezone.now())}
        if "copy" in request.POST:
            told["offers"] = self._offers(request, article)
        return JsonResponse(told)

    def _offers(self, request, article) -> str:
        """The offers anew, with what a browser had kept by itself until now."""
        found = slots.offers(request.user, article, besides=request.POST.get("beside", ""))
        return render_to_string(
            "admin/articles/article/_offers.html", {"offers": found}, request=request
        )

    @method_decorator(require_POST)
    def discard_view(self, request, page):
        """Throw away what the person typed on a page and never saved."""
        slot = Autosave.objects.of(request.user).filter(page=page).first()
        if slot is None:
            self.message_user(request, _("These words were saved or discarded."), messages.INFO)
            return redirect("admin:index")
        slots.discard(slot)
        self.message_user(request, _("The unsaved words were discarded."), messages.SUCCESS)
        if slot.article_id:
            return redirect("admin:articles_article_change", slot.article_id)
        return redirect("admin:index")

    def article_to_write(self, request, object_id):
        """The story at an address, None for a new one; whoever may not write it is refused."""
        article = self.get_object(request, str(object_id)) if object_id else None
        if object_id and article is None:
            raise Http404
        if not (
            self.has_change_permission(request, article)
            if article
            else self.has_add_permission(request)
        ):
            raise PermissionDenied
        return article

    def _opened(self, request, object_id):
        """Open a story's page with the words of a slot; somewhere else where there is none."""
        page = request.GET.get("continue")
        if page is None:
            return None
        slot = Autosave.objects.of(request.user).filter(page=page).first()
        if slot is not None and str(slot.article_id or "") == (object_id or ""):
            request.continued = slot
            return None
        self.message_user(request, _("These words were saved or discarded."), messages.INFO)
        return redirect(request.path)


def _of_somebody_else(request):
    """The page was opened by one person, and another has signed in in this browser since."""
    number = request.POST.get("opened_by", "")
    owner = get_user_model().objects.filter(pk=number).first() if number.isdecimal() else None
    told = {"reason": "other-person", "now": wording.person(request.user)}
    return JsonResponse(told | {"owner": wording.person(owner)}, status=409)
