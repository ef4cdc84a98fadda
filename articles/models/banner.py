from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.live_period import LivePeriod, LivePeriodQuerySet


class BannerQuerySet(LivePeriodQuerySet):
    def newest_first(self):
        """Of several that are live readers see the first: the one that began last."""
        return self.order_by("-live_from", "-pk")

    def end(self, at: datetime):
        """Take away what readers see at `at`, and delete what they would have seen from then on."""
        self.filter(live_from__gte=at).delete()
        self.live(at).update(live_until=at)


class Banner(LivePeriod):
    """Breaking news in a line above every page. Of two at the same time the newer is shown."""

    text = models.CharField(
        _("text"), max_length=160, help_text=_("One sentence that stands above every page.")
    )
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="banners",
        help_text=_("Where the banner leads, while readers can see that story."),
    )

    objects = BannerQuerySet.as_manager()

    class Meta(LivePeriod.Meta):
        verbose_name = _("breaking news banner")
        verbose_name_plural = _("breaking news")
        ordering = ["-live_from", "-pk"]
        constraints = [
            *LivePeriod.Meta.constraints,
            models.CheckConstraint(
                name="banner_has_a_beginning_and_an_end",
                condition=Q(live_from__isnull=False, live_until__isnull=False),
            ),
            models.CheckConstraint(name="banner_says_something", condition=~Q(text="")),
        ]
        indexes = [
            models.Index(fields=["live_from"], name="banner_by_live_from"),
            models.Index(fields=["live_until"], name="banner_by_live_until"),
        ]

    def __str__(self):
        return self.text

    def has_begun(self, at: datetime | None = None) -> bool:
        """What readers have seen is not rewritten: a newer banner replaces it, or it ends."""
        return self.live_from is not None and self.live_from <= (at or timezone.now())

    def is_over(self, at: datetime | None = None) -> bool:
        return self.has_begun(at) and not self.is_live(at)

    def end(self, at: datetime | None = None):
        self.live_until = at or timezone.now()
        self.save(update_fields=["live_until"])
