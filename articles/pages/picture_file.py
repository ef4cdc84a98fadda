"""The answer that is a picture's file. Who may have it, and for how long, its caller decides."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from articles import picture_crops, picture_renditions
from articles.models import Picture

_NAME = re.compile(r"([0-9a-f]{32})(-\d{1,3}-\d{1,3})?\.(webp|avif|jpg)", re.ASCII)
_SIZE = re.compile(r"(?:(\w+)-)?(\d{1,5})", re.ASCII)


def kept_name(file: str) -> str:
    """By which name the library has the picture that `file` is made of, "" for no such name."""
    name = _NAME.fullmatch(file)
    return f"{name[1]}.webp" if name else ""


def file_response(picture: Picture, cut: str, file: str) -> FileResponse:
    """
    The file of `picture` that is cut so. Raises Http404 for what was not made, or has gone.

    A page in a cache, or open before a reader, names the files of an earlier focal point until it
    is loaded again, and finds them. What machines are shown is of the focal point there is now.
    """
    name = _NAME.fullmatch(file)
    if name is None or not _is_made(picture, cut, file, has_focus=bool(name[2])):
        raise Http404
    if cut in picture_crops.SHAPES:
        path = picture_crops.path(cut, file)
    else:
        path = picture_renditions.path(cut, file)
    try:
        content = default_storage.open(path)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(content, content_type=picture_renditions.TYPES[name[3]])


def _is_made(picture: Picture, cut: str, file: str, *, has_focus: bool) -> bool:
    """Whether there is such a way to cut a picture, so that nothing else is looked for in it."""
    if cut in picture_crops.SHAPES:
        return file == picture_crops.name(picture.file, picture.focus)
    size = _SIZE.fullmatch(cut)
    return (
        bool(size) and (size[1] or "") in picture_renditions.WIDTHS and has_focus is bool(size[1])
    )
