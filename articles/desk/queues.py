"""Whose turn it is: the lists that the desk opens with, and that the article list can show."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Byline, Stage, Version


@dataclass(frozen=True)
class Queue:
    name: str
    label: str
    stories: QuerySet

    @property
    def count(self) -> int:
        return self.stories.count()

    @property
    def address(self) -> str:
        return f"{reverse('admin:articles_article_changelist')}?queue={self.name}"


def queues_of(user) -> list[Queue]:
    """The queues that concern `user`, by what they may do."""
    queues = []
    if user.has_perm("articles.review_article"):
        waiting = Article.objects.waiting_for_review()
        queues.append(Queue("waiting", _("Waiting for review"), waiting))
    if user.has_perm("articles.change_article"):
        mine = Article.objects.filter(_is_of(user))
        sent_back = mine.filter(stage=Stage.CHANGES_REQUESTED)
        queues.append(Queue("sent-back", _("Sent back to you"), sent_back))
        queues.append(Queue("drafts", _("Your drafts"), mine.filter(stage=Stage.DRAFT)))
    return queues


def _is_of(user) -> Q:
    """Stories that carry the user's byline, or that the user began."""
    signed = Byline.objects.filter(article=OuterRef("pk"), author__user=user)
    begun = Version.objects.filter(article=OuterRef("pk"), number=1, saved_by=user)
    return Q(Exists(signed)) | Q(Exists(begun))
