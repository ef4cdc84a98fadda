"""The form above the list of stories: what it is narrowed to."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.desk.queues import queues_of
from articles.models import Article, Author, Byline, Section, State, Topic, Version
from articles.narrowing import are_few, narrowed, narrowed_by


class Day(forms.DateField):
    """A day of the newsroom, by the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value):
        day = super().to_python(value)
        if day and not 1600 <= day.year <= 9000:  # beyond, a day has no midnight everywhere
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class Nested(forms.ModelChoiceField):
    def label_from_instance(self, section):
        return "– " * section.path.count("/") + section.name


class Named(forms.ModelChoiceField):
    """One of many, found by typing; `source` is the relation through which the desk knows them."""

    def __init__(self, source, **kwargs):
        widget = AutocompleteSelect(source, admin.site, attrs={"data-width": "100%"})
        super().__init__(source.related_model.objects, widget=widget, **kwargs)


class StoryFilter(forms.Form):
    template = "admin/articles/article/_filter.html"
    ALWAYS = ("q", "state", "section")  # the rest unfolds

    q = forms.CharField(label=_("Words"), required=False, strip=True)
    state = forms.ChoiceField(label=_("State"), required=False)
    section = Nested(Section.objects.order_by("path"), label=_("Section"), required=False)
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    author = Named(Byline._meta.get_field("author"), label=_("Author"), required=False)
    topic = Named(Article._meta.get_field("topics"), label=_("Topic"), required=False)
    changed_from = Day(label=_("Changed from"), required=False)
    changed_to = Day(label=_("Changed to"), required=False)
    published_from = Day(label=_("Published from"), required=False)
    published_to = Day(label=_("Published to"), required=False)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.queues = {queue.name: queue for queue in queues_of(user)}
        names = [(name, queue.label) for name, queue in self.queues.items()]
        self.fields["queue"].choices = [("", pgettext_lazy("queues", "All")), *names]
        self.fields["state"].choices = [("", pgettext_lazy("states", "All")), *State.choices]
        self.fields["section"].empty_label = pgettext_lazy("sections", "All")
        if not data.get("q"):
            self.fields["q"].widget.attrs["autofocus"] = True

    @property
    def always(self):
        return [self[name] for name in self.ALWAYS]

    @property
    def unfolded(self):
        return [field for field in self if field.name not in self.ALWAYS]

    @property
    def is_unfolded(self) -> bool:
        return any(field.data for field in self.unfolded)

    @property
    def is_used(self) -> bool:
        return any(field.data for field in self)

    def narrowed(self, stories):
        """`stories` by every field that is filled; one that is not understood says so instead."""
        self.is_valid()
        for name, value in self.cleaned_data.items():
            if value and name != "q":  # the list's own search
                stories = getattr(self, f"_by_{name}")(stories, value)
        return stories

    def _by_state(self, stories, state):
        return stories.in_state(State(state))

    def _by_section(self, stories, section):
        inside = list(Section.objects.within(section).values_list("pk", flat=True))
        if len(inside) == 1:
            return stories.filter(section=section)  # in the order of an index
        few = are_few(Article.objects.filter(section__in=inside))
        return narrowed_by(stories, "section", inside, few=few)

    def _by_queue(self, stories, name):
        return narrowed(stories, self.queues[name].stories, "pk")

    def _by_author(self, stories, author: Author):
        return narrowed(stories, author.bylines.all())

    def _by_topic(self, stories, topic: Topic):
        return narrowed(stories, Article.topics.through.objects.filter(topic=topic))

    def _by_changed_from(self, stories, day):
        return stories.filter(changed_at__gte=midnight(day))

    def _by_changed_to(self, stories, day):
        return stories.filter(changed_at__lt=midnight(day + timedelta(days=1)))

    def _by_published_from(self, stories, day):
        if self.cleaned_data.get("published_to"):
            return stories  # both at once, below
        return narrowed(stories, _published().filter(published_at__gte=midnight(day)))

    def _by_published_to(self, stories, day):
        published = _published().filter(published_at__lt=midnight(day + timedelta(days=1)))
        if first := self.cleaned_data.get("published_from"):
            published = published.filter(published_at__gte=midnight(first))
        return narrowed(stories, published)


def _published():
    """Stories by what readers see, saw, or are scheduled to see."""
    return Version.objects.filter(live_from__isnull=False)


def midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
