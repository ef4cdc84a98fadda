"""Whose turn it is: the lists that the desk opens with, and that the article list can show."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Byline, Section, Stage, Version


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
        waiting = in_care_to_review(user, Article.objects.all())
        queues.append(Queue("waiting", _("Waiting for review"), waiting))
    if user.has_perm("articles.change_article"):
        assigned = Q(assigned_to=user)
        back = Article.objects.filter(is_of(user) | assigned, stage=Stage.CHANGES_REQUESTED)
        queues.append(Queue("sent-back", _("Sent back to you"), back))
        drafts = Article.objects.filter(is_of(user), stage=Stage.DRAFT)
        queues.append(Queue("drafts", _("Your drafts"), drafts))
        to_write = Article.objects.not_handed_in().filter(assigned)
        queues.append(Queue("assigned", _("Assigned to you"), to_write))
    return queues


def in_care_to_review(user, stories: QuerySet) -> QuerySet:
    """Of `stories`, those that wait for this editor: of their sections, not approved by them."""
    waiting = stories.waiting_for_review()
    if not user.has_perm("articles.edit_every_section"):
        waiting = waiting.filter(section__in=Section.objects.in_care_of(user))
    newest = Version.objects.filter(article=OuterRef("article")).order_by("-number").values("pk")
    given = Version.objects.filter(
        article=OuterRef("pk"), pk=Subquery(newest[:1]), approvals__by=user
    )
    return waiting.exclude(Exists(given))


def is_of(user) -> Q:
    """Stories that carry the user's byline, or that the user began."""
    signed = Byline.objects.filter(article=OuterRef("pk"), author__user=user)
    begun = Version.objects.filter(article=OuterRef("pk"), number=1, saved_by=user)
    return Q(Exists(signed)) | Q(Exists(begun))
