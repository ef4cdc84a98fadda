"""Scenes of people together outdoors: the market, riders, a protest."""

from .buildings import awning, colonnade, horizon_town, house, terrace
from .canvas import spread
from .city import pavement
from .palette import clear
from .people import bust, people, person
from .plants import hedge, trees
from .vehicles import cyclist
from .weather import hills, sky


def market(c):
    rng = c.rng
    sky(c, 0.5)
    terrace(c, 0.64, 0.42, rng.randint(6, 7), doors=False)
    pavement(c, 0.62)
    _bunting(c, 0.2)
    for x, y, size in ((0.16, 0.7, 0.24), (0.5, 0.69, 0.23), (0.83, 0.71, 0.24)):
        _stall(c, x + rng.uniform(-0.02, 0.02), y, size)
    people(c, rng.randint(5, 7), 0.76, 0.2)
    for x in rng.choice(((0.28, 0.8), (0.2, 0.7))):
        _stall(c, x, 0.97, 0.4)
    person(c, 0.53, 0.99, 0.36, pose="stroll", flip=False)
    person(c, 0.46, 0.985, 0.34, pose="stroll", flip=True)


def _bunting(c, y):
    p = c.palette
    colours = (p.brick, p.ochre, p.paper, p.main)
    for i in range(21):
        x = i / 20
        low = y + 0.09 * (1 - (2 * (x * 2 % 1) - 1) ** 2)
        c.polygon([(x - 0.013, low), (x + 0.013, low), (x, low + 0.04)], colours[i % 4])
        after = (i + 1) / 20
        c.line([(x, low), (after, y + 0.09 * (1 - (2 * (after * 2 % 1) - 1) ** 2))], p.ink, 0.002)


def _stall(c, x, y, size):
    """A striped roof over crates of fruit, with the keeper behind."""
    p, rng = c.palette, c.rng
    half = size * 0.36
    left, right, top = x - half, x + half, y - size * 0.92
    bust(c, x + half * 0.2, y - size * 0.3, size * 0.36)
    for post in (left + 0.006, right - 0.01):
        c.box(post, top, post + 0.005, y, p.shade(p.sand, 0.55))
    c.box(left, y - size * 0.32, right, y, p.shade(p.sand, 0.35))
    c.box(left, y - size * 0.32, right, y - size * 0.28, p.shade(p.sand, 0.15))
    for tray in spread(4, left + 0.004, right - 0.004):
        fruit = rng.choice((p.brick, p.ochre, p.leaf, p.tint(p.leaf, 0.3), p.shade(p.brick, 0.3)))
        for row in range(3):
            for step in spread(
                4 - row, tray - half * 0.21 + row * 0.006, tray + half * 0.21 - row * 0.006
            ):
                tone = p.tint(fruit, rng.uniform(0, 0.2))
                c.disc(step, y - size * (0.33 + row * 0.035), size * 0.032, tone)
    colour = rng.choice((p.brick, p.main, p.deep, p.ochre))
    awning(c, left - 0.012, right + 0.012, top, size * 0.22, colour, p.tint(p.paper, 0.4), 8)
    if p.snows:
        c.box(left - 0.014, top - 0.012, right + 0.014, top + 0.012, p.snow, radius=0.01)


def cyclists(c):
    p, rng = c.palette, c.rng
    sky(c, 0.56)
    hills(c, 0.56, 0.1, p.far(p.mid, 0.5))
    horizon_town(c, 0.58, 0.14, p.far(p.main, 0.45))
    trees(c, 9, 0.64, 0.28, colour=p.far(p.leaf, 0.15))
    c.box(0, 0.635, 1, 0.76, p.grass)
    hedge(c, 0.665, 0.035, p.under_snow(p.shade(p.leaf, 0.25), 0.5))
    asphalt = p.under_snow(p.shade(p.mid, 0.4), 0.45)
    c.gradient(p.tint(asphalt, 0.15), p.shade(asphalt, 0.15), 0.74, 0.95)
    c.box(0, 0.73, 1, 0.745, p.paper)
    for x in spread(6, 0, 1.1):
        c.box(x - 0.05, 0.925, x + 0.05, 0.934, p.paper)
    c.box(0, 0.95, 1, 1, p.under_snow(p.shade(p.leaf, 0.45), 0.8))
    riders = rng.sample((0.16, 0.5, 0.8), rng.choice((2, 3, 3)))
    coats = rng.sample((p.brick, p.ochre, p.main, p.paper), 3)
    for i, x in enumerate(sorted(riders)):
        y = 0.86 + 0.045 * (i % 2)
        c.ellipse(x, y, 0.2, 0.008, clear(p.ink, 0.25))
        cyclist(c, x, y, rng.uniform(0.42, 0.48), coats[i], coats[(i + 1) % 3], False,
                rng.choice((p.brick, p.ink, p.paper)))  # fmt: skip


def protest(c):
    p = c.palette
    sky(c, 0.5)
    horizon_town(c, 0.52, 0.3, p.far(p.mid, 0.5))
    colonnade(c, 0.3, 0.72, 0.56, 0.26, p.far(p.sand, 0.1))
    house(c, -0.02, 0.13, 0.58, 0.4, p.far(p.brick, 0.2), doors=False)
    house(c, 0.88, 1.02, 0.58, 0.38, p.far(p.main, 0.25), doors=False)
    pavement(c, 0.575)
    for row in range(5):
        y, size = 0.64 + row * 0.085, 0.1 + row * 0.032
        _marchers(c, y, size, row)
    _placard(c, 0.31, 0.86, 0.42, p.brick, "round")


def _marchers(c, y, size, row):
    p, rng = c.palette, c.rng
    gap = size * 0.58
    count = round(1 / gap) + 2
    shift = rng.random() * gap
    colours = (p.ochre, p.paper, p.brick, p.main, p.sand)
    for i in range(count):
        x = -gap + shift + i * gap + rng.uniform(-0.2, 0.2) * gap
        if rng.random() < 0.3 and 0.05 < x < 0.95:
            _placard(c, x + size * 0.2, y, size * rng.uniform(1.9, 2.5), rng.choice(colours))
        bust(c, x, y + size * 0.35, size, back=True, coat=p.shade(rng.choice(p.coats), 0.05 * row))
        c.box(x - size * 0.3, y + size * 0.3, x + size * 0.3, y + size * 0.9, p.shade(p.deep, 0.3))


def _placard(c, x, y, size, colour, shape=None):
    p, rng = c.palette, c.rng
    s = c.stamp(x, y, size, rng.random() < 0.5)
    s.line([(0, 0), (0.03, 0.75)], p.shade(p.sand, 0.5), 0.03)
    words = p.paper if colour in (p.brick, p.main) else p.ink
    if shape == "round":
        s.disc(0.03, 0.78, 0.24, colour)
        s.ring(0.03, 0.78, 0.19, words, 0.02)
    else:
        s.polygon([(-0.26, 0.6), (0.3, 0.55), (0.32, 0.93), (-0.24, 0.98)], colour)
    for low, width in ((0.83, 0.11), (0.75, 0.15), (0.67, 0.09)):
        s.line([(0.03 - width, low), (0.03 + width, low - 0.012)], words, 0.034)
