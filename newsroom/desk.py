"""The desk: Django's admin with the newsroom's name and a Content-Security-Policy of its own."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from articles import audit
from articles.desk.audited import audited
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

    def register(self, model_or_iterable, admin_class=None, **options):
        """Whatever is registered, other people's screens too, leaves its traces in the log."""
        super().register(model_or_iterable, audited(admin_class or ModelAdmin), **options)

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
        was_guessed = request.method == "POST"
        response = super().login(request, extra_context)
        if was_guessed and not getattr(request, "axes_locked_out", False):
            _note_a_sign_in(request)
        return response

    def logout(self, request, extra_context=None):
        if request.method == "POST" and request.user.is_authenticated:
            audit.record(request, "sign-out")
        return super().logout(request, extra_context)


def _note_a_sign_in(request):
    """Signed in, or not. A name that no account has may be a password, so it is not kept."""
    if request.user.is_authenticated:
        audit.record(request, "sign-in")
        return
    known = get_user_model().objects.filter(username=name_of_a_guess(request)).first()
    audit.record(request, "failed-sign-in", about=known.get_username() if known else "")
