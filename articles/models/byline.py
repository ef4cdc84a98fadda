"""Who made a story. The desk edits rows; a version keeps the line as it was printed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    WRITER = "writer", _("By")
    PHOTOGRAPHER = "photographer", _("Photographs by")
    ILLUSTRATOR = "illustrator", _("Illustration by")
    REPORTING = "reporting", _("Additional reporting by")


class Byline(models.Model):
    """One name, in its place, on the desk's working copy."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="bylines"
    )
    author = models.ForeignKey(
        "articles.Author",
        verbose_name=_("author"),
        on_delete=models.PROTECT,  # a name in the paper is not deleted with a click
        related_name="bylines",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.WRITER)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="author_is_named_once_per_role_in_a_story",
                fields=["article", "author", "role"],
                violation_error_message=_("This author already has that role in the byline."),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.author.name}"

    def as_printed(self) -> dict:
        return self.author.as_printed(self.role)
