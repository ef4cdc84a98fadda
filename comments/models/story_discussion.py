"""What is true of one story's discussion: how much readers see of it, and its own rules."""

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Author, Version
from articles.models.json_rows import JSONRows
from comments.models.house_rules import HouseRules, Moderation, Order


def _count(rows) -> Coalesce:
    """How many there are, told by the query that writes it down."""
    counted = rows.order_by().values(one=Value(1)).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0))


class StoryDiscussionManager(models.Manager):
    def hold(self, article_id: int) -> "StoryDiscussion":
        """
        The row of a story, made on first sight, held until the transaction ends.

        Whoever changes what readers see of a discussion takes this first, so that they come one
        after the other: each counts what the other has done, and neither waits for both.
        """
        held = self.select_for_update(no_key=True).filter(article=article_id)
        if row := held.first():
            return row
        self.get_or_create(article_id=article_id)
        return held.get()

    def set_rules(self, article, **rules):
        """Change the story's own rules, and nothing of what is counted beside them."""
        self.update_or_create(article=article, defaults=rules)

    @transaction.atomic(savepoint=False)
    def recount(self, article, among=None):
        """
        Count anew what readers see under `article`, in the transaction that changed it and holds
        the story's row.

        `among` are the comments whose threads it may have changed, all of the story's if None.
        """
        shown = article.comments.approved()
        counts = {"comments_shown": _count(shown), "threads_shown": _count(shown.heads())}
        self.filter(article=article).update(**counts)
        heads = (shown if among is None else among.approved()).heads()
        # Of all stories: the head tells which, and the database goes straight to its thread.
        count = _count(shown.model.objects.approved().filter(root=OuterRef("pk")))
        heads.alias(count=count).exclude(answers_shown=F("count")).update(answers_shown=count)

    def with_rules(self, article: int, at, **along) -> "StoryDiscussion":
        """
        Of a story, perhaps not stored, in one query with all that its rules at a time follow from.

        `house` are the rules of the house, `published_at` when the story first was; what else
        comes `along` is on its `article`.
        """
        house = JSONRows(HouseRules.objects.all(), *HouseRules.columns_for_pages())
        seen = Version.objects.filter(article=OuterRef("pk")).ever_live(at)
        stories = Article.objects.select_related("discussion").only("comments_open", "discussion")
        story = stories.annotate(
            house=house,
            published_at=Subquery(seen.order_by("published_at").values("published_at")[:1]),
            **along,
        ).get(pk=article)
        own = getattr(story, "discussion", None) or StoryDiscussion(article=story)
        own.house = HouseRules.objects.from_rows(story.house)
        own.published_at = story.published_at
        return own

    def for_page(self, version, at) -> "StoryDiscussion":
        """The same, with `authors`: the desk accounts of the story's authors."""
        authors = Author.objects.filter(versions=version, user__isnull=False)
        own = self.with_rules(version.article_id, at, authors=JSONRows(authors, "user_id"))
        own.authors = {row["user_id"] for row in own.article.authors}
        return own

    def shown_under(self, articles: Iterable[int]) -> dict[int, int]:
        """How many comments readers see under each of these stories that has any."""
        rows = self.filter(article__in=list(articles), comments_shown__gt=0)
        return dict(rows.values_list("article", "comments_shown"))


class StoryDiscussion(models.Model):
    """
    Counted once, when a decision changes what readers see, so that no page has to count.

    A rule that is left empty here is the house's.
    """

    article = models.OneToOneField(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="discussion",
    )
    comments_shown = models.PositiveIntegerField(default=0, editable=False)
    threads_shown = models.PositiveIntegerField(default=0, editable=False)
    close_after_days = models.PositiveSmallIntegerField(
        _("close after days"), null=True, blank=True
    )
    moderation = models.CharField(_("what is held"), max_length=12, choices=Moderation, blank=True)
    max_links = models.PositiveSmallIntegerField(_("links that hold"), null=True, blank=True)
    order = models.CharField(_("order"), max_length=10, choices=Order, blank=True)

    objects = StoryDiscussionManager()

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
