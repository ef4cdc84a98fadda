"""What became of everything that a commenter wrote here, beside each of their comments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from articles.desk import wording
from comments.desk import tabs
from comments.desk.tabs import CountedToMost
from comments.models import Comment, Commenter, Status


@dataclass(frozen=True)
class Record:
    approved: int
    rejected: int
    spam: int
    first_seen: datetime

    @property
    def counts(self) -> list[tuple[str, str]]:
        """How many were decided in which way, in words, without those that are none."""
        of = ((status, getattr(self, status.value)) for status in SHOWN)
        return [(status.label, tabs.told(count)) for status, count in of if count]

    @property
    def since(self) -> str:
        return wording.short(self.first_seen)


SHOWN = (Status.APPROVED, Status.REJECTED, Status.SPAM)


def records_of(comments: Iterable[Comment]) -> dict[int, Record]:
    """The record of everybody who wrote one of `comments`, by their number, in one query."""
    theirs = Comment.objects.filter(commenter=OuterRef("pk"))
    counted = {status.value: CountedToMost(theirs.filter(status=status)) for status in SHOWN}
    # The index is by status: the first of each is one step, the first of all is a walk.
    firsts = {
        f"first_{status.value}": Subquery(
            theirs.filter(status=status).order_by("posted_at").values("posted_at")[:1]
        )
        for status in Status
    }
    numbers = {comment.commenter_id for comment in comments if comment.commenter_id}
    rows = Commenter.objects.filter(pk__in=numbers).values("pk", **counted, **firsts)
    return {
        row["pk"]: Record(
            **{name: row[name] for name in counted},
            first_seen=min(row[name] for name in firsts if row[name]),
        )
        for row in rows
    }
