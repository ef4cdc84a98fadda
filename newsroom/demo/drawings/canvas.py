"""A sheet to draw on in units of the picture, and stamps that carry their own units."""

import math

from PIL import Image, ImageDraw

# Shapes have hard edges; drawing at twice the size and averaging makes them smooth.
OVERSIZE = 2


class Pen:
    """Draws in its own coordinates. A colour with a fourth part (opacity) is laid on as a glaze."""

    def __init__(self, image):
        self.image = image
        self._solid = ImageDraw.Draw(image)
        self._glaze = ImageDraw.Draw(image, "RGBA")

    def pixel(self, x, y):
        raise NotImplementedError

    def length(self, length):
        raise NotImplementedError

    @property
    def sheet(self):
        """The bare Pillow drawing, in pixels, for lettering."""
        return self._solid

    def _ink(self, colour):
        return self._glaze if len(colour) == 4 else self._solid

    def _corners(self, x0, y0, x1, y1):
        (ax, ay), (bx, by) = self.pixel(x0, y0), self.pixel(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _around(self, x, y, rx, ry):
        px, py = self.pixel(x, y)
        rx, ry = self.length(rx), self.length(ry)
        return px - rx, py - ry, px + rx, py + ry

    def polygon(self, points, colour):
        self._ink(colour).polygon([self.pixel(x, y) for x, y in points], fill=colour)

    def box(self, x0, y0, x1, y1, colour, radius=0):
        corners, ink = self._corners(x0, y0, x1, y1), self._ink(colour)
        if radius:
            ink.rounded_rectangle(corners, self.length(radius), fill=colour)
        else:
            ink.rectangle(corners, fill=colour)

    def line(self, points, colour, width=0.003):
        thickness = max(1, round(self.length(width)))
        pixels = [self.pixel(x, y) for x, y in points]
        self._ink(colour).line(pixels, fill=colour, width=thickness, joint="curve")

    def limb(self, points, colour, width):
        """A line with round ends: arms, legs, cables, trunks."""
        self.line(points, colour, width)
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def disc(self, x, y, radius, colour):
        self.ellipse(x, y, radius, radius, colour)

    def ellipse(self, x, y, rx, ry, colour):
        self._ink(colour).ellipse(self._around(x, y, rx, ry), fill=colour)

    def ring(self, x, y, radius, colour, width):
        box, thickness = self._around(x, y, radius, radius), max(1, round(self.length(width)))
        self._ink(colour).ellipse(box, outline=colour, width=thickness)

    def slice(self, x, y, rx, ry, start, end, colour):
        """A piece of a pie; angles in degrees, clockwise on the page from three o'clock."""
        self._ink(colour).pieslice(self._around(x, y, rx, ry), start, end, fill=colour)

    def arc(self, x, y, rx, ry, start, end, colour, width):
        thickness = max(1, round(self.length(width)))
        box = self._around(x, y, rx, ry)
        self._ink(colour).arc(box, start, end, fill=colour, width=thickness)

    def blob(self, points, colour, steps=8):
        """A soft closed shape through the points."""
        self.polygon(smooth(points, steps, closed=True), colour)


class Canvas(Pen):
    """The whole picture: x and y run from 0 to 1, lengths are parts of its height."""

    def __init__(self, size, palette, rng):
        self.size = size
        self.width, self.height = (side * OVERSIZE for side in size)
        super().__init__(Image.new("RGB", (self.width, self.height), palette.sky_low))
        self.palette, self.rng = palette, rng
        self.seed, self.details, self.is_open_air = "", {}, True
        self.aspect = self.width / self.height

    def pixel(self, x, y):
        return x * self.width, y * self.height

    def length(self, length):
        return length * self.height

    def stamp(self, x, y, size, flip=False):
        return Stamp(self, x, y, size, flip)

    def gradient(self, top, bottom, y0=0.0, y1=1.0):
        """Blends one colour into another, line by line."""
        first, last = round(y0 * self.height), round(y1 * self.height)
        strip = Image.new("RGB", (1, 2))
        strip.putdata([top, bottom])
        strip = strip.resize((1, max(2, (last - first) // 2)), Image.Resampling.BILINEAR)
        self.image.paste(strip.resize((self.width, last - first)), (0, first))

    def glow(self, x, y, radius, colour, strength=0.6):
        """A soft round light. Large ones cost time: use few."""
        reach = round(self.length(radius))
        px, py = map(round, self.pixel(x, y))
        mask = Image.radial_gradient("L").point(
            [round(255 * strength * max(0, 1 - v / 180) ** 1.6) for v in range(256)]
        )
        mask = mask.resize((reach * 2, reach * 2), Image.Resampling.BILINEAR)
        self.image.paste(colour, (px - reach, py - reach), mask)

    def finished(self, mirrored):
        image = self.image.reduce(OVERSIZE)
        return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else image


class Stamp(Pen):
    """An object at its own scale: x to the right, y up from its foot, 1 being `size` heights."""

    def __init__(self, canvas, x, y, size, flip=False):
        super().__init__(canvas.image)
        self.canvas, self.palette, self.rng = canvas, canvas.palette, canvas.rng
        self._origin = canvas.pixel(x, y)
        self._unit = size * canvas.height
        self._across = -self._unit if flip else self._unit

    def pixel(self, x, y):
        return self._origin[0] + x * self._across, self._origin[1] - y * self._unit

    def length(self, length):
        return length * self._unit


def smooth(points, steps=8, closed=False):
    """Points of a rounded line (Catmull-Rom) through the given ones."""
    n = len(points)
    at = (lambda i: points[i % n]) if closed else (lambda i: points[min(max(i, 0), n - 1)])
    rounded = []
    for i in range(n if closed else n - 1):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        rounded += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return rounded if closed else [*rounded, points[-1]]


def _between(a, b, c, d, t):
    def axis(p, q, r, s):
        bend = 2 * p - 5 * q + 4 * r - s
        return q + 0.5 * t * (r - p + t * (bend + t * (3 * (q - r) + s - p)))

    return axis(a[0], b[0], c[0], d[0]), axis(a[1], b[1], c[1], d[1])


def spread(count, start=0.0, end=1.0):
    """`count` places evenly between two ends, each in the middle of its share."""
    share = (end - start) / count
    return [start + share * (i + 0.5) for i in range(count)]


def around(x, y, rx, ry, start, end, steps=24):
    """Points on a bow; angles in degrees, growing the way y grows."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]
