"""The parts of the queue, and how many comments are in each, as far as anybody counts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.translation import pgettext_lazy

from comments.models import Comment, Status

MOST = 1000  # what is more is told as “1,000+”, so that a count costs the same in any queue


class CountedToMost(Subquery):
    """How many rows there are, counted no further than one beyond MOST."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet):
        super().__init__(rows.order_by().values("pk")[: MOST + 1])


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    narrow: Callable[[QuerySet], QuerySet]
    column: str = "posted_at"  # what its pages are ordered by
    is_counted: bool = True


def _of(status: Status, *, is_counted: bool = True) -> Tab:
    narrow = {"narrow": lambda comments: comments.filter(status=status)}
    return Tab(status.value, status.label, **narrow, is_counted=is_counted)


TABS = {
    tab.name: tab
    for tab in (
        _of(Status.PENDING),
        Tab(
            "reported",
            pgettext_lazy("comments", "Reported"),
            lambda comments: comments.reported(),
            "reported_at",
        ),
        _of(Status.SPAM),
        _of(Status.APPROVED),
        _of(Status.REJECTED),
        _of(Status.WITHDRAWN, is_counted=False),
        Tab("all", pgettext_lazy("comments", "All"), lambda comments: comments, is_counted=False),
    )
}
FIRST = TABS["pending"]


def counts() -> dict[str, int]:
    """How many comments are in each tab that is counted, in one query of their indexes."""
    counted = {
        tab.name: CountedToMost(tab.narrow(Comment.objects.all()))
        for tab in TABS.values()
        if tab.is_counted
    }
    # A row to stand on; in an empty table there is none, and nothing to count.
    found = Comment.objects.values(**counted).first()
    return found or dict.fromkeys(counted, 0)


def told(count: int) -> str:
    return f"{intcomma(MOST)}+" if count > MOST else intcomma(count)
