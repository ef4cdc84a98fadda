"""Where comments came from: for throttling and for tracing abuse, apart from them, for a time."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.network import network_of as household_of
from comments.models.house_rules import HouseRules

HOUR = timedelta(hours=1)  # so long haste is limited by it, whatever the house keeps
SENT_AGAIN = timedelta(minutes=10)  # by an impatient finger, or after a broken connection


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


def kept_since() -> datetime:
    """The moment before which nobody may know any more from where a comment came."""
    kept = timedelta(days=HouseRules.objects.current().keep_addresses_days)
    return timezone.now() - max(kept, HOUR)


class ProvenanceQuerySet(models.QuerySet):
    def old(self):
        return self.filter(received_at__lte=kept_since())

    def lately(self, time: timedelta):
        """What came within this time, an hour at most: so long the house keeps it in any case."""
        return self.filter(received_at__gt=timezone.now() - min(time, HOUR))

    def sent_from(self, address: str):
        """What came from the household of `address`: of IPv6 it has more than anybody can count."""
        home = household_of(address)
        if home in (None, address):
            return self.filter(address=address)
        near = self.filter(network=network_of(address)).values_list("pk", "address")
        return self.filter(pk__in=[pk for pk, other in near if household_of(other) == home])

    def of(self, comment) -> "Provenance | None":
        return self.filter(comment=comment).first()


class KeptProvenances(models.Manager.from_queryset(ProvenanceQuerySet)):
    """What is due to be purged is found no more, whether or not it has been purged."""

    def get_queryset(self):
        return super().get_queryset().filter(received_at__gt=kept_since())


class Provenance(models.Model):
    comment = models.OneToOneField(
        "comments.Comment",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",  # a way to it from the comment would go round what is to be forgotten
    )
    address = models.GenericIPAddressField(_("network address"), null=True)
    network = models.CharField(max_length=43, blank=True, editable=False)
    user_agent = models.CharField(_("browser"), max_length=255, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    objects = KeptProvenances()
    stored = ProvenanceQuerySet.as_manager()  # for purging, and for what came `lately`

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")
        indexes = [
            models.Index(fields=["address", "received_at"], name="provenance_by_address"),
            models.Index(fields=["network", "received_at"], name="provenance_by_network"),
            models.Index(fields=["received_at"], name="provenance_by_age"),
        ]

    def __str__(self):
        # No address here: a text form ends in logs and error pages.
        return f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args, **kwargs):
        self.network = network_of(self.address)
        super().save(*args, **kwargs)

    def sent_before(self, comment):
        """
        The comment stored a moment ago that `comment` repeats word for word, from the same place.

        Not of another place or an hour ago: the answer leads to a receipt, and whoever copies a
        published comment and guesses its address must neither get that nor learn that it is right.
        """
        if self.address is None:
            return None
        same = ("article", "parent", "commenter", "name", "text")
        earlier = Provenance.stored.lately(SENT_AGAIN).filter(
            address=self.address,
            user_agent=self.user_agent,
            **{f"comment__{name}": getattr(comment, name) for name in same},
        )
        found = earlier.select_related("comment").first()
        return found and found.comment
