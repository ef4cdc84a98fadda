from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.arrangement import Arrangement
from articles.models.live_period import LivePeriod, LivePeriodQuerySet
from articles.models.version import Version


class Size(models.TextChoices):
    """How a placed story stands on a front; the templates have a form for each."""

    LEAD = "lead", pgettext_lazy("size on a front", "Lead")
    SECONDARY = "secondary", pgettext_lazy("size on a front", "Secondary")
    BRIEF = "brief", pgettext_lazy("size on a front", "Brief")


class PlacementQuerySet(LivePeriodQuerySet):
    def seen(self, at=None):
        """What readers see of it at `at`: live in a live arrangement, and its story live too."""
        return self.live(at).filter(
            Exists(Arrangement.objects.live(at).filter(pk=OuterRef("arrangement"))),
            Exists(Version.objects.live(at).filter(article=OuterRef("article"))),
        )

    def coming(self, at=None):
        """What stands on a front at `at`, or is to stand there."""
        fronts = Arrangement.objects.not_over(at).filter(pk=OuterRef("arrangement"))
        return self.not_over(at).filter(Exists(fronts))


class Placement(LivePeriod):
    """A story in its place on a front, as large and under the words that the front gives it."""

    arrangement = models.ForeignKey(
        Arrangement, on_delete=models.CASCADE, related_name="placements"
    )
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="placements",
    )
    position = models.PositiveSmallIntegerField(_("position"), validators=[MinValueValidator(1)])
    size = models.CharField(_("size"), max_length=20, choices=Size.choices, default=Size.SECONDARY)
    headline = models.CharField(
        _("headline on this front"),
        max_length=300,
        blank=True,
        help_text=_("Instead of the story's own; its page keeps that."),
    )
    picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("picture on this front"),
        on_delete=models.PROTECT,  # a picture on a front is replaced there first
        null=True,
        blank=True,
        related_name="placements",
    )

    objects = PlacementQuerySet.as_manager()

    class Meta(LivePeriod.Meta):
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        default_permissions = ()
        ordering = ["position", "pk"]
        constraints = [
            *LivePeriod.Meta.constraints,
            models.CheckConstraint(
                name="placement_has_a_beginning", condition=Q(live_from__isnull=False)
            ),
            models.CheckConstraint(
                name="placement_positions_count_from_1", condition=Q(position__gte=1)
            ),
            models.CheckConstraint(
                name="placement_has_a_size_of_the_templates",
                condition=Q(size__in=Size.values),
            ),
            models.UniqueConstraint(
                name="story_stands_once_in_an_arrangement", fields=["arrangement", "article"]
            ),
            models.UniqueConstraint(
                name="place_on_a_front_holds_one_story", fields=["arrangement", "position"]
            ),
        ]
        indexes = [
            models.Index(fields=["live_from"], name="placement_by_live_from"),
            models.Index(fields=["live_until"], name="placement_by_live_until"),
        ]

    def __str__(self):
        return f"{self.position}. {self.headline or self.article}"
