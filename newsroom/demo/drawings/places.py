"""Scenes at one address: school, hospital, station, works and parks."""

from .buildings import clock, horizon_town, towers, windows
from .canvas import spread
from .city import pavement
from .palette import clear, mix
from .people import people, person
from .plants import hedge, tree, trees
from .vehicles import ambulance, car, lorry
from .weather import hills, sky


def school(c):
    p, rng = c.palette, c.rng
    sky(c, 0.68)
    horizon_town(c, 0.7, 0.22, p.far(p.mid, 0.55))
    trees(c, 6, 0.72, 0.26, colour=p.far(p.leaf, 0.25))
    wall, base = rng.choice((p.brick, p.tint(p.brick, 0.2), mix(p.ochre, p.sand, 0.4))), 0.74
    for left, right in ((0.1, 0.42), (0.58, 0.9)):
        c.polygon([(left - 0.015, 0.45), (left + 0.03, 0.36), (right - 0.03, 0.36),
                   (right + 0.015, 0.45)], p.under_snow(p.shade(p.deep, 0.1)))  # fmt: skip
        c.box(left, 0.45, right, base, wall)
        c.box(left, 0.585, right, 0.6, p.tint(wall, 0.5))
        windows(c, left + 0.01, 0.46, right - 0.01, 0.585, 5, 1, frame=p.paper, fill=(0.55, 0.7))
        windows(c, left + 0.01, 0.605, right - 0.01, 0.73, 5, 1, frame=p.paper, fill=(0.55, 0.7))
    _school_gable(c, wall, base)
    pavement(c, base)
    _railings(c, 0.83)
    for x in rng.sample((0.1, 0.22, 0.34, 0.62, 0.74, 0.88), rng.randint(4, 6)):
        _pupil(
            c,
            x + rng.uniform(-0.03, 0.03),
            0.93 + rng.uniform(-0.01, 0.03),
            rng.uniform(0.15, 0.19),
        )
    person(c, 0.5, 0.965, 0.27, pose="stroll")
    tree(c, 0.035, 0.9, 0.5)


def _school_gable(c, wall, base):
    p = c.palette
    c.polygon([(0.4, base), (0.4, 0.4), (0.5, 0.24), (0.6, 0.4), (0.6, base)], p.tint(wall, 0.1))
    c.line([(0.388, 0.415), (0.5, 0.235), (0.612, 0.415)], p.under_snow(p.paper), 0.018)
    clock(c, 0.5, 0.36, 0.037)
    windows(c, 0.415, 0.43, 0.585, 0.56, 3, 1, frame=p.paper, fill=(0.6, 0.8))
    c.box(0.452, 0.6, 0.548, base, p.paper)
    c.slice(0.5, 0.602, 0.072, 0.05, 180, 360, p.paper)
    for left in (0.46, 0.503):
        c.box(left, 0.61, left + 0.037, base, p.deep)
        c.box(left + 0.007, 0.63, left + 0.03, 0.67, p.lamp if p.is_dark else p.window)


def _railings(c, y):
    p = c.palette
    for left, right in ((0, 0.4), (0.6, 1)):
        for x in spread(20, left, right):
            c.box(x - 0.001, y - 0.1, x + 0.0015, y, p.ink)
        for bar in (y - 0.09, y - 0.018):
            c.box(left, bar, right, bar + 0.006, p.ink)
    for x in (0.395, 0.595):
        c.box(x, y - 0.13, x + 0.014, y + 0.005, p.brick)
        c.disc(x + 0.007, y - 0.14, 0.014, p.paper)


def _pupil(c, x, y, height):
    p, rng = c.palette, c.rng
    flip = rng.random() < 0.5
    s = c.stamp(x, y, height, flip)
    s.box(-0.26, 0.45, -0.02, 0.8, rng.choice((p.ochre, p.brick, p.leaf)), radius=0.07)
    person(c, x, y, height, coat=rng.choice((p.main, p.deep, p.brick)), pose="walk", flip=flip)


def hospital(c):
    p, rng = c.palette, c.rng
    sky(c, 0.72)
    towers(c, 0.74, 0.34, p.far(p.main, 0.62), 9, panes=False)
    wall, base = p.tint(p.paper, 0.4), 0.76
    _ward_block(c, 0.32, 0.62, 0.14, base, p.shade(wall, 0.1), 9)
    _ward_block(c, 0.6, 0.96, 0.34, base, wall, 6)
    _ward_block(c, 0.06, 0.34, 0.44, base, p.shade(wall, 0.04), 5)
    c.box(0.36, 0.1, 0.48, 0.15, p.shade(wall, 0.25))
    _cross(c, 0.47, 0.24, 0.055, p.brick)
    c.box(0.3, 0.635, 0.66, 0.66, p.main)
    c.box(0.32, 0.66, 0.64, base, p.lamp if p.is_dark else p.window)
    for x in spread(7, 0.32, 0.64):
        c.box(x, 0.66, x + 0.004, base, p.paper)
    pavement(c, base, road=0.85)
    trees(c, 2, 0.79, 0.24, 0.68, 0.98)
    trees(c, 2, 0.79, 0.2, 0.0, 0.24)
    people(c, rng.randint(3, 5), 0.825, 0.15, 0.2, 0.75)
    ambulance(c, rng.uniform(0.1, 0.2), 0.955, 0.2)
    car(c, 0.76, 0.97, 0.1, rng.choice((p.ochre, p.mid)))


def _ward_block(c, left, right, top, base, wall, floors):
    p = c.palette
    c.box(left, top, right, base, wall)
    c.box(left - 0.006, top - 0.01, right + 0.006, top + 0.012, p.under_snow(p.shade(wall, 0.3)))
    storey = (base - top - 0.03) / floors
    for floor in range(floors):
        y = top + 0.03 + floor * storey
        c.box(left + 0.012, y, right - 0.012, y + storey * 0.5, p.window)
        for x in spread(max(5, round((right - left) * 30)), left + 0.012, right - 0.012):
            if p.is_dark and c.rng.random() < 0.5:
                c.box(x - 0.012, y, x + 0.012, y + storey * 0.5, p.lamp)
            c.box(x + 0.012, y, x + 0.0145, y + storey * 0.5, wall)


def _cross(c, x, y, arm, colour):
    c.box(x - arm / c.aspect, y - arm * 0.32, x + arm / c.aspect, y + arm * 0.32, colour)
    c.box(x - arm * 0.32 / c.aspect, y - arm, x + arm * 0.32 / c.aspect, y + arm, colour)


def factory(c):
    p, rng = c.palette, c.rng
    sky(c, 0.66)
    hills(c, 0.68, 0.12, p.far(p.mid, 0.5))
    wall = rng.choice((p.brick, p.shade(p.brick, 0.15), p.main))
    for i, x in enumerate(rng.choice(((0.2, 0.3), (0.17, 0.26, 0.35)))):
        _chimney(c, x, 0.72, 0.56 - 0.05 * i, p.far(p.shade(wall, 0.1), 0.1))
    c.box(0.1, 0.5, 0.4, 0.76, p.shade(wall, 0.25))
    windows(c, 0.11, 0.52, 0.39, 0.72, 7, 3, frame=None)
    teeth = rng.choice((4, 5))
    for i in range(teeth):
        left, width = 0.4 + i * 0.56 / teeth, 0.56 / teeth
        c.polygon(
            [(left, 0.56), (left, 0.43), (left + width, 0.56)], p.under_snow(p.shade(wall, 0.3))
        )
        c.polygon([(left + 0.004, 0.56), (left + 0.004, 0.45), (left + width * 0.28, 0.49),
                   (left + width * 0.28, 0.56)], p.lamp if p.is_dark else p.window)  # fmt: skip
    c.box(0.4, 0.555, 0.96, 0.76, wall)
    windows(c, 0.42, 0.58, 0.8, 0.7, 8, 1, frame=p.tint(wall, 0.3), fill=(0.6, 0.8))
    c.box(0.83, 0.62, 0.93, 0.76, p.deep)
    for y in spread(6, 0.63, 0.75):
        c.box(0.835, y, 0.925, y + 0.004, p.tint(p.deep, 0.2))
    pavement(c, 0.76, road=0.86)
    hedge(c, 0.8, 0.03, p.under_snow(p.leaf, 0.4), -0.02, 0.36)
    lorry(c, rng.uniform(0.5, 0.62), 0.955, 0.19, rng.choice((p.ochre, p.brick)))
    for x in (0.17, 0.24, 0.33):
        person(c, x, 0.9 + rng.uniform(0, 0.02), 0.17, pose="walk", hat=p.ochre)


def _chimney(c, x, base, height, colour):
    p = c.palette
    top = base - height
    for i in range(6):
        size = 0.024 + i * 0.009
        c.ellipse(x + 0.02 + i * 0.036, top - 0.02 - i * 0.014, size * 1.6, size * 0.8,
                  clear(mix(p.paper, p.sky_low, 0.4), 0.75))  # fmt: skip
    c.polygon([(x - 0.022, base), (x - 0.013, top), (x + 0.013, top), (x + 0.022, base)], colour)
    c.polygon(
        [(x + 0.006, base), (x + 0.004, top), (x + 0.013, top), (x + 0.022, base)],
        p.shade(colour, 0.2),
    )
    c.box(x - 0.015, top - 0.008, x + 0.015, top + 0.012, p.shade(colour, 0.35))
    c.box(x - 0.0135, top + 0.04, x + 0.0135, top + 0.06, p.paper)


def construction_site(c):
    p, rng = c.palette, c.rng
    sky(c, 0.7)
    towers(c, 0.76, 0.34, p.far(p.main, 0.6), 8, panes=False)
    tower_crane(c, 0.28, 0.8, 0.72, rng.choice((p.ochre, p.brick)))
    _concrete_frame(c, 0.42, 0.88, 0.8, rng.randint(5, 6))
    pavement(c, 0.79)
    _hoarding(c)
    car(c, 0.05, 0.93, 0.09, p.mid)
    for x, flip in ((0.3, False), (0.36, True), (0.8, True))[: rng.randint(2, 3)]:
        person(c, x, 0.975, 0.27, coat=p.ochre, pose="stand", hat=rng.choice((p.paper, p.brick)),
               arms="point" if x == 0.3 else "down", flip=flip)  # fmt: skip


def tower_crane(c, x, y, size, colour):
    p = c.palette
    s = c.stamp(x, y, size)
    for i in range(14):
        low = i * 0.062
        s.line([(-0.03, low), (0.03, low + 0.062)], colour, 0.008)
    for side in (-0.03, 0.03):
        s.line([(side, 0), (side, 0.9)], colour, 0.012)
    s.box(-0.045, 0.86, 0.045, 0.93, p.ink)
    for y0, y1 in ((0.93, 0.93), (0.97, 0.94)):
        s.line([(-0.02, y0), (0.92, y1 - 0.01)], colour, 0.012)
    for i in range(13):
        left = i * 0.07
        s.line([(left, 0.93), (left + 0.035, 0.965), (left + 0.07, 0.93)], colour, 0.006)
    s.line([(0, 0.93), (-0.3, 0.93)], colour, 0.02)
    s.box(-0.32, 0.86, -0.2, 0.93, p.shade(p.mid, 0.35))
    s.line([(-0.28, 0.94), (0, 1.08), (0.7, 0.95)], p.ink, 0.006)
    s.line([(0, 0.92), (0, 1.08)], colour, 0.018)
    hook = c.rng.uniform(0.4, 0.75)
    s.line([(hook, 0.93), (hook, 0.74)], p.ink, 0.005)
    s.box(hook - 0.08, 0.71, hook + 0.08, 0.74, p.brick if colour == p.ochre else p.ochre)


def _concrete_frame(c, left, right, base, floors):
    """Slabs and columns: the lower floors glazed, the upper ones open to the sky."""
    p, rng = c.palette, c.rng
    storey, concrete = 0.088, p.far(p.shade(p.sand, 0.12), 0.1)
    for floor in range(floors):
        low = base - floor * storey
        inset = 0.0 if floor < floors - 1 else 0.12
        if floor < floors // 2:
            c.box(left, low - storey, right, low, p.main)
            windows(c, left, low - storey, right, low, 9, 1, fill=(0.78, 0.76))
        else:
            c.box(left + 0.01, low - storey, right - inset, low, clear(p.ink, 0.28))
        for x in spread(6, left - 0.03, right - inset + 0.03):
            c.box(x - 0.005, low - storey, x + 0.006, low, concrete)
        c.box(left - 0.008, low - storey - 0.008, right - inset + 0.008, low - storey + 0.008,
              p.under_snow(p.tint(concrete, 0.2)))  # fmt: skip
        if floor >= floors // 2 and rng.random() < 0.8:
            person(
                c,
                rng.uniform(left + 0.05, right - inset - 0.05),
                low - 0.008,
                0.062,
                coat=p.ochre,
                hat=p.paper,
            )
    _scaffold(c, right - 0.1, right + 0.015, base, base - storey * (floors - 1))


def _scaffold(c, left, right, base, top):
    p = c.palette
    for x in (left, (left + right) / 2, right):
        c.line([(x, base), (x, top - 0.03)], p.brick, 0.004)
    for y in spread(6, top, base):
        c.line([(left, y), (right, y)], p.brick, 0.004)
        c.line([(left, y), ((left + right) / 2, y + 0.055)], p.brick, 0.0025)


def _hoarding(c):
    p = c.palette
    for i, x in enumerate(spread(13, 0.4, 1.04)):
        c.box(x - 0.025, 0.76, x + 0.0245, 0.865, p.tint(p.deep, 0.1) if i % 2 else p.deep)
    c.box(0.4, 0.755, 1, 0.765, p.under_snow(p.paper))
    for x in spread(12, 0.4, 1.0):
        c.polygon(
            [(x - 0.012, 0.83), (x + 0.008, 0.83), (x - 0.004, 0.85), (x - 0.024, 0.85)], p.ochre
        )
