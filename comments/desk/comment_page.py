"""A comment's own page: its card, all that was decided about it, and every earlier wording."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import comparing
from articles.comparing import Piece
from articles.desk import wording
from comments.desk.cards import Typed, cards_of
from comments.desk.deciding_pages import DecidingPages
from comments.desk.statuses import IN_WORDS
from comments.models import Comment, Decision, Edit, Provenance, Status

MOST = 100  # decisions and edits of one comment that are shown, the latest


@dataclass(frozen=True)
class Step:
    """A line of what was decided."""

    decision: Decision

    @property
    def who(self) -> str:
        return wording.person(self.decision.by) or _("nobody at the desk")

    @property
    def when(self) -> str:
        return wording.short(self.decision.at)

    @property
    def what(self) -> str:
        if self.decision.takes_back:
            return IN_WORDS[Status(self.decision.became)].again
        return self.decision.get_became_display()


@dataclass(frozen=True)
class Wording:
    """What was changed once: each part of it before and after, marked."""

    edit: Edit
    parts: list[tuple[str, tuple[Piece, ...]]]

    @property
    def who(self) -> str:
        return wording.person(self.edit.by) or _("whoever wrote it")

    @property
    def when(self) -> str:
        return wording.short(self.edit.at)


def wordings(comment: Comment) -> Iterator[Wording]:
    """Every change of the words, the latest first."""
    after = comment
    for edit in comment.edits.select_related("by").order_by("-pk")[:MOST]:
        parts = [
            (name, comparing.words(getattr(edit, field), getattr(after, field)))
            for field, name in _PARTS.items()
            if getattr(edit, field) != getattr(after, field)
        ]
        yield Wording(edit, parts)
        after = edit


_PARTS = {
    "text": gettext_lazy("Comment"),
    "name": gettext_lazy("Name"),
    "website": gettext_lazy("Website"),
}


class CommentPage(DecidingPages):
    def change_view(self, request, object_id, form_url="", extra_context=None):
        number = unquote(object_id)
        comment = self.get_object(request, number)
        if comment is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            return self.decide_view(request, number)
        if not self.has_view_permission(request, comment):
            raise PermissionDenied
        return self.page_of(request, comment)

    def page_of(self, request, comment: Comment, typed=None, *, status: int = 200):
        """`typed` is what was typed about it and not taken."""
        page = self._page(request, comment, typed)
        template = "admin/comments/comment/page.html"
        return TemplateResponse(request, template, page, status=status)

    def _page(self, request, comment: Comment, typed: Typed | None) -> dict:
        [card] = cards_of(list(self.rows_of_a_page(request).filter(pk=comment.pk)))
        card = replace(card, typed=typed or card.typed)
        steps = comment.decisions.select_related("by")[:MOST]
        return {
            **self.admin_site.each_context(request),
            **self.around_cards(request),
            "title": _("Comment"),
            "opts": self.opts,
            "card": card,
            "steps": [Step(decision) for decision in steps],
            "origin": Provenance.objects.of(comment),
            "wordings": list(wordings(card.comment)),
            "media": self.media,
        }
