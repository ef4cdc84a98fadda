"""From where something came that a reader sent: apart from its words, and for a time only."""

import math
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HOUR = timedelta(hours=1)


class TooMany(Exception):
    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


class TraceQuerySet(models.QuerySet):
    def refuse_more_from(self, network: str | None):
        """Raise TooMany, with the seconds to wait, if `network` sent its share of this hour."""
        share, now = settings.REPORTS_AN_HOUR, timezone.now()
        if not network or not share:
            return
        recent = self.filter(network=network, received_at__gt=now - HOUR)
        times = recent.order_by("-received_at").values_list("received_at", flat=True)[:share]
        if len(times) == share:
            raise TooMany(math.ceil((min(times) + HOUR - now).total_seconds()))

    def older_than(self, days: int):
        """Those that are due to be forgotten. What came within the hour still limits haste."""
        return self.filter(received_at__lte=timezone.now() - max(timedelta(days=days), HOUR))


class Trace(models.Model):
    network = models.GenericIPAddressField(_("network"), null=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    objects = TraceQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["network", "received_at"], name="%(class)s_by_network"),
            models.Index(fields=["received_at"], name="%(class)s_by_age"),
        ]

    def __str__(self):
        # No address here: a text form ends in logs and error pages.
        return f"{self._meta.verbose_name} {self.pk}"
