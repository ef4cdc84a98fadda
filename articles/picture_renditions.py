"""
The files of a picture that pages name: whole and cut around its focal point, in many widths, as
AVIF, as WebP, and once as JPEG for browsers that know neither.

Their names hold the picture's content and the focal point. AVIF is slow to make, so all of them are
made by the outbox's worker (articles/cutting.py); the picture's row says when they are there.
"""

import io
from collections.abc import Iterator
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from articles import picture_crops, picture_files
from articles.picture_crops import Focus

# In pixels, by shape; "" is the whole picture. Each step is at most a good half wider than the one
# before, so that no screen loads much more than it shows.
WIDTHS = {
    "": [400, 640, 800, 1200, 1600],
    "3x2": [120, 240, 360, 540, 720, 1080],
    "4x3": [640, 960, 1280],  # the lead of a front on wide screens
    "1x1": [120, 240, 480],  # a face
}
FALLBACK = {"": 800, "3x2": 720, "4x3": 960, "1x1": 240}  # the one width that there is as JPEG
# What each encoder is told; see docs/architecture.md for what it costs.
ENCODERS = {
    "avif": ("AVIF", {"quality": 50, "speed": 6, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 80, "method": 3}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True}),
}
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
SOURCES = ["avif", "webp"]  # the better first
# To be raised when any of the above changes: every picture is then cut anew, and no page names
# what an earlier recipe did not make.
RECIPE = 1


class Rendition(NamedTuple):
    shape: str
    width: int
    kind: str

    @property
    def cut(self) -> str:
        """How the picture is cut, as addresses say it: "3x2-720", or "800" of the whole."""
        return f"{self.shape}-{self.width}" if self.shape else str(self.width)

    def name(self, file: str, focus: Focus) -> str:
        stem = file.removesuffix(".webp")
        return f"{stem}-{focus.x}-{focus.y}.{self.kind}" if self.shape else f"{stem}.{self.kind}"


def path(cut: str, name: str) -> str:
    return f"pictures/{cut}/{name}"


def recipe_for(focus: Focus) -> str:
    """How a picture with that focal point is cut today, in a word that its row keeps."""
    return f"{RECIPE}/{focus.x}-{focus.y}"


def widths_for(shape: str, width: int, height: int) -> list[int]:
    """Those made of a picture of that size: never wider than the part of it that is shown."""
    if shape:
        left, _top, right, _bottom = picture_crops.box(shape, width, height, Focus(50, 50))
        width = right - left
    return sorted({min(width, fixed) for fixed in WIDTHS[shape]})


def height_of(shape: str, wide: int, width: int, height: int) -> int:
    """How high the rendition `wide` pixels wide of a picture of that size is."""
    if shape:
        left, top, right, bottom = picture_crops.box(shape, width, height, Focus(50, 50))
        width, height = right - left, bottom - top
    return max(1, round(height * wide / width))


def fallback(shape: str, width: int, height: int) -> Rendition:
    widest = widths_for(shape, width, height)[-1]
    return Rendition(shape, min(widest, FALLBACK[shape]), "jpg")


def all_of(width: int, height: int) -> Iterator[Rendition]:
    for shape in WIDTHS:
        yield fallback(shape, width, height)
        for wide in widths_for(shape, width, height):
            yield from (Rendition(shape, wide, kind) for kind in SOURCES)


def make(file: str, width: int, height: int, focus: Focus):
    """Make what is missing of the picture `file`, from the upload, which is as large as it came."""
    missing = [
        rendition
        for rendition in all_of(width, height)
        if not default_storage.exists(path(rendition.cut, rendition.name(file, focus)))
    ]
    if not missing:
        return
    image = picture_files.as_it_came(file)
    for rendition in missing:
        content = _encoded(_cut(image, rendition, focus), rendition.kind)
        name = path(rendition.cut, rendition.name(file, focus))
        default_storage.save(name, ContentFile(content))


def _cut(image: Image.Image, rendition: Rendition, focus: Focus) -> Image.Image:
    shape, wide = rendition.shape, rendition.width
    box = picture_crops.box(shape, *image.size, focus) if shape else (0, 0, *image.size)
    high = height_of(shape, wide, *image.size)
    return image.resize((wide, high), Image.Resampling.LANCZOS, box, reducing_gap=3.0)


def _encoded(image: Image.Image, kind: str) -> bytes:
    form, told = ENCODERS[kind]
    if kind == "jpg":
        image = picture_crops.on_paper(image)
    # Of what came with the file only its colours stay: some encoders would write the rest.
    image.info = {"icc_profile": image.info.get("icc_profile")}
    data = io.BytesIO()
    image.save(data, form, **told)
    return data.getvalue()
