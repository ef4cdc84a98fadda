"""
Which threads stand on which page of a long discussion, so that a link to a page stays good.

By time, pages are counted from the oldest thread, whichever end is read first: what comes later
never pushes a thread onto another page. By how much they are discussed threads change places, so
there the count begins at the top.
"""

from typing import NamedTuple

TOP = 0  # the page that the story's own address shows; it needs no number


class Page(NamedTuple):
    """Threads `first` to `last` as they are read, and the pages before and after it, if any."""

    number: int
    first: int
    last: int
    before: int | None = None
    after: int | None = None


def from_the_top(number: int, *, count: int, size: int) -> Page:
    """Page 1 is the top: where the oldest thread is read first, or time decides nothing."""
    pages = -(-count // size)
    number = number if 1 < number <= pages else 1
    return Page(
        number=number if number > 1 else TOP,
        first=(number - 1) * size,
        last=number * size,
        before={1: None, 2: TOP}.get(number, number - 1),
        after=number + 1 if number < pages else None,
    )


def from_the_bottom(number: int, *, count: int, size: int) -> Page:
    """
    Page 1 is the oldest, where the newest thread is read first.

    The top has no number: it holds the newest threads, as many as a page holds. What falls off it
    comes onto the page below, which grows until it is full.
    """
    below = max(0, count - size)
    pages = -(-below // size)
    if not 1 <= number <= pages:
        return Page(TOP, first=0, last=size, after=pages or None)
    return Page(
        number=number,
        first=count - min(number * size, below),
        last=count - (number - 1) * size,
        before=number + 1 if number < pages else TOP,
        after=number - 1 or None,
    )
