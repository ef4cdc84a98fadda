"""People as simple upright figures: a coat, two legs, a head, sometimes something to carry."""

from .canvas import smooth
from .palette import mix

STRIDES = {"stand": (-0.055, 0.055), "walk": (-0.16, 0.15), "stroll": (-0.1, 0.09)}


def person(c, x, y, height, *, coat=None, pose="stand", arms="down", flip=None, hat=None):
    """A standing or walking figure whose feet are at (x, y)."""
    p, rng = c.palette, c.rng
    s = c.stamp(x, y, height, rng.random() < 0.5 if flip is None else flip)
    coat = coat or rng.choice(p.coats)
    trousers = rng.choice([t for t in (p.ink, p.deep, p.shade(p.mid, 0.4)) if t != coat])
    _legs(s, pose, trousers)
    _arm(s, -1, "down" if arms == "raise" else arms, p.shade(coat, 0.22))
    _coat(s, coat, long=rng.random() < 0.45)
    head(s, 0.015, 0.905, 0.062)
    _arm(s, 1, arms, p.shade(coat, 0.14))
    if hat:
        helmet(s, 0.015, 0.905, hat)
    elif p.rains and c.is_open_air and rng.random() < 0.6:
        umbrella(s, rng.choice((p.brick, p.ochre, p.ink, p.main)))
    elif pose == "walk" and rng.random() < 0.4:
        s.box(-0.2, 0.3, -0.09, 0.42, rng.choice((p.ochre, p.brick, p.ink)), radius=0.015)


def _legs(s, pose, colour):
    for foot, hip in zip(STRIDES[pose], (-0.04, 0.04), strict=True):
        lift = 0.03 if pose == "walk" and foot < 0 else 0
        tint = colour if foot > 0 else s.palette.shade(colour, 0.2)
        leg = [(hip - 0.055, 0.48), (hip + 0.055, 0.48), (foot + 0.03, 0.02 + lift)]
        s.polygon([*leg, (foot - 0.03, 0.02 + lift)], tint)
        s.box(foot - 0.03, lift, foot + 0.065, 0.03 + lift, s.palette.ink, radius=0.014)


def _coat(s, colour, long):
    hem, flare = (0.3, 0.135) if long else (0.44, 0.115)
    s.polygon([(-0.115, 0.77), (0.115, 0.77), (flare, hem), (-flare, hem)], colour)
    s.box(-0.115, 0.68, 0.115, 0.835, colour, radius=0.06)


def _arm(s, side, arms, colour):
    joints = {
        "down": [(0.11 * side, 0.775), (0.135 * side, 0.6), (0.12 * side + 0.02, 0.45)],
        "raise": [(0.11 * side, 0.775), (0.2 * side, 0.9), (0.19 * side, 1.08)],
        "point": [(0.08, 0.77), (0.2, 0.68), (0.34, 0.7)],
        "hold": [(0.1 * side, 0.77), (0.12 * side + 0.03, 0.6), (0.2, 0.58)],
    }[arms]
    s.disc(*joints[-1], 0.027, s.palette.skins[1])
    s.limb(joints, colour, 0.062)


def head(s, x, y, radius, skin=None, hair=None):
    """A head with one of four ways of wearing hair."""
    p, rng = s.palette, s.rng
    skin, hair = skin or rng.choice(p.skins), hair or rng.choice(p.hairs)
    style = rng.choice(("short", "bob", "bun", "crop"))
    s.box(x - radius * 0.4, y - radius * 1.5, x + radius * 0.4, y, p.shade(skin, 0.15))
    if style == "bob":
        s.box(x - radius * 1.2, y - radius, x + radius * 0.8, y + radius, hair, radius=radius * 0.8)
    if style == "bun":
        s.disc(x - radius * 0.8, y + radius * 0.85, radius * 0.5, hair)
    s.disc(x, y, radius, skin)
    tilt = 20 if style != "crop" else 5
    top = (x - radius * 0.1, y + radius * 0.12)
    backwards = s.pixel(1, 0)[0] < s.pixel(0, 0)[0]
    start, end = (190 - tilt, 350 - tilt - 10) if not backwards else (200 + tilt, 350 + tilt)
    s.slice(*top, radius * 1.1, radius * 1.06, start, end, hair)


def helmet(s, x, y, colour):
    s.slice(x, y + 0.012, 0.074, 0.074, 180, 360, colour)
    s.box(x - 0.08, y + 0.005, x + 0.1, y + 0.02, colour)


def umbrella(s, colour):
    s.line([(0.14, 0.55), (0.14, 1.12)], s.palette.ink, 0.015)
    s.slice(0.1, 1.02, 0.3, 0.2, 180, 360, colour)
    s.slice(0.1, 1.02, 0.1, 0.2, 180, 360, s.palette.shade(colour, 0.2))


def people(c, count, y, height, left=0.05, right=0.95, pose=None):
    """Passers-by spread over a pavement, the nearer ones a little lower and larger."""
    rng = c.rng
    share = (right - left) / count
    for i in rng.sample(range(count), count):
        near = rng.random() * 0.02
        x = left + share * (i + rng.uniform(0.2, 0.8))
        gait = pose or rng.choice(("walk", "walk", "stroll", "stand"))
        person(c, x, y + near, height * (1 + near * 5), pose=gait)


def bust(c, x, y, height, coat=None, *, back=False):
    """Head and shoulders rising from y: somebody seated behind a desk or, from behind, in a row."""
    p, rng = c.palette, c.rng
    s = c.stamp(x, y, height)
    coat = coat or rng.choice(p.coats)
    s.polygon(smooth([(-0.46, 0), (-0.42, 0.36), (-0.2, 0.5), (0.2, 0.5), (0.42, 0.36), (0.46, 0)]),
              coat)  # fmt: skip
    if back:
        hair = rng.choice(p.hairs)
        s.box(-0.08, 0.42, 0.08, 0.62, rng.choice(p.skins))
        s.ellipse(0, 0.75, 0.185, 0.215, hair)
        return
    s.polygon([(-0.1, 0.5), (0.1, 0.5), (0, 0.28)], p.tint(p.paper, 0.5))
    head(s, 0, 0.74, 0.19)


def rows_of_heads(c, y, rows, size, colour, step=0.8):
    """An audience seen from behind, as dark rounded heads and shoulders, nearer rows larger."""
    rng = c.rng
    for row in range(rows):
        scale = size * (1 + row * 0.32)
        base, gap = y + row * size * 0.62, scale * step / c.aspect
        shade = mix(colour, c.palette.ink, row / max(1, rows))
        x = -rng.random() * gap
        while x < 1 + gap:
            s = c.stamp(x + rng.uniform(-0.1, 0.1) * gap, base, scale * rng.uniform(0.92, 1.08))
            s.box(-0.4, -1.5, 0.4, 0.32, shade, radius=0.3)
            s.ellipse(0, 0.52, 0.17, 0.21, shade)
            x += gap
        if row == rows - 1:
            c.box(0, base + scale * 0.3, 1, 1, shade)
