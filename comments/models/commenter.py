"""The e-mail addresses of readers: in a table of their own, which no public page selects from."""

import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.status import Status


def normalised(email: str) -> str:
    """One spelling for every way that people write the same address."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


class CommenterQuerySet(models.QuerySet):
    def trusted(self):
        """Those of whom a comment has been approved."""
        return self.filter(comments__status=Status.APPROVED).distinct()

    def known_by(self, email: str) -> "Commenter":
        """The person with this address, made on first sight; held until the transaction ends."""
        person, _new = self.get_or_create(normalised=normalised(email), defaults={"email": email})
        # Whoever posts twice at once is served one after the other, so a duplicate is seen.
        return self.select_for_update().get(pk=person.pk)


class Commenter(models.Model):
    """A reader who has commented. Only moderators with permission ever see the address."""

    email = models.EmailField(_("email"), max_length=100, help_text=_("As it was typed first."))
    normalised = models.CharField(max_length=150, unique=True, editable=False)

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        constraints = [
            models.CheckConstraint(
                name="commenter_has_an_address",
                condition=~models.Q(normalised=""),
            ),
        ]

    def __str__(self):
        # No address here: a text form ends in logs and error pages.
        return f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args, **kwargs):
        self.normalised = normalised(self.email)
        super().save(*args, **kwargs)

    @property
    def is_trusted(self) -> bool:
        return self.comments.approved().exists()
