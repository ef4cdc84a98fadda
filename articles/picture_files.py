"""The files behind the library: checked, turned upright, stripped of metadata, in fixed widths."""

import hashlib
import io
from typing import BinaryIO, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from pi_heif import register_heif_opener
from PIL import Image, ImageOps

from articles import picture_likeness, picture_words

register_heif_opener()

WIDTHS = [480, 960, 1600]  # pixels: a phone, a column, a wide screen
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF"]
MOST_PIXELS = 80_000_000
TOO_MANY = _("The picture has too many pixels; 80 million are the limit.")
TALLEST = 16_383  # pixels: what WebP can hold


class StoredPicture(NamedTuple):
    file: str
    width: int
    height: int
    fingerprint: str = ""
    file_size: int = 0  # bytes, of the widest file that is served


def widths_for(width: int) -> list[int]:
    """The widths kept of a picture `width` pixels wide: never larger than it came."""
    return sorted({min(width, fixed) for fixed in WIDTHS})


def path(width: int, file: str) -> str:
    return f"pictures/{width}/{file}"


def store(upload: BinaryIO) -> StoredPicture:
    """
    Keep an uploaded picture and its widths, named by its content.

    What cameras write into a file (place, owner, serial number) stays in the original, which is
    never served. Raises ValidationError for what is not a picture, or too large to open safely.
    """
    return store_and_read(upload)[0]


def store_and_read(upload: BinaryIO) -> tuple[StoredPicture, picture_words.Words]:
    """The same, with what the file says of itself."""
    content = upload.read()
    image, words = _open(content)
    name = hashlib.sha256(content).hexdigest()[:32] + ".webp"
    served = {width: _as_webp(image, width) for width in widths_for(image.width)}
    for width, data in served.items():
        _keep(path(width, name), data)
    _keep(f"originals/{name}", content)
    print_ = picture_likeness.fingerprint(image)
    widest = len(served[max(served)])
    return StoredPicture(name, image.width, image.height, print_, widest), words


def as_it_came(file: str) -> Image.Image:
    """The upload behind a kept picture, upright."""
    with default_storage.open(f"originals/{file}") as original:
        return _open(original.read())[0]


def _open(content: bytes) -> tuple[Image.Image, picture_words.Words]:
    try:
        return _upright(Image.open(io.BytesIO(content), formats=FORMATS))
    except (ValidationError, Image.DecompressionBombError) as refusal:
        raise ValidationError(getattr(refusal, "message", TOO_MANY)) from None
    except Exception:  # the decoders have a dozen ways to say so, as mangled files have shown
        raise ValidationError(
            _("This is not a JPEG, PNG, WebP, GIF, HEIC or AVIF picture.")
        ) from None


def _upright(image: Image.Image) -> tuple[Image.Image, picture_words.Words]:
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(TOO_MANY)
    words = picture_words.read(image)
    image = ImageOps.exif_transpose(image)
    if image.height > TALLEST:
        raise ValidationError(_("The picture is too tall; 16,383 pixels are the limit."))
    see_through = "A" in image.getbands() or "transparency" in image.info
    return image.convert("RGBA" if see_through else "RGB"), words


def _as_webp(image: Image.Image, width: int) -> bytes:
    if width < image.width:
        image = image.resize((width, max(1, round(image.height * width / image.width))))
    data = io.BytesIO()
    image.save(data, "WEBP", quality=80, method=3)
    return data.getvalue()


def _keep(name: str, content: bytes) -> None:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
