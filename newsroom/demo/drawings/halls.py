"""Scenes in public halls that are not rooms to sit in: gallery and station."""

import itertools

from .buildings import clock
from .canvas import around, spread
from .palette import LAMPLIGHT, clear, mix
from .people import person
from .rooms import room


def gallery_wall(c):
    p, rng = c.palette, c.rng
    wall = rng.choice(
        (p.tint(p.paper, 0.2), mix(p.main, p.paper, 0.25), p.deep, mix(p.brick, p.paper, 0.2))
    )
    room(c, wall, p.shade(p.sand, 0.12), 0.74)
    pictures = rng.choice((((0.06, 0.2, 0.24, 0.56), (0.31, 0.12, 0.69, 0.6),
                            (0.76, 0.22, 0.94, 0.54)), ((0.08, 0.14, 0.34, 0.58),
                                                        (0.4, 0.2, 0.56, 0.52),
                                                        (0.62, 0.13, 0.94, 0.58))))  # fmt: skip
    for box in pictures:
        c.glow((box[0] + box[2]) / 2, box[1], 0.34, mix(wall, LAMPLIGHT, 0.5), 0.5)
    for box in pictures:
        _framed_picture(c, *box)
    c.box(0, 0.03, 1, 0.036, p.ink)
    for x in spread(7):
        c.polygon(
            [(x - 0.008, 0.036), (x + 0.008, 0.036), (x + 0.013, 0.075), (x - 0.003, 0.075)], p.ink
        )
    person(c, 0.36, 0.93, 0.44, arms="hold", flip=False)
    if rng.random() < 0.75:
        person(c, 0.43, 0.94, 0.42, flip=True)
    person(c, 0.86, 0.89, 0.36, pose="walk", flip=True)
    c.box(0.55, 0.87, 0.76, 0.9, p.shade(p.brick, 0.4), radius=0.008)
    for leg in (0.57, 0.73):
        c.box(leg, 0.9, leg + 0.008, 0.955, p.ink)


def _framed_picture(c, x0, y0, x1, y1):
    p, rng = c.palette, c.rng
    c.box(x0 + 0.006, y0 + 0.012, x1 + 0.008, y1 + 0.016, clear(p.ink, 0.25))
    c.box(
        x0 - 0.01,
        y0 - 0.015,
        x1 + 0.01,
        y1 + 0.015,
        rng.choice((p.ink, p.ochre, p.shade(p.brick, 0.5))),
    )
    c.box(x0, y0, x1, y1, p.tint(p.paper, 0.6))
    mx, my = (x1 - x0) * 0.1, (y1 - y0) * 0.1
    rng.choice((_painted_sea, _painted_shapes, _painted_stripes))(
        c, x0 + mx, y0 + my, x1 - mx, y1 - my
    )


def _painted_sea(c, x0, y0, x1, y1):
    p = c.palette
    line = y0 + (y1 - y0) * 0.6
    c.box(x0, y0, x1, y1, mix(p.ochre, p.paper, 0.45))
    c.disc(x0 + (x1 - x0) * 0.66, line - (y1 - y0) * 0.16, (y1 - y0) * 0.13, p.brick)
    c.box(x0, line, x1, y1, p.main)
    for i in range(4):
        y = line + (y1 - line) * (i + 0.5) / 4.4
        c.box(x0 + (x1 - x0) * 0.45, y, x0 + (x1 - x0) * 0.86, y + 0.006, p.tint(p.main, 0.5))


def _painted_shapes(c, x0, y0, x1, y1):
    p, rng = c.palette, c.rng
    w, h = x1 - x0, y1 - y0
    a, b, d = rng.sample((p.brick, p.ochre, p.main, p.deep, p.leaf), 3)
    c.box(x0, y0, x1, y1, p.sand)
    c.box(x0 + w * 0.1, y0 + h * 0.35, x0 + w * 0.52, y1 - h * 0.08, a)
    c.disc(x0 + w * 0.62, y0 + h * 0.36, min(h, w * c.aspect) * 0.25, b)
    c.polygon(
        [
            (x0 + w * 0.45, y1 - h * 0.08),
            (x0 + w * 0.92, y1 - h * 0.08),
            (x0 + w * 0.72, y0 + h * 0.45),
        ],
        d,
    )


def _painted_stripes(c, x0, y0, x1, y1):
    p, rng = c.palette, c.rng
    colours = rng.sample((p.brick, p.ochre, p.main, p.deep, p.sand, p.mid), 5)
    y = y0
    for i, colour in enumerate(colours):
        bottom = y1 if i == 4 else y + (y1 - y0) * rng.uniform(0.12, 0.28)
        c.box(x0, y, x1, bottom, colour)
        y = bottom


def train_station(c):
    p, rng = c.palette, c.rng
    vx, vy = 0.46, 0.6
    c.gradient(p.sky_top, p.sky_low, 0, 0.75)
    _train_shed(c, vx, vy)
    c.polygon([(-0.5, 1.05), (vx - 0.02, vy), (vx + 0.02, vy), (1.5, 1.05)], p.ground)
    c.polygon(
        [(-0.16, 1.02), (vx - 0.016, vy), (vx - 0.001, vy), (0.4, 1.02)], p.shade(p.ground, 0.6)
    )
    for rail in (-0.02, 0.2):
        c.line([(rail, 1.02), (vx - 0.009, vy)], p.mid, 0.006)
    c.polygon([(0.4, 1.02), (vx - 0.001, vy), (vx + 0.001, vy), (0.44, 1.02)], p.ochre)
    _platform_train(c, vx, vy, rng.choice((p.brick, p.main, p.deep)))
    c.line([(0.3, 0.0), (0.3, 0.2)], p.ink, 0.008)
    clock(c, 0.3, 0.25, 0.06)
    for x, y, height in (
        (0.47, 0.66, 0.1),
        (0.52, 0.7, 0.15),
        (0.49, 0.78, 0.23),
        (0.6, 0.93, 0.4),
        (0.68, 0.95, 0.4),
    ):
        if rng.random() < 0.9:
            person(c, x + rng.uniform(-0.008, 0.008), y, height, pose=rng.choice(("walk", "stand")))


def _train_shed(c, vx, vy):
    """Iron arches over the platforms, each nearer one larger, glass between them."""
    p = c.palette
    iron = p.shade(p.deep, 0.1)
    c.box(vx - 0.1, vy - 0.1, vx + 0.1, vy + 0.01, p.far(p.mid, 0.4))
    for side in (-1, 1):
        wall = [
            (vx + 0.62 * side * k, vy + drop * k)
            for k, drop in ((1.3, -0.05), (0.14, -0.05), (0.14, 0.5), (1.3, 0.5))
        ]
        c.polygon(wall, mix(p.brick, p.sand, 0.4 if side < 0 else 0.25))
    scales = (0.14, 0.2, 0.29, 0.43, 0.66, 1.0)
    for k, after in itertools.pairwise(scales):
        rim, outer = (
            around(vx, vy - 0.05 * s, 0.62 * s, 0.66 * s, 180, 360, 30) for s in (k, after)
        )
        c.polygon([*rim, *reversed(outer)], clear(p.main, 0.16 + 0.2 * k))
    for i in range(2, 29, 2):
        ribs = [around(vx, vy - 0.05 * k, 0.62 * k, 0.66 * k, 180, 360, 30)[i] for k in (0.14, 1.1)]
        c.line(ribs, clear(iron, 0.55), 0.003)
    for k in scales:
        rim = around(vx, vy - 0.05 * k, 0.62 * k, 0.66 * k, 180, 360, 30)
        edges = [(rim[0][0], vy + 0.42 * k), *rim, (rim[-1][0], vy + 0.42 * k)]
        c.line(edges, p.far(iron, 0.35 * (1 - k)), 0.026 * k + 0.003)


def _platform_train(c, vx, vy, colour):
    p = c.palette

    def at(depth, height):
        k = 0.1**depth
        return vx + 0.66 * k, vy + 0.36 * k - 0.58 * height * k

    def quad(d0, h0, d1, h1, tint):
        c.polygon([at(d0, h0), at(d1, h0), at(d1, h1), at(d0, h1)], tint)

    quad(-0.2, -0.03, 1, 0.12, p.ink)
    quad(-0.2, 0.08, 1, 1, colour)
    quad(-0.2, 0.94, 1, 1.03, p.shade(colour, 0.45))
    quad(-0.2, 0.3, 1, 0.36, p.paper)
    glass = p.lamp if p.is_dark else p.window
    for i in range(11):
        start = i / 11 - 0.1
        if i % 3 == 2:
            quad(start, 0.1, start + 0.06, 0.86, p.shade(colour, 0.3))
            quad(start + 0.012, 0.5, start + 0.048, 0.8, glass)
        else:
            quad(start, 0.5, start + 0.068, 0.82, glass)
