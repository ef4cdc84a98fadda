"""What is true of one story's discussion: how much readers see of it, and its own rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.house_rules import Moderation, Order


class StoryDiscussionQuerySet(models.QuerySet):
    def hold(self, article_id: int):
        """Of two who decide in one story, the second waits for the first one's transaction."""
        held = self.select_for_update(no_key=True).filter(article=article_id)
        if not held.values_list("pk").first():
            self.get_or_create(article_id=article_id)
            held.get()


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
        _("close the discussion after days"), null=True, blank=True
    )
    moderation = models.CharField(_("what is held"), max_length=12, choices=Moderation, blank=True)
    max_links = models.PositiveSmallIntegerField(
        _("hold a comment with so many links"), null=True, blank=True
    )
    order = models.CharField(_("order"), max_length=10, choices=Order, blank=True)

    objects = StoryDiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
