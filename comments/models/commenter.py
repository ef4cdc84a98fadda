"""The e-mail addresses of readers: in a table of their own, which no public page selects from."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

from comments.models.status import Status

LONGEST = 150  # of a normalised address
BETWEEN_QUESTIONS = timedelta(days=1)


def normalised(email: str) -> str:
    """
    One spelling for every way of writing the same address: that of the mailbox mail goes to.

    Letters that merely look or fold alike are left apart, or whoever owned the other mailbox
    could confirm this one.
    """
    name, at, domain = email.strip().rpartition("@")
    with suppress(UnicodeError):  # there can be no such domain
        domain = punycode(domain)
    return f"{name.lower() if name.isascii() else name}{at}{domain.lower()}"


def validate_reachable(email: str):
    """Refuse what Django's check lets through though no mail can be sent there."""
    address = normalised(email)
    is_literal = address.endswith("]")  # a machine's number: mail to it is mail to our own network
    if is_literal or not address.isascii() or len(address) > LONGEST:
        raise ValidationError(_("Enter a valid email address."), code="invalid")


class CommenterQuerySet(models.QuerySet):
    def trusted(self):
        """Those who confirmed a comment that was approved."""
        approved = {"comments__status": Status.APPROVED, "comments__confirmed_at__isnull": False}
        return self.filter(**approved).distinct()

    def with_address(self, email: str):
        return self.filter(normalised=normalised(email))

    def known_by(self, email: str) -> "Commenter":
        """The person with this address, made on first sight; held until the transaction ends."""
        # Whoever posts twice at once is served one after the other, so a duplicate is seen.
        people = self.select_for_update()
        person, _new = people.get_or_create(normalised=normalised(email), defaults={"email": email})
        return person


class Commenter(models.Model):
    """A reader who has commented. Only moderators with permission ever see the address."""

    email = models.EmailField(_("email"), max_length=100, help_text=_("As it was typed first."))
    normalised = models.CharField(max_length=LONGEST, unique=True, editable=False)
    verified_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    asked_at = models.DateTimeField(_("asked to confirm"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("wants no mail"), null=True, editable=False)

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        default_permissions = ["view"]
        permissions = [
            ("export_commenter", _("Can look up and export what is kept of a commenter")),
            ("erase_commenter", _("Can erase what is kept of a commenter")),
        ]
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

    # Questions

    @property
    def is_verified(self) -> bool:
        """Whether somebody who reads its mail said that the address is theirs."""
        return self.verified_at is not None

    @property
    def may_be_asked(self) -> bool:
        """Whether a mail to confirm a comment may go there: one a day while none is answered."""
        if self.stopped_at:
            return False
        return self.asked_at is None or self.asked_at <= timezone.now() - BETWEEN_QUESTIONS

    # Changes

    def verify(self):
        self.verified_at = self.verified_at or timezone.now()
        self.asked_at = None  # answered
        self.save(update_fields=["verified_at", "asked_at"])

    def stop_telling(self):
        """No more mail about what was posted till now."""
        self.comments.update(wants_decision=False, wants_replies=False)

    def stop_all_mail(self):
        self.stop_telling()
        self.stopped_at = self.stopped_at or timezone.now()
        self.save(update_fields=["stopped_at"])

    def allow_mail(self):
        self.stopped_at = None
        self.save(update_fields=["stopped_at"])
