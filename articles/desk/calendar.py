"""The month or week ahead: what is planned, scheduled, due and taken down on which day."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from articles.models import Article, Section, Stage, Version

MOST = 500  # entries of one kind on one page
YEARS = range(1990, 2101)
KINDS = {
    "planned": pgettext_lazy("in the calendar", "Planned"),
    "due": pgettext_lazy("in the calendar", "Due"),
    "scheduled": pgettext_lazy("in the calendar", "Scheduled"),
    "expiring": pgettext_lazy("in the calendar", "Taken down"),
}


@dataclass(frozen=True)
class Entry:
    at: datetime
    kind: str
    headline: str
    article: int

    @property
    def label(self) -> str:
        return KINDS[self.kind]

    @property
    def clock(self) -> str:
        return date_format(timezone.localtime(self.at), _("H:i"))

    @property
    def address(self) -> str:
        return reverse("admin:articles_article_change", args=[self.article])


@dataclass
class Day:
    date: date
    is_inside: bool  # of the month; a month's first and last week show neighbours too
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()

    @property
    def name(self) -> str:
        return date_format(self.date, _("l j F Y"))

    @property
    def nine_o_clock(self) -> str:
        return f"{self.date}T09:00"


@dataclass(frozen=True)
class Span:
    """The days of one page: the month or the week around a day."""

    view: str
    day: date

    @classmethod
    def asked(cls, request):
        try:
            day = date.fromisoformat(request.GET.get("day", ""))
        except ValueError:
            day = timezone.localdate()
        day = day if day.year in YEARS else timezone.localdate()
        return cls("week" if request.GET.get("view") == "week" else "month", day)

    @property
    def weeks(self) -> list[list[date]]:
        weeks = calendar.Calendar(_first_day()).monthdatescalendar(self.day.year, self.day.month)
        return [week for week in weeks if self.day in week] if self.view == "week" else weeks

    @property
    def begin(self) -> datetime:
        return _midnight(self.weeks[0][0])

    @property
    def end(self) -> datetime:
        return _midnight(self.weeks[-1][-1] + timedelta(days=1))

    @property
    def title(self) -> str:
        if self.view == "month":
            return date_format(self.day, _("F Y"))
        first, last = self.weeks[0][0], self.weeks[0][-1]
        return " – ".join([date_format(first, _("j M")), date_format(last, _("j M Y"))])

    def moved(self, step: int) -> date:
        """A day of the span before or after."""
        if self.view == "week":
            return self.day + timedelta(weeks=step)
        edge = self.day.replace(day=1 if step < 0 else 28)
        return (edge + timedelta(days=4 * step)).replace(day=1)


class ArticleCalendar(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view(self.calendar_view)
        return [path("calendar/", view, name="articles_article_calendar"), *super().get_urls()]

    def calendar_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        span, section = Span.asked(request), section_asked(request)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Calendar"),
            "span": span,
            "weeks": _filled(span, section),
            "names_of_days": [date_format(day, "D") for day in span.weeks[0]],
            "kinds": KINDS.items(),
            "sections": sections_to_choose(),
            "section": section,
            "links": _links(span, section),
            "may_write": self.has_add_permission(request),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/calendar.html", context)


def section_asked(request) -> Section | None:
    number = request.GET.get("section", "")
    is_number = number.isdecimal() and len(number) < 10
    return Section.objects.filter(pk=number).first() if is_number else None


def sections_to_choose() -> list[tuple[int, str]]:
    return [
        (section.pk, "– " * section.path.count("/") + section.name)
        for section in Section.objects.order_by("path")
    ]


def of_section(rows, section: Section | None):
    """Stories or versions of a section and all that is nested in it."""
    return rows.filter(section__in=Section.objects.within(section)) if section else rows


def entries(begin: datetime, end: datetime, section: Section | None) -> list[Entry]:
    """Whatever happens to a story from `begin` to before `end`, in its order."""
    span, now = (begin, end - timedelta(microseconds=1)), timezone.now()
    stories, versions = of_section(Article.objects, section), of_section(Version.objects, section)
    follower = Version.objects.filter(article=OuterRef("article"), live_from=OuterRef("live_until"))
    ending = versions.filter(live_until__range=span, live_until__gt=now).exclude(Exists(follower))
    over = [Stage.PUBLISHED, Stage.KILLED]
    found = {
        "planned": stories.filter(planned_for__range=span).exclude(stage__in=over),
        "due": stories.due().filter(due_at__range=span),
        "scheduled": versions.filter(live_from__range=span, live_from__gt=now),
        "expiring": ending,
    }
    columns = {
        "planned": ("planned_for", "headline", "pk"),
        "due": ("due_at", "headline", "pk"),
        "scheduled": ("live_from", "headline", "article"),
        "expiring": ("live_until", "headline", "article"),
    }
    happening = [
        Entry(at, kind, headline or _("(no headline)"), number)
        for kind, rows in found.items()
        for at, headline, number in rows.order_by(columns[kind][0]).values_list(*columns[kind])[
            :MOST
        ]
    ]
    return sorted(happening, key=lambda entry: (entry.at, entry.headline))


def _filled(span: Span, section: Section | None) -> list[list[Day]]:
    weeks = [
        [Day(day, span.view == "week" or day.month == span.day.month) for day in week]
        for week in span.weeks
    ]
    days = {day.date: day for week in weeks for day in week}
    for entry in entries(span.begin, span.end, section):
        days[timezone.localdate(entry.at)].entries.append(entry)
    return weeks


def _links(span: Span, section: Section | None) -> dict[str, str]:
    filing = {"section": section.pk} if section else {}

    def link(view, day):
        return "?" + urlencode({"view": view, "day": day.isoformat(), **filing})

    return {
        "before": link(span.view, span.moved(-1)),
        "today": link(span.view, timezone.localdate()),
        "after": link(span.view, span.moved(1)),
        "month": link("month", span.day),
        "week": link("week", span.day),
    }


def _first_day() -> int:
    """Of a week, as the language counts: Django's 0 is Sunday, Python's is Monday."""
    return (get_format("FIRST_DAY_OF_WEEK") - 1) % 7


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
