"""Water and what floats on it."""

from .canvas import smooth, spread
from .palette import clear, mix


def sea(c, horizon, bottom=1.0, colour=None):
    """Water from the horizon down: lighter far off, with glints and a path of light."""
    p = c.palette
    colour = colour or p.water
    c.gradient(mix(colour, p.sky_low, 0.45), p.shade(colour, 0.22), horizon, bottom)
    glints(c, horizon, bottom, 70, mix(colour, p.sky_low, 0.6))


def glints(c, top, bottom, count, colour, left=0.0, right=1.0):
    """Short bars, longer and further apart towards the reader."""
    rng = c.rng
    for _ in range(count):
        depth = rng.random() ** 1.4
        x, y = rng.uniform(left, right), top + 0.008 + (bottom - top - 0.01) * depth
        half = 0.008 + 0.05 * depth * rng.random()
        c.box(x - half, y, x + half, y + 0.0015 + 0.004 * depth, clear(colour, 0.5), radius=0.002)


def reflection(c, x, y, width, depth, colour):
    """A broken column of colour below something that stands at the water's edge."""
    for i in range(7):
        half = width / 2 * c.rng.uniform(0.45, 1) * (1 - i * 0.08)
        top = y + depth * i / 7
        c.box(
            x - half, top, x + half, top + depth / 13, clear(colour, 0.5 - i * 0.05), radius=0.002
        )


def wave_line(c, y, height, colour, waves=9, drop=1.0):
    """A crest of regular waves across the picture, filled down to `drop`."""
    points = []
    for i, x in enumerate(spread(waves * 2, -0.08, 1.08)):
        points.append((x, y - (height if i % 2 else 0) * c.rng.uniform(0.7, 1.1)))
    c.polygon([*smooth(points), (1.1, drop), (-0.1, drop)], colour)


def sailing_boat(c, x, y, size, sail=None):
    p = c.palette
    s = c.stamp(x, y, size, c.rng.random() < 0.5)
    sail = sail or c.rng.choice((p.paper, p.sand, p.tint(p.brick, 0.3)))
    s.polygon([(-0.34, 0.14), (0.36, 0.14), (0.24, 0), (-0.24, 0)], p.ink)
    s.line([(0, 0.1), (0, 1.02)], p.ink, 0.02)
    s.polygon([(0.03, 0.2), (0.03, 0.98), (0.34, 0.22)], sail)
    s.polygon([(-0.03, 0.2), (-0.03, 0.86), (-0.27, 0.22)], p.shade(sail, 0.14))


def trawler(c, x, y, size, hull=None, flip=False):
    """A fishing boat, bow to the right; `size` is about half its length."""
    p = c.palette
    s = c.stamp(x, y, size, flip)
    hull = hull or p.brick
    s.line([(-0.42, 0.3), (-0.42, 1.0)], p.ink, 0.02)
    s.line([(-0.42, 0.96), (-0.85, 0.45)], p.ink, 0.012)
    s.line([(-0.42, 0.96), (0.85, 0.5)], p.ink, 0.008)
    s.box(-0.2, 0.3, 0.32, 0.66, p.paper)
    s.box(-0.25, 0.64, 0.38, 0.7, p.under_snow(p.ochre))
    for left in (-0.13, 0.03, 0.19):
        s.box(left, 0.46, left + 0.1, 0.58, p.lamp if p.is_dark else p.window)
    s.box(0.22, 0.3, 0.32, 0.66, clear(p.ink, 0.12))
    s.line([(0.06, 0.7), (0.06, 1.12)], p.ink, 0.018)
    rail = smooth([(-0.92, 0.38), (-0.3, 0.31), (0.4, 0.34), (1.0, 0.56)])
    s.polygon([*rail, (0.8, 0), (-0.82, 0)], hull)
    s.polygon([(-0.87, 0.15), (0.86, 0.15), (0.8, 0), (-0.82, 0)], p.shade(hull, 0.45))
    s.line(smooth([(-0.91, 0.33), (-0.3, 0.26), (0.4, 0.29), (0.95, 0.48)]), p.paper, 0.025)


def ferry_ship(c, x, y, size, flip=False):
    """A car ferry, bow to the right; about three sizes long."""
    p = c.palette
    s = c.stamp(x, y, size, flip)
    white, stripe = p.tint(p.paper, 0.5), p.brick
    s.box(-1.05, 0.62, 0.78, 0.84, white)
    s.box(-0.78, 0.84, 0.62, 1.02, p.shade(white, 0.05))
    s.polygon([(0.2, 1.02), (0.58, 1.02), (0.5, 1.16), (0.26, 1.16)], white)
    s.box(0.28, 1.07, 0.53, 1.13, p.window)
    s.polygon([(-0.58, 1.02), (-0.24, 1.02), (-0.3, 1.4), (-0.56, 1.4)], stripe)
    s.polygon([(-0.57, 1.3), (-0.285, 1.3), (-0.3, 1.4), (-0.56, 1.4)], p.ink)
    s.polygon([(-0.575, 1.12), (-0.257, 1.12), (-0.268, 1.2), (-0.57, 1.2)], p.paper)
    s.line([(0.4, 1.16), (0.4, 1.42)], p.ink, 0.016)
    _portholes(s, 0.69, 0.77, -0.98, 0.7, 22)
    _portholes(s, 0.89, 0.96, -0.72, 0.56, 16)
    s.line([(-1.12, 0.64), (0.86, 0.64)], p.shade(white, 0.25), 0.012)
    s.polygon([(-1.42, 0.62), (1.16, 0.62), (1.55, 0.76), (1.3, 0), (-1.36, 0)], white)
    s.polygon([(-1.4, 0.42), (1.45, 0.42), (1.4, 0.3), (-1.39, 0.3)], stripe)
    s.polygon([(-1.37, 0.16), (1.355, 0.16), (1.3, 0), (-1.36, 0)], p.deep)
    for left in spread(5, -0.9, 0.6):
        s.box(left, 0.66, left + 0.16, 0.7, p.ochre, radius=0.02)


def _portholes(s, low, high, left, right, count):
    p = s.palette
    for x in spread(count, left, right):
        s.box(x - 0.022, low, x + 0.022, high, p.lamp if p.is_dark else p.window)


def container_ship(c, x, y, size, flip=False):
    """A loaded container ship, bow to the right; about four sizes long."""
    p, rng = c.palette, c.rng
    s = c.stamp(x, y, size, flip)
    boxes = (p.brick, p.ochre, p.mid, p.main, p.sand, p.tint(p.brick, 0.3))
    for left in spread(13, -1.15, 1.62):
        for level in range(rng.randint(3, 5)):
            low = 0.5 + level * 0.13
            s.box(left, low, left + 0.2, low + 0.122, p.under_snow(rng.choice(boxes), 0.2))
    s.box(-1.62, 0.5, -1.22, 1.42, p.paper)
    s.box(-1.7, 1.24, -1.14, 1.34, p.tint(p.paper))
    windows_y = (0.7, 0.86, 1.02, 1.26)
    for low in windows_y:
        for left in spread(5, -1.6, -1.24):
            s.box(left - 0.02, low, left + 0.02, low + 0.07, p.lamp if p.is_dark else p.window)
    s.box(-1.52, 1.42, -1.36, 1.62, p.brick)
    s.polygon([(-1.9, 0.52), (1.7, 0.52), (2.05, 0.68), (1.78, 0), (-1.8, 0)], p.deep)
    s.polygon([(-1.83, 0.14), (1.83, 0.14), (1.78, 0), (-1.8, 0)], p.shade(p.brick, 0.25))
