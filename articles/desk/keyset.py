"""Lists of the desk that page by cursor: a page costs the same at any depth, no row is counted."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

CURSORS = ("before", "after")


@dataclass(frozen=True)
class Order:
    """One column and then the number, both in one direction, so that one index serves both ways."""

    model: type
    column: str
    descending: bool

    @property
    def names(self) -> list[str]:
        sign = "-" if self.descending else ""
        return [f"{sign}{self.column}", f"{sign}pk"]

    def cursor(self, row: tuple) -> str:
        value, number = row
        return f"{value.isoformat() if isinstance(value, datetime) else value}~{number}"

    def beyond(self, place: str, *, forward: bool) -> Q:
        """What follows `place` in this order, or what stands before it."""
        value, number = self._read(place)
        less = "lt" if self.descending == forward else "gt"
        ahead = Q(**{self.column: value, f"pk__{less}": number})
        # The first condition is one step into the index; the second alone is none.
        return Q(**{f"{self.column}__{less}e": value}) & (
            Q(**{f"{self.column}__{less}": value}) | ahead
        )

    def _read(self, place: str) -> tuple:
        text, _, number = place.rpartition("~")
        try:
            value = self.model._meta.get_field(self.column).to_python(text)
            if isinstance(value, datetime):
                value = value.astimezone(UTC)
            if not number.isdecimal() or len(number) > 18 or value is None:
                raise ValueError(place)
        except (ValueError, OverflowError, ValidationError) as error:
            raise IncorrectLookupParameters from error
        return value, int(number)


@dataclass(frozen=True)
class Page:
    numbers: list[int]
    before: str = ""  # the cursor that leads on, "" on the last page
    after: str = ""  # the cursor that leads back
    is_first: bool = False


def page_of(rows: QuerySet, order: Order, query, size: int) -> Page:
    """The page of `rows` that `query`, a GET, asks for."""
    if place := query.get("before"):
        found, goes_on = _cut(rows, order, order.beyond(place, forward=True), size)
        return _page(order, found, on=goes_on, back=True)
    if place := query.get("after"):
        back = Order(order.model, order.column, not order.descending)
        found, goes_on = _cut(rows, back, order.beyond(place, forward=False), size)
        if goes_on:
            return _page(order, found[::-1], on=True, back=True)
    found, goes_on = _cut(rows, order, Q(), size)
    return _page(order, found, on=goes_on, back=False)


def _cut(rows: QuerySet, order: Order, where: Q, size: int) -> tuple[list, bool]:
    """Only what the index holds is read here: SQLite finds the rest of a row behind its text."""
    found = rows.filter(where).order_by(*order.names).values_list(order.column, "pk")
    found = list(found[: size + 1])
    return found[:size], len(found) > size


def _page(order: Order, found: list, *, on: bool, back: bool) -> Page:
    return Page(
        numbers=[number for _, number in found],
        before=order.cursor(found[-1]) if on else "",
        after=order.cursor(found[0]) if back and found else "",
        is_first=not back,
    )


class KeysetChangeList(ChangeList):
    def get_filters_params(self, params=None):
        """What the list's own form reads is no lookup of Django's."""
        known = {*CURSORS, *self.model_admin.filter_form.base_fields}
        params = super().get_filters_params(params)
        return {name: value for name, value in params.items() if name not in known}

    def get_queryset(self, request, exclude_parameters=None):
        self.form = self.model_admin.filter_form(request.GET, user=request.user)
        return self.form.narrowed(super().get_queryset(request, exclude_parameters))

    def get_ordering(self, request, queryset):
        first = super().get_ordering(request, queryset)[0]
        self.order = Order(self.model, first.lstrip("-"), first.startswith("-"))
        return self.order.names

    def get_ordering_field_columns(self):
        """The heading of the one column that the list is ordered by."""
        return dict(list(super().get_ordering_field_columns().items())[:1])

    def get_results(self, request):
        self.page = page_of(self.queryset, self.order, request.GET, self.list_per_page)
        rows = self.model_admin.rows_of_a_page(request).in_bulk(self.page.numbers)
        self.result_list = [rows[number] for number in self.page.numbers if number in rows]
        self.result_count = len(self.result_list)
        self.full_result_count = None
        self.show_admin_actions = bool(self.result_list)
        self.can_show_all = self.multi_page = False
        self.paginator = None

    @property
    def older(self) -> str:
        return self._address(before=self.page.before) if self.page.before else ""

    @property
    def newer(self) -> str:
        if self.page.is_first:
            return ""
        return self._address(after=self.page.after) if self.page.after else self._address()

    @property
    def runs_back_in_time(self) -> bool:
        return self.order.descending and self.order.column in ("changed_at", "at")

    def _address(self, **cursor) -> str:
        return self.get_query_string(cursor, remove=CURSORS)


class Choices(Paginator):
    """For choosing by typing: whoever needs more than these types another letter."""

    MOST = 200

    @cached_property
    def count(self):
        return self.object_list[: self.MOST].count()


class KeysetAdmin(admin.ModelAdmin):
    """A list with its own form of filters above it and *Newer* and *Older* below."""

    filter_form = None  # a form with a method `narrowed(rows)`
    change_list_template = "admin/keyset_change_list.html"
    list_per_page = 100
    paginator = Choices
    show_full_result_count = False

    def get_changelist(self, request, **kwargs):
        return KeysetChangeList

    def rows_of_a_page(self, request) -> QuerySet:
        return self.get_queryset(request)

    def changelist_view(self, request, extra_context=None):
        title = {"title": self.opts.verbose_name_plural.capitalize()}
        return super().changelist_view(request, title | (extra_context or {}))
