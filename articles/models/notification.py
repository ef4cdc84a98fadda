"""What a person at the desk is told, and what they chose to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("what happened to a story", "Submitted for review")
    SENT_BACK = "sent-back", pgettext_lazy("what happened to a story", "Sent back")
    APPROVED = "approved", pgettext_lazy("what happened to a story", "Approved")
    PUBLISHED = "published", pgettext_lazy("what happened to a story", "Published")
    SCHEDULED = "scheduled", pgettext_lazy("what happened to a story", "Scheduled")
    MENTIONED = "mentioned", pgettext_lazy("what happened to a story", "Mentioned in a note")
    ASSIGNED = "assigned", pgettext_lazy("what happened to a story", "Assigned")
    ERROR_REPORTED = (
        "error-reported",
        pgettext_lazy("what happened to a story", "Error reported by a reader"),
    )


class NotificationQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(to=user)

    def unread(self):
        return self.filter(read_at=None)

    def mark_read(self):
        return self.unread().update(read_at=timezone.now())


class Notification(models.Model):
    """One line behind a person's bell."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey("articles.Note", on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,  # a reader, who has no account
        related_name="+",
    )
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["to", "-at", "-id"], name="notification_by_person"),
            models.Index(
                fields=["to"], name="notification_unread", condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.article}"


class NotificationChoice(models.Model):
    """How one person wants to hear of one kind; where no row says otherwise, by both ways."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_choices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    bell = models.BooleanField(_("bell"), default=True)
    mail = models.BooleanField(_("e-mail"), default=True)

    class Meta:
        verbose_name = _("choice of notifications")
        verbose_name_plural = _("choices of notifications")
        constraints = [
            models.UniqueConstraint(
                name="person_chooses_once_per_kind_of_notification", fields=["user", "kind"]
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_kind_display()}"
