"""The log of what was decided about comments: by whom, when and why. It is only added to."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a comment was rejected. In the desk’s queue the first has the key 1, and so on."""

    OFF_TOPIC = "off-topic", _("Off topic")
    ATTACK = "attack", _("Personal attack")
    HATE = "hate", _("Hate speech")
    THREAT = "threat", _("Threat or call to violence")
    FALSE = "false", _("False claim")
    ADVERTISING = "advertising", _("Advertising")
    PERSONAL_DATA = "personal-data", _("Personal data")
    ILLEGAL = "illegal", _("Illegal content")
    OTHER = "other", _("Another reason")


class DecisionQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("Decisions are a log: they are never changed.")

    def delete(self):
        raise TypeError("Decisions are a log: they are never deleted.")


class Decision(models.Model):
    """One change of a comment's status. Without a person, screening or the commenter made it."""

    comment = models.ForeignKey(
        "comments.Comment",
        on_delete=models.SET_NULL,  # the log outlives a comment that is removed on request
        null=True,
        related_name="decisions",
    )
    at = models.DateTimeField(_("decided"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    was = models.CharField(_("status before"), max_length=10, blank=True)
    became = models.CharField(_("status after"), max_length=10)
    reason = models.CharField(_("reason"), max_length=30, choices=Reason, blank=True)
    note = models.TextField(_("note"), blank=True)
    told = models.BooleanField(
        _("the commenter is told"), default=False, help_text=_("The reason, by mail.")
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="decision_by_time")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Decisions are a log: they are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Decisions are a log: they are never deleted.")

    @property
    def told_reason(self) -> str:
        """Why, for whoever wrote the comment; "" where the moderator keeps it to the newsroom."""
        return self.get_reason_display() if self.told and self.reason else ""
