"""What the newspaper's menus lead to, as editors set them."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.json_rows import JSONRows

# Where a link may lead: to another site, to a mailbox, or to a path of this one.
_SAFE = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*|mailto:[^\s@]+@[^\s@]+|/(?![/\\])[^\s\\]*")


def safe_address(value: str):
    if not _SAFE.fullmatch(value):
        raise ValidationError(
            _("An address begins with https://, http:// or mailto:, or with one / on this site.")
        )


class Menu(models.Model):
    """One of the places where a menu stands; the rows are made with the tables."""

    class Place(models.TextChoices):
        MAIN = "main", _("Main menu")
        FOOTER = "footer", _("Foot of the page")

    place = models.CharField(
        _("place"), max_length=20, choices=Place.choices, unique=True, editable=False
    )

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        default_permissions = ("change", "view")
        ordering = ["-place"]

    def __str__(self):
        return self.get_place_display()


class MenuItemQuerySet(models.QuerySet):
    def shown(self):
        """What readers see of the menus, in order: a link to a draft waits until it is public."""
        return self.filter(Q(page=None) | Q(page__is_public=True)).order_by("position", "pk")

    def as_rows(self) -> JSONRows:
        """All that is needed to print them, as a column of another question."""
        names = {name: F(name.replace("_", "__", 1)) for name in _OF_TARGETS}
        names["place"] = F("menu__place")
        return JSONRows(self.annotate(**names), "label", "address", *names)


_OF_TARGETS = [
    "section_name",
    "section_path",
    "section_hue",
    "topic_name",
    "topic_slug",
    "page_title",
    "page_slug",
]


class MenuItem(models.Model):
    TARGETS = ("section", "topic", "page", "address")

    menu = models.ForeignKey(Menu, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.CASCADE,  # what is gone leaves the menu
        null=True,
        blank=True,
        related_name="+",
    )
    topic = models.ForeignKey(
        "articles.Topic",
        verbose_name=_("topic"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    page = models.ForeignKey(
        "articles.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    address = models.CharField(
        _("other address"), max_length=300, blank=True, validators=[safe_address]
    )
    label = models.CharField(
        pgettext_lazy("link", "words"),
        max_length=60,
        blank=True,
        help_text=_("Instead of the name of what it leads to."),
    )

    objects = MenuItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        default_permissions = ()
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="menu_item_leads_to_one_place",
                condition=(
                    Q(section__isnull=False, topic=None, page=None, address="")
                    | Q(section=None, topic__isnull=False, page=None, address="")
                    | Q(section=None, topic=None, page__isnull=False, address="")
                    | (Q(section=None, topic=None, page=None) & ~Q(address=""))
                ),
                violation_error_message=_(
                    "Choose one: a section, a topic, a page or another address."
                ),
            ),
            models.CheckConstraint(
                name="menu_item_to_another_address_has_words",
                condition=Q(address="") | ~Q(label=""),
                violation_error_message=_("Say in words where this address leads."),
            ),
        ]

    def __str__(self):
        return self.label or str(self.section or self.topic or self.page or self.address)
