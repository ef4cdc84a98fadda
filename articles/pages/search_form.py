"""What readers say about the stories they look for, read so that nothing typed is an error."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.models import Author, Section, Topic
from articles.models.published_words import FIRST, LAST, place_at, sign
from articles.search import Search

BEST, NEWEST = "best", "newest"
A_LIST = 200  # of authors at most: a longer one helps nobody to find a name
LAST_DAY = date(9000, 1, 1)  # before the end of Python's calendar


class SectionChoice(forms.ModelChoiceField):
    def label_from_instance(self, section):
        return "\u2003" * section.path.count("/") + section.name


class DayInput(forms.DateInput):
    """A picker of days. What is none stands there as it was typed, which a picker cannot show."""

    input_type = "date"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        try:
            date.fromisoformat(context["widget"]["value"] or "0001-01-01")
        except ValueError:
            context["widget"]["type"] = "text"
        return context


class Day(forms.DateField):
    def __init__(self, **kwargs):
        widget = DayInput()
        super().__init__(required=False, input_formats=["%Y-%m-%d"], widget=widget, **kwargs)


def _hidden(model, **more):
    """One of many, chosen by a link that names it and not from a list of all."""
    return forms.ModelChoiceField(
        model.objects.all(),
        required=False,
        to_field_name="slug",
        widget=forms.HiddenInput,
        **more,
    )


class SearchForm(forms.Form):
    """What is not understood is said beside its field; the search goes on without it."""

    q = forms.CharField(
        label=_("Words to look for"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": search.MOST_TYPED}),
    )
    section = SectionChoice(
        Section.objects.order_by("path"),
        label=_("Section"),
        required=False,
        to_field_name="path",
        empty_label=_("All sections"),
        error_messages={
            "invalid_choice": _("There is no such section, so stories of all of them are shown.")
        },
    )
    author = _hidden(
        Author,
        label=_("Author"),
        error_messages={
            "invalid_choice": _("There is no such author, so stories of all of them are shown.")
        },
    )
    since = Day(label=_("From"))
    until = Day(label=_("To"))
    topic = _hidden(Topic)
    order = forms.ChoiceField(
        choices=[(BEST, _("Best first")), (NEWEST, _("Newest first"))],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, query):
        super().__init__({name: query[name].replace("\0", "") for name in query})
        self._offer_authors()
        self.is_valid()

    def _offer_authors(self):
        """To choose from, where they are few enough for a list."""
        names = list(Author.objects.values_list("slug", "name")[: A_LIST + 1])
        if 1 < len(names) <= A_LIST:
            everybody = ("", _("All authors"))
            self.fields["author"].widget = forms.Select(choices=[everybody, *names])

    def given(self, name: str):
        """What a field says; None where it says nothing that is understood."""
        return self.cleaned_data.get(name) or None

    @property
    def order_given(self) -> str:
        return self.given("order") or BEST

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(field.name) for field in self.visible_fields()[1:])

    def search(self) -> Search:
        return replace(
            search.read(self.given("q") or ""),
            filed=tuple(self._signs()),
            above=_place(self.given("since"), FIRST),
            below=_place(self.given("until"), LAST, days=1),
        )

    def _signs(self):
        if section := self.given("section"):
            yield tuple(sign(one) for one in Section.objects.within(section))
        for name in ("author", "topic"):
            if row := self.given(name):
                yield (sign(row),)


def _place(day: date | None, otherwise: int, *, days: int = 0) -> int:
    """In the order of publication, where a day of the newsroom begins, or as many days later."""
    if day is None:
        return otherwise
    day = min(day, LAST_DAY) + timedelta(days=days)
    begin = datetime.combine(day, time.min, tzinfo=get_current_timezone())
    return max(place_at(begin) - 1, FIRST) if not days else place_at(begin)
