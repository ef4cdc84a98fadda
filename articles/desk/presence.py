"""Who else has a story open. It warns and never locks: saving joins what both wrote."""

from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import audit
from articles.desk import wording


class StoryPresence(admin.ModelAdmin):
    def get_urls(self):
        presence = self.admin_site.admin_view(self.presence_view)
        take_over = self.admin_site.admin_view(self.take_over_view)
        return [
            path("<int:object_id>/presence/", presence, name="articles_article_presence"),
            path("<int:object_id>/take-over/", take_over, name="articles_article_take_over"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def presence_view(self, request, object_id):
        """An open page says that it is there, or that it closes, and hears who else is."""
        article = self.article_to_write(request, object_id)
        mine = {"user": request.user, "page": request.POST.get("page", "")[:32]}
        if "leaving" in request.POST:
            article.presences.filter(**mine).delete()
            return HttpResponse(status=204)
        _say_i_am_here(article, **mine)
        return JsonResponse(_what_is_going_on(article, **mine))

    @method_decorator(require_POST)
    def take_over_view(self, request, object_id):
        """Write on alone: the others are told, and their words stay in their slots."""
        article = self.article_to_write(request, object_id)
        mine = {"user": request.user, "page": request.POST.get("page", "")[:32]}
        with transaction.atomic():
            _say_i_am_here(article, **mine)
            others = _(", ").join(others_here(article, request.user))
            article.presences.take_over(by=request.user)
            audit.record(request, "take-over", article=article, detail=others)
        return JsonResponse(_what_is_going_on(article, **mine))


def others_here(article, user) -> list[str]:
    """The names of the others who have the story open, in the order in which they came."""
    present = article.presences.here().exclude(user=user).select_related("user")
    return list(dict.fromkeys(wording.person(presence.user) for presence in present))


def _say_i_am_here(article, *, user, page: str):
    if not article.presences.filter(user=user, page=page).update(seen_at=timezone.now()):
        article.presences.gone().delete()
        article.presences.get_or_create(user=user, page=page)


def _what_is_going_on(article, *, user, page: str) -> dict:
    present = list(article.presences.here().select_related("user", "taken_over_by"))
    here = {presence.user_id for presence in present}
    me = next((p for p in present if p.user_id == user.pk and p.page == page), None)
    taken = me is not None and me.taken_over_by_id in here
    latest = article.versions.defer("body").select_related("saved_by").order_by("-number").first()
    return {
        "others": list(
            dict.fromkeys(wording.person(p.user) for p in present if p.user_id != user.pk)
        ),
        "elsewhere": any(p.user_id == user.pk and p.page != page for p in present),
        "takenOver": taken
        and {"by": wording.person(me.taken_over_by), "at": wording.clock(me.taken_over_at)},
        "latest": {
            "number": latest.number if latest else 0,
            "by": wording.person(latest.saved_by) if latest else "",
            "at": wording.clock(latest.saved_at) if latest else "",
            "mine": latest is not None and latest.saved_by_id == user.pk,
        },
    }
