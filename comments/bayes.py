"""
How much words read like spam, by how often they stood in it: naive Bayes over single words.

Pure: counts in, a number and the words that made it out. The counts are those of
comments.models.SpamWord, of this newsroom's own decisions; no network, no chance.
"""

import math
import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from articles import sanitize
from comments.word_list import Words

MOST_WORDS = 300  # of one comment
LONGEST = 30  # letters of a word that says anything
ENOUGH = 20  # comments of each kind, before any score means something
TELLING = 15  # words of a comment that are weighed: a long one does not outweigh itself
SHOWN = 5  # of them
_PRIOR = 1  # how many sightings an undecided word counts for

A_LINK = "(link)"  # in place of a word
_LINK = re.compile(r'<a href="([^"]*)"')
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Seen:
    """How often a word stood in each kind, or how many comments of each kind there were."""

    spam: int
    approved: int


@dataclass(frozen=True)
class Score:
    percent: int
    words: list[str]  # those that counted most against it


def words_in(*, html: str, name: str, website: str) -> list[str]:
    """
    The words to learn from a comment, as readers would see it.

    A link counts as one, and for the site that it leads to, written with "/" behind it.
    """
    words = Words(f"{name} {_ADDRESS.sub(' ', sanitize.plain_text(html))}").in_order
    words = [word for word in words if len(word) <= LONGEST and not word.isdigit()]
    links = [unescape(address) for address in _LINK.findall(html)]
    hosts = [f"{host}/" for host in map(_host, [website, *links]) if host]
    return list(dict.fromkeys([*([A_LINK] if links else []), *hosts, *words]))[:MOST_WORDS]


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:LONGEST]


def score(words: dict[str, Seen], comments: Seen) -> Score | None:
    """How likely it is spam; None before there is enough to learn from, or where nothing tells."""
    if min(comments.spam, comments.approved) < ENOUGH:
        return None
    odds = {word: _likelihood(seen, comments) for word, seen in words.items()}
    telling = sorted(odds, key=lambda word: (-abs(odds[word] - 0.5), word))[:TELLING]
    if not telling:
        return None
    weight = sum(math.log(odds[word] / (1 - odds[word])) for word in telling)
    against = sorted((w for w in telling if odds[w] > 0.5), key=lambda word: (-odds[word], word))
    # Never 100: that would say more than counting words can.
    return Score(min(99, round(100 / (1 + math.exp(-weight)))), against[:SHOWN])


def _likelihood(seen: Seen, comments: Seen) -> float:
    """
    That a comment with this word is spam, were both kinds as frequent; 0.5 says nothing.

    Sightings are counted as of the rarer kind: that a word was never in 20 pieces of spam says
    little, in however many approved comments it stood.
    """
    fewer = min(comments.spam, comments.approved)
    spam = fewer * seen.spam / comments.spam
    approved = fewer * seen.approved / comments.approved
    return (_PRIOR * 0.5 + spam) / (_PRIOR + spam + approved)
