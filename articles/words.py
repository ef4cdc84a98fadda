"""The words of a text in the one form in which they are kept and looked for."""

import re
import unicodedata

LONGEST = 40  # letters; what is longer is no word that anybody types
MOST_ASKED = 12  # words of one search
MOST_KEPT = 400_000  # bytes of one story: PostgreSQL's tsvector holds no more than a megabyte
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """In lower case, without accents and punctuation, in reading order."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [word[:LONGEST] for word in _WORD.findall(plain)]


def kept(*texts: str) -> str:
    """Every word of `texts` once, parted by single spaces."""
    every = " ".join(dict.fromkeys(word for text in texts for word in words(text)))
    cut = every.encode()[:MOST_KEPT].decode(errors="ignore")
    return cut if cut == every else cut.rpartition(" ")[0]


def asked(typed: str) -> list[str]:
    """What a search looks for: every word, the last as the beginning of one while it is typed."""
    return list(dict.fromkeys(words(typed[:2000])))[:MOST_ASKED]
