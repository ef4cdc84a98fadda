"""What editors place on a front by hand. An arrangement is whole, as a version of a story is."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models.live_period import LivePeriod, LivePeriodQuerySet


class ArrangementQuerySet(LivePeriodQuerySet):
    def of(self, section):
        """Those of a section's front, or of the home page for None."""
        return self.filter(section=section)

    def last_number(self) -> int:
        return self.aggregate(last=models.Max("number"))["last"] or 0


class Arrangement(LivePeriod):
    """
    The stories that stand on one front by hand while it is live; time fills the rest.

    An editor's change is another arrangement, which opens where this one closes.
    """

    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.CASCADE,  # a front goes with its section
        null=True,  # the home page
        blank=True,
        related_name="arrangements",
    )
    number = models.PositiveIntegerField(_("number"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,  # history keeps its names; accounts are deactivated
        related_name="+",
    )

    objects = ArrangementQuerySet.as_manager()

    class Meta(LivePeriod.Meta):
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        default_permissions = ()
        permissions = [("arrange_fronts", _("Can arrange the home page and the sections’ fronts"))]
        constraints = [
            *LivePeriod.Meta.constraints,
            # A new arrangement takes the number after the one that its editor opened: of two
            # editors who opened the same, one is refused and told.
            models.UniqueConstraint(
                Coalesce("section", Value(0)),
                "number",
                name="arrangement_number_is_unique_on_its_front",
            ),
            models.UniqueConstraint(
                Coalesce("section", Value(0)),
                name="front_has_one_open_ended_arrangement",
                condition=Q(live_from__isnull=False, live_until__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["section", "live_from"], name="arrangement_by_front"),
            models.Index(fields=["live_from"], name="arrangement_by_live_from"),
            models.Index(fields=["live_until"], name="arrangement_by_live_until"),
        ]

    def __str__(self):
        return str(self.section or _("Home page"))

    @cached_property
    def placed(self) -> list:
        """Its placements in their order, whenever they are live."""
        return list(self.placements.select_related("picture"))

    def go_live(self, at: datetime):
        """Stand on its front from `at` until what is already scheduled for later."""
        front = Arrangement.objects.of(self.section)
        follower = front.scheduled(at).order_by("live_from").first()
        front.filter(live_from=at).update(live_from=None, live_until=None)
        front.live(at).update(live_until=at)
        self.live_from, self.live_until = at, follower and follower.live_from
        self.save()

    def take_back(self):
        """Never stand there after all; what stood before goes on in its place."""
        front = Arrangement.objects.of(self.section)
        # Emptied before its forerunner is extended: only one may be open-ended.
        front.filter(pk=self.pk).update(live_from=None, live_until=None)
        front.filter(live_until=self.live_from).update(live_until=self.live_until)
