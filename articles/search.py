"""
Searching what readers see: by the stems of words, in the same way on every database.

The best stories are those with the words in their headlines, then in their standfirsts, then
anywhere, each the newest first. They are chosen from the newest that have the words in the
headline and the newest that have them at all, so that a word in every third story costs no more
than a rare one. Who wants all of them reads them by date.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from articles import words
from articles.models import KnownWord, PublishedWords, Version
from articles.models.published_words import FIRST, LAST, Asked, place_at

MOST_TYPED = 200  # letters of a search that are read
MOST_TERMS = 12
CHOSEN_FROM = 200  # stories, by their headlines and by all their words
ROUNDS = 4  # of looking further where what was found is not seen any more
_TERM = re.compile(r'(?:(?<!\S)(-))?(?:"([^"]*)"?|([^\s"]+))')
_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)


@dataclass(frozen=True)
class Search:
    """What somebody typed, understood, and where and when it is looked for."""

    typed: str = ""
    wanted: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[tuple[str, ...], ...] = ()
    filed: tuple[tuple[str, ...], ...] = ()
    above: int = FIRST  # between these places in the order of publication
    below: int = LAST

    @property
    def stems(self) -> set[str]:
        return {stem for phrase in self.wanted for stem in phrase}


class Hit(NamedTuple):
    """A version that readers see; `points` say how well it fits."""

    points: int
    place: int
    version: int


def read(typed: str) -> Search:
    """
    Words that a story must have; "several in quotes" together, in that order; -not this one.

    Whatever is typed is understood somehow: there is no wrong search.
    """
    found = {"": {}, "-": {}}
    for minus, quoted, plain in _TERM.findall(typed[:MOST_TYPED].translate(_QUOTES)):
        if phrase := tuple(words.stems(quoted or plain)):
            found[minus][phrase] = None
    wanted, unwanted = (tuple(found[kind])[:MOST_TERMS] for kind in ("", "-"))
    return Search(typed=typed, wanted=wanted, unwanted=unwanted)


def best(search: Search, at: datetime) -> tuple[list[Hit], bool]:
    """What fits best, the best first, and whether there is more than it was chosen from."""
    by_headline = _gather(search, at, in_headlines=True, most=CHOSEN_FROM)
    by_words = _gather(search, at, most=CHOSEN_FROM)
    hits = {
        row.place: Hit(_points(search, row), row.place, row.version)
        for row in by_headline + by_words
    }
    return sorted(hits.values(), reverse=True), len(by_words) == CHOSEN_FROM


def newest(search: Search, at: datetime, *, most: int) -> list[Hit]:
    """The last `most`, the newest first."""
    return [Hit(0, row.place, row.version) for row in _gather(search, at, most=most)]


class _Row(NamedTuple):
    place: int
    version: int
    kicker: str
    headline: str
    standfirst: str


def _gather(search: Search, at: datetime, *, in_headlines=False, most: int) -> list[_Row]:
    """Versions that readers see at `at`, which the index of words cannot tell."""
    asked = Asked(search.wanted, search.unwanted, search.filed)
    found, step = [], most + most // 2
    below = min(search.below, place_at(at + timedelta(milliseconds=1)))
    for _round in range(ROUNDS if search.wanted else 0):
        places = PublishedWords.objects.places(
            asked, in_headlines=in_headlines, below=below, above=search.above, most=step
        )
        found += _seen(places, at)
        if len(found) >= most or len(places) < step:
            break
        below = places[-1]
    return found[:most]


def _seen(places: list[int], at: datetime) -> list[_Row]:
    versions = Version.objects.live(at).filter(published_words__in=places)
    columns = ("published_words", "pk", "kicker", "headline", "standfirst")
    rows = versions.order_by("-published_words").values_list(*columns)
    return [_Row(*row) for row in rows]


def _points(search: Search, row: _Row) -> int:
    headline, standfirst = (
        f" {' '.join(words.stems(text))} "
        for text in (f"{row.kicker} {row.headline}", row.standfirst)
    )
    return sum(
        2 if (phrase := f" {' '.join(stems)} ") in headline else phrase in standfirst
        for stems in search.wanted
    )


def instead(search: Search, at: datetime) -> str:
    """What somebody may have meant whose search found nothing: "" unless that finds something."""
    typed = search.typed[:MOST_TYPED]
    for token in reversed(list(words.tokens(typed))):
        if (better := _better(token.word, at)) is not None:
            typed = typed[: token.start] + better + typed[token.end :]
    meant = replace(read(typed), filed=search.filed, above=search.above, below=search.below)
    is_another = meant.wanted != search.wanted
    return typed if is_another and newest(meant, at, most=1) else ""


def _better(word: str, at: datetime) -> str | None:
    """The near word that most stories have, of one that no story has."""
    if newest(read(word), at, most=1):
        return None
    near = {other: len(newest(read(other), at, most=20)) for other in KnownWord.objects.near(word)}
    found = [other for other in near if near[other]]
    return max(found, key=lambda other: near[other], default=None)
