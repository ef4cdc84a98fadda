"""The river over its banks."""

from .buildings import house, lamp_post
from .canvas import smooth, spread
from .palette import clear, mix
from .people import person
from .sea import glints, reflection, sea
from .weather import hills, sky


def river_flood(c):
    p, rng = c.palette, c.rng
    sky(c, 0.5)
    hills(c, 0.45, 0.08, p.far(p.mid, 0.45))
    water = p.shade(mix(p.water, p.sand, 0.3), 0.1)
    colours = rng.sample((p.brick, p.sand, p.tint(p.ochre, 0.25), p.mid, p.paper, p.main), 5)
    for i, wall in enumerate(colours):
        left = 0.3 + i * 0.152
        house(c, left, left + 0.15, 0.66, rng.uniform(0.32, 0.38), wall, bays=2)
    sea(c, 0.6, colour=water)
    for x, wall in zip(spread(5, 0.33, 1.06), colours, strict=True):
        reflection(c, x, 0.605, 0.12, 0.22, wall)
    for x, y, height in ((0.07, 0.68, 0.33), (0.2, 0.63, 0.24)):
        lamp_post(c, x, y, height)
        reflection(c, x, y, 0.012, 0.12, p.ink)
    _road_sign(c, rng.uniform(0.84, 0.9), 0.76, 0.2)
    _rescue_boat(c, 0.36, 0.82, 0.17)
    glints(c, 0.62, 0.9, 40, p.far(p.paper, 0.3))
    _sandbags(c)


def _road_sign(c, x, y, size):
    p = c.palette
    s = c.stamp(x, y, size)
    s.line([(0, -0.05), (0, 0.8)], p.ink, 0.04)
    s.polygon([(-0.26, 0.55), (0.26, 0.55), (0, 1)], p.brick)
    s.polygon([(-0.16, 0.61), (0.16, 0.61), (0, 0.88)], p.paper)
    s.box(-0.02, 0.67, 0.02, 0.78, p.ink)


def _rescue_boat(c, x, y, size):
    p = c.palette
    for i, dx in enumerate((-0.055, -0.005, 0.05)):
        person(c, x + dx, y + 0.01, size * (1.05 if i == 1 else 0.9),
               coat=p.ochre if i != 2 else p.deep, arms="down" if i else "hold",
               flip=False)  # fmt: skip
    s = c.stamp(x, y, size)
    s.polygon([*smooth([(-0.95, 0.36), (-0.3, 0.27), (0.5, 0.29), (1.15, 0.5)]), (0.85, -0.06),
               (-0.85, -0.06)], p.brick)  # fmt: skip
    s.line(smooth([(-0.95, 0.34), (-0.3, 0.25), (0.5, 0.27), (1.13, 0.47)]), p.paper, 0.05)
    s.polygon([(-0.9, 0.06), (0.95, 0.06), (0.85, -0.06), (-0.85, -0.06)], p.shade(p.brick, 0.45))
    for left in (-0.8, -0.1, 0.5):
        s.box(left, -0.12, left + 0.6, -0.1, clear(p.paper, 0.5), radius=0.01)


def _sandbags(c):
    p = c.palette
    for row in range(3):
        for i in range(-1, 13):
            x = 0.02 + i * 0.09 + row % 2 * 0.045
            tone = p.shade(p.sand, c.rng.uniform(0.12, 0.28))
            y = 1.0 - row * 0.042
            c.box(x - 0.046, y - 0.05, x + 0.046, y + 0.01, p.shade(tone, 0.3), radius=0.025)
            c.box(
                x - 0.044,
                y - 0.05,
                x + 0.044,
                y,
                p.under_snow(tone, 0.5 if row == 2 else 0),
                radius=0.024,
            )
