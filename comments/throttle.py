"""How often one network address may comment."""

import math
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from comments.models import Provenance


class TooSoon(Exception):
    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


def refuse_haste(address: str | None):
    """Raise TooSoon, with the seconds left, if `address` sent a comment a moment ago."""
    pause = timedelta(seconds=settings.COMMENT_FLOOD_SECONDS)
    now = timezone.now()
    recent = Provenance.objects.filter(address=address, received_at__gt=now - pause)
    latest = recent.order_by("-received_at").first() if address and pause else None
    if latest:
        raise TooSoon(math.ceil((latest.received_at + pause - now).total_seconds()))
