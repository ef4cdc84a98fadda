"""The masthead: the paper's name, its logo and its colours, as the desk sets them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles import colours, picture_crops
from articles.models.json_rows import JSONRows
from articles.models.picture import Crop, Picture

_OF_A_LOGO = ["file", "width", "height", "focal_x", "focal_y"]


class MastheadQuerySet(models.QuerySet):
    def current(self) -> "Masthead":
        """The masthead as it stands; where nobody has set any, an empty one, not stored."""
        return self.select_related("logo", "logo_on_dark").first() or Masthead()


class Masthead(models.Model):
    """One row. What is empty in it the installation's settings say."""

    own_name = models.CharField(
        _("name"),
        max_length=60,
        blank=True,
        help_text=_("Where it is empty, the name that the installation has (SITE_NAME)."),
    )
    own_tagline = models.CharField(
        _("line under the name"),
        max_length=120,
        blank=True,
        help_text=_("Where it is empty, the installation’s (SITE_TAGLINE), if it has one."),
    )
    logo = models.ForeignKey(
        Picture,
        verbose_name=_("logo"),
        on_delete=models.PROTECT,  # it is replaced here first
        null=True,
        blank=True,
        related_name="+",
    )
    logo_on_dark = models.ForeignKey(
        Picture,
        verbose_name=_("logo on dark pages"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        help_text=_("Such as #9a2418. Where it is empty, the theme’s."),
    )
    accent_on_dark = models.CharField(
        _("accent colour on dark pages"),
        max_length=7,
        blank=True,
        help_text=_("For readers whose devices are set dark. Where it is empty, the theme’s."),
    )

    objects = MastheadQuerySet.as_manager()

    class Meta:
        verbose_name = _("name and look")
        verbose_name_plural = _("name and look")
        constraints = [
            models.CheckConstraint(name="masthead_is_one_row", condition=models.Q(pk=1)),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    def clean(self):
        refused = {}
        for name, scheme in {"accent": "light", "accent_on_dark": "dark"}.items():
            colour = getattr(self, name).strip().lower()
            setattr(self, name, colour)
            if colour and (told := colours.why_unreadable(colour, scheme)):
                refused[name] = told
        for name in ("logo", "logo_on_dark"):
            picture = getattr(self, name)
            if picture and picture.usable_until:
                refused[name] = _("The rights in this picture end one day; a logo stays.")
        if refused:
            raise ValidationError(refused)

    @property
    def name(self) -> str:
        return self.own_name or settings.SITE_NAME

    @property
    def tagline(self) -> str:
        return self.own_tagline or settings.SITE_TAGLINE

    @property
    def icon(self) -> Crop | None:
        """The square of the logo around its focal point, for tabs and telephones' home screens."""
        return self.logo.crops[picture_crops.SHAPES.index("1x1")] if self.logo else None

    @property
    def accents(self) -> str:
        """Both colours as the address of their style sheet names them, "" for the theme's own."""
        if not (self.accent or self.accent_on_dark):
            return ""
        both = [
            self.accent or colours.accent("light"),
            self.accent_on_dark or colours.accent("dark"),
        ]
        return "-".join(colour.removeprefix("#") for colour in both)

    # Brought along by another query

    @staticmethod
    def as_rows() -> JSONRows:
        """The row, if there is one, as a column of any query; `from_rows` reads it."""
        logos = {
            f"{logo}_{name}": F(f"{logo}__{name}")
            for logo in ("logo", "logo_on_dark")
            for name in _OF_A_LOGO
        }
        own = ["own_name", "own_tagline", "accent", "accent_on_dark"]
        return JSONRows(Masthead.objects.annotate(**logos), *own, *logos)

    @classmethod
    def from_rows(cls, rows: list[dict]) -> "Masthead":
        if not rows:
            return cls()
        row = rows[0]
        for logo in ("logo_on_dark", "logo"):
            found = {name: row.pop(f"{logo}_{name}") for name in _OF_A_LOGO}
            row[logo] = Picture(**found) if found["file"] else None
        return cls(**row)
