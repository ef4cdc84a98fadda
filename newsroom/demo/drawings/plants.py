"""Trees, hedges and grass."""

import math

from .canvas import smooth
from .palette import mix


def tree(c, x, y, height, colour=None):
    """A round tree; bare-branched and white when it snows."""
    p = c.palette
    s = c.stamp(x, y, height, c.rng.random() < 0.5)
    leaf = p.under_snow(colour or p.leaf, 0.72)
    bark = p.shade(mix(p.brick, p.ink, 0.6), 0.2)
    s.polygon([(-0.035, 0), (0.035, 0), (0.02, 0.6), (-0.02, 0.6)], bark)
    s.limb([(0, 0.34), (0.14, 0.55)], bark, 0.025)
    crown = [(-0.3, 0.5), (-0.26, 0.78), (-0.04, 0.99), (0.22, 0.86), (0.31, 0.58), (0.12, 0.36),
             (-0.14, 0.38)]  # fmt: skip
    s.blob(crown, leaf)
    s.blob([(px * 0.62 + 0.09, py * 0.72 + 0.13) for px, py in crown], p.shade(leaf, 0.14))
    s.limb([(0, 0.4), (0, 0.68)], bark, 0.02)
    s.limb([(0, 0.52), (-0.1, 0.64)], bark, 0.014)


def poplar(c, x, y, height, colour=None):
    p = c.palette
    s = c.stamp(x, y, height)
    leaf = p.under_snow(colour or p.leaf, 0.72)
    s.limb([(0, 0), (0, 0.3)], p.shade(p.ink, 0.1), 0.03)
    s.blob([(0, 0.06), (-0.11, 0.35), (-0.07, 0.78), (0, 1), (0.07, 0.78), (0.11, 0.35)], leaf)
    s.polygon(smooth([(0, 0.06), (0.11, 0.35), (0.07, 0.78), (0, 1)]), p.shade(leaf, 0.16))


def trees(c, count, y, height, left=0.0, right=1.0, colour=None):
    """A loose line of trees, mostly round."""
    rng = c.rng
    for i in range(count):
        x = left + (right - left) * (i + rng.uniform(0.2, 0.8)) / count
        kind = poplar if rng.random() < 0.25 else tree
        kind(c, x, y, height * rng.uniform(0.75, 1.1), colour)


def hedge(c, y, height, colour, left=-0.02, right=1.02):
    step = 0.055
    count = math.ceil((right - left) / step)
    for i in range(count + 1):
        c.disc(left + i * step, y - height * 0.4, height * c.rng.uniform(0.6, 0.85), colour)
    c.box(left, y - height * 0.5, right, y, colour)


def tufts(c, count, y0, y1, colour):
    """Blades of grass in the foreground."""
    for _ in range(count):
        s = c.stamp(c.rng.random(), c.rng.uniform(y0, y1), c.rng.uniform(0.02, 0.05))
        for lean in (-0.35, 0, 0.4):
            s.line([(0, 0), (lean, 1)], colour, 0.12)
