from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


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
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("Such as “Transport correspondent”.")
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
    bio = models.TextField(_("about"), blank=True)
    expertise = models.CharField(
        _("knows about"),
        max_length=200,
        blank=True,
        help_text=_("From their work, parted by commas: “local transport, public finance”."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def known_for(self) -> list[str]:
        return [subject.strip() for subject in self.expertise.split(",") if subject.strip()]

    def get_absolute_url(self):
        return reverse("articles:author", args=[self.slug])
