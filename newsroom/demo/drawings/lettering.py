"""Text on charts and maps, in Pillow's built-in face.

That face holds ASCII and a few quotation marks only: the pound sign, dashes and accents are
drawn here, and a letter it lacks appears without its accent rather than as an empty box.
"""

import unicodedata
from functools import lru_cache

from PIL import ImageFont

DASHES = {"–": 0.5, "—": 0.85, "−": 0.5, "‑": 0.3}
ACCENTS = {"\u0301": "´", "\u0300": "`", "\u0302": "^", "\u0303": "~"}


@lru_cache(maxsize=32)
def _face(pixels):
    return ImageFont.load_default(size=pixels)


def _signs(text):
    """The text cut into runs the face can set, and single signs it cannot."""
    run = ""
    for sign in unicodedata.normalize("NFD", text):
        if sign == "£" or sign in DASHES or sign in ACCENTS:
            yield run
            yield sign
            run = ""
        elif not unicodedata.combining(sign):
            run += sign if ord(sign) < 127 or sign in "‘’“”…·°«»±" else "?"
    yield run


def _advance(sign, face):
    if sign == "£":
        return face.size * 0.6
    if sign in DASHES:
        return face.size * (DASHES[sign] + 0.08)
    return 0 if sign in ACCENTS else face.getlength(sign)


def width(c, text, size):
    """How wide the text is, in parts of the picture's width."""
    face = _face(round(size * c.height))
    return sum(_advance(sign, face) for sign in _signs(text)) / c.width


def write(c, x, y, text, size, colour, *, align="left", bold=False, halo=None):
    """One line with its baseline at y; `align` says which end of it stands at x."""
    face = _face(round(size * c.height))
    shift = {"left": 0, "middle": 0.5, "right": 1}[align] * width(c, text, size)
    left, base = c.pixel(x - shift, y)
    stroke = round(face.size * 0.024) if bold else 0
    if halo:
        _set(c, left, base, text, face, halo, stroke + round(face.size * 0.13))
    _set(c, left, base, text, face, colour, stroke)


def _set(c, left, base, text, face, colour, stroke):
    before = ""
    for sign in _signs(text):
        if sign == "£":
            _pound(c, left, base, face.size, colour, stroke)
        elif sign in DASHES:
            thick = face.size * 0.04 + stroke
            right, middle = left + face.size * DASHES[sign], base - face.size * 0.27
            c.sheet.rectangle(
                (left + face.size * 0.04, middle - thick, right, middle + thick), colour
            )
        elif sign in ACCENTS:
            _accent(c, left, base, before, sign, face, colour)
        elif sign:
            c.sheet.text((left, base), sign, colour, face, anchor="ls", stroke_width=stroke)
        left += _advance(sign, face)
        before = sign or before


def _accent(c, left, base, before, sign, face, colour):
    mark = ACCENTS[sign]
    centre = left - face.getlength(before[-1:]) / 2 - face.getlength(mark) / 2
    rise = face.size * (0.18 if before[-1:].isupper() else 0)
    c.sheet.text((centre, base - rise), mark, colour, face, anchor="ls")


def _pound(c, left, base, size, colour, stroke):
    thick = round(size * 0.085 + stroke * 1.7)
    x, top = left + size * 0.17, base - size * 0.52
    hook = (x, top - size * 0.18, x + size * 0.34, top + size * 0.18)
    c.sheet.arc(hook, 180, 338, colour, thick)
    stem = [
        (x + thick / 2, top - 1),
        (x + thick / 2, base - size * 0.22),
        (x - size * 0.05, base - thick / 2),
    ]
    c.sheet.line(stem, colour, thick, joint="curve")
    c.sheet.line(
        [(x - size * 0.1, base - size * 0.33), (x + size * 0.26, base - size * 0.33)], colour, thick
    )
    c.sheet.line(
        [(x - size * 0.1, base - thick / 2), (x + size * 0.37, base - thick / 2)], colour, thick
    )


def wrapped(c, text, size, room):
    """The text in lines no wider than `room`, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(c, longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def fitted(c, text, size, room, most_lines):
    """Lines and the size that let the whole text stand in the room given, evenly broken."""
    while size > 0.02:
        lines = wrapped(c, text, size, room)
        if len(lines) <= most_lines and all(width(c, line, size) <= room for line in lines):
            break
        size *= 0.94
    return _balanced(c, text, size, room, len(lines)), size


def _balanced(c, text, size, room, count):
    """No last line of a single short word: narrows the lines while their number stays."""
    lines = wrapped(c, text, size, room)
    while count > 1 and room > 0.08:
        room *= 0.95
        narrower = wrapped(c, text, size, room)
        if len(narrower) > count or any(width(c, line, size) > room for line in narrower):
            break
        lines = narrower
    return lines
