"""What was published in a year, a month or on a day, by the newsroom's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Subquery
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.models import Section, Version
from articles.pages import caching, paging
from articles.pages.clock import moment_of
from articles.pages.fronts import River
from articles.pages.views import public

YEAR, MONTH, DAY = "year", "month", "day"
NAMES = {YEAR: _("Y"), MONTH: _("F Y"), DAY: _("j F Y")}  # Django's format letters
SHORT = {MONTH: _("F"), DAY: _("j")}


@dataclass(frozen=True)
class Period:
    """A year, a month or a day: `first` is its first day, `after` the first day that follows."""

    kind: str
    first: date

    @classmethod
    def of(cls, year: str, month: str = "", day: str = "") -> "Period":
        """Raises Http404 for what is none."""
        kind = DAY if day else MONTH if month else YEAR
        try:
            period = cls(kind, date(int(year), int(month or 1), int(day or 1)))
            _midnight(period.first), _midnight(period.after)
        except (ValueError, OverflowError):
            raise Http404 from None
        return period

    @property
    def after(self) -> date:
        if self.kind == DAY:
            return self.first + timedelta(days=1)
        if self.kind == YEAR or self.first.month == 12:
            return date(self.first.year + 1, 1, 1)
        return date(self.first.year, self.first.month + 1, 1)

    @property
    def begins(self) -> datetime:
        return _midnight(self.first)

    @property
    def ends(self) -> datetime:
        return _midnight(self.after)

    @property
    def parts(self) -> list["Period"]:
        """The months of a year, the days of a month; a day has none."""
        parts, day = [], self.first
        while self.kind != DAY and day < self.after:
            parts.append(Period(MONTH if self.kind == YEAR else DAY, day))
            day = parts[-1].after
        return parts

    @property
    def around(self) -> list["Period"]:
        """What it is a part of, the year first."""
        year, month = date(self.first.year, 1, 1), self.first.replace(day=1)
        return [Period(YEAR, year), Period(MONTH, month)][: [YEAR, MONTH, DAY].index(self.kind)]

    def like(self, moment: datetime) -> "Period":
        """The period of the same kind that a moment falls into."""
        day = timezone.localdate(moment)
        first = {YEAR: day.replace(month=1, day=1), MONTH: day.replace(day=1), DAY: day}
        return Period(self.kind, first[self.kind])

    @property
    def name(self) -> str:
        return self._written(NAMES)

    @property
    def short_name(self) -> str:
        """Beside others of its kind: “June”, or “8”."""
        return self._written(SHORT)

    def _written(self, forms) -> str:
        return date_format(self.first, str(forms[self.kind]), use_l10n=False)

    def get_absolute_url(self) -> str:
        words = f"{self.first:%Y %m %d}".split()[: len(self.around) + 1]
        return reverse(f"articles:{self.kind}", args=words)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@public
def period(request, year, month="", day=""):
    """The archive of a period: what was published in it, and the way to those before and after."""
    now, shown = moment_of(request), Period.of(year, month, day)
    published = Version.objects.filter(published_at__gte=shown.begins, published_at__lt=shown.ends)
    page = paging.page_of(published.live(now).for_cards(now), request.GET)
    earlier, later, parts = neighbours(shown, now)
    if not (page.stories or _may_be_empty(shown, earlier, now)):
        raise Http404
    context = {
        "period": shown,
        "page": page,
        "river": River(rest=page.stories),
        "parts": [
            (part, has_stories) for part, has_stories in zip(shown.parts, parts, strict=True)
        ],
        "earlier": earlier,
        "later": later,
    }
    response = render(request, "articles/archive.html", context)
    if not page.stories:
        response["X-Robots-Tag"] = "noindex"
    return caching.until_next_transition(
        response, page.stories, next_arrival=Version.objects.next_arrival(now)
    )


def _may_be_empty(shown: Period, earlier: Period | None, now: datetime) -> bool:
    """A quiet day between others, and the one that has just begun; nothing before the paper."""
    return shown.begins <= now and (earlier is not None or now < shown.ends)


def neighbours(shown: Period, now: datetime) -> tuple[Period | None, Period | None, list[bool]]:
    """
    The next periods of its kind, before and after, in which there are stories, and which of its
    parts have some: as many steps into one index, in one question.
    """
    live = Version.objects.live(now).order_by()
    before = live.filter(published_at__lt=shown.begins).order_by("-published_at")
    after = live.filter(published_at__gte=shown.ends).order_by("published_at")
    parts = {
        f"part_{n}": Exists(live.filter(published_at__gte=part.begins, published_at__lt=part.ends))
        for n, part in enumerate(shown.parts)
    }
    # Asked beside some row: without a section no story was ever published.
    found = Section.objects.order_by("pk").values(
        earlier=Subquery(before.values("published_at")[:1]),
        later=Subquery(after.values("published_at")[:1]),
        **parts,
    )
    row = found.first() or dict.fromkeys(["earlier", "later", *parts])
    earlier, later = (row[name] and shown.like(row[name]) for name in ("earlier", "later"))
    return earlier, later, [bool(row[name]) for name in parts]
