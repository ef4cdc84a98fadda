"""
What differs between two texts: words in a line, names in a list, and a body block by block.

Pure: texts in, marked pieces out. Nothing here is HTML any more, so that whoever prints the
pieces escapes them; bodies pass sanitize.clean_body before they are read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from articles import sanitize

SAME, REMOVED, ADDED = "same", "removed", "added"
MOST_PAIRS = 25_000_000  # words of one times words of the other; beyond, the whole block is new
LOOK_AHEAD = 12  # blocks among which one that was rewritten is looked for
ALIKE = 0.4  # share of common words from which two blocks are one, rewritten
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class Word(NamedTuple):
    """A word, sign or space with its marks: a word that becomes bold has changed."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    address: str = ""


class Piece(NamedTuple):
    """Words in a row that look alike: SAME, REMOVED or ADDED, and marked in the same way."""

    kind: str
    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    address: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, item, quotation, card or picture of a body."""

    kind: str
    words: tuple[Word, ...] = ()
    picture: int | None = None

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]

    @cached_property
    def said(self) -> Counter:
        return Counter(word.text for word in self.words if word.text.isalnum())


@dataclass(frozen=True)
class Row:
    """A block as it was beside the block that it became; either may be missing."""

    old: Block | None
    new: Block | None
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return self.old != self.new

    @property
    def block(self) -> Block:
        return self.new or self.old


# Lines and lists


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The words of a line before and after."""
    return _pieces(_split(old), _split(new))


def values(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """Whole values, such as names: each is kept, removed or added, never half changed."""
    return tuple(
        Piece(kind, value) for kind, some in _changes(list(old), list(new)) for value in some
    )


def _split(text: str) -> list[Word]:
    return [Word(part) for part in _WORD.findall(text)]


def _pieces(old: Sequence[Word], new: Sequence[Word]) -> tuple[Piece, ...]:
    marked = [(kind, word) for kind, some in _changes(old, new) for word in some]
    return tuple(
        Piece(kind, "".join(word.text for _kind, word in some), *marks)
        for (kind, marks), some in groupby(marked, key=lambda pair: (pair[0], pair[1][1:]))
    )


def _changes(old: Sequence, new: Sequence) -> list[tuple[str, Sequence]]:
    """Runs of `old` and `new` in reading order, what was removed before what took its place."""
    if len(old) * len(new) > MOST_PAIRS:
        return [(REMOVED, old), (ADDED, new)]
    runs = []
    for step, i, i_end, j, j_end in SequenceMatcher(None, old, new).get_opcodes():
        if step == "equal":
            runs.append((SAME, old[i:i_end]))
        else:
            runs += [(REMOVED, old[i:i_end]), (ADDED, new[j:j_end])]
    return _without_lone_spaces([run for run in runs if run[1]])


def _without_lone_spaces(runs: list) -> list[tuple[str, Sequence]]:
    """Two changed words are one change, though the space between them stayed."""
    read, removed, added = [], [], []
    for number, (kind, some) in enumerate(runs):
        between = 0 < number < len(runs) - 1 and all(_is_space(word) for word in some)
        if kind == SAME and not between:
            read += [(REMOVED, removed), (ADDED, added), (SAME, some)]
            removed, added = [], []
        if kind == REMOVED or between:
            removed = [*removed, *some]
        if kind == ADDED or between:
            added = [*added, *some]
    return [run for run in [*read, (REMOVED, removed), (ADDED, added)] if run[1]]


def _is_space(word) -> bool:
    return isinstance(word, Word) and word.text.isspace()


# Bodies


def bodies(old: str, new: str) -> list[Row]:
    """Two bodies beside each other: what stayed, what went, what came and what was rewritten."""
    before, after = blocks(old), blocks(new)
    rows = []
    for step, i, i_end, j, j_end in SequenceMatcher(None, before, after).get_opcodes():
        if step == "equal":
            rows += map(_row, before[i:i_end], after[j:j_end])
        else:
            rows += _paired(before[i:i_end], after[j:j_end])
    return rows


def _paired(old: list[Block], new: list[Block]) -> list[Row]:
    """In reading order, each old block beside the next new one, not far on, that is like it."""
    rows, done = [], 0
    for block in old:
        ahead = range(done, min(done + LOOK_AHEAD, len(new)))
        place = next((n for n in ahead if _are_alike(block, new[n])), None)
        if place is None:
            rows.append(_row(block, None))
        else:
            rows += [_row(None, other) for other in new[done:place]]
            rows.append(_row(block, new[place]))
            done = place + 1
    return rows + [_row(None, other) for other in new[done:]]


def _are_alike(old: Block, new: Block) -> bool:
    if old.picture or new.picture:
        return old.picture == new.picture
    shared = (old.said & new.said).total()
    return 2 * shared >= ALIKE * max(1, old.said.total() + new.said.total())


def _row(old: Block | None, new: Block | None) -> Row:
    return Row(old, new, _pieces(old.words if old else (), new.words if new else ()))


def blocks(body: str) -> list[Block]:
    """The blocks of a body in reading order."""
    reader = _Reader()
    reader.feed(sanitize.clean_body(body))
    reader.close()
    reader.end_block()
    return reader.blocks


KIND_NAMES = {
    "paragraph": _("Paragraph"),
    "heading": _("Heading"),
    "subheading": _("Smaller heading"),
    "item": _("Item of a list"),
    "quotation": _("Quotation"),
    "pull-quote": _("Pull quote"),
    "fact-box": _("Fact box"),
    "embed": _("Card of a link"),
    "title": _("Title of a table"),
    "cell": _("Cell of a table"),
    "picture": _("Picture"),
}
_KINDS = {
    "h2": "heading", "h3": "subheading", "li": "item", "blockquote": "quotation",
    "caption": "title", "th": "cell", "td": "cell",
}  # fmt: skip
_BLOCKS = {
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "figure", "figcaption", "aside"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


class _Reader(HTMLParser):
    """Reads what clean_body left: every element of the editor's schema, all of them closed."""

    def __init__(self):
        super().__init__()
        self.blocks, self.words, self.inside, self.picture = [], [], [], None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in _BLOCKS:
            self.end_block()
        if tag == "br":
            self.words.append(Word("\n"))
            return
        if tag == "figure":
            self.picture = int(attributes.get("data-picture") or 0) or None
        self.inside.append((tag, attributes))

    def handle_endtag(self, tag):
        if tag in _BLOCKS:
            self.end_block(ends_a_figure=tag == "figure")
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, text):
        tags = {tag for tag, _attributes in self.inside}
        addresses = [attributes.get("href") for tag, attributes in self.inside if tag == "a"]
        marks = ("strong" in tags, "em" in tags, next(filter(None, addresses), ""))
        self.words += [Word(part, *marks) for part in _WORD.findall(text)]

    def end_block(self, *, ends_a_figure=False):
        """A picture is one block with its caption; what else holds no words is none."""
        if self.picture and not ends_a_figure:
            return
        if self.picture or any(not word.text.isspace() for word in self.words):
            self.blocks.append(Block(self._kind(), tuple(self.words), self.picture))
        self.words, self.picture = [], None

    def _kind(self) -> str:
        for tag, attributes in reversed(self.inside):
            if tag == "aside":
                return attributes.get("class") or "pull-quote"
            if tag in _KINDS:
                return _KINDS[tag]
        return "picture" if self.picture else "paragraph"
