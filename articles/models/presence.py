from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Browsers let a page in the background speak once a minute only.
GONE_AFTER = timedelta(seconds=90)


class PresenceQuerySet(models.QuerySet):
    def here(self, at: datetime | None = None):
        """Pages that are open at `at`, as far as can be known: heard of not long ago."""
        return self.filter(seen_at__gt=(at or timezone.now()) - GONE_AFTER)

    def gone(self, at: datetime | None = None):
        return self.filter(seen_at__lte=(at or timezone.now()) - GONE_AFTER)

    def take_over(self, *, by):
        """Give the story to `by`: everybody else who has it open is told to go on reading."""
        self.here().exclude(user=by).update(taken_over_by=by, taken_over_at=timezone.now())
        self.filter(user=by).update(taken_over_by=None, taken_over_at=None)


class Presence(models.Model):
    """Somebody has a story open. It warns and never locks: saving joins what both wrote."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="presences"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(pgettext_lazy("open at the desk", "page"), max_length=32)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    seen_at = models.DateTimeField(_("last heard of"), default=timezone.now)
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken over by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    taken_over_at = models.DateTimeField(_("taken over"), null=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="page_is_present_once_in_a_story", fields=["article", "user", "page"]
            ),
            models.CheckConstraint(
                name="taken_over_by_somebody_at_a_time",
                condition=Q(taken_over_by__isnull=True) | Q(taken_over_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.seen_at:%H:%M}"
