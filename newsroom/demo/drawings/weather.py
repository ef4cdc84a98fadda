"""Sky, sun, clouds, rain and snow."""

from .canvas import smooth
from .palette import WHITE, clear, mix


def sky(c, horizon=0.6, sun_x=None):
    """Fills the picture with its sky; the sun stands off centre unless told where."""
    p, rng = c.palette, c.rng
    c.gradient(p.sky_top, p.sky_low, 0, min(1, horizon + 0.02))
    sun_x = rng.choice((0.22, 0.3, 0.68, 0.76)) if sun_x is None else sun_x
    drift = rng.uniform(-0.03, 0.03)
    if p.time == "night":
        stars(c, horizon)
        moon(c, sun_x, 0.17 + drift)
    elif p.time in ("dawn", "dusk"):
        c.glow(sun_x, horizon - 0.1, 0.4, p.sun, 0.75)
        c.disc(sun_x, horizon - 0.1 + drift, 0.065, p.sun)
    elif p.time == "day":
        c.disc(sun_x, 0.19 + drift, 0.06, mix(p.sky_low, p.sun, 0.8))
    clouds(c, horizon)


def stars(c, horizon):
    for _ in range(46):
        x, y = c.rng.random(), c.rng.uniform(0, horizon * 0.8)
        c.disc(x, y, c.rng.choice((0.0012, 0.0016, 0.0024)), mix(c.palette.sky_top, WHITE, 0.6))


def moon(c, x, y):
    p = c.palette
    c.glow(x, y, 0.22, mix(p.sky_low, p.sun, 0.35), 0.6)
    c.disc(x, y, 0.045, p.sun)
    for dx, dy, size in ((-0.008, -0.012, 0.011), (0.009, 0.006, 0.014), (-0.007, 0.02, 0.006)):
        c.disc(x + dx, y + dy, size, mix(p.sun, p.sky_low, 0.16))


def clouds(c, horizon):
    p, rng = c.palette, c.rng
    heavy = p.time in ("rain", "snow")
    colour = p.shade(p.sky_top, 0.12) if heavy else mix(p.sky_low, p.paper, 0.4)
    strength = {"night": 0.13, "dusk": 0.3, "dawn": 0.45}.get(p.time, 0.62)
    for _ in range(6 if heavy else rng.randint(2, 4)):
        x, y = rng.uniform(-0.05, 0.95), rng.uniform(0.03, horizon * 0.5)
        cloud(c, x, y, rng.uniform(0.16, 0.3) * (1.5 if heavy else 1), clear(colour, strength))


def cloud(c, x, y, width, colour):
    """Flat bars with round ends, set off from one another like a printer's ornament."""
    for part, shift in ((0.55, 0.22), (1.0, 0.0), (0.62, 0.34)):
        left = x + width * shift
        c.box(left, y, left + width * part, y + 0.02, colour, radius=0.01)
        y += 0.023


def precipitation(c):
    """Laid over the finished scene."""
    if c.palette.rains:
        _rain(c)
    elif c.palette.snows:
        _snow(c)


def _rain(c):
    rng, lean = c.rng, c.rng.uniform(0.01, 0.03)
    for _ in range(230):
        x, y, fall = rng.random() * 1.05, rng.uniform(-0.05, 1), rng.uniform(0.03, 0.08)
        streak = [(x, y), (x - lean * fall / 0.08, y + fall)]
        c.line(streak, clear(WHITE, rng.choice((0.16, 0.24, 0.34))), 0.0018)


def _snow(c):
    rng = c.rng
    for _ in range(260):
        flake = clear(WHITE, rng.choice((0.55, 0.75, 0.9)))
        c.disc(rng.random(), rng.random(), rng.choice((0.0025, 0.0035, 0.0035, 0.006)), flake)


def hills(c, y, height, colour, bumps=5):
    """A rounded ridge across the whole picture, filled down to the bottom."""
    rng = c.rng
    ridge = [(i / bumps, y - height * rng.uniform(0.1, 1)) for i in range(-1, bumps + 2)]
    c.polygon([*smooth(ridge), (1.3, 1.02), (-0.3, 1.02)], colour)


def gulls(c, count=4, area=(0.15, 0.12, 0.85, 0.38)):
    p, rng = c.palette, c.rng
    left, top, right, bottom = area
    for _ in range(count):
        bird = c.stamp(rng.uniform(left, right), rng.uniform(top, bottom), rng.uniform(0.02, 0.035))
        wings = [(-0.9, 0.25), (-0.45, 0.42), (0, 0), (0.45, 0.46), (0.9, 0.2)]
        bird.line(smooth(wings, 4), mix(p.ink, p.sky_top, 0.25), 0.12)
