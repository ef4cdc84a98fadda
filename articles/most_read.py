"""
What is read most of late, counted without knowing who reads.

A page that was looked at for a while says so once, to its own site and with no cookie. Each process
gathers what it is told and writes it every few seconds. So that nobody lifts a story by reloading
it, a process remembers for an hour, in its memory alone, how often one network read one story.

The number kept of a story is its *heat*, the logarithm of all its reads, of which one counts half
as much six hours later. As that is so for all stories alike, their order changes only by reads: the
five that are read most are the first five of an index, at any size of the archive.
"""

import logging
import secrets
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from math import log2
from threading import Lock

from django.db import DatabaseError, transaction
from django.utils import timezone

from articles.models import Readership, Version

log = logging.getLogger(__name__)

HALF_LIFE = timedelta(hours=6)
LATELY = timedelta(days=2)  # a story that nobody read since is not read most
SHOWN = 5
FEWEST = 3  # stories that make a list

PAUSE = timedelta(seconds=10)  # between two writings of a process
HOUR = timedelta(hours=1)
OF_ONE_NETWORK = 5  # reads of a story in an hour: of a household, or of one office
REMEMBERED = 100_000  # pairs of story and network; beyond, none is counted till the hour is over

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class Reads:
    """What this process was told and has not written yet."""

    def __init__(self):
        self._lock = Lock()
        self._told = Counter()
        self._written_at = self._remembered_from = datetime.min.replace(tzinfo=UTC)
        self._of_networks = Counter()
        self._key = b""

    def add(self, article: int, network: str | None):
        """Count a read of the story `article` by somebody at `network`; write, if it is time."""
        now = timezone.now()
        with self._lock:
            if self._is_too_much(article, network, now):
                return
            self._told[article] += 1
            if now - self._written_at < PAUSE:
                return
            self._written_at = now
            told, self._told = self._told, Counter()
        try:
            write(told, now)
        except DatabaseError as error:  # the reader has nothing to do with that
            log.warning("reads are written later: %s", type(error).__name__)
            with self._lock:
                self._told += told

    def _is_too_much(self, article: int, network: str | None, now: datetime) -> bool:
        if now - self._remembered_from > HOUR:
            self._remembered_from, self._key = now, secrets.token_bytes(16)
            self._of_networks.clear()
        known = blake2b(f"{article} {network}".encode(), key=self._key, digest_size=8).digest()
        if self._of_networks[known] >= OF_ONE_NETWORK or len(self._of_networks) > REMEMBERED:
            return True
        self._of_networks[known] += 1
        return False


reads = Reads()


@transaction.atomic
def write(told: dict[int, int], at: datetime):
    """Add reads by story. What is no story that readers can see is left out."""
    seen = Version.objects.live(at).filter(article__in=told).order_by("article")
    stories = list(seen.values_list("article", flat=True))
    before = Readership.objects.select_for_update().filter(article__in=stories).order_by("article")
    heats = dict(before.values_list("article", "heat"))
    Readership.objects.bulk_create(
        [Readership(article_id=n, heat=_heated(heats.get(n), told[n], at)) for n in stories],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["heat"],
    )


def _heated(heat: float | None, times: int, at: datetime) -> float:
    added = _heat_at(at) + log2(times)
    if heat is None:
        return added
    most = max(heat, added)
    return most + log2(2 ** (heat - most) + 2 ** (added - most))


def _heat_at(moment: datetime) -> float:
    """Of one read at that moment."""
    return (moment - _EPOCH) / HALF_LIFE


def ranked(at: datetime) -> list[Version]:
    """What is read most at `at`, the most read first; nothing while hardly anything was read."""
    lately = {"article__readership__heat__gt": _heat_at(at - LATELY)}
    live = Version.objects.live(at).filter(**lately).select_related("section").defer("body")
    stories = list(live.order_by("-article__readership__heat")[:SHOWN])
    return stories if len(stories) >= FEWEST else []
