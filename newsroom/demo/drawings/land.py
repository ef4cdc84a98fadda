"""Scenes of open land: the park and the wind farm."""

from .buildings import lamp_post, towers
from .canvas import around, smooth, spread
from .palette import mix
from .people import person
from .plants import poplar, tree, trees, tufts
from .sea import glints
from .weather import hills, sky


def park(c):
    p, rng = c.palette, c.rng
    sky(c, 0.5)
    towers(c, 0.56, 0.24, p.far(p.main, 0.62), 8, panes=False)
    trees(c, 9, 0.58, 0.24, colour=p.far(p.leaf, 0.38))
    hills(c, 0.6, 0.05, p.far(p.grass, 0.15), 4)
    trees(c, 5, 0.65, 0.32, 0.02, 0.62, colour=p.far(p.leaf, 0.12))
    c.polygon([*smooth([(-0.02, 0.68), (0.3, 0.63), (0.7, 0.66), (1.02, 0.62)]), (1.02, 1.02),
               (-0.02, 1.02)], p.grass)  # fmt: skip
    _pond(c, 0.76, 0.72, 0.22)
    left = smooth([(0.47, 0.645), (0.52, 0.7), (0.4, 0.8), (0.14, 1.03)])
    right = smooth([(0.49, 0.645), (0.57, 0.7), (0.52, 0.82), (0.46, 1.03)])
    c.polygon([*left, *reversed(right)], p.under_snow(p.tint(p.sand, 0.3), 0.5))
    autumn = rng.choice((p.ochre, p.leaf, p.shade(p.leaf, 0.2), p.brick))
    lamp_post(c, 0.59, 0.8, 0.3)
    _bench(c, 0.72, 0.88, 0.15)
    for x, y, height in ((0.49, 0.72, 0.1), (0.44, 0.8, 0.16), (0.3, 0.94, 0.24)):
        if rng.random() < 0.85:
            person(c, x, y, height, pose="walk")
    tree(c, 0.1, 0.95, 0.85, autumn)
    tufts(c, 34, 0.92, 1.0, p.under_snow(p.shade(p.leaf, 0.4), 0.4))


def _pond(c, x, y, width):
    p = c.palette
    c.ellipse(x, y + 0.006, width * 1.04, 0.048, p.shade(p.grass, 0.25))
    c.ellipse(x, y, width, 0.042, p.far(p.water, 0.35))
    glints(c, y - 0.02, y + 0.03, 8, p.paper, x - 0.08, x + 0.08)
    for dx in (-0.05, 0.03):
        s = c.stamp(x + dx, y + 0.005, 0.03, dx > 0)
        s.ellipse(0, 0.1, 0.45, 0.2, p.paper)
        s.limb([(0.35, 0.1), (0.45, 0.65)], p.paper, 0.14)


def _bench(c, x, y, size):
    p = c.palette
    person(c, x + 0.02, y + 0.03, size * 1.35, pose="stand")
    s = c.stamp(x, y, size)
    for plank in (0.62, 0.5, 0.38):
        s.box(-0.7, plank, 0.7, plank + 0.08, p.under_snow(p.shade(p.brick, 0.3), 0.3))
    s.box(-0.75, 0.26, 0.75, 0.33, p.shade(p.brick, 0.15))
    for leg in (-0.6, 0.55):
        s.box(leg, 0, leg + 0.06, 0.7, p.ink)


def wind_farm(c):
    p, rng = c.palette, c.rng
    sky(c, 0.66)
    hills(c, 0.64, 0.1, p.far(p.mid, 0.55), 4)
    for x in spread(rng.randint(5, 7), 0.02, 1):
        turbine(
            c, x, 0.61 + rng.uniform(-0.02, 0.02), rng.uniform(0.13, 0.18), p.far(p.paper, 0.25)
        )
    hills(c, 0.72, 0.1, p.far(p.grass, 0.3), 3)
    turbine(c, 0.8, 0.68, 0.34, p.far(p.paper, 0.1))
    turbine(c, 0.14, 0.68, 0.3, p.far(p.paper, 0.1))
    hills(c, 0.8, 0.07, p.grass, 3)
    turbine(c, rng.uniform(0.36, 0.44), 0.8, 0.66, p.tint(p.paper, 0.5))
    _furrows(c)
    poplar(c, 0.9, 0.88, 0.26)
    poplar(c, 0.94, 0.885, 0.21)
    _sheep(c, rng.randint(4, 7))


def turbine(c, x, y, height, colour):
    s = c.stamp(x, y, height)
    s.polygon([(-0.02, 0), (0.02, 0), (0.01, 0.72), (-0.01, 0.72)], colour)
    s.polygon([(0.004, 0), (0.02, 0), (0.01, 0.72), (0.002, 0.72)], s.palette.shade(colour, 0.15))
    turn = c.rng.uniform(0, 120)
    for blade in (0, 120, 240):
        tip = around(0, 0.72, 0.34, 0.34, turn + blade, turn + blade, 1)[0]
        root = around(0, 0.72, 0.09, 0.09, turn + blade + 16, turn + blade + 16, 1)[0]
        s.polygon([(0, 0.72), root, tip], colour)
        s.line([(0, 0.72), tip], colour, 0.012)
    s.disc(0, 0.72, 0.026, s.palette.shade(colour, 0.12))


def _furrows(c):
    p = c.palette
    field = p.under_snow(mix(p.ochre, p.leaf, 0.35))
    edge = smooth([(-0.02, 0.9), (0.25, 0.84), (0.6, 0.86), (1.02, 0.93)])
    c.polygon([*edge, (1.02, 1.02), (-0.02, 1.02)], field)
    for i in range(14):
        start = edge[4 + i * 1]
        c.line([start, (-0.5 + i * 0.15, 1.05)], p.shade(field, 0.16), 0.006)


def _sheep(c, count):
    p, rng = c.palette, c.rng
    for _ in range(count):
        s = c.stamp(rng.uniform(0.5, 0.86), rng.uniform(0.79, 0.85), 0.03, rng.random() < 0.5)
        for leg in (-0.3, 0.3):
            s.line([(leg, 0), (leg, 0.4)], p.ink, 0.1)
        s.ellipse(0, 0.55, 0.55, 0.34, p.shade(p.paper, 0.06))
        s.ellipse(0.58, 0.68, 0.2, 0.16, p.ink)
