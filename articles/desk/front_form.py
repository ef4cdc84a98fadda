"""What is typed when a front is arranged: a row for each story, and when it goes live."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.widgets import Minute
from articles.models import Article, Picture, Placement, Size

NEWEST_PICTURES = 50
MOST_ROWS = 200
WORDS = {"headline", "picture", "live_from", "live_until"}  # what a row says beyond its place


class SlotForm(forms.Form):
    """A story in its place. Without a script the numbers say the order."""

    article = forms.IntegerField(widget=forms.HiddenInput)
    position = forms.IntegerField(
        label=gettext_lazy("Position"), min_value=1, max_value=999, required=False
    )
    size = forms.ChoiceField(label=gettext_lazy("Size"), choices=Size.choices)
    headline = forms.CharField(
        label=gettext_lazy("Headline on this front"), max_length=300, required=False
    )
    picture = forms.TypedChoiceField(
        label=gettext_lazy("Picture on this front"), coerce=int, empty_value=None, required=False
    )
    live_from = forms.DateTimeField(label=gettext_lazy("From"), required=False, widget=Minute)
    live_until = forms.DateTimeField(label=gettext_lazy("Until"), required=False, widget=Minute)
    remove = forms.BooleanField(label=gettext_lazy("Remove"), required=False)

    def __init__(self, *args, pictures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["picture"].choices = pictures

    @property
    def is_open(self) -> bool:
        """Whether its words are shown: where it has any, or a mistake in them."""
        return any(self[name].value() for name in WORDS) or bool(WORDS & set(self.errors))

    def clean(self):
        times = [self.cleaned_data.get(name) for name in ("live_from", "live_until")]
        if all(times) and times[1] <= times[0]:
            self.add_error("live_until", _("The end must come after the beginning."))
        elif times[1] and times[1] <= timezone.now():
            self.add_error("live_until", _("This time has passed. Remove the story instead."))

    def placement(self, position: int, at: datetime) -> Placement:
        """As it would stand in an arrangement that goes live at `at`; not saved."""
        typed = self.cleaned_data
        return Placement(
            article_id=typed["article"],
            position=position,
            size=typed["size"],
            headline=typed["headline"],
            picture_id=typed["picture"],
            live_from=max(at, typed["live_from"] or at),
            live_until=typed["live_until"],
        )


class BaseSlots(forms.BaseFormSet):
    """The rows of a front. Stories and pictures are loaded for all of them at once."""

    @cached_property
    def stories(self) -> dict[int, Article]:
        typed = [form["article"].value() for form in self.forms]
        numbers = [number for number in typed if str(number).isdecimal()]
        stories = Article.objects.with_state().select_related("section").defer("body")
        return stories.in_bulk([int(number) for number in numbers if len(str(number)) < 18])

    @cached_property
    def pictures(self) -> list[tuple]:
        """The newest pictures to choose from, and those that are chosen already."""
        newest = list(Picture.objects.all()[:NEWEST_PICTURES])
        known = {picture.pk for picture in newest}
        chosen = Picture.objects.filter(pk__in=self._typed_pictures() - known)
        return [("", "–"), *((picture.pk, str(picture)) for picture in [*chosen, *newest])]

    def _typed_pictures(self) -> set[int]:
        if self.is_bound:
            typed = [value for name, value in self.data.items() if name.endswith("-picture")]
        else:
            typed = [row.get("picture") or "" for row in self.initial or []]
        return {int(text) for text in map(str, typed) if text.isdecimal() and len(text) < 18}

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"pictures": self.pictures}

    def rows(self) -> list[tuple[SlotForm, Article | None]]:
        return [(form, self.stories.get(_number(form["article"].value()))) for form in self.forms]

    def clean(self):
        seen = set()
        for form, story in self.rows():
            if form.cleaned_data.get("remove"):
                continue
            if story is None:
                raise ValidationError(_("A story in this list does not exist. Open the page anew."))
            if story.pk in seen:
                told = _("“%s” stands here twice. Remove one of the two.")
                raise ValidationError(told % story)
            seen.add(story.pk)

    def all_stand_after(self, at: datetime) -> bool:
        """Whether every row ends, if at all, after it begins; marks those that do not."""
        for form in self._kept():
            ends = form.cleaned_data["live_until"]
            if ends and ends <= at:
                form.add_error("live_until", _("The front goes live only after this time."))
        return self.is_valid()

    def _kept(self) -> list[SlotForm]:
        kept = [form for form in self.forms if not form.cleaned_data["remove"]]
        return sorted(kept, key=lambda form: form.cleaned_data["position"] or MOST_ROWS)

    def placements(self, at: datetime) -> list[Placement]:
        """What is typed, in its order; not saved."""
        kept = enumerate(self._kept(), start=1)
        placements = [form.placement(position, at) for position, form in kept]
        for placement in placements:
            placement.article = self.stories[placement.article_id]
        return placements


Slots = forms.formset_factory(
    SlotForm, formset=BaseSlots, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


class GoLiveForm(forms.Form):
    """When the arrangement goes live, and what the editor had before them when they began."""

    opened = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)
    at = forms.DateTimeField(label=gettext_lazy("Go live at"), required=False, widget=Minute)

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at <= timezone.now():
            raise ValidationError(_("This time has passed. Choose a later one."))
        return at


def initial_of(arrangement, now: datetime) -> list[dict]:
    """The rows with which an editor begins: what stands there or is still to come."""
    if arrangement is None:
        return []
    began = max(now, arrangement.live_from)
    return [
        {
            "article": placement.article_id,
            "position": position,
            "size": placement.size,
            "headline": placement.headline,
            "picture": placement.picture_id,
            "live_from": placement.live_from if placement.live_from > began else None,
            "live_until": placement.live_until,
        }
        for position, placement in enumerate(_not_over(arrangement, now), start=1)
    ]


def _not_over(arrangement, now: datetime) -> list[Placement]:
    return [one for one in arrangement.placed if one.live_until is None or one.live_until > now]


def with_a_story(data, number: int, *, first: bool):
    """The typed `data` with a row more: the lead of the page, or the last beside it."""
    data = data.copy()
    count = _number(data.get("slots-TOTAL_FORMS")) or 0
    size = Size.LEAD if first else Size.SECONDARY
    position = 0 if first else count + 1
    row = {"article": number, "position": position, "size": size}
    data.update({f"slots-{count}-{name}": value for name, value in row.items()})
    if first:  # all others go one down, and no longer lead
        for index in range(count):
            if data.get(f"slots-{index}-size") == Size.LEAD:
                data[f"slots-{index}-size"] = Size.SECONDARY
            place = _number(data.get(f"slots-{index}-position")) or index + 1
            data[f"slots-{index}-position"] = place + 1
        data[f"slots-{count}-position"] = 1
    data["slots-TOTAL_FORMS"] = count + 1
    return data


def _number(text) -> int | None:
    return int(text) if str(text).isdecimal() and len(str(text)) < 18 else None
