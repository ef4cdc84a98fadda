"""What rooms are made of: walls, windows that tell the hour, lamps, shelves, tables."""

from .canvas import spread
from .palette import LAMPLIGHT, WHITE, clear, mix


def room(c, wall, floor, line):
    """A back wall and a floor that darkens towards the reader."""
    p = c.palette
    c.gradient(p.shade(wall, 0.14), wall, 0, line)
    c.gradient(floor, p.shade(floor, 0.3), line, 1)
    c.box(0, line - 0.022, 1, line, p.shade(wall, 0.3))


def tall_window(c, x0, y0, x1, y1, *, arched=True, columns=2, rows=4):
    """A window with the sky, a roofline and the weather behind it."""
    p, rng = c.palette, c.rng
    middle, radius = (x0 + x1) / 2, (x1 - x0) * c.aspect / 2
    frame = p.tint(p.paper, 0.3)
    if arched:
        c.disc(middle, y0, radius + 0.012, frame)
        c.disc(middle, y0, radius, p.sky_top)
    c.box(x0 - 0.008, y0, x1 + 0.008, y1 + 0.012, frame)
    for band in range(8):
        top = y0 + (y1 - y0) * band / 8
        c.box(x0, top, x1, top + (y1 - y0) / 8, mix(p.sky_top, p.sky_low, band / 7))
    for x in spread(4, x0, x1):
        roof = y1 - (y1 - y0) * rng.uniform(0.12, 0.34)
        c.box(x - (x1 - x0) / 8, roof, x + (x1 - x0) / 8, y1, p.far(p.main, 0.45))
    _panes_weather(c, x0, y0, x1, y1)
    for i in range(1, columns):
        x = x0 + (x1 - x0) * i / columns
        c.box(x - 0.002, y0 - (radius if arched else 0), x + 0.002, y1, frame)
    for i in range(1 if not arched else 0, rows):
        y = y0 + (y1 - y0) * i / rows
        c.box(x0, y - 0.003, x1, y + 0.003, frame)
    c.box(x0 - 0.014, y1 + 0.006, x1 + 0.014, y1 + 0.024, frame)


def _panes_weather(c, x0, y0, x1, y1):
    p, rng = c.palette, c.rng
    for _ in range(14 if p.rains or p.snows else 0):
        x, y = rng.uniform(x0 + 0.004, x1 - 0.004), rng.uniform(y0, y1 - 0.05)
        if p.rains:
            c.line([(x, y), (x - 0.004, y + 0.04)], clear(WHITE, 0.5), 0.002)
        else:
            c.disc(x, y, 0.004, WHITE)


def pendant(c, x, drop, size, colour):
    """A lamp hanging from the ceiling with its cone of light."""
    p = c.palette
    c.glow(x, drop + size * 0.4, size * 3.2, LAMPLIGHT, 0.5 if p.is_dark else 0.28)
    c.line([(x, 0), (x, drop)], p.ink, 0.003)
    half = size / c.aspect
    c.polygon([(x - half * 0.25, drop), (x + half * 0.25, drop), (x + half, drop + size * 0.7),
               (x - half, drop + size * 0.7)], colour)  # fmt: skip
    c.ellipse(x, drop + size * 0.7, size, size * 0.14, LAMPLIGHT)


def desk_lamp(c, x, y, size, colour):
    p = c.palette
    s = c.stamp(x, y, size)
    c.glow(x, y - size * 0.45, size * 1.4, LAMPLIGHT, 0.55 if p.is_dark else 0.35)
    s.box(-0.2, 0, 0.2, 0.07, p.ochre)
    s.line([(0, 0), (0, 0.75)], p.ochre, 0.05)
    s.slice(0, 0.68, 0.46, 0.4, 180, 360, colour)
    s.box(-0.46, 0.62, 0.46, 0.7, colour, radius=0.03)


def book_row(c, x0, x1, y, height, colours):
    """Spines of unequal height standing on a shelf whose board is at y."""
    rng, x = c.rng, x0
    while x < x1 - 0.004:
        width = min(rng.uniform(0.006, 0.014), x1 - x)
        if rng.random() < 0.06:
            x += width * 1.5
            continue
        tall, colour = height * rng.uniform(0.68, 0.93), rng.choice(colours)
        c.box(x, y - tall, x + width - 0.001, y, colour)
        if rng.random() < 0.5:
            c.box(
                x, y - tall * 0.8, x + width - 0.001, y - tall * 0.72, c.palette.tint(colour, 0.5)
            )
        x += width


def panelling(c, x0, x1, y0, y1, count, wood):
    p = c.palette
    c.box(x0, y0, x1, y1, wood)
    gap = (x1 - x0) / count
    for x in spread(count, x0, x1):
        c.box(x - gap * 0.38, y0 + 0.02, x + gap * 0.38, y1 - 0.02, p.shade(wood, 0.2))
        c.box(x - gap * 0.34, y0 + 0.03, x + gap * 0.38, y1 - 0.02, p.tint(wood, 0.08))
    c.box(x0, y0 - 0.008, x1, y0 + 0.008, p.tint(wood, 0.25))


def arms(c, x, y, size):
    """The city's arms: a shield with a heron's wave and a crown of towers."""
    p = c.palette
    s = c.stamp(x, y, size)
    s.polygon([(-0.36, 0.55), (0.36, 0.55), (0.36, 0), (0.2, -0.32), (0, -0.5), (-0.2, -0.32),
               (-0.36, 0)], p.ochre)  # fmt: skip
    s.polygon([(-0.3, 0.49), (0.3, 0.49), (0.3, 0.02), (0.17, -0.26), (0, -0.42), (-0.17, -0.26),
               (-0.3, 0.02)], p.deep)  # fmt: skip
    for y0 in (0.02, -0.14):
        s.line(
            [(-0.22, y0), (-0.1, y0 + 0.06), (0.02, y0), (0.12, y0 + 0.06), (0.22, y0)],
            p.paper,
            0.05,
        )
    s.polygon([(-0.14, 0.16), (0.14, 0.16), (0.14, 0.4), (0.05, 0.4), (0.05, 0.33), (-0.05, 0.33),
               (-0.05, 0.4), (-0.14, 0.4)], p.ochre)  # fmt: skip
    for left in (-0.34, -0.09, 0.16):
        s.box(left, 0.58, left + 0.18, 0.74, p.ochre)


def table(c, x, y, width, height, colour):
    p = c.palette
    for leg in (x - width * 0.42, x + width * 0.4):
        c.box(leg, y, leg + 0.008, y + height, p.shade(colour, 0.5))
    c.box(x - width / 2, y, x + width / 2, y + 0.016, colour, radius=0.006)
    c.box(x - width / 2, y + 0.011, x + width / 2, y + 0.018, p.shade(colour, 0.35))
