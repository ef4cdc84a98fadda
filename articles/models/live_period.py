"""The visibility rule: what readers see at a moment. It stands here and nowhere else."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def covers(at: datetime, of: str = "") -> Q:
    """
    The rule as SQL. LivePeriod.is_live is the same rule as Python; a test keeps them equal.

    `of` leads to what has the period, such as "version__", from rows that belong to it.
    """
    is_open_ended, ends_later = Q((f"{of}live_until__isnull", True)), Q((f"{of}live_until__gt", at))
    return Q((f"{of}live_from__lte", at)) & (is_open_ended | ends_later)


class LivePeriodQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None):
        """What readers see at `at`, an aware time, now if it is not given."""
        return self.filter(covers(at or timezone.now()))

    def ever_live(self, at: datetime | None = None):
        """What readers see at `at` or have seen before."""
        return self.filter(live_from__lte=at or timezone.now())

    def scheduled(self, at: datetime | None = None):
        """What readers will see only after `at`."""
        return self.filter(live_from__gt=at or timezone.now())

    def not_over(self, at: datetime | None = None):
        """What readers see at `at` or will see only after it."""
        at = at or timezone.now()
        begun = self.filter(live_from__isnull=False)
        return begun.filter(Q(live_until__isnull=True) | Q(live_until__gt=at))

    def next_arrival(self, at: datetime | None = None) -> datetime | None:
        """When the first thing here that readers do not see yet at `at` appears."""
        return self.scheduled(at).aggregate(first=models.Min("live_from"))["first"]

    def next_transition(self, at: datetime | None = None) -> datetime | None:
        """The first moment after `at` when anything here appears or disappears."""
        at = at or timezone.now()
        # Two questions, because each is one step into its index.
        arrival = self.filter(live_from__gt=at).aggregate(first=models.Min("live_from"))
        departure = self.filter(live_until__gt=at).aggregate(first=models.Min("live_until"))
        return min(filter(None, [arrival["first"], departure["first"]]), default=None)

    def last_transition(self, at: datetime) -> datetime | None:
        """The last moment, `at` or before it, when anything here appeared or disappeared."""
        arrival = self.filter(live_from__lte=at).aggregate(last=models.Max("live_from"))
        departure = self.filter(live_until__lte=at).aggregate(last=models.Max("live_until"))
        return max(filter(None, [arrival["last"], departure["last"]]), default=None)


class LivePeriod(models.Model):
    """Visible while live_from ≤ t < live_until; open-ended where live_until is null."""

    live_from = models.DateTimeField(_("live from"), null=True, blank=True, editable=False)
    live_until = models.DateTimeField(_("live until"), null=True, blank=True, editable=False)

    objects = LivePeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_live_until_is_after_live_from",
                condition=Q(live_until__isnull=True)
                | Q(live_from__isnull=False, live_until__gt=F("live_from")),
            ),
        ]

    def is_live(self, at: datetime | None = None) -> bool:
        at = at or timezone.now()
        begun = self.live_from is not None and self.live_from <= at
        return begun and (self.live_until is None or self.live_until > at)
