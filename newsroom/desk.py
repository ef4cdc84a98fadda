"""The desk: Django's admin with the newsroom's name and a Content-Security-Policy of its own."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.desk import wording
from articles.desk.bell import unread_count
from articles.desk.queues import queues_of
from articles.desk.shift import MOST, Lane, Line, lanes_of
from articles.models import OutboxTask
from comments.models import Comment

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


def _comments(user) -> list[Lane]:
    """What of the discussion waits for a moderator, the oldest first."""
    if not user.has_perm("comments.change_comment"):
        return []
    waiting = Comment.objects.pending().select_related("article").defer("article__body")
    lines = [
        Line(
            Truncator(" ".join(comment.text.split())).chars(90),
            reverse("admin:comments_comment_change", args=[comment.pk]),
            f"{comment.name}, {wording.short(comment.posted_at)}: {comment.article}",
        )
        for comment in waiting.order_by("posted_at")[:MOST]
    ]
    address = reverse("admin:comments_comment_changelist") + "?status__exact=pending"
    return [Lane("comments", _("Comments waiting"), lines, address, _("No comment waits."))]


def _given_up(user) -> int:
    """How much of the outbox failed for good, for whoever can look after it."""
    if not user.has_perm("articles.view_outboxtask"):
        return 0
    return OutboxTask.objects.given_up().count()


class DeskSite(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = _("The desk")
    enable_nav_sidebar = False  # the links in the header leave the page its width

    def each_context(self, request):
        """With the number on the bell, for whoever is signed in; asked where it is printed."""
        bell = SimpleLazyObject(lambda: unread_count(request.user))
        return super().each_context(request) | (
            {"bell": bell} if self.has_permission(request) else {}
        )

    def index(self, request, extra_context=None):
        mine = {
            "queues": queues_of(request.user),
            "lanes": [*lanes_of(request.user), *_comments(request.user)],
            "given_up": _given_up(request.user),
            "may_write": request.user.has_perm("articles.add_article"),
        }
        return super().index(request, mine | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        return desk_csp(super().admin_view(view, cacheable))

    @method_decorator(desk_csp)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)
