"""Bar and line charts in the paper's style: a headline, thin rules, labels at the marks."""

import math
from random import Random

from .canvas import Canvas
from .lettering import fitted, width, write
from .palette import palette_for

LEFT, RIGHT = 0.05, 0.95
LABEL, SMALL = 0.044, 0.038
SOURCE = "Source: Courier data"


def graphic(size, title, unit, seed):
    """A sheet with headline, unit and source line; returns it and where the plot may begin."""
    rng = Random(f"graphic {seed}")
    c = Canvas(size, palette_for("day", rng), rng)
    p = c.palette
    c.box(0, 0, 1, 1, p.tint(p.paper, 0.3))
    c.box(LEFT, 0.05, LEFT + 0.07, 0.062, p.brick)
    lines, letter = fitted(c, title, 0.064, RIGHT - LEFT, 1)
    if letter < 0.055:
        lines, letter = fitted(c, title, 0.064, RIGHT - LEFT, 2)
    y = 0.075
    for line in lines:
        y += letter * 1.16
        write(c, LEFT, y, line, letter, p.ink, bold=True)
    if unit:
        y += 0.064
        write(c, LEFT, y, unit[:1].upper() + unit[1:], LABEL, p.shade(p.mid, 0.45))
    c.box(LEFT, 0.925, RIGHT, 0.927, p.mid)
    write(c, LEFT, 0.97, SOURCE, 0.034, p.shade(p.mid, 0.45))
    return c, y + 0.045


def as_text(value, unit=""):
    """Thousands set apart; pounds and per cent written with the figure."""
    sign, size = "−" if value < 0 else "", abs(value)
    number = f"{size:,.2f}".rstrip("0").rstrip(".") if size % 1 else f"{size:,.0f}"
    if unit.startswith("£"):
        scale = unit[1:2] if unit[1:2] in ("m", "b", "k") else ""
        return f"{sign}£{number}{scale}"
    return f"{sign}{number}%" if unit.startswith("%") else f"{sign}{number}"


def bar_chart(size, *, seed, title, labels, values, unit=""):
    c, top = graphic(size, title, unit, seed)
    p, rows = c.palette, len(values)
    step = (0.9 - top) / rows
    letter = min(LABEL, step * 0.56)
    names = [fitted(c, label, letter, 0.3, 2 if step > 0.1 else 1) for label in labels]
    start = LEFT + max(width(c, line, size_) for lines, size_ in names for line in lines) + 0.022
    figures = [as_text(value, unit) for value in values]
    room = RIGHT - start - max(width(c, figure, letter) for figure in figures) - 0.02
    low, high = min(0, *values), max(0, *values)
    zero = start + room * -low / ((high - low) or 1)
    for i, value in enumerate(values):
        middle = top + step * (i + 0.5)
        end = zero + room * value / ((high - low) or 1)
        tone = p.brick if value == max(values) else p.main
        c.box(min(zero, end), middle - step * 0.31, max(zero, end), middle + step * 0.31, tone)
        _bar_label(c, start - 0.016, middle, *names[i])
        write(
            c, max(zero, end) + 0.012, middle + letter * 0.35, figures[i], letter, p.ink, bold=True
        )
    c.box(zero - 0.001, top, zero + 0.001, top + step * rows, p.ink)
    return c.finished(mirrored=False)


def _bar_label(c, x, middle, lines, letter):
    y = middle + letter * (0.35 - 0.56 * (len(lines) - 1))
    for line in lines:
        write(c, x, y, line, letter, c.palette.ink, align="right")
        y += letter * 1.12


def line_chart(size, *, seed, title, labels, values, unit="", values2=(), names=()):
    c, top = graphic(size, title, unit, seed)
    p, series = c.palette, [row for row in (values, values2) if row]
    ticks = nice_ticks([value for row in series for value in row])
    scale = _Scale(c, ticks, len(labels), top, names, unit)
    for tick in ticks:
        y = scale.y(tick)
        c.box(
            LEFT,
            y - 0.001,
            scale.right,
            y + 0.001,
            p.ink if tick == ticks[0] else p.tint(p.mid, 0.4),
        )
        write(c, LEFT, y - 0.01, as_text(tick, unit), SMALL, p.shade(p.mid, 0.45))
    _dates(c, scale, labels)
    for row, tone in reversed(list(zip(series, (p.brick, p.main), strict=False))):
        points = [(scale.x(i), scale.y(value)) for i, value in enumerate(row)]
        c.limb(points, tone, 0.011)
        c.disc(*points[-1], 0.013, tone)
    if len(series) == 1:
        _peak(c, scale, values, unit)
    _ends(c, scale, series, names, unit)
    return c.finished(mirrored=False)


class _Scale:
    """Where a value and a date stand; the right margin leaves room for the lines' names."""

    def __init__(self, c, ticks, count, top, names, unit):
        widest = max(
            [width(c, n, LABEL) for n in names] or [width(c, as_text(ticks[-1], unit), LABEL)]
        )
        gutter = max(width(c, as_text(tick, unit), SMALL) for tick in ticks)
        self.left, self.right = LEFT + gutter + 0.03, RIGHT - min(0.3, max(widest, 0.1)) - 0.025
        self.top, self.bottom, self.count = top + 0.05, 0.825, count
        self.low, self.high = ticks[0], ticks[-1]

    def x(self, index):
        return self.left + (self.right - self.left) * index / max(1, self.count - 1)

    def y(self, value):
        return self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low)


def nice_ticks(values):
    """Four to six round numbers around the values; from nought unless that would flatten them."""
    low, high = min(values), max(values)
    low = 0 if 0 <= low < high * 0.7 else low
    high = high if high > low else low + 1
    step = (high - low) / 4
    power = 10 ** math.floor(math.log10(step))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= step * 0.95)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(i * step, 6) for i in range(first, last + 1)]


def _dates(c, scale, labels):
    """As many dates below the line as fit side by side, the last among them."""
    widest = max(width(c, label, SMALL) for label in labels) + 0.02
    gap = (scale.right - scale.left) / max(1, len(labels) - 1)
    every = max(1, math.ceil(widest / gap))
    for i in range(len(labels) - 1, -1, -every):
        x = max(scale.x(i), LEFT + width(c, labels[i], SMALL) / 2)
        c.box(scale.x(i) - 0.0008, 0.825, scale.x(i) + 0.0008, 0.838, c.palette.ink)
        write(c, x, 0.885, labels[i], SMALL, c.palette.ink, align="middle")


def _peak(c, scale, values, unit):
    top = max(range(len(values)), key=lambda i: values[i])
    if top < len(values) - 1:
        x, y = scale.x(top), scale.y(values[top])
        c.disc(x, y, 0.013, c.palette.ink)
        write(c, x, y - 0.028, as_text(values[top], unit), LABEL, c.palette.ink, align="middle",
              bold=True, halo=c.palette.tint(c.palette.paper, 0.3))  # fmt: skip


def _ends(c, scale, series, names, unit):
    """Each line's name and last figure at its end, pushed apart where they would touch."""
    p, room = c.palette, RIGHT - scale.right - 0.02
    ends = [scale.y(row[-1]) for row in series]
    names = names if len(series) == len(names) else [""] * len(series)
    apart = 0.12 if any(names) else 0.06
    if len(ends) == 2 and abs(ends[0] - ends[1]) < apart:
        middle, first = sum(ends) / 2, 1 if ends[0] >= ends[1] else -1
        ends = [middle + first * apart / 2, middle - first * apart / 2]
    for y, row, name, tone in zip(ends, series, names, (p.brick, p.main), strict=False):
        figure_y = y + 0.015
        if name:
            lines, letter = fitted(c, name, LABEL, room, 1)
            write(c, scale.right + 0.018, y - 0.008, lines[0], letter, tone, bold=True)
            figure_y = y + 0.042
        write(c, scale.right + 0.018, figure_y, as_text(row[-1], unit), LABEL, tone, bold=not name)
