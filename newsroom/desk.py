"""The desk: Django's admin with the newsroom's name and a Content-Security-Policy of its own."""

from functools import wraps

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles import audit
from articles.desk import as_of, wording
from articles.desk.audited import audited
from articles.desk.banners import what_stands
from articles.desk.head import head_for
from articles.desk.queues import queues_of
from articles.desk.shift import MOST, Lane, Line, lanes_of
from articles.desk.slots import unfinished
from articles.models import Masthead, OutboxTask
from comments.models import Comment
from newsroom.catalogues.for_scripts import words_path
from newsroom.menu import menu_of
from newsroom.sign_in_again import ask_first, sign_in_again

desk_csp = csp_replace(settings.DESK_CONTENT_SECURITY_POLICY)

audit.ACTIONS |= {
    "sign-in": pgettext_lazy("audit log", "Signed in"),
    "sign-out": pgettext_lazy("audit log", "Signed out"),
    "failed-sign-in": pgettext_lazy("audit log", "Failed to sign in"),
}


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


def _comments(user) -> list[Lane]:
    """What of the discussion waits for a moderator, the oldest first."""
    if not user.has_perm("comments.change_comment"):
        return []
    waiting = Comment.objects.pending().select_related("article").defer("article__body")
    lines = [
        Line(
            Truncator(" ".join(comment.text.split())).chars(90),
            reverse("admin:comments_comment_change", args=[comment.pk]),
            gettext("%(name)s, %(when)s: “%(story)s”")
            % {
                "name": comment.name,
                "when": wording.short(comment.posted_at),
                "story": comment.article,
            },
        )
        for comment in waiting.order_by("posted_at")[:MOST]
    ]
    address = reverse("admin:comments_comment_changelist") + "?tab=pending&order=oldest"
    return [Lane("comments", _("Comments waiting"), lines, address, _("No comment waits."))]


def _given_up(user) -> int:
    """How much of the outbox failed for good, for whoever can look after it."""
    if not user.has_perm("articles.view_outboxtask"):
        return 0
    return OutboxTask.objects.given_up().count()


class DeskSite(AdminSite):
    index_title = _("The desk")
    enable_nav_sidebar = False  # the links in the header leave the page its width

    def get_urls(self):
        another_time = self.admin_view(as_of.view)
        return [
            path("as-of/<str:moment>/", another_time, name="as-of"),
            path("as-of/<str:moment>/<path:path>", another_time),
            path("sign-in-again/", desk_csp(sign_in_again), name="sign_in_again"),
            words_path(),
            *(url for url in super().get_urls() if getattr(url, "name", None) != "jsi18n"),
        ]

    def register(self, model_or_iterable, admin_class=None, **options):
        """Whatever is registered, other people's screens too, leaves its traces in the log."""
        super().register(model_or_iterable, audited(admin_class or ModelAdmin), **options)

    def each_context(self, request):
        """
        With the paper's name and, for whoever is signed in, the menu and the number on the bell.

        What the database says is asked where it is printed.
        """
        context = super().each_context(request)
        name = SimpleLazyObject(lambda: Masthead.objects.current().name)
        if self.has_permission(request):
            user = request.user  # who signs out is nobody when the page is printed
            head = SimpleLazyObject(lambda: head_for(user))
            name = SimpleLazyObject(lambda: head.paper)
            context["menu"] = menu_of(request, context["available_apps"])
            context["bell"] = SimpleLazyObject(lambda: head.unread)
        return context | {"site_header": name, "site_title": name}

    def index(self, request, extra_context=None):
        mine = {
            "queues": queues_of(request.user),
            "unfinished": unfinished(request.user),
            "lanes": [*lanes_of(request.user), *_comments(request.user)],
            "given_up": _given_up(request.user),
            "breaking": what_stands(timezone.now()),
            "may_end_breaking": request.user.has_perm("articles.change_banner"),
            "may_write": request.user.has_perm("articles.add_article"),
        }
        return super().index(request, mine | (extra_context or {}))

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
