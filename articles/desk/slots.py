"""
The slots in which what is typed is kept until it is saved, each for its own person.

Words in a slot that are not in the story are offered when the person comes back, and never put
into the story unasked.
"""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import parts, presses, wording
from articles.desk.conflicts import label_of
from articles.desk.joining import Meeting
from articles.desk.typed import CONTENT, opened_in, opened_rest, typed_bylines, typed_in
from articles.models import Autosave

CHOSEN = ("label", "layout")  # what a story has before anybody typed a word
LONGEST_AGE = 9  # digits: of some thirty years in seconds


@dataclass(frozen=True)
class Offer:
    """Somebody's unsaved words, as their page or the front of the desk offers them."""

    slot: Autosave
    fields: str = ""

    @property
    def headline(self) -> str:
        return str(self.slot) if self.slot.headline else str(self.slot.article or self.slot)

    @property
    def at(self) -> str:
        return wording.clock(self.slot.saved_at)

    @property
    def address(self) -> str:
        """Where they are gone on with."""
        return f"{_page_of(self.slot.article_id)}?continue={self.slot.page}"


def _page_of(number: int | None) -> str:
    if number is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[number])


def offers(user, article, *, besides: str = "") -> list[Offer]:
    """What `user` typed for a story, or for new ones, and never saved; not on page `besides`."""
    kept = Autosave.objects.of(user).filter(article=article)
    shown_first = sorted(kept, key=lambda slot: slot.page != besides)
    slots = [slot for slot in _each_said_once(shown_first) if slot.page != besides]
    if article is None:
        return [Offer(slot) for slot in slots]
    meeting = slots and Meeting(article, [slot.base for slot in slots])
    found = [(slot, meeting.unsaved(slot.typed, slot.base)) for slot in slots]
    return [Offer(slot, _(", ").join(map(label_of, fields))) for slot, fields in found if fields]


def unfinished(user) -> list[Offer]:
    """Everything that `user` typed anywhere and never saved, for the front of the desk."""
    slots = Autosave.objects.of(user).select_related("article")
    return [Offer(slot) for slot in _each_said_once(slots)]


def discard(slot: Autosave):
    """Throw its words away, wherever else its person has typed the same."""
    same = Autosave.objects.of(slot.user).filter(article=slot.article_id)
    alike = [other.pk for other in same if _said(other) == _said(slot)]
    same.filter(pk__in=alike).delete()


def _each_said_once(slots) -> list[Autosave]:
    """The first of those in which somebody typed the same again, on a page opened anew."""
    found = {}
    for slot in slots:
        found.setdefault(_said(slot), slot)
    return list(found.values())


def _said(slot: Autosave) -> tuple:
    """What a page asks only after a refusal is blank there, and missing elsewhere."""
    words = {name: values for name, values in slot.typed.items() if any(values)}
    return slot.article_id, slot.base, json.dumps(words, sort_keys=True)


def keep(request, article) -> Autosave | None:
    """Keep what `request` sends in its person's slot; None where another window has the slot."""
    owner = request.POST.get("opened_by", str(request.user.pk))
    if not request.POST.get("page") or owner != str(request.user.pk):
        return None
    return Autosave.objects.keep(
        user=request.user,
        page=request.POST["page"][:32],
        window=request.POST.get("window", "")[:32],
        adopting="adopting" in request.POST or "_transition" in request.POST,
        article=article,
        base=max(opened_in(request.POST), 0),
        typed=typed_in(request.POST),
        saved_at=timezone.now() - _age(request.POST.get("age", "")),
    )


def _age(sent: str) -> timedelta:
    """For how many seconds a browser has kept the words, by its own clock; 0 for nonsense."""
    known = sent.isdecimal() and len(sent) < LONGEST_AGE
    return timedelta(seconds=int(sent)) if known else timedelta()


def empty(request, *, but=()):
    """
    The page's words are saved. What is typed in the fields `but` went nowhere: it stays in the
    slot, and is offered.
    """
    slots = Autosave.objects.of(request.user).filter(page=request.POST.get("page", ""))
    if any(request.POST.get(name, "").strip() for name in but):
        slots.update(typed=typed_in(request.POST) | {"note": [""]})
    else:
        slots.delete()


def says_nothing_new(request, article) -> bool:
    """Whether what is typed is in the story, or blank, so that no slot has to keep it."""
    typed = typed_in(request.POST)
    if presses.was_saved(request.user, request.POST["page"], typed):
        return True
    if article is None:
        blank = not any(typed.get(name, [""])[0] for name in CONTENT if name not in CHOSEN)
        return blank and not any(typed.get("topics", [])) and not parts.unsaved(typed)
    opened = opened_in(request.POST)
    return not Meeting(article, [opened]).unsaved(typed, opened)


# Going on with the words of a slot


def continued_words(slot: Autosave) -> dict:
    """The words of a slot as the initial values of a story's page."""
    typed = slot.typed
    initial = {name: values[0] for name, values in typed.items() if len(values) == 1}
    for name in opened_rest(typed):
        initial.setdefault(name, "")
    initial |= {"topics": typed.get("topics", [])}
    return initial | {"page": slot.page, "opened_version": slot.base}


def continued_bylines(slot: Autosave) -> list[dict[str, str]]:
    if "bylines-TOTAL_FORMS" not in slot.typed:
        return []
    rows = [line.partition(":") for line in typed_bylines(slot.typed)]
    return [{"author": author, "role": role} for author, _colon, role in rows]
