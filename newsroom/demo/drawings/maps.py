"""Locator maps: the river, blocks of streets, marked places and perhaps a route."""

from .canvas import smooth
from .charts import graphic
from .lettering import fitted, width, write
from .palette import mix

LETTER = 0.043
BY_THE_WATER = (
    "quay",
    "bridge",
    "weir",
    "berth",
    "basin",
    "dock",
    "ferry",
    "point",
    "harbour",
    "slip",
)


def city_map(size, *, seed, title, marks=(), route=(), unit=""):
    c, top = graphic(size, title, unit, seed)
    frame = (0.05, top - 0.015, 0.95, 0.9)
    spots = [(mark["label"], *_inside(frame, mark["x"], mark["y"])) for mark in marks]
    sheet = c.image.copy()
    c.box(*frame, mix(c.palette.sand, c.palette.paper, 0.45))
    _streets(c, frame, c.palette.tint(c.palette.paper, 0.5))
    _parks(c, frame)
    _river(c, frame, spots)
    if len(route) > 1:
        _route(c, [_inside(frame, x, y) for x, y in route])
    _cut_to_frame(c, frame, sheet)
    for _, x, y in spots:
        c.disc(x, y, 0.021, c.palette.tint(c.palette.paper, 0.6))
        c.disc(x, y, 0.015, c.palette.ink)
    _labels(c, frame, spots, [_inside(frame, x, y) for x, y in route])
    return c.finished(mirrored=False)


def _inside(frame, x, y):
    left, top, right, bottom = frame
    return left + (right - left) * (0.03 + 0.94 * x), top + (bottom - top) * (0.05 + 0.9 * y)


def _streets(c, frame, colour):
    """Two bundles of slightly bent streets and a ring."""
    rng, (left, top, right, bottom) = c.rng, frame
    lean = rng.uniform(-0.12, 0.12)
    for i in range(15):
        x = left + (right - left) * (i + rng.uniform(0.1, 0.9)) / 15
        bend = rng.uniform(-0.03, 0.03)
        c.line(smooth([(x - lean, top), (x + bend, (top + bottom) / 2), (x + lean, bottom)]),
               colour, 0.012 if i % 5 == 2 else 0.005)  # fmt: skip
    for i in range(10):
        y = top + (bottom - top) * (i + rng.uniform(0.1, 0.9)) / 10
        bend = rng.uniform(-0.04, 0.04)
        c.line(smooth([(left, y + lean / 2), (0.5, y + bend), (right, y - lean / 2)]), colour,
               0.012 if i % 4 == 1 else 0.005)  # fmt: skip
    c.ring(rng.uniform(0.4, 0.6), (top + bottom) / 2, 0.24, colour, 0.011)


def _parks(c, frame):
    rng, (left, top, right, bottom) = c.rng, frame
    green = mix(c.palette.leaf, c.palette.sand, 0.62)
    for _ in range(3):
        x, y = rng.uniform(left + 0.08, right - 0.1), rng.uniform(top + 0.08, bottom - 0.1)
        w, h = rng.uniform(0.03, 0.07), rng.uniform(0.04, 0.07)
        c.blob([(x - w, y - h * 0.5), (x, y - h), (x + w, y - h * 0.4), (x + w * 0.8, y + h),
                (x - w * 0.7, y + h)], green)  # fmt: skip


def _river(c, frame, spots):
    """Runs past the marks whose names belong to the water, and widens towards the sea."""
    rng, (left, _, right, _) = c.rng, frame
    wet = sorted(
        (x, y + 0.035) for name, x, y in spots if any(w in name.lower() for w in BY_THE_WATER)
    )
    if not wet:
        wet = [(0.35, rng.uniform(0.55, 0.75)), (0.65, rng.uniform(0.5, 0.7))]
    course = _eased(wet)
    first, last = course[0][1], course[-1][1]
    course = smooth(
        [(left - 0.1, first + rng.uniform(0.02, 0.08)), *course, (right + 0.1, last - 0.04)], 10
    )
    seaward = (lambda t: t) if rng.random() < 0.5 else (lambda t: 1 - t)
    half = [0.017 + 0.045 * max(0, seaward(i / len(course)) - 0.45) * 2 for i in range(len(course))]
    upper = [(x, y - h) for (x, y), h in zip(course, half, strict=True)]
    lower = [(x, y + h) for (x, y), h in zip(course, half, strict=True)]
    c.polygon([*upper, *reversed(lower)], mix(c.palette.main, c.palette.paper, 0.55))


def _eased(points):
    """Drops points that stand too close for a river to bend between them."""
    kept = [points[0]]
    for x, y in points[1:]:
        if x - kept[-1][0] > 0.09:
            kept.append((x, y))
    return kept


def _route(c, points):
    way = smooth(points, 8)
    c.limb(way, c.palette.tint(c.palette.paper, 0.6), 0.024)
    c.limb(way, c.palette.brick, 0.0145)


def _cut_to_frame(c, frame, sheet):
    """Streets and river run past the map's edge; what lies outside is put back as it was."""
    left, upper, right, lower = frame
    corner, far_corner = (tuple(map(round, c.pixel(*at))) for at in ((left, upper), (right, lower)))
    drawn = c.image.crop((*corner, *far_corner))
    c.image.paste(sheet)
    c.image.paste(drawn, corner)
    edge = [(left, upper), (right, upper), (right, lower), (left, lower), (left, upper)]
    c.line(edge, c.palette.mid, 0.003)


def _labels(c, frame, spots, way):
    """Each label goes to the first place beside its mark where it touches nothing else."""
    taken = [(x - 0.017, y - 0.025, x + 0.017, y + 0.025) for _, x, y in spots]
    on_route = smooth(way, 6) if len(way) > 1 else []
    taken += [(x - 0.007, y - 0.01, x + 0.007, y + 0.01) for x, y in on_route]
    land = mix(c.palette.sand, c.palette.paper, 0.6)
    for name, x, y in spots:
        lines, letter, box = _best_place(c, frame, taken, name, x, y)
        taken.append(box)
        for i, line in enumerate(lines):
            write(c, (box[0] + box[2]) / 2, box[1] + letter * (0.9 + 1.1 * i), line, letter,
                  c.palette.ink, align="middle", bold=True, halo=land)  # fmt: skip


def _best_place(c, frame, taken, name, x, y):
    """A free place if there is one, in smaller letters if need be; else the least crowded."""
    tries = []
    for size in (LETTER, LETTER * 0.9, LETTER * 0.8):
        lines, letter = fitted(c, name, size, 0.34, 2)
        for box in _places(c, lines, letter, x, y):
            inside = _kept_inside(box, frame)
            crowding = _touching(inside, taken) + (inside != box)
            tries.append((crowding, len(tries), (lines, letter, inside)))
            if not crowding:
                return lines, letter, inside
    return min(tries)[2]


def _places(c, lines, letter, x, y):
    """Boxes right, left, below, above and at the corners of a mark, nearest first."""
    w, h = max(width(c, line, letter) for line in lines), letter * (1.15 + 1.1 * (len(lines) - 1))
    right, left, under, over = x + 0.024, x - 0.024 - w, y + 0.03, y - 0.03 - h
    corners = [(right, y - h / 2), (left, y - h / 2), (x - w / 2, under), (x - w / 2, over),
               (x, under), (x, over), (x - w, under), (x - w, over), (x - w / 2, under + 0.05),
               (x - w / 2, over - 0.05)]  # fmt: skip
    return [(a, b, a + w, b + h) for a, b in corners]


def _touching(box, taken):
    x0, y0, x1, y1 = box
    return sum(x1 > a and x0 < d and y1 > b and y0 < e for a, b, d, e in taken)


def _kept_inside(box, frame):
    x0, y0, x1, y1 = box
    right = max(0, frame[0] + 0.01 - x0) - max(0, x1 - frame[2] + 0.01)
    down = max(0, frame[1] + 0.01 - y0) - max(0, y1 - frame[3] + 0.01)
    return x0 + right, y0 + down, x1 + right, y1 + down
