"""Scenes by the open sea and on the flooded river."""

from .canvas import smooth, spread
from .palette import WHITE, clear, mix
from .people import person
from .plants import tufts
from .sea import reflection, sailing_boat, sea, wave_line
from .weather import gulls, hills, sky


def lighthouse(c):
    p, rng = c.palette, c.rng
    sky(c, 0.66, sun_x=0.9 if p.is_dark else 0.25)
    if rng.random() < 0.5:
        hills(c, 0.65, 0.03, p.far(p.mid, 0.55), 3)
    sea(c, 0.645)
    x, base = 0.66, 0.66
    if p.is_dark:
        _beam(c, x, base - 0.475)
    sailing_boat(c, rng.uniform(0.12, 0.3), 0.7, rng.uniform(0.08, 0.13))
    _headland(c)
    _cottage(c, x + 0.1, base + 0.015, 0.12)
    _lighthouse_tower(c, x, base + 0.02, 0.56, rng.choice((p.brick, p.deep, p.main)))
    gulls(c, rng.randint(4, 6), (0.2, 0.2, 0.6, 0.5))
    wave_line(c, 0.95, 0.02, p.shade(p.water, 0.35), 6)


def _beam(c, x, y):
    for reach, opacity in ((0.09, 0.16), (0.05, 0.2)):
        ray = clear(c.palette.lamp, opacity)
        c.polygon([(x, y), (-0.05, y - 0.06 - reach), (-0.05, y - 0.06 + reach)], ray)


def _headland(c):
    p = c.palette
    rock = p.shade(mix(p.deep, p.brick, 0.25), 0.15)
    top = smooth([(0.36, 0.97), (0.42, 0.86), (0.5, 0.76), (0.56, 0.7), (0.64, 0.67), (0.8, 0.665),
                  (1.04, 0.7)])  # fmt: skip
    c.polygon([*top, (1.04, 1.02), (0.36, 1.02)], rock)
    for a, b, d in ((0.43, 0.5, 0.88), (0.53, 0.6, 0.79), (0.66, 0.74, 0.8), (0.8, 0.9, 0.84)):
        c.polygon([(a, d), ((a + b) / 2, d - 0.075), (b, d - 0.01), (b + 0.03, 1.02),
                   (a - 0.02, 1.02)], p.shade(rock, 0.28))  # fmt: skip
    turf = smooth([(0.5, 0.76), (0.56, 0.7), (0.64, 0.67), (0.8, 0.665), (1.04, 0.7)])
    c.polygon([*turf, (1.04, 0.75), (0.84, 0.71), (0.68, 0.72), (0.58, 0.74)], p.grass)


def _lighthouse_tower(c, x, y, size, band):
    p = c.palette
    s = c.stamp(x, y, size)
    white = p.tint(p.paper, 0.5)

    def half(height):
        return 0.1 - 0.045 * height / 0.78

    for i in range(6):
        low, high = i * 0.13, (i + 1) * 0.13
        colour = white if i % 2 else band
        s.polygon(
            [(-half(low), low), (half(low), low), (half(high), high), (-half(high), high)], colour
        )
        s.polygon([(half(low) * 0.4, low), (half(low), low), (half(high), high),
                   (half(high) * 0.4, high)], p.shade(colour, 0.16))  # fmt: skip
    s.box(-0.085, 0.77, 0.085, 0.795, p.ink)
    s.box(-0.045, 0.795, 0.045, 0.88, p.lamp)
    for bar in (-0.045, 0, 0.045):
        s.line([(bar, 0.79), (bar, 0.88)], p.ink, 0.006)
    s.slice(0, 0.88, 0.06, 0.06, 180, 360, p.under_snow(band))
    s.line([(0, 0.93), (0, 0.99)], p.ink, 0.008)
    s.box(-0.022, 0, 0.022, 0.065, p.ink)
    if p.is_dark:
        c.glow(x, y - size * 0.84, 0.2, p.lamp, 0.75)


def _cottage(c, x, y, size):
    p = c.palette
    s = c.stamp(x, y, size)
    s.box(-0.1, 0, 1.2, 0.5, p.paper)
    s.polygon(
        [(-0.18, 0.48), (0.05, 0.95), (1.05, 0.95), (1.28, 0.48)], p.under_snow(p.shade(p.mid, 0.4))
    )
    s.box(0.85, 0.8, 1.0, 1.12, p.shade(p.brick, 0.2))
    for left in (0.08, 0.8):
        s.box(left, 0.16, left + 0.22, 0.36, p.lamp if p.is_dark else p.window)
    s.box(0.45, 0, 0.65, 0.36, p.brick)


def storm(c):
    p, rng = c.palette, c.rng
    dark = p.shade(p.sky_top, 0.45)
    c.gradient(dark, p.shade(p.sky_low, 0.12), 0, 0.7)
    for i in range(7):
        x, y = rng.uniform(0, 1), rng.uniform(0.02, 0.24)
        c.ellipse(x, y, rng.uniform(0.16, 0.34), rng.uniform(0.04, 0.08), p.shade(dark, 0.06 * i))
    if rng.random() < 0.6:
        _lightning(c, rng.uniform(0.15, 0.4))
    wave_line(c, 0.56, 0.05, p.shade(p.far(p.water, 0.25), 0.15), 8)
    wave_line(c, 0.64, 0.07, p.shade(p.water, 0.12), 6)
    _pier(c)
    _breaker(c, 0.56, 0.78, 0.62)
    wave_line(c, 0.82, 0.075, p.shade(p.water, 0.35), 4)
    _foam_flecks(c)
    wave_line(c, 0.94, 0.06, p.shade(p.water, 0.55), 3)


def _lightning(c, x):
    points = [(x, 0.2)]
    for step in (0.07, 0.06, 0.08, 0.06, 0.08):
        points.append((points[-1][0] + c.rng.uniform(-0.035, 0.03), points[-1][1] + step))
    c.line(points, mix(c.palette.sun, WHITE, 0.4), 0.007)


def _pier(c):
    p = c.palette
    stone = p.shade(p.mid, 0.35)
    c.polygon([(0.62, 0.6), (1, 0.57), (1, 0.86), (0.58, 0.86)], stone)
    c.polygon([(0.62, 0.6), (1, 0.57), (1, 0.6), (0.615, 0.63)], p.tint(stone, 0.35))
    for x in spread(5, 0.66, 1):
        c.line([(x, 0.63), (x - 0.01, 0.84)], p.shade(stone, 0.25), 0.004)
    _lighthouse_tower(c, 0.74, 0.605, 0.36, p.brick)


def _breaker(c, x, y, size):
    """A great wave curling towards the pier, with spray thrown up where it strikes."""
    p, rng = c.palette, c.rng
    s = c.stamp(x, y, size)
    body, foam = p.shade(p.main, 0.1), p.far(p.paper, 0.1)
    back = [(-0.95, -0.05), (-0.6, 0.1), (-0.32, 0.32), (-0.06, 0.48), (0.16, 0.44), (0.24, 0.32)]
    curl = [(0.24, 0.32), (0.12, 0.36), (0.0, 0.28), (-0.02, 0.12), (0.1, -0.08)]
    s.polygon([*smooth(back), *smooth(curl), (-0.95, -0.3)], body)
    s.polygon(
        [*smooth(back[2:]), *reversed(smooth([(-0.32, 0.28), (-0.04, 0.41), (0.24, 0.32)]))], foam
    )
    for i in range(5):
        bow = [
            (-0.72 + i * 0.15, -0.02),
            (-0.42 + i * 0.1, 0.16 + i * 0.02),
            (-0.14 + i * 0.05, 0.3),
        ]
        s.line(smooth(bow), p.tint(body, 0.3), 0.008)
    for _ in range(90):
        rise = rng.random() ** 1.5
        drift = rng.uniform(-0.5, 0.5) * (0.25 + rise)
        s.disc(
            0.22 + drift * 0.7, 0.2 + rise * 0.62, 0.006 + 0.022 * (1 - rise) * rng.random(), foam
        )


def _foam_flecks(c):
    p, rng = c.palette, c.rng
    for _ in range(36):
        x, y = rng.random(), rng.uniform(0.76, 0.93)
        c.ellipse(x, y, rng.uniform(0.006, 0.035), 0.003, clear(p.paper, 0.6))


def island(c):
    p, rng = c.palette, c.rng
    sky(c, 0.58, sun_x=rng.choice((0.24, 0.8)))
    sea(c, 0.57)
    hills(c, 0.575, 0.0, p.water, 3)
    sea(c, 0.572)
    _island_body(c, 0.57, 0.6, rng.uniform(0.9, 1.1))
    for i, x in enumerate((0.5, 0.55, 0.63, 0.68)[: rng.randint(3, 4)]):
        _cottage(c, x, 0.555 - 0.012 * (i % 2), 0.034)
    for _ in range(rng.randint(2, 3)):
        sailing_boat(c, rng.uniform(0.1, 0.4), rng.uniform(0.63, 0.72), rng.uniform(0.07, 0.12))
    gulls(c, rng.randint(3, 6))
    _near_shore(c)


def _island_body(c, x, y, scale):
    p = c.palette
    s = c.stamp(x, y, 0.34 * scale)
    ridge = smooth([(-1.15, 0.0), (-0.9, 0.14), (-0.6, 0.3), (-0.32, 0.62), (-0.08, 0.76),
                    (0.16, 0.55), (0.42, 0.42), (0.7, 0.3), (0.92, 0.1), (1.1, 0)])  # fmt: skip
    cliff = p.far(mix(p.deep, p.leaf, 0.35), 0.12)
    s.polygon(ridge, cliff)
    lit = smooth([(-1.0, 0.08), (-0.6, 0.3), (-0.32, 0.62), (-0.08, 0.76), (-0.12, 0.5),
                  (-0.3, 0.3), (-0.5, 0.12)])  # fmt: skip
    s.polygon(lit, p.far(p.under_snow(mix(p.leaf, p.sand, 0.35)), 0.1))
    s.polygon(smooth([(-0.5, 0.1), (0.1, 0.2), (0.6, 0.2), (0.95, 0.06), (0.2, 0.04)]), p.grass)
    s.box(-1.05, -0.015, 1.05, 0.025, p.far(p.sand, 0.1), radius=0.02)
    for i in range(6):
        reflection(c, x - 0.18 + i * 0.07, y + 0.006, 0.09, 0.1, cliff)


def _near_shore(c):
    p = c.palette
    dark = p.under_snow(p.shade(p.leaf, 0.62), 0.6)
    c.polygon([*smooth([(-0.02, 0.84), (0.14, 0.87), (0.34, 0.93), (0.6, 0.965), (1.02, 0.98)]),
               (1.02, 1.02), (-0.02, 1.02)], dark)  # fmt: skip
    tufts(c, 26, 0.93, 1.0, p.shade(dark, 0.25))
    person(c, 0.13, 0.9, 0.17, pose="stand", flip=False)
    if c.rng.random() < 0.6:
        person(c, 0.175, 0.91, 0.16, pose="stand", flip=True)


def beach(c):
    p, rng = c.palette, c.rng
    sky(c, 0.42)
    hills(c, 0.425, 0.05, p.far(p.mid, 0.55), 4)
    sea(c, 0.42)
    sailing_boat(c, rng.uniform(0.3, 0.5), 0.46, 0.1)
    shore = smooth(
        [(1.02, 0.5), (0.72, 0.56), (0.5, 0.63), (0.32, 0.74), (0.2, 0.88), (0.16, 1.02)]
    )
    strand = p.under_snow(p.sand, 0.6)
    c.polygon([(x - 0.035, y - 0.012) for x, y in shore] + [(1.02, 1.02)], p.far(p.paper, 0.1))
    c.polygon([*((x - 0.012, y - 0.006) for x, y in shore), (1.02, 1.02)], p.shade(strand, 0.22))
    c.polygon([*((x + 0.02, y + 0.01) for x, y in shore), (1.02, 1.02)], strand)
    _beach_huts(c, rng.randint(5, 6))
    for x, y, size in ((0.56, 0.76, 0.15), (0.74, 0.86, 0.2), (0.42, 0.93, 0.22))[
        : rng.randint(2, 3)
    ]:
        _parasol(c, x, y, size, *rng.sample((p.brick, p.ochre, p.main, p.paper), 2))
    for x, y, height in (
        (0.5, 0.7, 0.11),
        (0.53, 0.705, 0.1),
        (0.84, 0.78, 0.14),
        (0.33, 0.86, 0.15),
    ):
        person(c, x, y, height, pose=rng.choice(("walk", "stroll")))
    gulls(c, 4, (0.05, 0.1, 0.6, 0.3))


def _beach_huts(c, count):
    p, rng = c.palette, c.rng
    walls = (p.brick, p.ochre, p.main, p.paper, p.mid, p.tint(p.brick, 0.4))
    first = rng.randint(0, 5)
    for i in range(count):
        s = c.stamp(1.0 - i * 0.062, 0.6 + i * 0.012, 0.15)
        wall = walls[(first + i) % 6]
        s.box(-0.27, 0, 0.27, 0.62, wall)
        s.polygon([(-0.27, 0.6), (0, 0.95), (0.27, 0.6)], wall)
        s.line([(-0.33, 0.55), (0, 0.98), (0.33, 0.55)], p.under_snow(p.shade(p.paper, 0.05)), 0.06)
        s.box(-0.11, 0, 0.11, 0.5, p.shade(wall, 0.35))
        for plank in (-0.2, 0.2):
            s.line([(plank, 0), (plank, 0.62)], p.shade(wall, 0.14), 0.015)


def _parasol(c, x, y, size, colour, other):
    p = c.palette
    s = c.stamp(x, y, size)
    s.ellipse(0.1, 0.01, 0.45, 0.05, clear(p.ink, 0.18))
    s.line([(0, 0), (0, 0.9)], p.shade(p.sand, 0.5), 0.035)
    s.slice(0, 0.68, 0.56, 0.36, 180, 360, colour)
    s.slice(0, 0.68, 0.36, 0.36, 180, 360, other)
    s.slice(0, 0.68, 0.14, 0.36, 180, 360, colour)
    s.box(0.18, 0.03, 0.62, 0.08, other, radius=0.03)
    s.limb([(0.62, 0.06), (0.76, 0.22)], other, 0.05)
