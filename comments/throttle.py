"""How often one network address, or household of IPv6 addresses, may comment."""

import math
from datetime import timedelta

from django.utils import timezone

from comments.models import Provenance


class TooSoon(Exception):
    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


def refuse_haste(address: str | None, *, pause: int):
    """Raise TooSoon, with the seconds left, if `address` sent a comment `pause` seconds ago."""
    if not address or not pause:
        return
    now, pause = timezone.now(), timedelta(seconds=pause)
    recent = Provenance.stored.lately(pause).sent_from(address)
    if latest := recent.order_by("-received_at").first():
        raise TooSoon(math.ceil((latest.received_at + pause - now).total_seconds()))
