"""
A picture cut to the shapes that search engines and shared links want, around its focal point.

As JPEG, which everything out there can read. The name of a cut holds the picture's content and the
focal point, so that another one is another address.
"""

import io
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from articles import picture_files

RATIOS = {"16x9": 16 / 9, "3x2": 3 / 2, "4x3": 4 / 3, "1x1": 1.0}
SHAPES = ["16x9", "4x3", "1x1"]  # of those, what machines are shown
WIDEST = 1200  # pixels
TYPE = "image/jpeg"


class Focus(NamedTuple):
    """A place in a picture, in hundredths of its width and height."""

    x: int
    y: int


def name(file: str, focus: Focus) -> str:
    return f"{file.removesuffix('.webp')}-{focus.x}-{focus.y}.jpg"


def path(shape: str, cut: str) -> str:
    return f"crops/{shape}/{cut}"


def box(shape: str, width: int, height: int, focus: Focus) -> tuple[int, int, int, int]:
    """The largest part of that shape, as near to the focal point as it gets: left, top, ends."""
    wide = min(width, round(height * RATIOS[shape]))
    high = min(height, round(wide / RATIOS[shape]))
    left = min(max(0, round(width * focus.x / 100 - wide / 2)), width - wide)
    top = min(max(0, round(height * focus.y / 100 - high / 2)), height - high)
    return left, top, left + wide, top + high


def size(shape: str, width: int, height: int) -> tuple[int, int]:
    """Of the cut from a picture of that size, in pixels."""
    left, top, right, bottom = box(shape, width, height, Focus(50, 50))
    wide = min(WIDEST, right - left)
    return wide, max(1, round((bottom - top) * wide / (right - left)))


def keep(file: str, width: int, focus: Focus):
    """Cut the kept picture `file`, which is `width` wide at its widest, in every shape."""
    missing = [s for s in SHAPES if not default_storage.exists(path(s, name(file, focus)))]
    if not missing:
        return
    with default_storage.open(picture_files.path(width, file)) as source:
        image = on_paper(Image.open(source))
    for shape in missing:
        cut = image.crop(box(shape, *image.size, focus)).resize(size(shape, *image.size))
        data = io.BytesIO()
        cut.save(data, "JPEG", quality=82)
        default_storage.save(path(shape, name(file, focus)), ContentFile(data.getvalue()))


def on_paper(image: Image.Image) -> Image.Image:
    """What is see-through lets white paper through."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image)
    return paper
