"""
The words that the newsroom lists, and finding them in what readers write.

A line is a word or a phrase, and `*` in it stands for letters. Words are found whole, never as a
part of another (“press” is not in “WordPress”), and dressed up: in look-alike letters, with digits
and signs for letters (v1agra, c@sino), repeated (viiiagra) or spaced (v i a g r a). Scripts that
are written without spaces are looked through sign by sign.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from comments.folding import fold

LONGEST = 64  # letters; nothing longer is a word
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"(?![{_UNSPACED}])[^\W_]"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:{_LETTER})+")
_LISTED = re.compile(rf"[{_UNSPACED}]|(?:{_LETTER}|\*)+")
_RUN = re.compile(r"(?:[^\W_]|[@$!|])+")
_SIGN_INSIDE = re.compile(r"[@$!|][^\W_]")
_SPACED = re.compile(rf"(?<![^\W_]){_LETTER}(?:[\W_]{{1,2}}{_LETTER}){{3,}}(?![^\W_])")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_LEET = [str.maketrans("01345789@$!|", f"o{one}eastbgas{one}{one}") for one in "il"]


@dataclass(frozen=True)
class Found:
    line: str  # of the list
    folded: str  # what was found, in small plain letters

    def written_in(self, text: str) -> str:
        """As it stands in `text`, where that can be told."""
        spellings = (part for part in text.split() if self.folded in fold(part))
        return next(spellings, self.folded)[:LONGEST]


class Words:
    """The words of a text, each with all that it may be meant for."""

    def __init__(self, text: str):
        folded = fold(text)
        self.in_order = [word[:LONGEST] for word in _WORD.findall(folded)]
        dressed = [run for run in _RUN.findall(folded) if _SIGN_INSIDE.search(run)]
        dressed += _SPACED.findall(folded)
        written = dict.fromkeys([*self.in_order, *(word[:LONGEST] for word in dressed)])
        self.meant = {meant: word for word in written for meant in _meant_by(word)}


@lru_cache(maxsize=50_000)
def _meant_by(written: str) -> tuple[str, ...]:
    word = re.sub(r"[^\w@$!|]|_", "", written)
    is_leet = not word.isalpha() and any(letter.isalpha() for letter in word)
    plain = [word, *(word.translate(table) for table in _LEET if is_leet)]
    runs = [_REPEATED.sub(kept, form) for form in plain for kept in (r"\1", r"\1\1")]
    return tuple(dict.fromkeys(plain + runs))


class WordList:
    def __init__(self, lines: list[str]):
        self._words: dict[str, str] = {}
        self._with_stars = defaultdict(list)  # by three letters that the word must have, or ""
        self._phrases = defaultdict(list)  # by the first word, or "" where that has a star
        for line in lines:
            self._add(line, _listed(line))

    def _add(self, line: str, words: list[str]):
        if len(words) > 1:
            first = "" if "*" in words[0] else words[0]
            self._phrases[first].append((line, words))
        elif words and "*" in words[0]:
            self._with_stars[max(words[0].split("*"), key=len)[:3]].append((line, words[0]))
        elif words:
            self._words[words[0]] = line

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, text: str) -> "WordList":
        return cls(text.splitlines())

    def find(self, words: Words) -> Found | None:
        """The first of the words that the list holds, in the order of the text."""
        return next(self._single(words), None) or next(self._in_a_row(words), None)

    def _single(self, words: Words) -> Iterator[Found]:
        for meant, written in words.meant.items():
            if line := self._words.get(meant) or self._starred(meant):
                yield Found(line, written)

    @lru_cache(maxsize=20_000)  # noqa: B019 - lists are few, and `of` keeps them anyway
    def _starred(self, word: str) -> str | None:
        if not self._with_stars:
            return None
        threes = {word[at : at + 3] for at in range(len(word) - 2)}
        short = [key for key in self._with_stars if len(key) < 3]
        for key in sorted(threes & self._with_stars.keys()) + short:
            for line, pattern in self._with_stars[key]:
                if _fits(pattern, word):
                    return line
        return None

    def _in_a_row(self, words: Words) -> Iterator[Found]:
        for at, word in enumerate(words.in_order if self._phrases else ()):
            for first in ("", *_meant_by(word)):
                for line, phrase in self._phrases.get(first, ()):
                    row = words.in_order[at : at + len(phrase)]
                    if len(row) == len(phrase) and all(map(_may_mean, row, phrase)):
                        yield Found(line, " ".join(row))


def _may_mean(written: str, pattern: str) -> bool:
    return any(_fits(pattern, meant) for meant in _meant_by(written))


def _fits(pattern: str, word: str) -> bool:
    """Whether `word` is `pattern`, in which each `*` stands for any letters or none."""
    if "*" not in pattern:
        return pattern == word
    first, *middle, last = pattern.split("*")
    if not (word.startswith(first) and word.endswith(last)):
        return False
    at, end = len(first), len(word) - len(last)
    for part in middle:
        if (found := word.find(part, at, end)) < 0:
            return False
        at = found + len(part)
    return at <= end


def _listed(line: str) -> list[str]:
    """The words of a line. A star that stands alone at an end asks for nothing."""
    words = _LISTED.findall(fold(line))
    while words and not words[-1].strip("*"):
        words.pop()
    while words and not words[0].strip("*"):
        words.pop(0)
    return words


# What is typed at the desk


def cleaned(text: str) -> str:
    """The lines without blanks, and without those that say the same as an earlier one."""
    kept = {}
    for line in map(str.strip, text.splitlines()):
        kept.setdefault(tuple(_listed(line)) or line, line)
    return "\n".join(filter(None, kept.values()))


def lines_without_words(text: str) -> list[str]:
    """The lines that hold nothing to look for: only stars, or signs."""
    return [line for line in cleaned(text).splitlines() if not _listed(line)]
