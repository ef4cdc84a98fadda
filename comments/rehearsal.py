"""
What rules that nobody has saved would have done with the comments that came in last.

Each rule is asked by itself, through what its check asks too; nothing is written.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models import Comment, Commenter, HouseRules, Moderation, Status
from comments.screening.links import links_in, too_many_links
from comments.screening.parts import Place, first_sighting, parts_of
from comments.word_list import WordList

SAMPLE, EXAMPLES = 5000, 20
LISTED_WORD = {
    Place.TEXT: gettext_lazy("“%(line)s” in the text: %(written)s"),
    Place.NAME: gettext_lazy("“%(line)s” in the name: %(written)s"),
    Place.WEBSITE: gettext_lazy("“%(line)s” in the website: %(written)s"),
    Place.DOMAIN: gettext_lazy("“%(line)s” in the domain of the email address: %(written)s"),
}


class Tried:
    """A comment that came in, and what the rules ask about it, each asked once."""

    def __init__(self, comment: Comment, house: HouseRules):
        self.comment, self.house = comment, house

    @cached_property
    def parts(self):
        return parts_of(self.comment)

    def moderation(self) -> str:
        mode = self.comment.own_moderation or self.house.moderation
        if mode == Moderation.HOLD_ALL:
            return _("every comment")
        is_held = mode == Moderation.HOLD_FIRST and not self.comment.was_trusted
        return _("nothing of this person had been approved") if is_held else ""

    def max_links(self) -> str:
        own = self.comment.own_max_links
        limit = self.house.max_links if own is None else own
        if not too_many_links(self.comment.html, limit):
            return ""
        count = links_in(self.comment.html)
        return ngettext("%(count)s link", "%(count)s links", count) % {"count": count}

    def hold_words(self) -> str:
        return self._listed(self.house.hold_words)

    def block_words(self) -> str:
        return self._listed(self.house.block_words)

    def max_length(self) -> str:
        length = len(self.comment.text)
        if length <= self.house.max_length:
            return ""
        told = ngettext("%(count)s character", "%(count)s characters", length)
        return told % {"count": _in_digits(length)}

    def _listed(self, lines: str) -> str:
        seen = first_sighting(WordList.of(lines), self.parts) if lines else None
        return seen.told(LISTED_WORD) if seen else ""


# The fields of the form that can be rehearsed, and what they would have done.
RULES: dict[str, Callable[[Tried], str]] = {
    "max_length": Tried.max_length,
    "moderation": Tried.moderation,
    "max_links": Tried.max_links,
    "hold_words": Tried.hold_words,
    "block_words": Tried.block_words,
}


@dataclass
class Rehearsal:
    """What one rule would have done."""

    rule: str
    of: int = 0
    caught: int = 0
    approved: int = 0  # of those, by hand
    refused: int = 0  # of those, by hand: rejected, or spam
    wrongly: list[Comment] = field(default_factory=list)
    others: list[Comment] = field(default_factory=list)

    def count(self, comment: Comment, why: str):
        self.of += 1
        if not why:
            return
        comment.why = why
        by_hand = comment.decided_by_id is not None
        is_wrong = by_hand and comment.status == Status.APPROVED
        self.caught += 1
        self.approved += is_wrong
        self.refused += by_hand and comment.status in (Status.REJECTED, Status.SPAM)
        kept = self.wrongly if is_wrong else self.others
        if len(kept) < EXAMPLES:
            kept.append(comment)

    @property
    def examples(self) -> list[Comment]:
        """Those first that moderators had let pass; the newest first in both."""
        return (self.wrongly + self.others)[:EXAMPLES]

    @property
    def label(self) -> str:
        return HouseRules._meta.get_field(self.rule).verbose_name

    @property
    def told(self) -> str:
        sentences = [self._told_of_caught]
        if self.caught:
            sentences.append(self._told_of_approved)
        return " ".join(sentences)

    @property
    def _told_of_caught(self) -> str:
        if self.rule == "max_length":
            told = ngettext(
                "It would have sent back %(caught)s of the last %(of)s comment as too long.",
                "It would have sent back %(caught)s of the last %(of)s comments as too long.",
                self.of,
            )
        elif self.rule == "block_words":
            told = ngettext(
                "It would have sent %(caught)s of the last %(of)s comment to spam.",
                "It would have sent %(caught)s of the last %(of)s comments to spam.",
                self.of,
            )
        else:
            told = ngettext(
                "It would have held %(caught)s of the last %(of)s comment.",
                "It would have held %(caught)s of the last %(of)s comments.",
                self.of,
            )
        return told % {"caught": _in_digits(self.caught), "of": _in_digits(self.of)}

    @property
    def _told_of_approved(self) -> str:
        """How wrong that would have been, by what moderators said."""
        told = ngettext(
            "Of these %(count)s was approved by hand.",
            "Of these %(count)s were approved by hand.",
            self.approved,
        )
        return told % {"count": _in_digits(self.approved)}


def _in_digits(number: int) -> str:
    return number_format(number, force_grouping=True)


def rehearse(house: HouseRules, rules: list[str]) -> dict[str, Rehearsal]:
    """What each of `rules` would have done, were `house` the rules of the house."""
    found = {rule: Rehearsal(rule) for rule in rules}
    for comment in _latest():
        tried = Tried(comment, house)
        for rule, rehearsal in found.items():
            rehearsal.count(comment, RULES[rule](tried))
    return found


def _latest():
    """Of what readers wrote, one after the other: together their words may fill the memory."""
    approved_by_then = Comment.objects.approved().filter(
        commenter=OuterRef("commenter"), decided_at__lte=OuterRef("posted_at")
    )
    trusted_now = Commenter.objects.trusted().filter(pk=OuterRef("commenter"))
    latest = Comment.objects.filter(staff=None).order_by("-pk")[:SAMPLE]
    return (
        latest.select_related("commenter", "article")
        .only(
            *("text", "html", "name", "website", "status", "decided_by", "posted_at"),
            *("commenter__email", "article__headline"),
        )
        .annotate(
            was_trusted=Exists(approved_by_then) & Exists(trusted_now),
            own_moderation=F("article__discussion__moderation"),
            own_max_links=F("article__discussion__max_links"),
        )
        .iterator(chunk_size=500)
    )
