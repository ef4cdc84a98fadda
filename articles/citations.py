"""What a story rests on: lines of words, each with the address of what it names, if it has one."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Citation(NamedTuple):
    words: str
    address: str = ""


def read(text: str) -> list[Citation]:
    """The lines of `text` that say something."""
    return [_citation(line) for line in map(str.strip, text.splitlines()) if line]


def _citation(line: str) -> Citation:
    found = _ADDRESS.search(line)
    if found is None:
        return Citation(line)
    address = found[0].rstrip(".,;)")
    words = line.replace(address, "").strip(" \t.,;:()–—-")
    return Citation(words or _host(address), address)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:  # no address that a browser would understand
        return address
