"""Scenes of the working port: quays, cranes, the ferry, the bridge."""

from .buildings import horizon_town, lamp_post, towers, windows
from .canvas import around, smooth, spread
from .palette import clear, mix
from .people import person
from .sea import (
    container_ship,
    ferry_ship,
    glints,
    reflection,
    sailing_boat,
    sea,
    trawler,
    wave_line,
)
from .weather import gulls, hills, sky


def harbour(c):
    p, rng = c.palette, c.rng
    sky(c, 0.52)
    hills(c, 0.52, 0.09, p.far(p.mid, 0.55))
    horizon_town(c, 0.53, 0.14, p.far(p.main, 0.5))
    sea(c, 0.525)
    for _ in range(rng.randint(2, 4)):
        x = rng.uniform(0.08, 0.5)
        sailing_boat(c, x, rng.uniform(0.56, 0.6), rng.uniform(0.07, 0.13))
    _warehouses(c, rng.choice((3, 4)))
    _moored_trawler(c, 0.33, 0.78, 0.17, rng.choice((p.brick, p.main, p.ochre)))
    gulls(c, rng.randint(3, 6))
    _quay_edge(c)


def _warehouses(c, count):
    """Gabled stores on the far quay, closing the picture on the right."""
    p, rng = c.palette, c.rng
    left, base = 0.6, 0.64
    width = 0.42 / count
    for i in range(count):
        x0, x1 = left + i * width, left + (i + 1) * width
        wall = p.far((p.brick, p.ochre, p.main, p.sand)[(i + rng.randint(0, 1)) % 4], 0.08)
        top = base - rng.uniform(0.2, 0.25)
        middle = (x0 + x1) / 2
        c.polygon([(x0, base), (x0, top), (middle, top - 0.11), (x1, top), (x1, base)], wall)
        c.polygon([(x0, top), (middle, top - 0.11), (x1, top), (x1, top + 0.02),
                   (middle, top - 0.085), (x0, top + 0.02)],
                  p.under_snow(p.shade(wall, 0.4)))  # fmt: skip
        windows(c, x0 + 0.015, top + 0.03, x1 - 0.015, base - 0.06, 3, 3, frame=p.tint(wall, 0.3))
        c.box(middle - 0.02, base - 0.055, middle + 0.02, base, p.shade(wall, 0.55))
        reflection(c, middle, base + 0.03, width * 0.8, 0.15, wall)
    c.box(left - 0.03, base, 1, base + 0.028, p.shade(p.ground, 0.35))


def _moored_trawler(c, x, y, size, hull):
    reflection(c, x, y, size * 1.1, 0.1, c.palette.shade(hull, 0.3))
    trawler(c, x, y, size, hull)
    glints(c, y - 0.004, y + 0.06, 10, c.palette.far(c.palette.water, 0.5), x - 0.12, x + 0.12)


def _quay_edge(c):
    p, rng = c.palette, c.rng
    c.polygon([(0, 0.9), (1, 0.87), (1, 1), (0, 1)], p.under_snow(p.shade(p.deep, 0.35), 0.8))
    c.polygon([(0, 0.925), (1, 0.897), (1, 1), (0, 1)], p.shade(p.deep, 0.65))
    for x in (0.08, 0.46, 0.86):
        s = c.stamp(x + rng.uniform(-0.03, 0.03), 0.915, 0.06)
        s.box(-0.22, 0, 0.22, 0.7, p.ink)
        s.box(-0.36, 0.62, 0.36, 0.9, p.ink, radius=0.12)
    for i in range(rng.randint(1, 2)):
        person(c, 0.68 + 0.055 * i, 0.935, 0.2, pose="stand", flip=i == 0)


def ferry(c):
    p, rng = c.palette, c.rng
    horizon = rng.uniform(0.46, 0.54)
    sky(c, horizon)
    _low_island(c, rng.uniform(0.7, 0.85), horizon, 0.1, p.far(p.main, 0.5))
    sea(c, horizon)
    x, y, size = 0.44, horizon + 0.2, rng.uniform(0.22, 0.25)
    reflection(c, x, y, 0.4, 0.13, p.shade(p.paper, 0.2))
    ferry_ship(c, x, y, size)
    foam = p.far(p.paper, 0.15)
    for i in range(9):
        left = x - 0.25 - i * 0.035
        top = y - 0.004 + i * 0.003
        c.box(left - 0.05, top, left + 0.03, top + 0.01, clear(foam, 0.75 - i * 0.07), radius=0.005)
    c.polygon(smooth([(x + 0.19, y), (x + 0.245, y - 0.028), (x + 0.28, y + 0.008)]), foam)
    gulls(c, rng.randint(4, 7), (0.1, 0.15, 0.6, 0.4))
    wave_line(c, 0.88, 0.018, p.shade(p.water, 0.3), 7)
    wave_line(c, 0.95, 0.02, p.shade(p.water, 0.5), 5)
    _buoy(c, 0.82, 0.93, 0.2)


def _low_island(c, x, y, height, colour):
    width = height * 2.2
    c.polygon(smooth([(x - width, y + 0.004), (x - width * 0.5, y - height * 0.5),
                      (x - width * 0.1, y - height), (x + width * 0.4, y - height * 0.55),
                      (x + width, y + 0.004)]), colour)  # fmt: skip


def _buoy(c, x, y, size):
    p = c.palette
    s = c.stamp(x, y, size)
    s.line([(-0.16, 0.2), (-0.05, 0.8)], p.ink, 0.03)
    s.line([(0.16, 0.2), (0.05, 0.8)], p.ink, 0.03)
    s.line([(-0.12, 0.42), (0.12, 0.42)], p.ink, 0.025)
    s.box(-0.1, 0.74, 0.1, 0.92, p.brick)
    s.disc(0, 0.97, 0.05, p.lamp)
    s.slice(0, 0.16, 0.3, 0.2, 0, 180, p.brick)
    s.box(-0.32, 0.13, 0.32, 0.24, p.paper)


def cranes(c):
    p, rng = c.palette, c.rng
    sky(c, 0.62)
    hills(c, 0.6, 0.07, p.far(p.mid, 0.5))
    sea(c, 0.6)
    colours = rng.sample((p.brick, p.main, p.ochre), 2)
    for x, size, colour in (
        (0.86, 0.42, p.far(colours[1], 0.45)),
        (0.66, 0.5, p.far(colours[1], 0.2)),
    ):
        gantry_crane(c, x, 0.72, size, colour)
    container_ship(c, 0.3, 0.755, 0.155)
    reflection(c, 0.28, 0.757, 0.36, 0.1, p.deep)
    c.polygon([(0, 0.88), (0.5, 0.86), (0.56, 0.72), (1, 0.71), (1, 1), (0, 1)], p.ground)
    c.polygon([(0, 0.88), (0.5, 0.86), (0.56, 0.72), (0.575, 0.74), (0.515, 0.885), (0, 0.905)],
              p.shade(p.ground, 0.5))  # fmt: skip
    gantry_crane(c, 0.6, 0.93, 0.78, colours[0])
    _container_stack(c, 0.76, 0.94, rng.randint(3, 4))
    for x in (0.18, 0.27):
        person(c, x, 0.97, 0.13, coat=p.ochre, pose="stroll", hat=p.paper)


def gantry_crane(c, x, y, size, colour):
    """A ship-to-shore crane whose boom reaches out to the left."""
    s = c.stamp(x, y, size)
    p = c.palette
    dark = p.shade(colour, 0.3)
    for leg, tint in ((0.2, dark), (0.52, colour)):
        s.line([(leg + 0.03, 0), (leg, 0.66)], tint, 0.035)
    s.line([(0.22, 0.24), (0.53, 0.24)], colour, 0.03)
    s.line([(0.22, 0.24), (0.52, 0.62)], dark, 0.018)
    s.box(-0.72, 0.63, 0.82, 0.69, colour)
    s.line([(0.2, 0.68), (0.28, 0.98), (0.5, 0.68)], colour, 0.026)
    s.line([(0.28, 0.97), (-0.62, 0.68)], dark, 0.01)
    s.line([(0.28, 0.97), (-0.2, 0.68)], dark, 0.01)
    s.line([(0.28, 0.97), (0.78, 0.68)], dark, 0.01)
    s.box(0.54, 0.69, 0.76, 0.79, p.shade(colour, 0.45))
    hook = c.rng.uniform(-0.5, -0.2)
    s.box(hook - 0.05, 0.57, hook + 0.05, 0.635, p.ink)
    s.line([(hook - 0.03, 0.57), (hook - 0.03, 0.42)], p.ink, 0.006)
    s.line([(hook + 0.03, 0.57), (hook + 0.03, 0.42)], p.ink, 0.006)
    s.box(hook - 0.12, 0.33, hook + 0.12, 0.42, p.ochre if colour == p.brick else p.brick)
    for foot in (0.23, 0.55):
        s.box(foot - 0.07, 0, foot + 0.07, 0.035, p.ink)


def _container_stack(c, x, y, levels):
    p, rng = c.palette, c.rng
    colours = (p.brick, p.main, p.ochre, p.mid, p.deep)
    for level in range(levels):
        for column in range(3):
            left = x + column * 0.095 + (level % 2) * 0.01
            if level == levels - 1 and column == 1:
                continue
            top, wall = y - (level + 1) * 0.072, rng.choice(colours)
            c.box(left, top, left + 0.092, top + 0.07, wall)
            for rib in spread(9, left, left + 0.092):
                c.box(rib, top + 0.008, rib + 0.002, top + 0.062, p.shade(wall, 0.22))
            c.box(left, top, left + 0.092, top + 0.006, p.under_snow(p.tint(wall, 0.25)))


def bridge(c):
    p, rng = c.palette, c.rng
    sky(c, 0.56)
    horizon_town(c, 0.57, 0.15, p.far(p.mid, 0.35))
    towers(c, 0.57, 0.26, p.far(p.main, 0.5), 6, left=0.62, right=1.02)
    sea(c, 0.565)
    rng.choice((_suspension_bridge, _arch_bridge))(c)
    trawler(c, 0.68, 0.84, 0.07, rng.choice((p.brick, p.ochre)))
    reflection(c, 0.68, 0.842, 0.09, 0.06, p.ink)
    bank = p.under_snow(p.shade(p.leaf, 0.5), 0.7)
    c.polygon(
        [*smooth([(-0.02, 0.86), (0.12, 0.88), (0.3, 0.94), (0.42, 1.02)]), (-0.02, 1.02)], bank
    )
    lamp_post(c, 0.08, 0.93, 0.28)
    person(c, 0.15, 0.95, 0.15, pose="walk", flip=False)


def _suspension_bridge(c):
    p = c.palette
    steel, deck = p.brick, 0.6
    pylons = (0.24, 0.8)
    for x in pylons:
        reflection(c, x, 0.7, 0.035, 0.2, steel)
    sag = around(0.52, 0.2, 0.28, 0.33, 180, 0, 28)
    cables = [[(-0.02, 0.5), *smooth([(0.1, 0.36), (0.24, 0.2)])], sag, [(0.8, 0.2),
        *smooth([(0.9, 0.34), (1.02, 0.48)])]]  # fmt: skip
    for cable in cables:
        c.line(cable, p.shade(steel, 0.2), 0.006)
    for x, y in sag[2:-2]:
        c.line([(x, y), (x, deck)], p.shade(steel, 0.1), 0.002)
    for i in range(8):
        for left, y0, y1 in ((0.0, 0.49, 0.2), (1.04, 0.5, 0.2)):
            x = left + (pylons[0 if left == 0 else 1] - left) * i / 8
            c.line([(x, y0 + (y1 - y0) * i / 8 + 0.02), (x, deck)], p.shade(steel, 0.1), 0.002)
    c.box(0, deck, 1, deck + 0.024, steel)
    c.box(0, deck + 0.024, 1, deck + 0.034, p.shade(steel, 0.5))
    for x in pylons:
        for side in (-0.016, 0.011):
            c.box(x + side, 0.18, x + side + 0.008, 0.72, steel)
        for y in (0.19, 0.33, 0.47):
            c.box(x - 0.016, y, x + 0.018, y + 0.018, p.shade(steel, 0.18))
        c.box(x - 0.035, 0.7, x + 0.037, 0.74, p.shade(p.ground, 0.3))


def _arch_bridge(c):
    """Stone arches over the river; seen from a little downstream."""
    p = c.palette
    stone, deck, count = mix(p.sand, p.ochre, 0.2), 0.5, 4
    c.box(0, deck, 1, 0.72, stone)
    c.box(0, deck - 0.035, 1, deck, p.tint(stone, 0.3))
    c.box(0, deck, 1, deck + 0.012, p.shade(stone, 0.3))
    for x in spread(count, -0.03, 1.03):
        half = 0.115
        c.polygon([(x - half, 0.73), *around(x, 0.72, half, 0.165, 180, 360), (x + half, 0.73)],
                  p.shade(stone, 0.28))  # fmt: skip
        c.polygon([(x - half + 0.012, 0.73), *around(x + 0.006, 0.725, half - 0.012, 0.145, 180,
                                                     360)], p.far(p.water, 0.35))  # fmt: skip
        reflection(c, x + half + 0.016, 0.73, 0.05, 0.16, stone)
    for x in (-0.03, 0.235, 0.5, 0.765, 1.03):
        c.polygon([(x - 0.022, deck), (x + 0.022, deck), (x + 0.03, 0.74), (x - 0.03, 0.74)],
                  p.tint(stone, 0.18))  # fmt: skip
    for x in spread(6, 0.02, 0.98):
        lamp_post(c, x, deck - 0.03, 0.11)
