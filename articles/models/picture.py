from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import picture_files
from articles.models.placement import Placement
from articles.models.version import Version


class PictureQuerySet(models.QuerySet):
    def published(self, at=None):
        """Pictures in a story that readers can see, or with it on a front: only they are served."""
        live = Version.objects.live(at)
        return self.filter(
            Exists(live.filter(lead_picture=OuterRef("pk")))
            | Exists(live.filter(body_pictures=OuterRef("pk")))
            | Exists(Placement.objects.seen(at).filter(picture=OuterRef("pk")))
        )


def _share(name):
    return models.FloatField(
        name, default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )


class Picture(models.Model):
    """A picture in the library. Its file is named by its content, in fixed widths."""

    file = models.CharField(_("file"), max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt_text = models.CharField(
        _("alt text"),
        max_length=400,
        blank=True,
        help_text=_("What is to be seen, for those who cannot see it. Needed to publish."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    focal_x = _share(_("focal point, from the left"))
    focal_y = _share(_("focal point, from the top"))
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="picture_focal_point_is_inside_the_picture",
                condition=Q(focal_x__range=(0, 1)) & Q(focal_y__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="picture_has_a_size", condition=Q(width__gt=0) & Q(height__gt=0)
            ),
        ]

    def __str__(self):
        return self.alt_text or self.caption or self.file

    def get_absolute_url(self):
        return self.address(self.widths[-1])

    @property
    def widths(self) -> list[int]:
        """The widths in pixels in which the picture is kept, smallest first."""
        return picture_files.widths_for(self.width)

    def address(self, width: int) -> str:
        return reverse("articles:picture", args=[width, self.file])
