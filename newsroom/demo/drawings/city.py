"""Scenes of the streets: houses, traffic, markets, crowds."""

from .buildings import (
    horizon_town,
    lamp_post,
    spire,
    terrace,
    towers,
)
from .canvas import spread
from .palette import clear, mix
from .people import bust, people, person
from .plants import trees
from .sea import reflection, sea
from .vehicles import tram_car
from .weather import gulls, sky


def pavement(c, y, *, road=None):
    """The ground from y down: a footway, a kerb and, if asked for, a road below it."""
    p = c.palette
    c.box(0, y, 1, 1, p.ground)
    c.box(0, y, 1, y + 0.006, p.shade(p.ground, 0.25))
    if road is not None:
        asphalt = p.under_snow(p.shade(p.mid, 0.52), 0.35)
        c.gradient(p.tint(asphalt, 0.08), p.shade(asphalt, 0.3), road, 1)
        c.box(0, road - 0.012, 1, road, p.shade(p.ground, 0.3))
    if p.rains:
        for _ in range(30):
            x, low = c.rng.random(), c.rng.uniform(y + 0.02, 1)
            c.box(
                x, low, x + c.rng.uniform(0.03, 0.1), low + 0.003, clear(p.paper, 0.3), radius=0.002
            )


def skyline(c):
    p, rng = c.palette, c.rng
    sky(c, 0.7)
    horizon_town(c, 0.7, 0.2, p.far(p.mid, 0.6))
    towers(c, 0.7, 0.4, p.far(p.main, 0.62), 11, panes=False)
    split = rng.uniform(0.32, 0.42)
    towers(c, 0.71, 0.5, p.far(p.main, 0.24), 5, left=split, right=split + 0.42)
    towers(c, 0.71, 0.26, p.far(p.brick, 0.2), 4, left=-0.02, right=split - 0.02)
    spire(c, split - 0.06, 0.71, 0.36, p.far(p.deep, 0.15))
    towers(c, 0.71, 0.2, p.far(p.ochre, 0.15), 3, left=split + 0.4, right=1.02)
    trees(c, 16, 0.722, 0.07, colour=p.shade(p.leaf, 0.2))
    sea(c, 0.72)
    for i in range(9):
        x = (i + 0.5) / 9
        reflection(c, x, 0.725, 0.07, 0.14, p.far((p.main, p.brick, p.ochre)[i % 3], 0.3))
    _embankment(c)
    gulls(c, 3)


def _embankment(c):
    p, rng = c.palette, c.rng
    dark = p.shade(p.deep, 0.5)
    c.box(0, 0.93, 1, 1, p.under_snow(dark, 0.75))
    for x in spread(16, -0.02, 1.02):
        c.box(x, 0.865, x + 0.004, 0.935, dark)
    c.box(0, 0.862, 1, 0.87, p.under_snow(dark, 0.9))
    c.box(0, 0.896, 1, 0.9, dark)
    lamp_post(c, 0.86, 0.96, 0.34)
    person(c, 0.24, 0.965, 0.2, pose="walk", flip=False)
    if rng.random() < 0.6:
        person(c, 0.285, 0.97, 0.19, pose="walk", flip=False)


def street(c):
    """One street running away to a church at its end."""
    p, rng = c.palette, c.rng
    sky(c, 0.62, sun_x=0.52)
    vx, vy = rng.uniform(0.38, 0.5), rng.uniform(0.57, 0.63)
    spire(c, vx + 0.01, vy + 0.02, 0.34, p.far(p.deep, 0.4))
    horizon_town(c, vy + 0.02, 0.12, p.far(p.mid, 0.3), vx - 0.09, vx + 0.09)
    c.polygon([(-0.6, 1.05), (vx - 0.04, vy), (vx + 0.04, vy), (1.6, 1.05)], p.ground)
    asphalt = p.under_snow(p.shade(p.mid, 0.5), 0.4)
    c.polygon([(-0.05, 1.02), (vx - 0.015, vy), (vx + 0.015, vy), (0.86, 1.02)], asphalt)
    for i in range(7):
        near, far = 0.62**i, 0.62**i * 0.8
        c.polygon([(vx + dx * k, vy + 0.42 * k) for dx, k in ((-0.012, near), (0.012, near),
            (0.012, far), (-0.012, far))], p.far(p.paper, 0.2))  # fmt: skip
    for edge in (-0.12, 1.12):
        _receding_houses(c, edge, vx, vy)
    lamp_post(c, 0.2, 0.84, 0.36)
    lamp_post(c, 0.3, 0.72, 0.18)
    for x, y, height in (
        (0.5, 0.67, 0.08),
        (0.335, 0.7, 0.1),
        (0.6, 0.74, 0.16),
        (0.13, 0.93, 0.27),
        (0.76, 0.9, 0.25),
    ):
        if rng.random() < 0.85:
            person(c, x, y, height, pose="walk")


def _receding_houses(c, edge, vx, vy):
    """House fronts on one side, shrinking towards the vanishing point."""
    p, rng = c.palette, c.rng
    walls = rng.sample((p.brick, p.sand, p.mid, p.ochre, p.paper, p.main), 5)
    depths = (1.25, 0.8, 0.52, 0.34, 0.22, 0.13)
    for i in reversed(range(5)):
        wall = p.far(walls[i], 0.06 + 0.08 * i)
        if edge > vx:
            wall = p.shade(wall, 0.14)
        _front(c, edge, vx, vy, depths[i], depths[i + 1], wall, 0.62 * rng.uniform(0.85, 1.12))


def _front(c, edge, vx, vy, near, far, wall, height):
    p = c.palette

    def at(u, v):
        """u runs from the near corner to the far one, v from the ground to the eaves."""
        k = 1 / ((1 - u) / near + u / far)
        return vx + (edge - vx) * k, vy + (0.3 - height * 1.25 * v) * k

    def quad(u0, v0, u1, v1, colour):
        c.polygon([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)], colour)

    c.polygon(
        [at(0, 0.98), at(0.02, 1.12), at(0.98, 1.12), at(1, 0.98)],
        p.under_snow(p.shade(wall, 0.45)),
    )
    quad(0, 0, 1, 1, wall)
    quad(0, 0.97, 1, 1, p.tint(wall, 0.4))
    for u in (0.12, 0.4, 0.68):
        for v in (0.42, 0.64, 0.83):
            quad(u, v, u + 0.2, v + 0.12, p.tint(wall, 0.5))
            lit = p.is_dark and c.rng.random() < 0.45
            quad(u + 0.025, v + 0.01, u + 0.175, v + 0.11, p.lamp if lit else p.window)
    shop = c.rng.choice((p.deep, p.main, p.brick, p.ink))
    quad(0.06, 0, 0.94, 0.33, p.shade(shop, 0.1))
    quad(0.12, 0.08, 0.58, 0.26, p.lamp if p.is_dark else p.window)
    quad(0.68, 0, 0.86, 0.26, p.shade(shop, 0.5))


def tram(c):
    p, rng = c.palette, c.rng
    sky(c, 0.6)
    horizon_town(c, 0.6, 0.3, p.far(p.mid, 0.55))
    terrace(c, 0.7, 0.4, rng.randint(5, 7))
    pavement(c, 0.7, road=0.76)
    for y in (0.86, 0.9):
        c.box(0, y, 1, y + 0.005, p.shade(p.mid, 0.05))
    for x in (0.08, 0.93):
        c.line([(x, 0.74), (x, 0.3)], p.ink, 0.009)
        c.line([(x, 0.37), (x + 0.05, 0.37)], p.ink, 0.005)
    _tram_stop(c, 0.86, 0.74)
    c.line([(0, 0.44), (1, 0.44)], p.ink, 0.0025)
    colour = rng.choice((p.brick, p.main, p.ochre, p.deep))
    tram_car(c, rng.uniform(-0.17, -0.1), 0.882, 0.335, colour, cars=2)
    person(c, 0.86, 0.985, 0.3, pose="walk", flip=True)


def _tram_stop(c, x, y):
    p = c.palette
    c.box(x - 0.075, y - 0.2, x + 0.07, y - 0.182, p.deep)
    c.box(x - 0.065, y - 0.182, x + 0.06, y, clear(p.window, 0.35))
    for post in (x - 0.068, x + 0.06):
        c.box(post, y - 0.19, post + 0.004, y, p.ink)
    for dx in (-0.045, 0.0, 0.04):
        person(c, x + dx, y + 0.01, 0.15)


def apartment_block(c):
    p, rng = c.palette, c.rng
    sky(c, 0.8)
    towers(c, 0.86, 0.5, p.far(p.main, 0.6), 6, panes=False)
    wall = rng.choice((p.tint(p.brick, 0.25), p.sand, p.tint(p.mid, 0.2)))
    floors, bays = rng.choice(((6, 5), (7, 5), (6, 4)))
    left, right, top, base = 0.3, 0.94, 0.13, 0.88
    c.box(left - 0.035, top + 0.05, left, base, p.shade(wall, 0.35))
    c.box(left, top, right, base, wall)
    c.box(left - 0.01, top - 0.02, right + 0.01, top + 0.008, p.under_snow(p.shade(wall, 0.4)))
    c.box(0.5, top - 0.07, 0.58, top - 0.015, p.shade(wall, 0.25))
    storey, bay = (base - top - 0.06) / floors, (right - left) / bays
    for floor in range(floors):
        for i in range(bays):
            _flat(c, left + bay * i, top + 0.02 + storey * floor, bay, storey, wall)
    c.box(left + 0.03, base - 0.055, right - 0.03, base, p.shade(wall, 0.55))
    c.box(0.6, base - 0.05, 0.66, base, p.lamp)
    pavement(c, 0.875)
    trees(c, 2, 0.93, 0.42, 0.02, 0.3)
    people(c, 4, 0.95, 0.15)


def _flat(c, x, y, bay, storey, wall):
    """One flat's window and balcony, with washing, plants or someone looking out."""
    p, rng = c.palette, c.rng
    lit = p.is_dark and rng.random() < 0.5
    x0, x1, rail = x + bay * 0.12, x + bay * 0.88, y + storey * 0.6
    c.box(x0, y + storey * 0.1, x1, y + storey * 0.86, p.lamp if lit else p.window)
    c.box(x + bay * 0.48, y + storey * 0.1, x + bay * 0.51, y + storey * 0.86, p.tint(wall, 0.5))
    if rng.random() < 0.4:
        blind = rng.choice((p.ochre, p.paper, p.brick))
        c.box(
            x0,
            y + storey * 0.1,
            x + bay * 0.48,
            y + storey * rng.uniform(0.3, 0.6),
            mix(blind, wall, 0.3),
        )
    kind = rng.random()
    if kind < 0.18:
        bust(c, x + bay * 0.68, rail + 0.02, storey * 0.5)
    elif kind < 0.4:
        for leaf in spread(5, x0, x1):
            c.disc(leaf, rail, rng.uniform(0.008, 0.016), p.leaf)
    c.box(x0 - 0.008, rail, x1 + 0.008, y + storey * 0.9, p.tint(wall, 0.35))
    c.box(x0 - 0.008, y + storey * 0.86, x1 + 0.008, y + storey * 0.92, p.shade(wall, 0.35))
    if 0.4 < kind < 0.55:
        for i, cloth in enumerate(spread(3, x0 + 0.01, x1 - 0.01)):
            c.box(
                cloth - 0.01,
                rail + 0.004,
                cloth + 0.01,
                rail + storey * 0.2,
                (p.brick, p.ochre, p.main)[i],
            )
