"""
The words of a text in the one form in which they are kept and looked for: whole ones for the desk,
and for readers their stems in the newsroom's language, so that who asks for a strike finds strikes.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer
from django.conf import settings

LONGEST = 40  # letters; what is longer is no word that anybody types
MOST_ASKED = 12  # words of one search
MOST_KEPT = 400_000  # bytes of one story: PostgreSQL's tsvector holds no more than a megabyte
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """In lower case, without accents and punctuation, in reading order."""
    return [word[:LONGEST] for word in _WORD.findall(fold(text))]


def fold(text: str) -> str:
    """In lower case and without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def kept(*texts: str) -> str:
    """Every word of `texts` once, parted by single spaces."""
    return cut(" ".join(dict.fromkeys(word for text in texts for word in words(text))), MOST_KEPT)


def cut(text: str, most: int) -> str:
    """As many whole words as fit into `most` bytes."""
    part = text.encode()[:most].decode(errors="ignore")
    return part if part == text else part.rpartition(" ")[0]


def asked(typed: str) -> list[str]:
    """What a search looks for: every word, the last as the beginning of one while it is typed."""
    return list(dict.fromkeys(words(typed[:2000])))[:MOST_ASKED]


# Stems

STEMMERS = {  # by the first part of a language's code
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# A word in print, with the vowel signs that are written beside its letters, or accents after them.
_PRINTED = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0dff])*"
)


class Token(NamedTuple):
    """A word in a text, as it stands there from `start` to `end`."""

    start: int
    end: int
    word: str


def tokens(text: str) -> Iterator[Token]:
    for match in _PRINTED.finditer(text):
        yield Token(match.start(), match.end(), match[0])


def stems(text: str) -> list[str]:
    """Of every word, in reading order."""
    return [found for token in tokens(text) if (found := stem(token.word))]


def stem(word: str) -> str:
    """What the forms of a word have in common, without accents; "" of what has no letters."""
    return _stem(word[: 2 * LONGEST], settings.LANGUAGE_CODE.partition("-")[0])


@lru_cache(2**16)
def _stem(word: str, language: str) -> str:
    plain = unicodedata.normalize("NFC", word.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if language in STEMMERS:
        # A stemmer holds the word that it works on, so threads cannot share one.
        plain = snowballstemmer.stemmer(STEMMERS[language]).stemWord(plain)
    return "".join(_WORD.findall(fold(plain)))[:LONGEST]
