"""The part of a story that shows why a search found it, what was looked for marked in it."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from articles import sanitize, words

LENGTH = 260  # letters
BEFORE = 60  # of them before the first word that is marked


def marked(text: str, stems: set[str]) -> SafeString:
    """The whole text, its words with one of `stems` marked."""
    return sanitize.marked(text, _places(text, stems))


def excerpt(text: str, stems: set[str]) -> SafeString:
    """The part of the text with the most different ones of `stems`; "" if it has none."""
    hits = list(_hits(text, stems))
    if not hits:
        return sanitize.marked("", [])
    _different, _early, first = max(_rate(hits, n) for n in range(len(hits)))
    start = _start(text, hits[first][0])
    end = _end(text, start + LENGTH)
    part = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return marked(part, stems)


def _rate(hits, n: int) -> tuple[int, int, int]:
    near = {stem for begin, _end, stem in hits[n : n + 50] if begin < hits[n][0] + LENGTH - BEFORE}
    return len(near), -n, n


def _start(text: str, hit: int) -> int:
    if hit <= BEFORE:
        return 0
    space = text.find(" ", hit - BEFORE, hit)
    return space + 1 if space >= 0 else hit


def _end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 40, end)
    return space if space >= 0 else end


def _places(text: str, stems: set[str]) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _stem in _hits(text, stems)]


def _hits(text: str, stems: set[str]) -> Iterable[tuple[int, int, str]]:
    """Only words that can have one of the stems are stemmed: it takes its time."""
    firsts = {stem[0] for stem in stems}
    for start, end, word in words.tokens(text):
        folded = words.fold(word[:2])
        may_be = folded[:1] in firsts or any(stem[:3] in word for stem in stems)
        if may_be and (stem := words.stem(word)) in stems:
            yield start, end, stem
