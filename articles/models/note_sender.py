from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.trace import Trace, TraceQuerySet


class NoteSenderQuerySet(TraceQuerySet):
    def forget_the_old(self):
        """Delete all that was kept for as long as settings.KEEP_SENDERS_DAYS says."""
        self.older_than(settings.KEEP_SENDERS_DAYS).delete()


class NoteSender(Trace):
    """The reader who reported an error: apart from the note, seen with its permission alone."""

    note = models.OneToOneField(
        "articles.Note", on_delete=models.CASCADE, primary_key=True, related_name="sender"
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("email"), max_length=100, blank=True)

    objects = NoteSenderQuerySet.as_manager()

    class Meta(Trace.Meta):
        verbose_name = _("sender of a note")
        verbose_name_plural = _("senders of notes")
        default_permissions = ["view"]

    @property
    def is_named(self) -> bool:
        return bool(self.name or self.email)

    @property
    def is_kept(self) -> bool:
        """Whether it is not yet due to be forgotten: until it is deleted, nobody reads it."""
        return self.received_at > timezone.now() - timedelta(days=settings.KEEP_SENDERS_DAYS)
