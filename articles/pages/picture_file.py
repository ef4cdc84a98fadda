"""The answer that is a picture's file. Who may have it, and for how long, its caller decides."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from articles import picture_files
from articles.models import Picture


def file_response(picture: Picture, width: int) -> FileResponse:
    """Raises Http404 for a width that is not kept, and for a file that has gone."""
    if width not in picture.widths:
        raise Http404
    try:
        content = default_storage.open(picture_files.path(width, picture.file))
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(content, content_type="image/webp")
