from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, StrIndex
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# First words of addresses that are not sections, and the word that ends a section's feed.
RESERVED_SLUGS = [
    "admin",
    "authors",
    "comments",
    "corrections",
    "feed",
    "healthz",
    "most-read",
    "oembed",
    "page",
    "pictures",
    "preview",
    "search",
    "static",
    "topics",
]


class Hue(models.TextChoices):
    """A section's colour; which one that is, light and dark, the theme's tokens say."""

    ACCENT = "", _("The paper’s own")
    RED = "red", _("Red")
    OCHRE = "ochre", _("Ochre")
    GREEN = "green", _("Green")
    TEAL = "teal", _("Teal")
    BLUE = "blue", _("Blue")
    PLUM = "plum", _("Plum")


OPINION = "opinion"  # the top section whose stories are opinion


class SectionQuerySet(models.QuerySet):
    def top(self):
        return self.filter(parent=None)

    def within(self, section):
        """The section and everything nested in it."""
        return self.filter(Q(pk=section.pk) | Q(ancestors__contains=f"/{section.pk}/"))

    def above(self, section):
        """What the section is nested in, the outermost first."""
        return self.filter(pk__in=section.ancestors.split("/")[1:-1]).order_by("path")

    def in_care_of(self, user):
        """What the user edits: their sections with all that is nested in them, or every one."""
        if user.has_perm("articles.edit_every_section"):
            return self.all()
        if not user.is_active:
            return self.none()
        mark = Concat(Value("/"), Cast("section_id", models.CharField()), Value("/"))
        own = Section.editors.through.objects.filter(user_id=user.pk).annotate(
            above=StrIndex(OuterRef("ancestors"), mark)
        )
        return self.filter(Exists(own.filter(Q(section=OuterRef("pk")) | Q(above__gt=0))))


class Section(models.Model):
    """A part of the paper with a front of its own. Sections nest; the address follows."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("slug"),
        max_length=60,
        help_text=_("The section's part of the address. It begins with a letter."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent section"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("One sentence for readers and search engines."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Lower numbers come first in the menu.")
    )
    hue = models.CharField(
        _("colour"),
        max_length=10,
        blank=True,
        choices=Hue.choices,
        help_text=_("Of its kickers and rules. A nested section has the colour of what it is in."),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("editors"),
        blank=True,
        related_name="sections_edited",
        help_text=_(
            "In whose care the section is, with all that is nested in it: they may approve, "
            "publish and kill its stories where their group may, and hear what is submitted."
        ),
    )
    approvals_needed = models.PositiveSmallIntegerField(
        _("approvals needed"),
        default=0,
        choices=[(0, _("None")), (1, _("One person")), (2, _("Two people"))],
        help_text=_(
            "How many people must approve the words of a story before it can be published or "
            "scheduled. Nobody approves what they saved themselves."
        ),
    )
    # Both are derived from the parents at every save, as the colour of a nested section is, so
    # that one row answers where it stands.
    path = models.CharField(_("path"), max_length=255, unique=True, editable=False)
    ancestors = models.CharField(max_length=255, default="/", editable=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="section_slug_does_not_shadow_a_fixed_path",
                condition=~Q(slug__in=RESERVED_SLUGS),
                violation_error_message=_("This slug is the address of something else."),
            ),
            models.CheckConstraint(
                # A number would shadow the archive of that year.
                name="section_slug_begins_with_a_letter",
                condition=Q(slug__gte="a"),
                violation_error_message=_("A section's slug begins with a letter."),
            ),
            models.CheckConstraint(
                name="section_needs_two_approvals_at_most",
                condition=Q(approvals_needed__lte=2),
            ),
            models.CheckConstraint(
                name="section_is_not_its_own_ancestor",
                condition=~Q(parent=F("pk"))
                & ~Q(
                    ancestors__contains=Concat(
                        Value("/"), Cast("pk", models.CharField()), Value("/")
                    )
                ),
                violation_error_message=_("A section cannot be nested in itself."),
            ),
            models.CheckConstraint(
                # Keeps the line above honest: the last ancestor is the parent.
                name="section_ancestors_end_with_its_parent",
                condition=Q(parent__isnull=True, ancestors="/")
                | Q(
                    ancestors__endswith=Concat(
                        Value("/"), Cast("parent", models.CharField()), Value("/")
                    )
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        self.ancestors = f"{self.parent.ancestors}{self.parent.pk}/" if self.parent else "/"
        self.hue = self.parent.hue if self.parent else self.hue
        super().save(*args, **kwargs)
        for child in self.children.all():
            child.parent = self
            child.save()

    def clean(self):
        if (
            self.parent
            and self.pk
            and str(self.pk)
            in [
                str(self.parent.pk),
                *self.parent.ancestors.split("/"),
            ]
        ):
            raise ValidationError({"parent": _("A section cannot be nested in itself.")})
        path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        if Section.objects.exclude(pk=self.pk).filter(path=path).exists():
            raise ValidationError({"slug": _("Another section has this address.")})
        if self._meta.apps.get_model("articles.Page").objects.filter(slug=path).exists():
            raise ValidationError({"slug": _("A page has this address.")})

    @property
    def is_opinion(self) -> bool:
        return self.path.split("/")[0] == OPINION

    def get_absolute_url(self):
        return reverse("articles:section", args=[self.path])
