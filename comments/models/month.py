"""What came in and what was decided in one month, for the page that tells readers."""

from collections import Counter
from datetime import date, datetime

from django.db import models
from django.db.models import Count, Exists, F, OuterRef
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.decision import Decision
from comments.models.status import Status

_KIND = ["became", "by_hand", "reason"]


def first_day(at: datetime | date) -> date:
    return date(at.year, at.month, 1)


def the_month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def the_month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


class MonthManager(models.Manager):
    def first_kept(self) -> date | None:
        return self.order_by("begins").values_list("begins", flat=True).first()

    def of(self, months: list[date], now: datetime) -> list["Month"]:
        """
        The numbers of these months, in their order.

        A month that is over is counted once and kept: the log of decisions is only added to, and
        what is removed on a person's request later stays counted.
        """
        kept = self.in_bulk(months)
        fresh = {month: Month.counted(month) for month in months if month not in kept}
        over = [row for month, row in fresh.items() if _midnight(the_month_after(month)) <= now]
        self.bulk_create(over, ignore_conflicts=True)
        return [kept.get(month) or fresh[month] for month in months]


class Month(models.Model):
    begins = models.DateField(primary_key=True)
    received = models.PositiveIntegerField()
    # [status, whether a person decided, reason, how many], each comment with its last decision.
    decided = models.JSONField(default=list)

    objects = MonthManager()

    class Meta:
        verbose_name = _("month in numbers")
        verbose_name_plural = _("months in numbers")

    def __str__(self):
        return f"{self.begins:%Y-%m}"

    @classmethod
    def counted(cls, month: date) -> "Month":
        begin, end = _midnight(month), _midnight(the_month_after(month))
        received = Comment.objects.filter(posted_at__gte=begin, posted_at__lt=end, staff=None)
        made = Decision.objects.filter(at__gte=begin, at__lt=end)
        later = made.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"))
        last = made.filter(~Exists(later)).exclude(became=Status.PENDING).order_by()
        kinds = last.annotate(by_hand=IsNull(F("by"), False)).values_list(*_KIND)
        decided = [list(row) for row in kinds.annotate(count=Count("pk"))]
        return cls(begins=month, received=received.count(), decided=decided)

    def count(self, status: Status, *, by_hand: bool | None = None) -> int:
        either = (True, False) if by_hand is None else (by_hand,)
        return sum(
            n for became, hand, _why, n in self.decided if became == status and hand in either
        )

    def reasons(self, status: Status) -> dict[str, int]:
        """How many for each reason, by its code; "" for those without."""
        counts = Counter()
        for became, _by_hand, reason, count in self.decided:
            if became == status:
                counts[reason] += count
        return dict(counts)
