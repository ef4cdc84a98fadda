"""What the desk no longer needs goes once a day, so that no table grows for ever."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Notification, OutboxTask

# A task that was done stays that long, because its key keeps it from being done again.
KEEP_DONE = timedelta(days=365)
KEEP_READ = timedelta(days=90)


def tidy_daily(key: str, payload: dict):
    """
    Delete tasks done a year ago and lines behind the bell read a quarter ago.

    What was given up, and what nobody has read, stays until somebody looks. Named in
    settings.OUTBOX.
    """
    now = timezone.now()
    OutboxTask.objects.filter(done_at__lt=now - KEEP_DONE).delete()
    Notification.objects.filter(read_at__lt=now - KEEP_READ).delete()
