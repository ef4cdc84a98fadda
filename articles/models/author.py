from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import citations


class AuthorQuerySet(models.QuerySet):
    def on_the_staff(self):
        """Those in the staff list, in its order."""
        listed = self.filter(staff_place__isnull=False).select_related("picture")
        return listed.order_by("staff_place", "name")


class Author(models.Model):
    """A name that can stand in a byline: of staff with a desk account, or of a guest without."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("desk account"),
        on_delete=models.SET_NULL,  # the byline outlives the account
        null=True,
        blank=True,
        related_name="author",
        help_text=_("Left empty for guests and agencies."),
    )
    is_organisation = models.BooleanField(
        _("a desk or an agency"),
        default=False,
        help_text=_("Not a person: search engines are told so."),
    )
    title = models.CharField(
        pgettext_lazy("person", "title"),
        max_length=120,
        blank=True,
        help_text=_("Such as “Transport correspondent”."),
    )
    picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("picture"),
        on_delete=models.PROTECT,  # a face in the paper is replaced there first
        null=True,
        blank=True,
        related_name="portrayed",
        help_text=_("Their face, beside what they write; cut round its focal point."),
    )
    bio = models.TextField(pgettext_lazy("person", "about"), blank=True)
    expertise = models.CharField(
        _("knows about"),
        max_length=200,
        blank=True,
        help_text=_("From their work, parted by commas: “local transport, public finance”."),
    )
    public_email = models.EmailField(
        _("e-mail address for readers"),
        blank=True,
        help_text=_("Printed on the author’s page. The address of the desk account never is."),
    )
    links = models.TextField(
        _("links"),
        blank=True,
        help_text=_(
            "Where readers find them elsewhere, one a line: “Mastodon: https://social.example/@mara”."
        ),
    )
    staff_place = models.PositiveSmallIntegerField(
        _("place in the staff list"),
        null=True,
        blank=True,
        help_text=_("Lower numbers come first; without one the author is not in the list."),
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def as_printed(self, role: str) -> dict:
        """The name as a version keeps it in its byline, whatever it is called later."""
        kind = {"is_organisation": True} if self.is_organisation else {}
        return {"name": self.name, "slug": self.slug, "role": role} | kind

    @property
    def known_for(self) -> list[str]:
        return [subject.strip() for subject in self.expertise.split(",") if subject.strip()]

    @property
    def is_of_the_house(self) -> bool:
        return self.user_id is not None or self.staff_place is not None

    def picture_at(self, at: datetime):
        """The picture as readers see it at `at`: None from the minute its rights end."""
        return self.picture if self.picture and self.picture.is_usable(at) else None

    @property
    def named_links(self) -> list[citations.Citation]:
        """The links that lead somewhere, with their words."""
        return [link for link in citations.read(self.links) if link.address]

    def get_absolute_url(self):
        return reverse("articles:author", args=[self.slug])
