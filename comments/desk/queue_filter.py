"""What the queue is narrowed to: by its tabs, by the links on its cards, and by what is typed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Version
from articles.narrowing import FEW, narrowed
from comments.desk.tabs import FIRST, TABS, Tab
from comments.models import Comment, Commenter, Provenance
from comments.models.commenter import normalised
from comments.models.provenance import network_of

OLDEST = "oldest"
KEPT = ("tab", "order", "article", "person")  # in the address, and set by a link


@dataclass(frozen=True)
class Chip:
    """One thing that the list is narrowed to by a link, and the address without it."""

    label: str
    address: str


class QueueFilter(forms.Form):
    template = "admin/comments/comment/_filter.html"
    UNFOLDED = ("story", "network")

    q = forms.CharField(label=_("Words or name"), required=False)
    story = forms.CharField(label=_("Words of the headline"), required=False)
    network = forms.CharField(label=_("Network address"), required=False, max_length=50)
    # These are set by links.
    order = forms.ChoiceField(required=False, choices=[(OLDEST, OLDEST)])
    tab = forms.ChoiceField(required=False, choices=[(name, name) for name in TABS])
    article = forms.IntegerField(required=False, min_value=1, max_value=10**18)
    person = forms.IntegerField(required=False, min_value=1, max_value=10**18)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.sees_addresses = user.has_perm("comments.view_commenter")
        if self.sees_addresses:
            self.fields["q"].label = _("Words, name or e-mail address")
        else:
            del self.fields["network"]
        self.is_valid()

    def clean_network(self):
        typed = self.cleaned_data["network"]
        if typed and not network_of(typed):
            raise forms.ValidationError(_("Enter an address such as 203.0.113.7."))
        return network_of(typed)

    # What is asked for

    @property
    def chosen_tab(self) -> Tab:
        return TABS.get(self.cleaned_data.get("tab"), FIRST)

    @property
    def newest_first(self) -> bool:
        return self.cleaned_data.get("order") != OLDEST

    @property
    def always(self):
        return [self["q"]]

    @property
    def unfolded(self):
        return [self[name] for name in self.UNFOLDED if name in self.fields]

    @property
    def is_unfolded(self) -> bool:
        return any(field.data for field in self.unfolded)

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.fields if name not in ("tab", "order"))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What goes on being asked for when something is typed."""
        return [(name, self.data[name]) for name in KEPT if self.data.get(name)]

    @property
    def cleared(self) -> str:
        return self.address(**dict.fromkeys(("q", *self.UNFOLDED, "article", "person")))

    @property
    def other_order(self) -> str:
        return self.address(order=OLDEST if self.newest_first else None)

    @property
    def chips(self) -> list[Chip]:
        chips = []
        if number := self.cleaned_data.get("article"):
            story = Article.objects.filter(pk=number).values_list("headline", flat=True).first()
            chips.append(Chip(_("Story: %s") % (story or number), self.address(article=None)))
        if number := self.cleaned_data.get("person"):
            last = Comment.objects.filter(commenter=number).order_by("-pk")
            name = last.values_list("name", flat=True).first()
            chips.append(Chip(_("Person: %s") % (name or number), self.address(person=None)))
        return chips

    def address(self, **changed) -> str:
        """This list with something else asked for; None asks for it no more."""
        asked = {name: self.data.get(name) for name in self.fields} | changed
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    # The list

    def narrowed(self, comments: QuerySet) -> QuerySet:
        """`comments` by every field that is filled; one that is not understood says so instead."""
        comments = self.chosen_tab.narrow(comments)
        for name in ("article", "person", "network", "story", "q"):
            if value := self.cleaned_data.get(name):
                comments = getattr(self, f"_by_{name}")(comments, value)
        return comments

    def _by_article(self, comments, number):
        return comments.filter(article=number)

    def _by_person(self, comments, number):
        return comments.filter(commenter=number)

    def _by_network(self, comments, network):
        return narrowed(comments, Provenance.objects.filter(network=network), "comment")

    def _by_story(self, comments, typed):
        """By what readers see: the words of drafts are no business of a moderator's."""
        live = Version.objects.live().filter(headline__icontains=typed)
        return comments.filter(article__in=list(live.values_list("article", flat=True)[:FEW]))

    def _by_q(self, comments, typed):
        """An address finds its person, for whoever may see it; to all others it is words."""
        if "@" not in typed or not self.sees_addresses:
            return comments.matching(typed)
        people = Commenter.objects.filter(normalised__contains=normalised(typed))
        return comments.filter(commenter__in=list(people.values_list("pk", flat=True)[:FEW]))
