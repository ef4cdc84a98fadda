"""Where comments came from: kept apart from them, for throttling and for tracing abuse."""

from ipaddress import ip_address, ip_network

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def network_of(address: str | None) -> str:
    """
    What one household or company is likely to have: “203.0.113.0/24”, “2001:db8:1::/48”.

    `address` may be that of a network itself; "" for what is none.
    """
    try:
        found = ip_address((address or "").partition("/")[0].strip())
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))


class Provenance(models.Model):
    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.CASCADE, primary_key=True, related_name="provenance"
    )
    address = models.GenericIPAddressField(_("network address"), null=True)
    network = models.CharField(max_length=43, blank=True, editable=False)
    user_agent = models.CharField(_("browser"), max_length=255, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")
        indexes = [
            models.Index(fields=["address", "received_at"], name="provenance_by_address"),
            models.Index(fields=["received_at"], name="provenance_by_age"),
            models.Index(fields=["network"], name="provenance_by_network"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args, **kwargs):
        self.network = network_of(self.address)
        super().save(*args, **kwargs)
