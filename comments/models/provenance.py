from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Provenance(models.Model):
    """Where a comment came from: for throttling and for tracing abuse, apart from the comment."""

    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.CASCADE, primary_key=True, related_name="provenance"
    )
    address = models.GenericIPAddressField(_("network address"), null=True)
    user_agent = models.CharField(_("browser"), max_length=255, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")
        indexes = [
            models.Index(fields=["address", "received_at"], name="provenance_by_address"),
            models.Index(fields=["received_at"], name="provenance_by_age"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
