"""The log of what was decided about comments: by whom, when and why. It is only added to."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.status import Status


class Overtaken(Exception):
    """The comment is no longer what was decided about: it was decided, edited or reported since."""

    def __init__(self, comment):
        super().__init__(comment)
        self.comment = comment


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
    def standing(self):
        """Those that no later one took back or gave a reason to: each press counts once."""
        return self.filter(replaced_by=None)

    def update(self, **kwargs):
        raise TypeError("Decisions are a log: they are never changed.")

    def delete(self):
        raise TypeError("Decisions are a log: they are never deleted.")


class Decision(models.Model):
    """One change of a comment's status. Without a person, screening or the commenter made it."""

    comment = models.ForeignKey(
        "comments.Comment",
        verbose_name=_("comment"),
        on_delete=models.SET_NULL,  # the log outlives a comment that is removed on request
        null=True,
        related_name="decisions",
    )
    at = models.DateTimeField(_("decided"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        db_index=False,  # decision_by_person serves it
        related_name="+",
    )
    was = models.CharField(_("status before"), max_length=10, choices=Status, blank=True)
    became = models.CharField(_("status after"), max_length=10, choices=Status)
    reason = models.CharField(_("reason"), max_length=30, choices=Reason, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    told = models.BooleanField(
        _("the commenter is told"), default=False, help_text=_("The reason, by mail.")
    )
    # What was decided with one press, and is taken back with one.
    batch = models.UUIDField(default=uuid.uuid4, editable=False)
    # The decision that this one takes back or, where it has a reason, gives the reason of.
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="replaced_by"
    )
    # The readers' reports that a person answered by it.
    reports = models.PositiveIntegerField(default=0, editable=False)
    reported_at = models.DateTimeField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at", "id"], name="decision_by_time"),
            models.Index(fields=["by", "at", "id"], name="decision_by_person"),
            models.Index(fields=["became", "at", "id"], name="decision_by_outcome"),
            models.Index(
                fields=["reason", "at", "id"],
                name="decision_by_reason",
                condition=~models.Q(reason=""),
            ),
            models.Index(fields=["batch"], name="decision_by_batch"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Decisions are a log: they are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Decisions are a log: they are never deleted.")

    # Questions

    @property
    def takes_back(self) -> bool:
        """Whether it undoes the one that it replaces; with a reason it explains that one."""
        return self.replaces_id is not None and not self.reason

    @property
    def is_last(self) -> bool:
        """Whether nothing was decided about its comment since, but for what was taken back."""
        if Decision.objects.filter(replaces=self).exists():
            return False
        later = Decision.objects.standing().filter(comment=self.comment_id, replaces=None)
        return not later.filter(pk__gt=self.pk).exists()

    @property
    def reason_in_words(self) -> str:
        """A moderator's; of a check the note says what it found."""
        return self.get_reason_display() if self.reason in Reason.values else ""

    @property
    def told_reason(self) -> str:
        """Why, for whoever wrote the comment; "" where the moderator keeps it to the newsroom."""
        return self.get_reason_display() if self.told and self.reason else ""
