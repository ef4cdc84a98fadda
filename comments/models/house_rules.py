"""The rules of the house: what the newsroom decided about its discussion, in WordPress's words."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from comments import word_list

LONGEST = 65525  # of a comment, as in the reference


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


# Long texts, and a time, which does not come through JSON as one.
ASIDE = {"hold_words", "block_words", "policy", "changed_at"}


class HouseRules(models.Model):
    """One row. The defaults are WordPress's where it has them (wp-admin/includes/schema.php)."""

    is_open = models.BooleanField(
        _("allow readers to comment"),
        default=True,
        help_text=_("Any story can be opened or closed on its own page, whatever is set here."),
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close comments on stories older than so many days"),
        default=0,
        help_text=_("Counted from the first publication. 0 never closes them."),
    )
    require_name_email = models.BooleanField(
        _("readers must fill out name and email"),
        default=True,
        help_text=_("A comment without a name is printed as Anonymous."),
    )
    max_length = models.PositiveIntegerField(
        _("longest comment, in characters"),
        default=LONGEST,
        validators=[MinValueValidator(100), MaxValueValidator(LONGEST)],
        help_text=_("A longer one comes back to its reader to be shortened."),
    )
    depth = models.PositiveSmallIntegerField(
        _("levels of threaded (nested) comments"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Deeper answers stand beside what they answer and name it."),
    )
    order = models.CharField(
        _("comments at the top of each page"), max_length=10, choices=Order, default=Order.OLDEST
    )
    page_size = models.PositiveSmallIntegerField(
        _("threads on a page"),
        default=50,
        validators=[MinValueValidator(5), MaxValueValidator(200)],
    )
    moderation = models.CharField(
        _("what is held"),
        max_length=12,
        choices=Moderation,
        default=Moderation.HOLD_FIRST,
        help_text=_("What the checks below hold waits for a moderator in any case."),
    )
    max_links = models.PositiveSmallIntegerField(
        _("hold a comment with so many links or more"),
        default=2,
        help_text=_("Much spam is full of links. 0 holds none for its links."),
    )
    hold_words = models.TextField(
        _("hold words"),
        blank=True,
        help_text=_(
            "A comment waits if one of these is in its text, name, website or the domain of its "
            "email address. One word or phrase a line; * stands for letters, as in casino*. Words "
            "are found whole: “press” is not found in “WordPress”."
        ),
    )
    block_words = models.TextField(
        _("block words"),
        blank=True,
        help_text=_("A comment with one of these goes to spam. Written like the hold words."),
    )
    flood_seconds = models.PositiveSmallIntegerField(
        _("seconds between two comments from one network address"),
        default=15,
        validators=[MaxValueValidator(3600)],
        help_text=_(
            "Who is faster is asked to wait, and keeps the text. 0 lets everybody go on, and does "
            "not look at many comments from one address either."
        ),
    )
    pace_seconds = models.PositiveSmallIntegerField(
        _("hold a comment that was filled in faster than so many seconds"),
        default=2,
        validators=[MaxValueValidator(60)],
        help_text=_(
            "Told by the reader’s browser where it runs scripts, so it proves nothing. 0 holds "
            "none for it."
        ),
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
    policy = models.TextField(
        _("comment policy"),
        blank=True,
        help_text=_(
            "For readers, above what the checks do and the numbers of every month. Blank lines "
            "part paragraphs. While it is empty a general text stands there."
        ),
    )
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = HouseRulesManager()

    class Meta:
        verbose_name = _("rules of the house")
        verbose_name_plural = _("rules of the house")
        constraints = [
            models.CheckConstraint(name="rules_of_the_house_are_one_row", condition=models.Q(pk=1)),
        ]

    def __str__(self):
        return str(_("the discussion"))

    @property
    def has_a_limit(self) -> bool:
        """Whether a comment may be shorter than what can be kept at most."""
        return self.max_length < LONGEST

    @property
    def lists_words(self) -> bool:
        return bool(self.hold_words or self.block_words)

    def clean(self):
        self.policy = normalize_newlines(self.policy).strip()
        mistakes = {}
        for name in ("hold_words", "block_words"):
            typed = getattr(self, name)
            if empty := word_list.lines_without_words(typed):
                mistakes[name] = _("There is no word to look for in: %s") % ", ".join(empty)
            setattr(self, name, word_list.cleaned(typed))
        if mistakes:
            raise ValidationError(mistakes)

    def save(self, *args, update_fields=None, **kwargs):
        self.pk = 1
        if update_fields is not None:
            update_fields = {*update_fields, "changed_at"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @classmethod
    def columns_for_pages(cls) -> list[str]:
        """All but what no page of a story needs."""
        fields = cls._meta.concrete_fields
        return [field.attname for field in fields if field.name not in ASIDE]
