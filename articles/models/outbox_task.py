"""What is still to be done outside the database: written with its cause, done afterwards."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(minutes=10)  # longer than any attempt takes
ATTEMPTS = 8  # the last one is about two hours after the first
FIRST_PAUSE = timedelta(minutes=1)


class OutboxTaskQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(done_at=None, given_up_at=None)

    def due(self, at: datetime | None = None):
        return self.waiting().filter(due_at__lte=at or timezone.now())

    def given_up(self):
        return self.exclude(given_up_at=None)

    def claim(self):
        """
        Take the oldest task that is due, or None, so that no other worker takes it too.

        Whoever took it has LEASE to finish; a worker that dies leaves it to the next one.
        """
        if not self.due().exists():  # asked first, so that idle workers never hold the lock
            return None
        with transaction.atomic():
            unclaimed = self.due().select_for_update(skip_locked=True)
            task = unclaimed.order_by("due_at", "pk").first()
            if task:
                task.attempts += 1
                task.due_at = timezone.now() + LEASE
                task.save(update_fields=["attempts", "due_at"])
        return task


class OutboxTask(models.Model):
    kind = models.CharField(_("kind"), max_length=30)
    key = models.CharField(_("key"), max_length=200, unique=True)
    payload = models.JSONField(_("content"), default=dict)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)
    done_at = models.DateTimeField(_("done"), null=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)

    objects = OutboxTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task of the outbox")
        verbose_name_plural = _("outbox")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="outbox_by_next_attempt",
                condition=Q(done_at__isnull=True, given_up_at__isnull=True),
            ),
            models.Index(
                fields=["given_up_at"],
                name="outbox_given_up",
                condition=Q(given_up_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"

    def succeed(self):
        self.done_at, self.error = timezone.now(), ""
        self.payload = {}  # what was sent is not kept
        self.save(update_fields=["done_at", "error", "payload"])

    def fail(self, error: str):
        """Try again later, each time after twice the pause, and in the end give up."""
        now = timezone.now()
        self.error = error[:2000]
        self.due_at = now + FIRST_PAUSE * 2 ** (self.attempts - 1)
        self.given_up_at = now if self.attempts >= ATTEMPTS else None
        self.save(update_fields=["error", "due_at", "given_up_at"])

    def try_again(self):
        self.attempts, self.due_at, self.given_up_at = 0, timezone.now(), None
        self.save(update_fields=["attempts", "due_at", "given_up_at"])
