"""
The drawing beside a commenter's name: a printer's ornament, made from a random number alone.

It is printed in the page, so it costs no request, and nobody can find an address by it.
"""

import secrets
from functools import lru_cache
from typing import NamedTuple

NOBODY = 0  # of a comment whose writer was erased
LARGEST = 2**31 - 1  # what the column holds
HUES = 8  # as static/css/comments.css colours them; 0 is for NOBODY
CELL = 4

# Shapes of one cell: where the line begins, and its steps. A step is the point it goes to and,
# for an arc, its radius, whether it turns clockwise, and whether it is the longer way round.
_CORNER, _DISC = (0, 0), (2, 0)
SHAPES = [
    (_CORNER, [(4, 0), (0, 4, 4, 1, 0)]),  # a quarter of a disc
    (_CORNER, [(4, 4, 4, 1, 0), (0, 0, 4, 1, 0)]),  # a leaf
    (_CORNER, [(4, 0), (0, 4)]),  # a triangle
    (_CORNER, [(4, 0, 2, 0, 0)]),  # half a disc
    (_CORNER, [(2, 0), (0, 2, 2, 1, 1)]),  # a drop
    (_DISC, [(4, 0), (0, 4, 4, 1, 0), (0, 2), (2, 0, 2, 0, 0)]),  # an arch
    (_DISC, [(2, 4, 2, 1, 0), (2, 0, 2, 1, 0)]),  # a disc
]
TURNS = 4


class Drawing(NamedTuple):
    hue: int
    path: str  # of an SVG whose sides are two cells long


def random_number() -> int:
    return 1 + secrets.randbelow(LARGEST)


@lru_cache(4096)
def drawing(number: int) -> Drawing:
    """Always the same one for a number: two cells, one above the other, with their reflections."""
    if number == NOBODY:
        return Drawing(0, _cell(-1, 0, CELL // 2, CELL // 2, False))
    rest, hue = divmod(number, HUES)
    path = ""
    for top in (0, CELL):
        rest, shape = divmod(rest, len(SHAPES))
        rest, turns = divmod(rest, TURNS)
        path += _cell(shape, turns, 0, top, False) + _cell(shape, turns, CELL, top, True)
    return Drawing(hue + 1, path)


def _cell(shape: int, turns: int, left: int, top: int, is_reflected: bool) -> str:
    def place(x, y):
        for _ in range(turns):
            x, y = CELL - y, x
        return f"{left + (CELL - x if is_reflected else x)} {top + y}"

    start, steps = SHAPES[shape]
    path = f"M{place(*start)}"
    for x, y, *arc in steps:
        if arc:
            radius, is_clockwise, is_long = arc
            path += f"A{radius} {radius} 0 {is_long} {is_clockwise ^ is_reflected} {place(x, y)}"
        else:
            path += f"L{place(x, y)}"
    return f"{path}Z"
