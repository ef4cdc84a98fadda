"""The desk: Django's admin with the newsroom's name and a Content-Security-Policy of its own."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from articles.desk import as_of
from articles.desk.queues import queues_of

desk_csp = csp_replace(settings.DESK_CONTENT_SECURITY_POLICY)


def name_of_a_guess(request, credentials=None) -> str:
    """The name that somebody tries to sign in with, no longer than any account's."""
    longest = get_user_model()._meta.get_field("username").max_length
    return (credentials or request.POST).get("username", "")[:longest]


def too_many_sign_ins(request, original_response=None, credentials=None):
    """The answer to whoever goes on guessing a password, until the time to cool off is over."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    response = render(request, "429.html", status=429)
    response["Retry-After"] = seconds
    return response


class DeskSite(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = _("The desk")
    enable_nav_sidebar = False  # the links in the header leave the page its width

    def get_urls(self):
        another_time = self.admin_view(as_of.view)
        return [
            path("as-of/<str:moment>/", another_time, name="as-of"),
            path("as-of/<str:moment>/<path:path>", another_time),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        mine = {
            "queues": queues_of(request.user),
            "may_write": request.user.has_perm("articles.add_article"),
        }
        return super().index(request, mine | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        return desk_csp(super().admin_view(view, cacheable))

    @method_decorator(desk_csp)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)
