"""What the person in a portrait wears."""

from .canvas import smooth, spread

SHOULDERS = ((-0.56, -0.05), (-0.5, 0.15), (-0.37, 0.26), (-0.14, 0.365), (0.14, 0.365),
             (0.37, 0.26), (0.5, 0.15), (0.56, -0.05))  # fmt: skip


def clothes(s, sitter):
    p = s.palette
    shirt = p.paper if sitter.coat != p.paper else p.tint(p.mid, 0.4)
    cloth = shirt if sitter.collar == "apron" else sitter.coat
    s.polygon(smooth(SHOULDERS), cloth)
    shaded = [*smooth(SHOULDERS[5:]), (0.27, -0.05)]
    s.polygon(shaded, p.shade(cloth, 0.16))
    neck = p.shade(sitter.skin, 0.2)
    s.polygon([(-0.085, 0.52), (0.085, 0.52), (0.1, 0.365), (0, 0.27), (-0.1, 0.365)], neck)
    COLLARS[sitter.collar](s, sitter.coat, shirt)


def _lapels(s, coat, shirt):
    p = s.palette
    s.polygon([(-0.12, 0.37), (-0.1, 0.35), (0, 0.27), (0.1, 0.35), (0.12, 0.37), (0.02, -0.05),
               (-0.02, -0.05)], shirt)  # fmt: skip
    for side in (-1, 1):
        s.polygon([(0.1 * side, 0.385), (0.2 * side, 0.3), (0.17 * side, 0.25), (0.21 * side, 0.22),
                   (0, -0.05)], p.shade(coat, 0.28))  # fmt: skip


def _tie(s, coat, shirt):
    _lapels(s, coat, shirt)
    p = s.palette
    tie = p.ochre if coat != p.ochre else p.brick
    s.polygon([(-0.03, 0.28), (0.03, 0.28), (0.02, 0.235), (-0.02, 0.235)], p.shade(tie, 0.2))
    s.polygon([(-0.02, 0.235), (0.02, 0.235), (0.035, 0.05), (0.0, -0.05), (-0.035, 0.05)], tie)


def _open_shirt(s, coat, shirt):
    p = s.palette
    for side in (-1, 1):
        s.polygon(
            [(0.09 * side, 0.4), (0.17 * side, 0.33), (0.1 * side, 0.22), (0, 0.26)],
            p.tint(coat, 0.3),
        )
    s.line([(0, 0.26), (0, -0.05)], p.shade(coat, 0.3), 0.006)
    for y in (0.17, 0.05):
        s.disc(0.018, y, 0.009, shirt)


def _roll_neck(s, coat, shirt):
    p = s.palette
    s.polygon([(-0.11, 0.37), (0.11, 0.37), (0, 0.25)], coat)
    s.box(-0.115, 0.33, 0.115, 0.445, p.tint(coat, 0.14), radius=0.035)
    for x in spread(7, -0.1, 0.1):
        s.line([(x, 0.345), (x, 0.43)], p.shade(coat, 0.16), 0.005)


def _scarf(s, coat, shirt):
    p = s.palette
    wool = p.ochre if coat != p.ochre else p.brick
    s.polygon([(0.02, 0.36), (0.13, 0.34), (0.15, 0.02), (0.04, 0.02)], p.shade(wool, 0.18))
    s.blob(
        [(-0.17, 0.38), (-0.08, 0.45), (0.1, 0.45), (0.18, 0.37), (0.08, 0.29), (-0.08, 0.28)], wool
    )
    for y in (0.26, 0.19, 0.12):
        s.line([(0.035, y), (0.14, y - 0.005)], p.paper, 0.012)


def _apron(s, coat, shirt):
    p = s.palette
    bib = coat if coat in (p.brick, p.deep) else p.deep
    s.polygon([(-0.19, 0.2), (0.19, 0.2), (0.26, -0.05), (-0.26, -0.05)], bib)
    for x in (-0.13, -0.045, 0.045, 0.13):
        s.line([(x, 0.195), (x * 1.3, -0.05)], p.tint(bib, 0.35), 0.012)
    for side in (-1, 1):
        s.line([(0.175 * side, 0.2), (0.115 * side, 0.375)], bib, 0.028)


def _high_visibility(s, coat, shirt):
    p = s.palette
    s.polygon([(-0.1, 0.37), (0.1, 0.37), (0, 0.2)], p.deep)
    s.line([(0, 0.22), (0, -0.05)], p.shade(coat, 0.35), 0.008)
    for side in (-1, 1):
        s.line([(0.2 * side, 0.335), (0.2 * side, -0.05)], p.paper, 0.04)
    s.box(-0.27, 0.04, 0.27, 0.085, p.paper)


COLLARS = {
    "apron": _apron,
    "lapels": _lapels,
    "open shirt": _open_shirt,
    "roll neck": _roll_neck,
    "scarf": _scarf,
    "tie": _tie,
    "visibility": _high_visibility,
}
