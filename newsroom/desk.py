"""The desk: Django's admin with the newsroom's name and a Content-Security-Policy of its own."""

from functools import wraps

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from articles.desk.queues import queues_of
from articles.desk.slots import unfinished
from newsroom.sign_in_again import ask_first, sign_in_again

desk_csp = csp_replace(settings.DESK_CONTENT_SECURITY_POLICY)


def name_of_a_guess(request, credentials=None) -> str:
    """The name that somebody tries to sign in with, no longer than any account's."""
    longest = get_user_model()._meta.get_field("username").max_length
    return (credentials or request.POST).get("username", "")[:longest]


def too_many_sign_ins(request, original_response=None, credentials=None):
    """The answer to whoever goes on guessing a password, until the time to cool off is over."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    if getattr(original_response, "keeps_what_was_sent", False):
        response = original_response
        response.status_code = 429
    else:
        response = render(request, "429.html", status=429)
    response["Retry-After"] = seconds
    return response


class DeskSite(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = _("The desk")
    enable_nav_sidebar = False  # the links in the header leave the page its width

    def index(self, request, extra_context=None):
        mine = {
            "queues": queues_of(request.user),
            "unfinished": unfinished(request.user),
            "may_write": request.user.has_perm("articles.add_article"),
        }
        return super().index(request, mine | (extra_context or {}))

    def get_urls(self):
        again = path("sign-in-again/", desk_csp(sign_in_again), name="sign_in_again")
        return [again, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(view, cacheable)

        @wraps(view)
        def asking_first(request, *args, **kwargs):
            is_sign_out = request.path == reverse("admin:logout")
            if request.method == "POST" and not (self.has_permission(request) or is_sign_out):
                return ask_first(request, guarded, *args, **kwargs)
            return guarded(request, *args, **kwargs)

        return desk_csp(asking_first)

    @method_decorator(desk_csp)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)
