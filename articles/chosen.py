"""Stories that somebody chose, as they are kept: the address of one a line, in their order."""

import re

_ADDRESS = re.compile(r"[0-9]{4}/[0-9]{2}/[0-9]{2}/[-\w]+")


def paths(text: str) -> list[str]:
    """The addresses in `text`, as versions keep them, each once; a line without one is passed."""
    found = map(_ADDRESS.search, text.splitlines())
    return list(dict.fromkeys(match[0] for match in found if match))


def lines_without(text: str) -> list[str]:
    """The lines of `text` that say something, and no address of a story."""
    return [line.strip() for line in text.splitlines() if line.strip() and not paths(line)]
