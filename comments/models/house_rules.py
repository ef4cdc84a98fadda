"""The rules of the house: what the newsroom decided about its discussion, in WordPress's words."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Moderation(models.TextChoices):
    HOLD_ALL = "hold-all", _("Hold every comment until a moderator has read it")
    HOLD_FIRST = "hold-first", _("Hold the comments of whoever has none approved yet")
    OPEN = "open", _("Publish at once what no check holds")


class Order(models.TextChoices):
    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")
    DISCUSSED = "discussed", _("Most discussed first")


class HouseRulesManager(models.Manager):
    def current(self) -> "HouseRules":
        """The rules as they stand; where nobody has changed any, the defaults, not stored."""
        return self.first() or HouseRules()

    def from_rows(self, rows: list[dict]) -> "HouseRules":
        """The rules as another query brought them along in JSON; what it left out is deferred."""
        if not rows:
            return HouseRules()
        names = [f.attname for f in HouseRules._meta.concrete_fields if f.attname in rows[0]]
        return HouseRules.from_db(self.db, names, [rows[0][name] for name in names])


class HouseRules(models.Model):
    """One row. The defaults are WordPress's where it has them (wp-admin/includes/schema.php)."""

    is_open = models.BooleanField(
        _("readers may comment"),
        default=True,
        help_text=_("A story can be closed, or kept open, on its own page."),
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close the discussion after days"),
        default=0,
        help_text=_("Counted from the story’s publication. 0 leaves it open."),
    )
    moderation = models.CharField(
        _("what is held"), max_length=12, choices=Moderation, default=Moderation.HOLD_FIRST
    )
    max_links = models.PositiveSmallIntegerField(
        _("hold a comment with so many links"), default=2, help_text=_("0 holds none for links.")
    )
    hold_words = models.TextField(
        _("hold words"), blank=True, help_text=_("One word or phrase a line. * stands for letters.")
    )
    block_words = models.TextField(
        _("block words"),
        blank=True,
        help_text=_("A comment with one of these goes to spam. Written like the hold words."),
    )
    flood_seconds = models.PositiveSmallIntegerField(
        _("seconds between two comments of one person"), default=15
    )
    max_length = models.PositiveIntegerField(
        _("longest comment, in characters"),
        default=65525,
        validators=[MinValueValidator(100), MaxValueValidator(65525)],
    )
    require_name_email = models.BooleanField(
        _("name and email address must be filled in"), default=True
    )
    depth = models.PositiveSmallIntegerField(
        _("levels of answers"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Deeper answers stand beside what they answer and name it."),
    )
    order = models.CharField(_("order"), max_length=10, choices=Order, default=Order.OLDEST)
    page_size = models.PositiveSmallIntegerField(
        _("threads on a page"),
        default=50,
        validators=[MinValueValidator(5), MaxValueValidator(200)],
    )
    reports_to_hold = models.PositiveSmallIntegerField(
        _("hold a comment after so many reports"),
        default=0,
        help_text=_("0 leaves it where it is until a moderator decides."),
    )
    keep_addresses_days = models.PositiveSmallIntegerField(
        _("days to keep network addresses"),
        default=30,
        help_text=_("After that nobody can tell from where a comment came."),
    )

    objects = HouseRulesManager()

    class Meta:
        verbose_name = _("rules of the house")
        verbose_name_plural = _("rules of the house")
        constraints = [
            models.CheckConstraint(name="rules_of_the_house_are_one_row", condition=models.Q(pk=1)),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def columns_for_pages(cls) -> list[str]:
        """All but the lists of words, which may be long."""
        fields = [field.attname for field in cls._meta.concrete_fields]
        return [name for name in fields if not name.endswith("_words")]
