"""
Where a picture stands on a page: in which shape, and how wide, for a browser to choose a file by.

The widths are those that the style sheets give it: tests/test_pictures_in_a_browser.py looks.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    sizes: str
    shape: str = ""  # of picture_renditions.WIDTHS; "" shows the whole picture
    wide_shape: str = ""  # on screens as wide as WIDE, where that is another


WIDE = "(min-width: 64rem)"
CARD = "3x2"
PLACES = {
    # On fronts and in listings
    "lead": Place("(min-width: 83rem) 37rem, (min-width: 64rem) 44.5vw, 92vw", CARD, "4x3"),
    "feature": Place("(min-width: 80rem) 36.8rem, (min-width: 52rem) 54vw, 92vw", CARD),
    "secondary": Place(
        "(min-width: 83rem) 16.25rem, (min-width: 64rem) 19.5vw, (min-width: 40rem) 43.5vw, 92vw",
        CARD,
    ),
    "first": Place(
        "(min-width: 83rem) 28.75rem, (min-width: 64rem) 34.5vw, (min-width: 40rem) 54vw, 92vw",
        CARD,
    ),
    "small": Place(
        "(min-width: 83rem) 13.25rem, (min-width: 64rem) 16vw, (min-width: 40rem) 27.5vw, 7rem",
        CARD,
    ),
    # In every other strip the small ones are a list on wide screens.
    "small-in-list": Place("(min-width: 64rem) 7rem, (min-width: 40rem) 27.5vw, 7rem", CARD),
    "beside": Place(
        "(min-width: 75rem) 19.9rem, (min-width: 52rem) 29.5vw, (min-width: 30rem) 22vw, 6.5rem",
        CARD,
    ),
    "row": Place("(min-width: 52rem) 15rem, (min-width: 30rem) 22vw, 6.5rem", CARD),
    "related": Place(
        "(min-width: 83rem) 18.25rem, (min-width: 64rem) 22vw, (min-width: 40rem) 44.5vw, 7rem",
        CARD,
    ),
    "key": Place("(min-width: 40rem) 16rem, 7rem", CARD),
    # In stories
    "story-lead": Place("(min-width: 68rem) 50.5rem, 92vw"),
    "across": Place("(min-width: 83rem) 83rem, 100vw"),
    "figure": Place("(min-width: 40rem) 36rem, 92vw"),
    "wide-figure": Place("(min-width: 56rem) 46rem, (min-width: 40rem) 36rem, 92vw"),
    "gallery": Place("(min-width: 68rem) 60rem, 89vw"),
    "change": Place("12rem"),
    # People
    "face": Place("(min-width: 68rem) 6rem, 5rem", "1x1"),
    "speaker": Place("(min-width: 72rem) 12rem, (min-width: 40rem) 17vw, 6.6rem", "1x1"),
    "portrait": Place("8rem", "1x1"),
    "staff": Place("5rem", "1x1"),
}
