"""The football: the ground on match night, and the game close up."""

import math

from .canvas import around, spread
from .palette import WHITE, clear, mix
from .people import head
from .weather import sky


def stadium(c):
    p, rng = c.palette, c.rng
    sky(c, 0.5)
    for x, size in ((0.1, 0.46), (0.9, 0.46), (0.34, 0.3), (0.66, 0.3)):
        _floodlight(c, x, 0.48, size)
    seats = rng.choice((p.main, p.brick, p.deep))
    _stand(c, 0.26, 0.52, seats, 9)
    _near_corner(c, seats)
    _striped_pitch(c, 0.52)
    _pitch_lines(c)
    kits = rng.sample((p.brick, p.paper, p.ochre, p.deep), 2)
    for i in range(15):
        depth = rng.random()
        x, y = 0.5 + (rng.random() - 0.5) * (0.62 + 0.4 * depth), 0.58 + 0.32 * depth
        footballer(c, x, y, 0.055 + 0.045 * depth, kits[i % 2])
    c.disc(rng.uniform(0.4, 0.6), 0.74, 0.006, p.paper)


def _floodlight(c, x, base, height):
    p = c.palette
    top = base - height
    c.line([(x, base), (x, top + 0.06)], p.ink, 0.009)
    if p.is_dark or p.rains:
        c.glow(x, top + 0.03, 0.2, mix(p.lamp, WHITE, 0.5), 0.75)
    c.box(x - 0.035, top, x + 0.035, top + 0.075, p.ink)
    for row in (0.012, 0.034, 0.056):
        for lamp in spread(5, x - 0.034, x + 0.034):
            c.disc(lamp, top + row + 0.003, 0.0085, mix(p.lamp, WHITE, 0.5))


def _stand(c, top, base, seats, rows):
    """The far stand, full of people, under its roof."""
    p, rng = c.palette, c.rng
    c.box(0, top, 1, base, p.shade(seats, 0.35))
    step = (base - top - 0.02) / rows
    crowd = (p.paper, seats, p.sand, p.brick, p.ochre, p.ink, *p.skins[:3])
    for row in range(rows):
        y, x = top + 0.02 + step * row, 0.003 * (row % 2)
        while x < 1:
            if rng.random() < 0.9:
                c.box(x, y + step * 0.3, x + 0.0085, y + step, rng.choice(crowd))
                c.disc(x + 0.0042, y + step * 0.2, 0.0052, rng.choice(p.skins))
            x += 0.0118
    c.polygon([(0, top - 0.05), (1, top - 0.05), (1, top + 0.012), (0, top + 0.012)],
              p.under_snow(p.shade(p.mid, 0.25)))  # fmt: skip
    c.box(0, top + 0.006, 1, top + 0.018, p.shade(p.mid, 0.55))
    for x in spread(9):
        c.line([(x, top - 0.05), (x, base)], p.shade(p.mid, 0.4), 0.003)
    for i, x in enumerate(spread(12)):
        c.box(x - 0.04, base - 0.024, x + 0.04, base, (p.paper, p.ochre, seats)[i % 3])


def _near_corner(c, seats):
    p = c.palette
    for flip in (0, 1):
        points = [(0, 0.3), (0.1, 0.44), (0.1, 0.53), (0, 0.6)]
        c.polygon([(1 - x, y) for x, y in points] if flip else points, p.shade(seats, 0.5))


def _striped_pitch(c, top):
    p = c.palette
    grass = p.under_snow(p.leaf, 0.72)
    for i in range(9):
        y0, y1 = (top + (1 - top) * (k / 9) ** 1.35 for k in (i, i + 1))
        c.box(0, y0, 1, y1, grass if i % 2 else p.shade(grass, 0.14))


def _pitch_lines(c):
    p = c.palette
    chalk = p.brick if p.snows else p.paper
    c.line([(-0.1, 0.555), (1.1, 0.555)], chalk, 0.004)
    c.line([(0.5, 0.555), (0.5, 1)], chalk, 0.005)
    bow = around(0.5, 0.74, 0.13, 0.085, 0, 360, 40)
    c.line(bow, chalk, 0.005)
    for side in (0, 1):
        area = [(0.0, 0.6), (0.14, 0.6), (0.09, 0.86), (-0.1, 0.86)]
        c.line([(1 - x if side else x, y) for x, y in area], chalk, 0.005)


def footballer(c, x, y, height, shirt, *, stride=None, flip=None, kick=False):
    """A running player; `kick` swings the leading leg."""
    p, rng = c.palette, c.rng
    s = c.stamp(x, y, height, rng.random() < 0.5 if flip is None else flip)
    skin, run = rng.choice(p.skins), rng.uniform(0.6, 1) if stride is None else stride
    shorts = p.ink if shirt != p.ink else p.paper
    s.ellipse(0, 0, 0.28, 0.035, clear(p.ink, 0.22))
    back_knee, back_foot = (-0.14 * run, 0.27), (-0.36 * run, 0.2)
    knee, foot = (0.17 * run, 0.3), (0.16 * run, 0.03)
    if kick:
        knee, foot, back_knee, back_foot = (0.2, 0.36), (0.42, 0.2), (-0.04, 0.26), (-0.1, 0.03)
    for hip, joint, end in (((-0.03, 0.47), back_knee, back_foot), ((0.03, 0.47), knee, foot)):
        s.limb([hip, joint], skin, 0.085)
        s.limb([joint, end], shirt, 0.07)
        s.limb([end, (end[0] + 0.07, end[1] - 0.01)], p.ink, 0.05)
    s.limb([(-0.03, 0.5), ((back_knee[0] - 0.03) / 2, 0.4)], shorts, 0.12)
    s.limb([(0.03, 0.5), ((knee[0] + 0.03) / 2, 0.41)], shorts, 0.12)
    s.limb([(-0.02, 0.77), (-0.2 * run, 0.66), (-0.24 * run, 0.54)], skin, 0.05)
    s.polygon([(-0.1, 0.5), (0.1, 0.49), (0.15, 0.8), (-0.05, 0.82)], shirt)
    s.limb([(-0.01, 0.78), (0.11, 0.77)], shirt, 0.09)
    s.limb([(0.12, 0.77), (0.24 * run, 0.63), (0.36 * run, 0.68)], skin, 0.05)
    s.limb([(0.11, 0.77), (0.19 * run, 0.68)], shirt, 0.075)
    head(s, 0.08, 0.91, 0.062, skin=skin)


def pitch(c):
    p, rng = c.palette, c.rng
    sky(c, 0.42)
    _floodlight(c, 0.14, 0.4, 0.34)
    _floodlight(c, 0.8, 0.4, 0.34)
    seats = rng.choice((p.main, p.deep, p.shade(p.mid, 0.2)))
    _stand(c, 0.24, 0.46, seats, 7)
    for i, x in enumerate(spread(7)):
        c.box(x - 0.07, 0.46, x + 0.069, 0.505, (p.deep, p.brick, p.paper, p.ochre)[i % 4])
    _striped_pitch(c, 0.505)
    chalk = p.brick if p.snows else p.paper
    c.line([(-0.05, 0.63), (1.05, 0.57)], chalk, 0.006)
    c.line([(0.55, 0.6), (1.1, 0.86)], chalk, 0.007)
    _goal(c, 0.8, 0.64, 0.34)
    ours, theirs = rng.sample((p.brick, p.paper, p.ochre, p.main), 2)
    footballer(c, 0.83, 0.655, 0.25, p.leaf if p.snows else p.ink, flip=True)
    footballer(c, 0.56, 0.72, 0.28, theirs, flip=True)
    footballer(c, 0.14, 0.74, 0.28, ours, flip=False)
    if rng.random() < 0.6:
        footballer(c, 0.68, 0.83, 0.34, theirs, flip=True)
    footballer(c, 0.34, 0.95, 0.58, ours, kick=True, flip=False, stride=0.9)
    _ball(c, 0.52, 0.86, 0.032)


def _goal(c, x, y, height):
    p = c.palette
    s = c.stamp(x, y, height)
    for i in range(12):
        left = -0.55 + i * 0.1
        s.line([(left, 0.02), (left, 0.74)], clear(WHITE, 0.35), 0.006)
    for i in range(8):
        s.line([(-0.6, 0.04 + i * 0.09), (0.6, 0.04 + i * 0.09)], clear(WHITE, 0.35), 0.006)
    s.line([(-0.62, 0), (-0.62, 0.76), (0.62, 0.76), (0.62, 0)], p.tint(p.paper, 0.7), 0.03)


def _ball(c, x, y, radius):
    p = c.palette
    c.ellipse(x, y + radius * 2.1, radius * 1.1, radius * 0.25, clear(p.ink, 0.3))
    c.disc(x, y, radius, p.tint(p.paper, 0.6))
    s = c.stamp(x, y, radius)
    s.polygon(around(0, 0, 0.4, 0.4, 90, 450, 5), p.ink)
    for i in range(5):
        angle = math.radians(90 + 72 * i)
        s.line([(0.4 * math.cos(angle), 0.4 * math.sin(angle)), (0.95 * math.cos(angle),
            0.95 * math.sin(angle))], p.ink, 0.1)  # fmt: skip
