"""
Joining what two people made of one page: three-way, against what both of them began with.

Plain values in, plain values out; articles.desk.joining knows the story and the form. What only
one of them changed is taken from whoever did. What both changed differently is a Clash, and
nobody's words are chosen but by the person who is asked.

Own code rather than a diff3 library: those clash over paragraphs that merely touch, and writers
work on neighbouring paragraphs all day.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

MISSING = None  # the value of a base that is not known any more


@dataclass(frozen=True)
class Clash:
    """Both changed this, each in another way."""

    field: str
    base: object
    mine: object
    theirs: object

    @property
    def key(self) -> str:
        """
        Names the question that is asked: of their words, not of the page's own.

        So it stays the same while its page goes on being typed on, and another save of theirs
        is another question.
        """
        told = repr((self.field, self.base, self.theirs))
        return f"{self.field}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Joined:
    values: dict
    clashes: list[Clash]
    taken: list[str]  # fields that brought something in which was not on the page


# The answers to a clash: what the page says now, what the other said, or one after the other.
TYPED, THEIRS, BOTH = "typed", "theirs", "both"


def join(base: dict, mine: dict, theirs: dict, choices: dict[str, str] | None = None) -> Joined:
    """
    Join `mine` with `theirs`, field by field, for the fields of `mine`.

    A value is a string, a frozenset (its members are joined), or a tuple in order (of which the
    field "body" is one: its blocks). `choices` answers clashes by their key; a clash without an
    answer is returned, and stands in the values as `mine`.
    """
    values, clashes, taken = {}, [], []
    for field, typed in mine.items():
        parts = _parts(field, base.get(field, MISSING), typed, theirs[field])
        asked = [part for part in parts if isinstance(part, Clash)]
        answers = {clash: (choices or {}).get(clash.key) for clash in asked}
        clashes += [clash for clash, answer in answers.items() if answer is None]
        as_typed = _assembled(parts, lambda clash: clash.mine)
        if as_typed != typed:
            taken.append(field)
        values[field] = _assembled(parts, lambda clash, by=answers: _answer(clash, by[clash]))
    return Joined(values, clashes, taken)


def _parts(field: str, base, mine, theirs) -> list:
    """A field as the pieces that are settled and those that are not, in order."""
    if mine == theirs or theirs == base:
        return [mine]
    if mine == base:
        return [theirs]
    if base is MISSING:
        return [Clash(field, base, mine, theirs)]
    if isinstance(mine, frozenset):
        return [(mine & theirs) | (mine - base) | (theirs - base)]
    if isinstance(mine, tuple) and field == "body":
        return _joined_blocks(field, base, mine, theirs)
    if isinstance(mine, tuple):
        return _joined_list(field, base, mine, theirs)
    return [Clash(field, base, mine, theirs)]


def _assembled(parts: list, settle: Callable):
    pieces = [settle(part) if isinstance(part, Clash) else part for part in parts]
    return pieces[0] if len(pieces) == 1 else tuple(chain.from_iterable(pieces))


def _answer(clash: Clash, choice: str | None):
    if choice == THEIRS:
        return clash.theirs
    return both(clash) if choice == BOTH else clash.mine


def both(clash: Clash):
    """The one after the other; of a list, nothing twice."""
    if isinstance(clash.mine, tuple):
        return clash.mine + tuple(item for item in clash.theirs if item not in clash.mine)
    return " ".join(filter(None, [clash.mine, clash.theirs]))


# Blocks of a text


@dataclass(frozen=True)
class _Edit:
    """The blocks base[start:end] became `blocks`; with start = end they were put in there."""

    start: int
    end: int
    blocks: tuple

    def meets(self, other: "_Edit") -> bool:
        """Whether both touch the same block, or put something in at the same place."""
        if self.start == self.end and other.start == other.end:
            return self.start == other.start
        if self.start == self.end or other.start == other.end:  # put in between two that changed
            point, (start, end) = sorted(
                [(self.start, self.end), (other.start, other.end)], key=lambda at: at[1] - at[0]
            )
            return start < point[0] < end
        return max(self.start, other.start) < min(self.end, other.end)


def _edits(base: tuple, changed: tuple) -> list[_Edit]:
    matcher = SequenceMatcher(None, base, changed, autojunk=False)
    edits = []
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "replace" and end - start == last - first:
            pairs = zip(range(start, end), changed[first:last], strict=True)
            edits += [_Edit(at, at + 1, (block,)) for at, block in pairs]  # one became the other
        elif kind != "equal":
            edits.append(_Edit(start, end, changed[first:last]))
    return edits


def _joined_blocks(field: str, base: tuple, mine: tuple, theirs: tuple) -> list:
    parts, done = [], 0
    for ours, others in _groups(_edits(base, mine), _edits(base, theirs)):
        start = min(edit.start for edit in ours + others)
        end = max(edit.end for edit in ours + others)
        parts.append(base[done:start])
        parts.append(_settled(field, base, start, end, ours, others))
        done = end
    return [*parts, base[done:]]


def _settled(field: str, base: tuple, start: int, end: int, ours: list, others: list):
    """What base[start:end] becomes, or the clash over it."""
    mine, theirs = _applied(base, start, end, ours), _applied(base, start, end, others)
    if not others or mine == theirs:
        return mine
    return Clash(field, base[start:end], mine, theirs) if ours else theirs


def _applied(base: tuple, start: int, end: int, edits: list[_Edit]) -> tuple:
    blocks = []
    for edit in edits:
        blocks += [*base[start : edit.start], *edit.blocks]
        start = edit.end
    return (*blocks, *base[start:end])


def _groups(mine: list[_Edit], theirs: list[_Edit]):
    """Pairs of lists of edits that meet each other, in order; one list is empty where none do."""
    waiting = sorted(
        [*((edit, 0) for edit in mine), *((edit, 1) for edit in theirs)],
        key=lambda one: (one[0].start, one[0].end),
    )
    group, span = ([], []), None
    for edit, side in waiting:
        if span is not None and not span.meets(edit):
            yield group
            group, span = ([], []), None
        group[side].append(edit)
        start = edit.start if span is None else span.start
        span = _Edit(start, max(edit.end, span.end if span else 0), ())
    if span is not None:
        yield group


# Lists of which each member stands once: a byline


def _joined_list(field: str, base: tuple, mine: tuple, theirs: tuple) -> list:
    """Added by either, removed by either, in the order of whoever changed it; or a clash."""
    kept = [item for item in mine if item in theirs or item not in base]
    added = [item for item in theirs if item not in mine and item not in base]
    if _reordered(base, mine, theirs) or _says_twice([*kept, *added], mine, theirs):
        return [Clash(field, base, mine, theirs)]
    if _common(mine, base) == _common(base, mine):  # the order is theirs, or as it was
        in_their_order = [item for item in theirs if item in kept or item in added]
        return [(*in_their_order, *(item for item in kept if item not in theirs))]
    return [(*kept, *added)]


def _common(one: tuple, other: tuple) -> list:
    return [item for item in one if item in other]


def _reordered(base: tuple, mine: tuple, theirs: tuple) -> bool:
    """Whether both changed the order of what all three have, each in another way."""
    all_three = [item for item in base if item in mine and item in theirs]
    orders = [[item for item in side if item in all_three] for side in (mine, theirs)]
    return all_three not in orders and orders[0] != orders[1]


def _says_twice(items: list, mine: tuple, theirs: tuple) -> bool:
    """Whether a name would stand in two roles that neither of them gave it together."""

    def names(side):
        return sorted(item.partition(":")[0] for item in side)

    twice = {name for name in names(items) if names(items).count(name) > 1}
    return any(max(names(mine).count(n), names(theirs).count(n)) < 2 for n in twice)
