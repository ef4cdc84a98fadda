"""Trams, trains, buses, cars and bicycles, all facing right."""

from .canvas import around, spread
from .palette import clear, mix
from .people import head


def _glass(p):
    return p.lamp if p.is_dark else p.window


def tram_car(c, x, y, size, colour, cars=3, flip=False):
    """An articulated tram; `size` is its height, each car about 1.9 heights long."""
    p = c.palette
    s = c.stamp(x, y, size, flip)
    for i in range(cars):
        left = i * 1.86
        s.box(left - 0.04, 0.2, left + 0.06, 0.82, p.ink)
        nose = 0.34 if i == cars - 1 else 0.05
        tail = 0.2 if i == 0 else 0.05
        _tram_body(s, left, left + 1.8, tail, nose, colour)
        for wheel in (left + 0.45, left + 1.35):
            s.disc(wheel, 0.08, 0.085, p.ink)
            s.disc(wheel, 0.08, 0.035, p.mid)
    middle = cars * 0.93
    s.line([(middle - 0.25, 0.98), (middle + 0.05, 1.14), (middle - 0.2, 1.28)], p.ink, 0.022)
    s.line([(middle - 0.4, 1.28), (middle + 0.02, 1.28)], p.ink, 0.02)


def _tram_body(s, left, right, tail, nose, colour):
    p = s.palette
    outline = [(left, 0.12), (right, 0.12), (right, 0.4), (right - nose, 0.92),
               (right - nose, 0.95), (left + tail * 0.4, 0.95), (left, 0.6)]  # fmt: skip
    s.polygon(outline, colour)
    s.box(left + 0.1, 0.93, right - 0.3, 1.0, p.under_snow(p.shade(colour, 0.4)), radius=0.03)
    s.polygon([(left + 0.06, 0.47), (right - 0.05, 0.47), (right - nose * 0.93 - 0.02, 0.84),
               (left + 0.06, 0.84)], _glass(p))  # fmt: skip
    for pillar in spread(4, left + 0.06, right - nose * 0.6):
        s.box(pillar - 0.014, 0.46, pillar + 0.014, 0.85, p.shade(colour, 0.3))
    for door in (left + 0.55, left + 1.12):
        s.box(door, 0.15, door + 0.26, 0.85, p.shade(colour, 0.28))
        s.box(door + 0.025, 0.2, door + 0.12, 0.81, _glass(p))
        s.box(door + 0.14, 0.2, door + 0.235, 0.81, _glass(p))
    s.box(left, 0.3, right, 0.36, p.paper)
    s.box(left, 0.12, right, 0.19, p.shade(colour, 0.45))
    if nose > 0.1:
        s.disc(right - 0.1, 0.26, 0.045, p.lamp)


def car(c, x, y, size, colour, flip=False):
    p = c.palette
    s = c.stamp(x, y, size, flip)
    s.polygon([(0.35, 0.58), (0.62, 1), (1.5, 1), (1.85, 0.58)], colour)
    s.polygon([(0.5, 0.58), (0.7, 0.9), (1.02, 0.9), (1.02, 0.58)], p.window)
    s.polygon([(1.1, 0.58), (1.1, 0.9), (1.44, 0.9), (1.68, 0.58)], p.window)
    s.box(0, 0.18, 2.3, 0.62, colour, radius=0.16)
    s.box(0, 0.18, 2.3, 0.3, p.shade(colour, 0.3), radius=0.06)
    s.box(2.16, 0.42, 2.3, 0.54, p.lamp)
    for wheel in (0.48, 1.82):
        s.disc(wheel, 0.2, 0.21, p.ink)
        s.disc(wheel, 0.2, 0.1, p.mid)


def ambulance(c, x, y, size, flip=False):
    p = c.palette
    s = c.stamp(x, y, size, flip)
    white = p.tint(p.paper, 0.6)
    s.box(0, 0.14, 1.6, 1, white, radius=0.06)
    s.polygon([(1.55, 0.14), (2.3, 0.14), (2.3, 0.48), (2.02, 0.55), (1.85, 0.88), (1.55, 0.88)],
              white)  # fmt: skip
    s.polygon([(1.66, 0.55), (1.96, 0.55), (1.82, 0.8), (1.66, 0.8)], p.window)
    s.box(0, 0.3, 2.3, 0.4, p.brick)
    s.box(0, 0.4, 2.3, 0.45, p.ochre)
    s.box(0.72, 0.52, 0.82, 0.88, p.main)
    s.box(0.59, 0.65, 0.95, 0.75, p.main)
    s.box(1.3, 1, 1.56, 1.09, p.main, radius=0.03)
    for wheel in (0.45, 1.85):
        s.disc(wheel, 0.14, 0.16, p.ink)
        s.disc(wheel, 0.14, 0.07, p.mid)


def lorry(c, x, y, size, colour, flip=False):
    p = c.palette
    s = c.stamp(x, y, size, flip)
    s.box(0, 0.22, 1.75, 1, p.paper)
    s.box(0, 0.22, 1.75, 0.3, p.shade(p.paper, 0.3))
    s.polygon([(1.8, 0.18), (2.45, 0.18), (2.45, 0.55), (2.3, 0.86), (1.8, 0.86)], colour)
    s.polygon([(2.0, 0.52), (2.4, 0.52), (2.26, 0.8), (2.0, 0.8)], p.window)
    for wheel in (0.35, 0.65, 2.1):
        s.disc(wheel, 0.14, 0.15, p.ink)
        s.disc(wheel, 0.14, 0.06, p.mid)


def wheel(s, x, y, radius):
    p = s.palette
    s.ring(x, y, radius, p.ink, 0.028)
    for a, b in zip(*(around(x, y, radius, radius, t, t + 360, 8) for t in (0, 180)), strict=True):
        s.line([a, b], clear(p.ink, 0.35), 0.008)


def cyclist(c, x, y, size, coat, frame, flip=False, helmet=None):
    """A rider; `size` is the height from the road to the top of the head."""
    p = c.palette
    s = c.stamp(x, y, size, flip)
    for hub in (-0.3, 0.34):
        wheel(s, hub, 0.21, 0.2)
    crank, saddle, bars = (-0.02, 0.2), (-0.12, 0.5), (0.25, 0.52)
    s.limb([(0.02, 0.06), (0.02, 0.12), crank], p.ink, 0.02)
    s.limb([saddle, (-0.02, 0.34), (0.04, 0.1)], mix(p.ink, p.deep, 0.5), 0.085)
    s.line([(-0.3, 0.21), crank, (0.23, 0.45), (-0.1, 0.43), (-0.3, 0.21)], frame, 0.026)
    s.line([crank, saddle], frame, 0.026)
    s.line([(0.34, 0.21), (0.23, 0.47), bars, (0.29, 0.55)], frame, 0.026)
    s.limb([(-0.19, 0.52), (-0.06, 0.515)], p.ink, 0.03)
    s.limb([(-0.12, 0.55), (0.12, 0.44), (0.06, 0.24)], p.shade(p.deep, 0.2), 0.085)
    s.limb([(0.03, 0.235), (0.1, 0.235)], p.ink, 0.035)
    s.polygon([(-0.2, 0.53), (-0.05, 0.49), (0.19, 0.76), (0.09, 0.85)], coat)
    s.disc(0.125, 0.795, 0.062, coat)
    s.limb([(0.13, 0.78), (0.19, 0.6), (0.29, 0.56)], p.shade(coat, 0.18), 0.05)
    head(s, 0.2, 0.915, 0.058)
    if helmet:
        s.slice(0.2, 0.925, 0.074, 0.068, 180, 360, helmet)
        s.box(0.13, 0.915, 0.285, 0.93, helmet)
