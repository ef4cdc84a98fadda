"""Portraits: head and shoulders, lit from one side, before a quiet background."""

import re
from random import Random

from .canvas import smooth, spread
from .clothes import clothes
from .palette import clear, mix
from .people import people
from .rooms import book_row, tall_window
from .sea import sailing_boat

FACE = ((0, 0.845), (0.125, 0.8), (0.165, 0.66), (0.145, 0.53), (0.075, 0.435), (0, 0.412),
        (-0.075, 0.435), (-0.145, 0.53), (-0.165, 0.66), (-0.125, 0.8))  # fmt: skip
OLD = ("grey", "gray", "white hair", "silver", "sixties", "sixty", "seventies", "seventy", "older",
       "elderly", "eighties")  # fmt: skip
CLOTHES = {
    "brick": ("red",),
    "ochre": ("orange", "yellow", "visibility"),
    "deep": ("blue", "green"),
    "sand": ("brown", "tweed", "waxed"),
    "ink": ("black", "suit"),
    "paper": ("shirtsleeves", "white coat"),
}


class Sitter:
    """Who is drawn. `look` may say so in words ("a woman of sixty in a red apron, glasses");
    whatever it leaves open follows from the name, so that a person keeps their face."""

    def __init__(self, name, look, palette):
        self._words, rng = look.lower(), Random(f"sitter {name}")
        self.skin = rng.choice(palette.skins)
        self.hair = palette.hairs[4] if self.wears(*OLD) else rng.choice(palette.hairs[:4])
        self.is_woman = self.wears("woman", "girl", "her", "she")
        self.is_man = not self.is_woman and self.wears("man", "his", "he")
        self.style = rng.choice(self._styles())
        self.has_beard = self.wears("beard") or (self.is_man and rng.random() < 0.35)
        self.has_glasses = self.wears("glasses") or (not look and rng.random() < 0.35)
        self.coat = self._coat(palette, rng)
        self.collar = self._collar(rng)

    def wears(self, *words):
        return bool(re.search(rf"\b({'|'.join(words)})\b", self._words))

    def _styles(self):
        if self.wears("bald"):
            return ("bald",)
        if self.wears("tied back", "bun"):
            return ("bun",)
        if self.wears("short"):
            return ("short", "crop")
        if not (self.is_woman or self.is_man):
            return ("short", "curls")
        return ("bob", "long", "bun", "curls") if self.is_woman else ("short", "short", "crop")

    def _coat(self, palette, rng):
        for role, words in CLOTHES.items():
            if self.wears(*words):
                return getattr(palette, role)
        return rng.choice((palette.deep, palette.brick, palette.main, palette.ink, palette.ochre))

    def _collar(self, rng):
        for collar in ("apron", "scarf", "visibility", "tie"):
            if self.wears(collar):
                return collar
        casual = self.wears("shirtsleeves", "jacket", "work coat")
        return "open shirt" if casual else rng.choice(("lapels", "roll neck", "open shirt"))


def portrait(c):
    p, rng = c.palette, c.rng
    name = c.details.get("subject") or c.seed
    sitter = Sitter(name, c.details.get("look", ""), p)
    rng.choice((_before_window, _before_books, _before_disc, _before_water, _before_street))(c)
    s = c.stamp(rng.choice((0.42, 0.46, 0.52)), 1.0, rng.uniform(0.92, 0.98))
    _hair_behind(s, sitter)
    clothes(s, sitter)
    _head(s, sitter)
    _hair(s, sitter)
    if sitter.wears("hat", "cap", "helmet"):
        _hat(s, p.brick if sitter.coat != p.brick else p.deep)


def _before_window(c):
    p = c.palette
    wall = mix(p.main, p.sand, c.rng.uniform(0.2, 0.9))
    c.gradient(wall, p.shade(wall, 0.25), 0, 1)
    tall_window(c, 0.66, 0.16, 0.93, 0.72, arched=False, columns=3, rows=3)
    c.box(0, 0.84, 1, 0.85, p.shade(wall, 0.35))


def _before_books(c):
    p = c.palette
    wood = p.shade(p.brick, 0.55)
    c.gradient(wood, p.shade(wood, 0.3), 0, 1)
    books = [mix(tone, wood, 0.42) for tone in (p.brick, p.deep, p.ochre, p.main, p.paper, p.leaf)]
    for y in (0.27, 0.57, 0.87):
        for left in (0.0, 0.34, 0.68):
            book_row(c, left + 0.01, left + 0.32, y, 0.25, books)
        c.box(0, y, 1, y + 0.022, p.shade(p.brick, 0.42))


def _before_disc(c):
    p, rng = c.palette, c.rng
    wall, disc = rng.sample(
        (p.sand, p.mid, p.tint(p.main, 0.25), p.tint(p.brick, 0.35), p.tint(p.ochre, 0.3)), 2
    )
    c.gradient(wall, p.shade(wall, 0.12), 0, 1)
    c.disc(rng.choice((0.4, 0.56)), 0.48, 0.42, disc)
    for x in spread(5, 0.76, 0.96):
        c.line([(x, 0.08), (x, 0.92)], p.tint(wall, 0.35), 0.004)


def _before_water(c):
    p = c.palette
    c.gradient(p.sky_top, p.sky_low, 0, 0.6)
    for x in spread(14):
        c.box(x - 0.037, 0.56 - c.rng.uniform(0.03, 0.16), x + 0.037, 0.6, p.far(p.main, 0.55))
    c.gradient(p.far(p.water, 0.5), p.water, 0.58, 1)
    sailing_boat(c, 0.84, 0.68, 0.24)
    sailing_boat(c, 0.1, 0.63, 0.13)


def _before_street(c):
    p, rng = c.palette, c.rng
    c.gradient(p.sky_top, p.sky_low, 0, 0.5)
    for i, x in enumerate(spread(6, -0.04, 1.04)):
        wall = p.far((p.brick, p.sand, p.mid, p.ochre, p.main, p.paper)[i], 0.42)
        top = rng.uniform(0.08, 0.24)
        c.box(x - 0.09, top, x + 0.09, 0.85, wall)
        for y in (top + 0.08, top + 0.26, top + 0.44):
            for dx in (-0.045, 0.045):
                c.box(
                    x + dx - 0.02,
                    y,
                    x + dx + 0.02,
                    y + 0.11,
                    p.lamp if p.is_dark else p.far(p.window, 0.4),
                )
    c.box(0, 0.84, 1, 1, p.far(p.ground, 0.2))
    people(c, 3, 0.9, 0.24, 0.62, 0.98)


def _hair_behind(s, sitter):
    if sitter.style == "long":
        s.blob([(0, 0.88), (0.19, 0.8), (0.22, 0.55), (0.21, 0.3), (0, 0.27), (-0.21, 0.3),
                (-0.22, 0.55), (-0.19, 0.8)], sitter.hair)  # fmt: skip
    elif sitter.style == "bob":
        s.blob([(0, 0.88), (0.18, 0.8), (0.215, 0.6), (0.18, 0.43), (0, 0.42), (-0.18, 0.43),
                (-0.215, 0.6), (-0.18, 0.8)], sitter.hair)  # fmt: skip
    elif sitter.style == "bun":
        s.disc(0.06, 0.9, 0.085, sitter.hair)
    elif sitter.style == "curls":
        for x, y in (
            (-0.17, 0.66),
            (-0.19, 0.76),
            (-0.12, 0.86),
            (0, 0.9),
            (0.12, 0.86),
            (0.19, 0.76),
            (0.17, 0.66),
        ):
            s.disc(x, y, 0.085, sitter.hair)


def _head(s, sitter):
    p, skin = s.palette, sitter.skin
    for side in (-1, 1):
        s.ellipse(0.165 * side, 0.615, 0.028, 0.042, p.shade(skin, 0.1 if side < 0 else 0.22))
    s.blob(FACE, skin)
    shade = [
        *smooth([(0, 0.845), *FACE[1:6]]),
        (0.02, 0.5),
        (0.045, 0.545),
        (0.012, 0.62),
        (0.03, 0.7),
    ]
    s.polygon(shade, p.shade(skin, 0.13))
    dark = p.shade(mix(skin, p.ink, 0.55), 0.4)
    for side in (-1, 1):
        s.ellipse(0.066 * side, 0.626, 0.0125, 0.014, p.ink)
        s.arc(0.066 * side, 0.618, 0.026, 0.024, 205, 335, dark, 0.006)
        brow = [(0.035 * side, 0.672), (0.07 * side, 0.683), (0.105 * side, 0.67)]
        s.line(smooth(brow, 4), mix(sitter.hair, dark, 0.35), 0.013)
        if sitter.wears(*OLD):
            s.line([(0.045 * side, 0.536), (0.068 * side, 0.5)], p.shade(skin, 0.32), 0.005)
    s.line(smooth([(0.012, 0.62), (0.036, 0.553), (0.0, 0.543)], 4), p.shade(skin, 0.36), 0.008)
    if sitter.has_beard:
        _beard(s, sitter.hair)
    lips = mix(p.brick, p.shade(skin, 0.3), 0.5) if not sitter.has_beard else p.shade(skin, 0.5)
    smile = 0.014 if sitter.wears("smiles", "smiling", "smile", "laughs", "laughing") else 0.008
    s.line(smooth([(-0.052, 0.496), (0, 0.496 - smile), (0.052, 0.498)], 6), lips, 0.012)
    if sitter.has_glasses:
        _glasses(s)


def _beard(s, hair):
    s.blob([(-0.163, 0.6), (-0.128, 0.535), (-0.06, 0.525), (0, 0.532), (0.06, 0.525),
            (0.128, 0.535), (0.163, 0.6), (0.14, 0.47), (0.07, 0.39), (0, 0.375), (-0.07, 0.39),
            (-0.14, 0.47)], hair)  # fmt: skip


def _glasses(s):
    for side in (-1, 1):
        s.disc(0.068 * side, 0.626, 0.046, clear(s.palette.paper, 0.16))
        s.ring(0.068 * side, 0.626, 0.048, s.palette.ink, 0.009)
        s.line([(0.115 * side, 0.635), (0.165 * side, 0.645)], s.palette.ink, 0.008)
    s.line([(-0.022, 0.634), (0.022, 0.634)], s.palette.ink, 0.009)


def _hair(s, sitter):
    if sitter.style == "bald":
        return
    low = {"short": 0.6, "crop": 0.66, "bun": 0.64, "curls": 0.64}.get(sitter.style, 0.55)
    outer = [(-0.176, low), (-0.18, 0.74), (-0.11, 0.865), (0.04, 0.89), (0.14, 0.845),
             (0.182, 0.73), (0.176, low)]  # fmt: skip
    inner = {
        "crop": [(0.155, 0.74), (0.1, 0.8), (-0.02, 0.815), (-0.12, 0.79), (-0.158, 0.72)],
        "short": [(0.15, 0.7), (0.1, 0.775), (-0.03, 0.745), (-0.12, 0.79), (-0.155, 0.7)],
    }.get(sitter.style, [(0.152, 0.68), (0.09, 0.77), (-0.06, 0.8), (-0.13, 0.72), (-0.158, 0.64)])
    s.polygon(smooth(outer) + smooth(inner), sitter.hair)


def _hat(s, wool):
    p = s.palette
    s.blob([(-0.18, 0.73), (-0.165, 0.86), (-0.06, 0.945), (0.06, 0.945), (0.165, 0.86),
            (0.18, 0.73), (0, 0.75)], wool)  # fmt: skip
    s.box(-0.193, 0.715, 0.193, 0.79, p.shade(wool, 0.2), radius=0.03)
    for x in spread(11, -0.18, 0.18):
        s.line([(x, 0.725), (x, 0.78)], p.shade(wool, 0.4), 0.006)
