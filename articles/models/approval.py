from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Approval(models.Model):
    """One person's yes to one version. Other words are another version, which nobody approved."""

    version = models.ForeignKey(
        "articles.Version", on_delete=models.CASCADE, related_name="approvals"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,  # history keeps its names; accounts are deactivated
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="person_approves_a_version_once", fields=["version", "by"]
            ),
        ]

    def __str__(self):
        return f"{self.by} {self.at:%Y-%m-%d %H:%M}"
