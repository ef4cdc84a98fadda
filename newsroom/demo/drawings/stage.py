"""Scenes before an audience: theatre and concert."""

from .canvas import around, smooth, spread
from .palette import LAMPLIGHT, clear, mix
from .people import person, rows_of_heads


def theatre(c):
    p, rng = c.palette, c.rng
    velvet = rng.choice(
        (p.shade(p.brick, 0.1), p.shade(p.deep, 0.1), p.shade(mix(p.brick, p.deep, 0.35), 0.15))
    )
    gilt = p.ochre
    c.gradient(p.shade(velvet, 0.75), p.shade(velvet, 0.5), 0, 1)
    c.gradient(p.deep, mix(p.main, p.sand, 0.45), 0.14, 0.7)
    _stage_set(c, rng.choice(("house", "trees", "moon")))
    c.gradient(p.shade(p.sand, 0.25), p.shade(p.brick, 0.4), 0.66, 0.8)
    for x, lean in ((0.38, 0.0), (0.58, 0.0)):
        c.polygon(
            [(x, 0.05), (x - 0.075 + lean, 0.72), (x + 0.075 + lean, 0.72)], clear(LAMPLIGHT, 0.18)
        )
        c.ellipse(x + lean, 0.72, 0.115, 0.022, clear(LAMPLIGHT, 0.45))
    person(c, 0.38, 0.73, 0.27, coat=p.paper, arms="point", flip=False)
    person(
        c, 0.58, 0.73, 0.26, coat=p.brick if velvet != p.brick else p.main, arms="raise", flip=True
    )
    _curtains(c, velvet)
    for side in (0, 1):
        _boxes(c, side, gilt, velvet)
    c.box(0, 0.78, 1, 0.815, p.shade(gilt, 0.3))
    rows_of_heads(c, 0.86, 3, 0.11, p.shade(velvet, 0.45), 0.86)


def _stage_set(c, kind):
    p = c.palette
    if kind == "moon":
        c.disc(0.62, 0.34, 0.11, p.tint(p.paper, 0.4))
    if kind == "trees":
        for x in spread(6, 0.2, 0.8):
            c.limb([(x, 0.2), (x + 0.01, 0.68)], p.shade(p.deep, 0.4), 0.03)
            c.limb([(x, 0.42), (x + 0.03, 0.28)], p.shade(p.deep, 0.4), 0.014)
    else:
        c.polygon(
            [(0.62, 0.68), (0.62, 0.42), (0.7, 0.3), (0.78, 0.42), (0.78, 0.68)],
            p.shade(p.main, 0.4),
        )
        c.box(0.675, 0.44, 0.725, 0.54, LAMPLIGHT)
        c.polygon([*smooth([(0.15, 0.6), (0.3, 0.52), (0.48, 0.6), (0.6, 0.66)]), (0.6, 0.68),
                   (0.15, 0.68)], p.shade(p.main, 0.25))  # fmt: skip


def _curtains(c, velvet):
    p = c.palette
    for side in (0, 1):
        for i in range(7):
            inner = 0.255 - 0.02 * i - (0.015 if i % 2 else 0)
            xs = [(0.1, 0), (inner + 0.06, 0.1), (inner + 0.03, 0.4), (inner - 0.04, 0.6),
                  (inner - 0.02, 0.79), (0.1, 0.79)]  # fmt: skip
            points = smooth(xs, 5)
            shape = [(1 - x, y) for x, y in points] if side else points
            c.polygon(shape, p.shade(velvet, 0.34 * (i % 2)))
    c.box(0, 0, 1, 0.07, velvet)
    for i, x in enumerate(spread(8, 0.08, 0.92)):
        c.ellipse(x, 0.07, 0.086, 0.075, velvet if i % 2 else p.shade(velvet, 0.2))
    for x in spread(8, 0.08, 0.92):
        c.arc(x, 0.07, 0.086, 0.075, 10, 170, p.ochre, 0.007)
    c.box(0, 0, 1, 0.045, p.shade(p.ochre, 0.15))
    c.box(0, 0.045, 1, 0.055, p.ochre)


def _boxes(c, side, gilt, velvet):
    """The boxes at one side of the house, two tiers with people leaning out."""
    p = c.palette

    def x(value):
        return 1 - value if side else value

    c.box(x(0), 0, x(0.105), 0.82, p.shade(velvet, 0.55))
    c.box(x(0.1), 0, x(0.118), 0.82, gilt)
    for y in (0.34, 0.62):
        c.polygon([(x(0), y - 0.2), *[(x(0.045 + 0.04 * (a - 0.0)), b) for a,
                                      b in around(0, y - 0.14, 1, 0.06, 180, 360, 10)],
                   (x(0.085), y), (x(0), y)], p.shade(velvet, 0.8))  # fmt: skip
        for dx in (0.03, 0.064):
            s = c.stamp(x(dx), y + 0.01, 0.09)
            s.ellipse(0, 0.85, 0.17, 0.21, c.rng.choice(p.skins))
            s.box(-0.3, 0, 0.3, 0.6, c.rng.choice(p.coats), radius=0.2)
        c.box(x(0), y, x(0.112), y + 0.07, velvet)
        c.box(x(0), y - 0.006, x(0.116), y + 0.01, gilt)
        c.box(x(0), y + 0.064, x(0.112), y + 0.074, gilt)


def concert(c):
    p, rng = c.palette, c.rng
    hue = rng.choice((p.brick, p.main, p.ochre))
    dark = mix(p.ink, hue, 0.12)
    c.gradient(dark, mix(hue, p.sand, 0.25), 0, 0.66)
    for i, x in enumerate(spread(7, 0.02, 0.98)):
        aim = x + (0.5 - x) * 0.7 + rng.uniform(-0.12, 0.12)
        tone = (LAMPLIGHT, p.paper, hue)[i % 3]
        c.polygon([(x, 0.06), (aim - 0.1, 0.68), (aim + 0.1, 0.68)], clear(p.tint(tone, 0.4), 0.16))
        c.polygon(
            [(x, 0.06), (aim - 0.04, 0.68), (aim + 0.04, 0.68)], clear(p.tint(tone, 0.5), 0.14)
        )
    _lighting_rig(c)
    c.gradient(mix(hue, dark, 0.55), mix(hue, dark, 0.8), 0.66, 1)
    c.box(0.08, 0.62, 0.92, 0.74, p.shade(dark, 0.3))
    c.box(0.08, 0.612, 0.92, 0.625, p.shade(hue, 0.3))
    for x in (0.1, 0.84):
        for y in (0.34, 0.48):
            c.box(x, y, x + 0.07, y + 0.13, p.ink)
            c.disc(x + 0.035, y + 0.065, 0.045, p.shade(p.mid, 0.6))
    _band(c, 0.615)
    _raised_hands(c, 0.86, mix(dark, hue, 0.12))
    rows_of_heads(c, 0.8, 3, 0.11, mix(dark, hue, 0.3), 0.74)
    _raised_hands(c, 0.99, p.ink)


def _lighting_rig(c):
    p = c.palette
    for y in (0.035, 0.065):
        c.box(0, y, 1, y + 0.006, p.ink)
    for i in range(24):
        x = i / 24
        c.line([(x, 0.04), (x + 0.02, 0.068), (x + 0.0417, 0.04)], p.ink, 0.004)
    for x in spread(7, 0.02, 0.98):
        c.box(x - 0.014, 0.06, x + 0.014, 0.1, p.ink, radius=0.006)
        c.disc(x, 0.1, 0.012, LAMPLIGHT)


def _band(c, y):
    """Singer, guitar, drums and keys as figures against the light."""
    p = c.palette
    person(c, 0.46, y, 0.3, coat=p.paper, arms="raise", flip=False)
    c.line([(0.49, y), (0.49, y - 0.24)], p.ink, 0.005)
    _guitarist(c, 0.3, y)
    _guitarist(c, 0.64, y, flip=True)
    for x, size in ((0.745, 0.05), (0.775, 0.066), (0.812, 0.05)):
        c.disc(x, y - size, size, p.ink)
        c.disc(x, y - size, size * 0.82, p.sand)
    for x in (0.725, 0.835):
        c.line([(x, y), (x, y - 0.2)], p.ink, 0.004)
        c.ellipse(x, y - 0.2, 0.045, 0.007, p.ochre)


def _guitarist(c, x, y, flip=False):
    p = c.palette
    person(c, x, y, 0.28, coat=p.deep, flip=flip)
    s = c.stamp(x, y, 0.28, flip)
    s.line([(-0.02, 0.52), (0.42, 0.7)], p.ink, 0.03)
    s.blob([(-0.2, 0.4), (-0.12, 0.6), (0.08, 0.62), (0.08, 0.46), (-0.08, 0.36)], p.brick, 5)
    s.limb([(0.1, 0.76), (0.18, 0.58), (0.28, 0.63)], p.shade(p.deep, 0.2), 0.06)


def _raised_hands(c, y, colour):
    rng = c.rng
    for x in spread(6, 0.03, 0.97):
        if rng.random() < 0.75:
            s = c.stamp(x + rng.uniform(-0.05, 0.05), y, rng.uniform(0.2, 0.26), rng.random() < 0.5)
            s.limb([(0, 0), (0.1, 0.55), (0.02, 1.0)], colour, 0.11)
            for finger in (-0.08, 0.0, 0.08):
                s.limb([(0.02, 1.0), (0.02 + finger, 1.17)], colour, 0.04)
