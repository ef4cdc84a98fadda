"""A bar that shows how far a command is, where a person is watching."""

from collections.abc import Iterable

LENGTH = 30  # characters


def progress(items: Iterable, *, total: int, stdout):
    """Yield the items; on a terminal draw how many of `total` are done."""
    watched = stdout.isatty()
    for done, item in enumerate(items, 1):
        yield item
        if watched:
            bar = "█" * (LENGTH * done // max(done, total))
            stdout.write(f"\r{bar:<{LENGTH}} {done}/{max(done, total)}", ending="")
            stdout.flush()
    if watched:
        stdout.write("")
