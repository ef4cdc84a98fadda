"""Scenes in public rooms: council, court, library, archive, gallery, restaurant, station."""

from .canvas import spread
from .palette import clear, mix
from .people import bust, person
from .rooms import (
    arms,
    book_row,
    desk_lamp,
    panelling,
    pendant,
    room,
    table,
    tall_window,
)


def council_chamber(c):
    p, rng = c.palette, c.rng
    wall = rng.choice((p.tint(p.sand, 0.2), mix(p.mid, p.paper, 0.35), mix(p.leaf, p.paper, 0.45)))
    wood = p.shade(mix(p.brick, p.ochre, 0.5), 0.35)
    room(c, wall, p.shade(p.deep, 0.05), 0.56)
    for x in (0.1, 0.25, 0.75, 0.9):
        tall_window(c, x - 0.045, 0.17, x + 0.045, 0.42)
    panelling(c, 0, 1, 0.46, 0.56, 16, wood)
    panelling(c, 0.38, 0.62, 0.16, 0.56, 4, p.shade(wood, 0.15))
    arms(c, 0.5, 0.27, 0.15)
    for x in (0.435, 0.5, 0.565):
        bust(c, x, 0.51, 0.1 if x != 0.5 else 0.12)
    panelling(c, 0.37, 0.63, 0.5, 0.61, 5, wood)
    for row in range(4):
        _bench_of_councillors(c, row, p.tint(wood, 0.06 * row), rng)
    _speaker(c, rng.choice((0.27, 0.33)))


def _bench_of_councillors(c, row, wood, rng):
    """One curved row of the hemicycle, open in the middle like an aisle."""
    p = c.palette
    y, size, dip = 0.66 + row * 0.105, 0.095 + row * 0.03, 0.05 + row * 0.015
    count = 13 - row * 2
    for i, x in enumerate(spread(count, -0.02, 1.02)):
        if i == count // 2:
            continue
        sag = y - dip * (2 * x - 1) ** 2
        if rng.random() < 0.9:
            bust(c, x, sag + 0.012, size, back=True)
    for left, right in ((-0.05, 0.5 - 0.055 - row * 0.012), (0.555 + row * 0.012, 1.05)):
        xs = [left + (right - left) * i / 14 for i in range(15)]
        top = [(x, y - dip * (2 * x - 1) ** 2 + 0.005) for x in xs]
        bottom = [(x, b + 0.08) for x, b in reversed(top)]
        c.polygon([*top, *bottom], wood)
        c.polygon([*top, *((x, b - 0.062) for x, b in bottom)], p.tint(wood, 0.3))


def _speaker(c, x):
    p = c.palette
    person(c, x, 0.99, 0.46, coat=p.brick, arms="point", flip=False)
    c.box(x - 0.09, 0.86, x + 0.11, 1, p.shade(p.brick, 0.55))
    c.box(x - 0.1, 0.845, x + 0.12, 0.866, p.ochre)


def courtroom(c):
    p, rng = c.palette, c.rng
    wood = p.shade(mix(p.brick, p.ochre, rng.uniform(0.25, 0.6)), 0.4)
    room(c, mix(p.sand, p.mid, rng.uniform(0.05, 0.5)), p.shade(p.sand, 0.4), 0.7)
    for x in (0.1, 0.26):
        tall_window(c, x - 0.05, 0.16, x + 0.05, 0.4)
    panelling(c, 0, 1, 0.46, 0.7, 12, wood)
    panelling(c, 0.5, 0.86, 0.08, 0.7, 4, p.shade(wood, 0.2))
    arms(c, 0.68, 0.2, 0.17)
    _judge(c, 0.68, 0.5, 0.23)
    panelling(c, 0.45, 0.91, 0.48, 0.72, 5, p.tint(wood, 0.12))
    desk_lamp(c, 0.52, 0.475, 0.1, p.leaf)
    bust(c, 0.6, 0.73, 0.12)
    panelling(c, 0.5, 0.8, 0.7, 0.79, 5, wood)
    _dock(c, 0.2, 0.78, wood)
    for x, height in ((0.4, 0.5), (0.86, 0.46))[: rng.randint(1, 2)]:
        person(c, x, 1.06, height, coat=p.ink, arms="point" if x < 0.5 else "hold", flip=False)
    c.box(0, 0.94, 1, 1, p.shade(wood, 0.5))
    c.box(0, 0.93, 1, 0.946, p.tint(wood, 0.1))


def _judge(c, x, y, size):
    p = c.palette
    s = c.stamp(x, y, size)
    s.box(-0.36, 0, 0.36, 1.08, p.shade(p.brick, 0.35), radius=0.1)
    bust(c, x, y, size * 0.85, coat=p.ink)
    s.polygon([(-0.12, 0.4), (0, 0.16), (0.12, 0.4), (0.05, 0.42), (-0.05, 0.42)], p.brick)
    s.polygon([(-0.05, 0.4), (0.05, 0.4), (0.03, 0.24), (-0.03, 0.24)], p.paper)


def _dock(c, x, y, wood):
    p = c.palette
    person(c, x, y + 0.06, 0.38, coat=p.mid, pose="stand", flip=False)
    person(c, x - 0.07, y + 0.05, 0.36, coat=p.deep, pose="stand", flip=False)
    c.box(x - 0.12, y - 0.2, x + 0.09, y, clear(p.paper, 0.22))
    for post in (x - 0.12, x - 0.015, x + 0.085):
        c.box(post, y - 0.22, post + 0.006, y + 0.1, p.shade(wood, 0.3))
    panelling(c, x - 0.12, x + 0.09, y - 0.08, y + 0.12, 3, p.tint(wood, 0.08))


def library(c):
    p, rng = c.palette, c.rng
    wood = p.shade(mix(p.brick, p.ochre, rng.uniform(0.3, 0.8)), 0.3)
    room(c, p.shade(p.sand, 0.08), p.shade(p.brick, 0.3), 0.7)
    books = (p.brick, p.deep, p.ochre, p.main, p.paper, p.leaf, p.shade(p.brick, 0.35))
    tall_window(c, 0.45, 0.2, 0.57, 0.56, columns=3, rows=5)
    for left, right in ((-0.01, 0.19), (0.205, 0.405), (0.615, 0.815), (0.83, 1.02)):
        c.box(left, 0.04, right, 0.72, p.shade(wood, 0.45))
        for shelf in range(6):
            y = 0.15 + shelf * 0.108
            book_row(c, left + 0.008, right - 0.008, y, 0.098, books)
            c.box(left, y, right, y + 0.01, wood)
        for post in (left, right - 0.008):
            c.box(post, 0.03, post + 0.008, 0.72, wood)
        c.box(left - 0.006, 0.015, right + 0.006, 0.045, p.tint(wood, 0.12))
    _ladder(c, 0.7, 0.74, 0.66)
    person(c, 0.31, 0.79, 0.34, pose="stand", arms="raise", flip=False)
    _reading_table(c, rng.choice((2, 3)), wood)


def _ladder(c, x, base, height):
    p = c.palette
    for dx in (0, 0.035):
        c.line([(x + dx, base), (x + 0.05 + dx, base - height)], p.sand, 0.01)
    for i in range(1, 9):
        t = i / 9
        c.line(
            [(x + 0.05 * t, base - height * t), (x + 0.035 + 0.05 * t, base - height * t)],
            p.sand,
            0.008,
        )


def _reading_table(c, readers, wood):
    p = c.palette
    for x in spread(readers, 0.18, 0.86):
        bust(c, x, 0.87, 0.24)
        s = c.stamp(x + 0.005, 0.872, 0.12)
        s.polygon(
            [(-0.42, 0.0), (-0.36, 0.34), (0, 0.26), (0.36, 0.34), (0.42, 0.0), (0, -0.06)], p.paper
        )
        s.line([(0, 0.26), (0, -0.05)], p.shade(p.paper, 0.35), 0.03)
    c.box(0.05, 0.86, 0.97, 0.885, p.tint(wood, 0.2), radius=0.006)
    c.box(0.07, 0.885, 0.95, 1, p.shade(wood, 0.35))
    half = 0.34 / readers
    for x in spread(readers - 1, 0.18 + half, 0.86 - half):
        desk_lamp(c, x, 0.865, 0.13, p.leaf)


def restaurant(c):
    p, rng = c.palette, c.rng
    wall = rng.choice((p.deep, p.tint(p.brick, 0.1), mix(p.leaf, p.deep, 0.4)))
    room(c, wall, p.shade(p.brick, 0.42), 0.72)
    tall_window(c, 0.06, 0.14, 0.42, 0.54, arched=False, columns=4, rows=2)
    _bar_shelves(c, 0.56, 0.98)
    c.box(0, 0.6, 1, 0.72, p.shade(wall, 0.3))
    person(c, 0.72, 0.82, 0.4, coat=p.paper, arms="hold", flip=True)
    for x, y, size in ((0.22, 0.77, 0.24), (0.9, 0.79, 0.24), (0.5, 0.86, 0.3)):
        _diners(c, x + rng.uniform(-0.02, 0.02), y, size)
    for x in rng.choice(((0.22, 0.5, 0.86), (0.18, 0.42, 0.66, 0.9))):
        pendant(c, x, 0.2, 0.07, rng.choice((p.ochre, p.brick, p.ink)))


def _bar_shelves(c, left, right):
    p, rng = c.palette, c.rng
    c.box(left - 0.01, 0.12, right + 0.01, 0.6, p.shade(p.brick, 0.5))
    for y in (0.26, 0.4, 0.54):
        c.box(left, y - 0.115, right, y, p.shade(p.brick, 0.66))
        for x in spread(20, left + 0.004, right - 0.004):
            if rng.random() < 0.86:
                tall, glass = (
                    rng.uniform(0.06, 0.085),
                    rng.choice((p.leaf, p.ochre, p.main, p.brick, p.paper)),
                )
                c.box(x - 0.006, y - tall, x + 0.006, y, glass, radius=0.004)
                c.box(x - 0.002, y - tall - 0.024, x + 0.002, y - tall + 0.004, glass)
        c.box(left, y, right, y + 0.008, p.ochre)


def _diners(c, x, y, size):
    """Two people facing each other over a laid table."""
    p = c.palette
    reach = size * 0.5
    for side in (-1, 1):
        back = x + side * (reach + size * 0.15)
        c.box(back - 0.006, y - size * 0.5, back + 0.006, y + size * 0.55, p.shade(p.brick, 0.6))
        bust(c, x + side * reach, y + size * 0.18, size)
        c.box(
            x + side * reach - size * 0.22,
            y + size * 0.15,
            x + side * reach + size * 0.22,
            y + size * 0.3,
            p.ink,
        )
    table(c, x, y, size * 1.05, size * 0.62, p.paper)
    c.polygon([(x - size * 0.52, y + 0.008), (x + size * 0.52, y + 0.008),
               (x + size * 0.46, y + size * 0.3), (x - size * 0.46, y + size * 0.3)],
              p.shade(p.paper, 0.08))  # fmt: skip
    for dx in (-0.24, 0.22):
        c.ellipse(x + size * dx, y - 0.002, size * 0.2, 0.008, p.tint(p.mid, 0.4))
    s = c.stamp(x, y, size * 0.32)
    s.polygon([(-0.14, 0.7), (0.14, 0.7), (0.05, 0.34), (-0.05, 0.34)], p.brick)
    s.line([(0, 0), (0, 0.36)], p.paper, 0.04)
