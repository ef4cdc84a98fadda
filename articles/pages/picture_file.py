"""The answer that is a picture's file. Who may have it, and for how long, its caller decides."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from articles import picture_crops, picture_files
from articles.models import Picture


def file_response(picture: Picture, width: int) -> FileResponse:
    """Raises Http404 for a width that is not kept, and for a file that has gone."""
    if width not in picture.widths:
        raise Http404
    return _response(picture_files.path(width, picture.file), "image/webp")


def crop_response(picture: Picture, shape: str, cut: str) -> FileResponse:
    """Raises Http404 for a shape that is not cut, and for a cut of an earlier focal point."""
    if shape not in picture_crops.SHAPES or cut != picture_crops.name(picture.file, picture.focus):
        raise Http404
    return _response(picture_crops.path(shape, cut), picture_crops.TYPE)


def _response(path: str, content_type: str) -> FileResponse:
    try:
        content = default_storage.open(path)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(content, content_type=content_type)
