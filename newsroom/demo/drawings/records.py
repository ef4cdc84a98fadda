"""The city archive: the long stacks, or its reading table."""

from .canvas import spread
from .palette import LAMPLIGHT, mix
from .people import bust, person
from .rooms import desk_lamp, pendant, room


def archive(c):
    c.rng.choice((_corridor, _reading_table))(c)


def _reading_table(c):
    """An archivist over old papers, the boxed years behind."""
    p, rng = c.palette, c.rng
    room(c, p.shade(p.mid, 0.25), p.shade(p.brick, 0.4), 0.76)
    ledge = p.shade(p.mid, 0.5)
    c.box(0.0, 0.06, 1, 0.76, p.shade(ledge, 0.3))
    for y in (0.2, 0.34, 0.48, 0.62, 0.755):
        _row_of_boxes(c, y)
        c.box(0, y, 1, y + 0.012, ledge)
    for x in (0.02, 0.345, 0.67, 0.985):
        c.box(x - 0.006, 0.05, x + 0.006, 0.77, p.tint(ledge, 0.12))
    if rng.random() < 0.7:
        person(c, rng.choice((0.8, 0.88)), 0.86, 0.42, arms="hold", flip=True)
    for x in rng.choice(((0.3, 0.7), (0.5,), (0.25, 0.5, 0.75))):
        pendant(c, x, 0.08, 0.06, p.leaf)
    bust(c, rng.uniform(0.32, 0.4), 0.85, 0.44)
    if rng.random() < 0.5:
        bust(c, 0.64, 0.85, 0.4)
    _old_papers(c)


def _row_of_boxes(c, y):
    p, rng = c.palette, c.rng
    colours = (p.sand, p.shade(p.sand, 0.15), p.tint(p.brick, 0.15), p.mid, p.ochre, p.main)
    for x in spread(22):
        if rng.random() < 0.9:
            top, colour = y - rng.uniform(0.095, 0.118), rng.choice(colours)
            c.box(x - 0.02, top, x + 0.02, y, mix(colour, p.ink, 0.12))
            c.box(x - 0.011, top + 0.03, x + 0.011, top + 0.062, p.tint(p.paper, 0.2))


def _old_papers(c):
    p, rng = c.palette, c.rng
    wood = p.shade(mix(p.brick, p.ochre, 0.4), 0.3)
    c.polygon([(0.02, 0.93), (0.1, 0.84), (0.9, 0.84), (0.98, 0.93)], wood)
    c.box(0.02, 0.93, 0.98, 0.96, p.shade(wood, 0.3))
    c.box(0.06, 0.96, 0.94, 1, p.shade(wood, 0.55))
    for x, width, colour in ((0.37, 0.12, p.paper), (0.56, 0.09, p.sand), (0.7, 0.07, p.paper)):
        x += rng.uniform(-0.02, 0.02)
        c.polygon([(x - width, 0.915), (x - width * 0.8, 0.86), (x + width * 0.8, 0.86),
                   (x + width, 0.915)], p.tint(colour, 0.2))  # fmt: skip
        for y in (0.872, 0.884, 0.896):
            c.box(x - width * 0.6, y, x + width * 0.5, y + 0.003, p.mid)
    desk_lamp(c, 0.19, 0.89, 0.2, p.leaf)


def _corridor(c):
    """Shelved boxes on both sides, closing on a lit far wall."""
    p, rng = c.palette, c.rng
    vx, vy = rng.uniform(0.46, 0.62), rng.uniform(0.43, 0.49)
    c.gradient(p.shade(p.mid, 0.3), p.shade(p.mid, 0.1), 0, 0.5)
    c.polygon([(-0.2, 1.1), (vx - 0.07, 0.6), (vx + 0.07, 0.6), (1.3, 1.1)], p.shade(p.sand, 0.2))
    c.box(vx - 0.075, 0.28, vx + 0.075, 0.602, p.tint(p.sand, 0.3))
    c.box(vx - 0.03, 0.36, vx + 0.03, 0.602, p.deep)
    for edge in (-0.08, 1.12):
        _shelf_wall(c, edge, vx, vy)
    for k in (0.16, 0.3, 0.62):
        y = vy - 0.46 * k
        c.glow(vx, y, 0.36 * k, LAMPLIGHT, 0.5)
        c.polygon([(vx - 0.06 * k, y), (vx + 0.06 * k, y), (vx + 0.1 * k, y - 0.02 * k),
                   (vx - 0.1 * k, y - 0.02 * k)], LAMPLIGHT)  # fmt: skip
    person(c, vx + 0.045, 0.74, 0.3, coat=p.main, arms="hold", flip=True)
    if rng.random() < 0.65:
        _archive_trolley(c, rng.uniform(0.28, 0.4), 0.97)
    if rng.random() < 0.6:
        person(c, 0.5, 0.66, 0.17, pose="walk")


def _shelf_wall(c, edge, vx, vy):
    """Boxes in perspective: each bay nearer the far wall is smaller."""
    p, rng = c.palette, c.rng
    steel = p.shade(p.mid, 0.45)

    def at(depth, height):
        k = 0.11**depth
        return vx + (edge - vx) * k, vy + 0.62 * k - 1.22 * height * k

    def quad(d0, h0, d1, h1, colour):
        c.polygon([at(d0, h0), at(d1, h0), at(d1, h1), at(d0, h1)], colour)

    quad(-0.1, 0, 1, 1, p.shade(steel, 0.4))
    boxes = (p.sand, p.shade(p.sand, 0.15), p.tint(p.brick, 0.25), p.mid, p.ochre, p.main)
    for shelf in range(6):
        low = shelf / 6
        for i in range(-1, 12):
            d0, d1 = i / 12, (i + 0.88) / 12
            colour = rng.choice(boxes)
            quad(d0, low + 0.012, d1, low + rng.uniform(0.105, 0.135), colour)
            if colour != p.mid:
                quad(d0 + 0.022, low + 0.045, d1 - 0.022, low + 0.08, p.paper)
        quad(-0.1, low - 0.006, 1, low + 0.012, steel)
    for i in range(0, 13, 3):
        quad(i / 12 - 0.008, 0, i / 12 + 0.004, 1, p.tint(steel, 0.12))


def _archive_trolley(c, x, y):
    p = c.palette
    s = c.stamp(x, y, 0.3)
    for low in (0.12, 0.5):
        s.box(-0.62, low, 0.62, low + 0.045, p.deep)
    for post in (-0.6, 0.56):
        s.box(post, 0.06, post + 0.04, 0.8, p.deep)
        s.disc(post + 0.02, 0.04, 0.05, p.ink)
    for left, colour, height in (
        (-0.5, p.sand, 0.24),
        (-0.12, p.brick, 0.18),
        (0.2, p.tint(p.ochre, 0.2), 0.26),
    ):
        for low in (0.165, 0.545):
            s.box(left, low, left + 0.3, low + height, colour)
            s.box(left + 0.08, low + 0.07, left + 0.22, low + 0.14, p.paper)
    s.blob(
        [(-0.3, 0.79), (0.0, 0.84), (0.42, 0.8), (0.42, 0.86), (0.0, 0.9), (-0.3, 0.85)], p.paper, 4
    )
