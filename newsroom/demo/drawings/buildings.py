"""Pieces of town: silhouettes on the horizon, towers, terraces of houses, windows."""

from .canvas import spread
from .palette import mix


def windows(pen, x0, y0, x1, y1, columns, rows, *, lit=0.45, frame=None, fill=(0.5, 0.6)):
    """A grid of panes inside the given box; at night some are lit."""
    p, rng = pen.palette, pen.rng
    width, height = (x1 - x0) / columns * fill[0] / 2, (y1 - y0) / rows * fill[1] / 2
    for y in spread(rows, y0, y1):
        for x in spread(columns, x0, x1):
            glows = p.is_dark and rng.random() < lit
            if frame:
                pen.box(x - width * 1.3, y - height * 1.2, x + width * 1.3, y + height * 1.2, frame)
            pen.box(x - width, y - height, x + width, y + height, p.lamp if glows else p.window)


def horizon_town(c, base, height, colour, left=-0.02, right=1.02):
    """A far town as one flat shape: roofs, a few towers, a spire and a dome."""
    rng = c.rng
    x, landmark = left, rng.uniform(left + 0.2, right - 0.2)
    while x < right:
        width = rng.uniform(0.025, 0.06)
        top = base - height * rng.uniform(0.3, 0.75)
        if abs(x - landmark) < 0.035:
            spire(c, x + width / 2, base, height * 1.5, colour)
        elif rng.random() < 0.45:
            c.polygon([(x, top), (x + width / 2, top - 0.022), (x + width, top)], colour)
        elif rng.random() < 0.2:
            c.slice(x + width / 2, top + 0.004, width * 0.7, 0.045, 180, 360, colour)
        c.box(x, top, x + width + 0.002, base, colour)
        x += width


def spire(c, x, base, height, colour):
    s = c.stamp(x, base, height)
    s.box(-0.11, 0, 0.11, 0.58, colour)
    s.polygon([(-0.13, 0.57), (0, 1), (0.13, 0.57)], colour)
    s.line([(0, 0.98), (0, 1.08)], colour, 0.014)


def towers(c, base, height, colour, count, *, panes=True, left=0.0, right=1.0):
    """Office towers standing in a row, with stepped, slanted or flat tops."""
    p, rng = c.palette, c.rng
    for x in spread(count, left, right):
        width = (right - left) / count * rng.uniform(0.6, 1.02)
        x0, top = x - width / 2 + rng.uniform(-0.01, 0.01), base - height * rng.uniform(0.45, 1)
        x1, wall = x0 + width, mix(colour, rng.choice((p.paper, p.ink, p.ochre)), 0.08)
        _tower_top(c, x0, x1, top, wall)
        c.box(x0, top, x1, base, wall)
        c.box(x1 - width * 0.22, top, x1, base, p.shade(wall, 0.14))
        if panes:
            rows = max(3, round((base - top) / 0.036))
            right_edge = x1 - width * 0.26
            windows(c, x0 + width * 0.06, top + 0.015, right_edge, base, 4, rows, lit=0.4)


def _tower_top(c, x0, x1, top, wall):
    p, rng, width = c.palette, c.rng, x1 - x0
    kind = rng.choice(("flat", "step", "slant", "mast"))
    if kind == "step":
        c.box(x0 + width * 0.2, top - 0.035, x1 - width * 0.2, top, wall)
    elif kind == "slant":
        c.polygon([(x0, top + 0.002), (x1, top + 0.002), (x1, top - 0.05)], wall)
    elif kind == "mast":
        c.box(x0 + width * 0.3, top - 0.02, x1 - width * 0.3, top, wall)
        c.line([((x0 + x1) / 2, top), ((x0 + x1) / 2, top - 0.09)], wall, 0.004)
    if p.snows:
        c.box(x0, top - 0.004, x1, top + 0.006, p.snow)


def terrace(c, base, height, count, *, left=-0.01, right=1.01, doors=True):
    """A row of town houses, each with its own colour, roof and width."""
    p, rng = c.palette, c.rng
    walls = [p.brick, p.sand, p.mid, p.tint(p.ochre, 0.3), p.tint(p.brick, 0.35), p.paper, p.main]
    shares = [rng.uniform(0.8, 1.2) for _ in range(count)]
    x, last = left, None
    for share in shares:
        width = (right - left) * share / sum(shares)
        last = rng.choice([w for w in walls if w != last])
        house(c, x, x + width, base, height * rng.uniform(0.8, 1), p.far(last, 0.1), doors=doors)
        x += width


def house(c, x0, x1, base, height, wall, *, doors=True, floors=3, bays=3):
    p, rng = c.palette, c.rng
    top, middle = base - height, (x0 + x1) / 2
    roof(c, x0, x1, top, wall)
    c.box(x0, top, x1 + 0.001, base, wall)
    c.box(x1 - 0.003, top, x1, base, p.shade(wall, 0.2))
    c.box(x0, top, x1, top + 0.009, p.tint(wall, 0.4))
    storey = height / (floors + 0.25)
    trim = p.tint(wall, 0.55)
    windows(c, x0 + 0.006, top + storey * 0.12, x1 - 0.006, base - storey * 1.1, bays, floors - 1,
            frame=trim)  # fmt: skip
    if not doors:
        return
    shop = rng.choice((p.deep, p.main, p.brick, p.ink))
    c.box(x0 + 0.008, base - storey * 0.86, x1 - 0.008, base, shop)
    glass = p.lamp if p.is_dark else p.window
    c.box(x0 + 0.014, base - storey * 0.66, middle, base - storey * 0.16, glass)
    c.box(middle + 0.012, base - storey * 0.66, x1 - 0.018, base, p.shade(shop, 0.45))
    if rng.random() < 0.6:
        awning(c, x0 + 0.004, middle + 0.006, base - storey * 0.74, 0.035, p.ochre, p.paper)


def roof(c, x0, x1, top, wall):
    p, rng = c.palette, c.rng
    slate = p.under_snow(p.shade(rng.choice((p.brick, p.deep, p.mid)), 0.3))
    middle, rise = (x0 + x1) / 2, rng.uniform(0.05, 0.09)
    chimney = x0 + (x1 - x0) * 0.74
    c.box(chimney, top - rise - 0.02, chimney + 0.014, top, p.shade(wall, 0.25))
    kind = rng.choice(("gable", "hip", "steps"))
    if kind == "gable":
        c.polygon([(x0 - 0.003, top), (middle, top - rise), (x1 + 0.003, top)], slate)
    elif kind == "hip":
        inset = (x1 - x0) * 0.16
        c.polygon([(x0, top), (x0 + inset, top - rise * 0.8), (x1 - inset, top - rise * 0.8),
                   (x1, top)], slate)  # fmt: skip
    else:
        for i in range(4):
            inset = (x1 - x0) * 0.125 * i
            c.box(x0 + inset, top - rise * (i + 1) / 4, x1 - inset, top, wall)


def awning(c, x0, x1, y, drop, colour, other, stripes=6):
    """A striped blind with a scalloped edge."""
    width = (x1 - x0) / stripes
    for i in range(stripes):
        left, tint = x0 + width * i, colour if i % 2 == 0 else other
        c.polygon([(left, y), (left + width, y), (left + width, y + drop), (left, y + drop)], tint)
        middle = c.aspect * width / 2
        c.ellipse(left + width / 2, y + drop, middle, 0.009, tint)


def lamp_post(c, x, y, height):
    """A street lamp, with a pool of light after dark."""
    p = c.palette
    s = c.stamp(x, y, height)
    if p.is_dark:
        c.glow(x, y - height * 0.93, height * 0.45, p.lamp, 0.55)
    s.limb([(0, 0), (0, 0.88)], p.ink, 0.022)
    s.box(-0.035, 0, 0.035, 0.1, p.ink)
    s.polygon([(-0.05, 0.98), (0.05, 0.98), (0.035, 0.87), (-0.035, 0.87)], p.lamp)
    s.polygon([(-0.065, 0.975), (0.065, 0.975), (0, 1.03)], p.ink)


def colonnade(c, x0, x1, base, height, colour, columns=6):
    """A town hall front: steps, columns, a frieze and a pediment."""
    p = c.palette
    top, middle = base - height, (x0 + x1) / 2
    c.box(x0, top, x1, base, p.shade(colour, 0.12))
    c.box(middle - 0.025, base - height * 0.55, middle + 0.025, base, p.shade(colour, 0.6))
    for x in spread(columns, x0, x1):
        c.box(x - 0.011, top, x + 0.011, base, p.tint(colour, 0.45))
        c.box(x + 0.005, top, x + 0.011, base, p.shade(colour, 0.06))
    c.box(x0 - 0.012, top - 0.045, x1 + 0.012, top + 0.01, p.tint(colour, 0.25))
    c.polygon([(x0 - 0.02, top - 0.042), (middle, top - 0.16), (x1 + 0.02, top - 0.042)],
              p.under_snow(p.tint(colour, 0.1)))  # fmt: skip
    c.polygon([(x0 + 0.03, top - 0.05), (middle, top - 0.135), (x1 - 0.03, top - 0.05)],
              p.shade(colour, 0.1))  # fmt: skip
    for step in range(3):
        out = 0.015 * (step + 1)
        c.box(x0 - out, base + 0.012 * step, x1 + out, base + 0.012 * (step + 1),
              p.tint(colour, 0.3 - 0.12 * step))  # fmt: skip


def clock(pen, x, y, radius):
    p = pen.palette
    pen.disc(x, y, radius * 1.15, p.ink)
    pen.disc(x, y, radius, p.lamp if p.is_dark else p.paper)
    for dx, dy in ((0.5, 0.25), (-0.1, -0.75)):
        tip = (x + dx * radius / getattr(pen, "aspect", 1), y + dy * radius)
        pen.line([(x, y), tip], p.ink, radius * 0.14)
