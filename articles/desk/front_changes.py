"""Arranging a front: the only door to what editors place there. Every change is recorded."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles import audit
from articles.desk import wording
from articles.models import Arrangement, Placement


class FrontChanged(Exception):
    """Somebody changed the front after the editor had opened it; `latest` is theirs."""

    def __init__(self, latest: Arrangement | None):
        super().__init__()
        self.latest = latest


def go_live(
    request,
    section,
    placements: list[Placement],
    *,
    at: datetime,
    opened: int,
    replaces: Arrangement | None = None,
) -> Arrangement:
    """
    Put `placements` on the front of `section`, the home page for None, from `at` on.

    `opened` is the number that its last arrangement had when the editor opened the page; with a
    later one nothing is written, and FrontChanged says whose it is. `replaces` is a scheduled
    arrangement that this one stands for.
    """
    front = Arrangement.objects.of(section)
    if front.last_number() != opened:
        raise FrontChanged(_latest(front))
    arrangement = Arrangement(section=section, number=opened + 1, made_by=request.user)
    try:
        with transaction.atomic():
            if replaces and replaces.live_from:
                replaces.take_back()
            arrangement.go_live(at)
            for placement in placements:
                placement.arrangement = arrangement
            Placement.objects.bulk_create(placements)
            _record(request, "arrange-front", arrangement, placements)
    except IntegrityError:  # another editor took the number in this very moment
        raise FrontChanged(_latest(front)) from None
    return arrangement


@transaction.atomic
def take_back(request, arrangement: Arrangement):
    """A scheduled arrangement does not go live after all."""
    placements = arrangement.placements.select_related("article")
    _record(request, "take-back-front", arrangement, placements)
    arrangement.take_back()


def _latest(front) -> Arrangement | None:
    return front.select_related("made_by").order_by("-number").first()


def _record(request, action: str, arrangement: Arrangement, placements: Iterable[Placement]):
    when = _("from %s") % wording.moment(arrangement.live_from)
    rows = [
        f"{placement.position}. {placement.get_size_display()}: {placement.article}"
        for placement in placements
    ]
    audit.record(request, action, about=str(arrangement), detail="\n".join([when, *rows]))
