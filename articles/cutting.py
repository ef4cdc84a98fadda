"""
Having pictures cut by the outbox's worker, as soon as they are in the library.

A picture's row says for which recipe and focal point its files were made (`cut_as`), and pages name
them only where that is still so: until then they show the widths that were kept when the picture
arrived. So no story waits for an encoder, and no reader asks for a file that is not there.
"""

from articles import outbox, picture_renditions
from articles.models import Picture

KIND = "cut-picture"
# The worker puts so many in the outbox at a look: letters must not wait behind a whole library.
AT_A_TIME = 4


def put_some() -> int:
    """Have the newest pictures that are not cut yet cut; how many were put into the outbox."""
    files = list(Picture.objects.to_be_cut().values_list("file", flat=True)[:AT_A_TIME])
    for file in files:
        outbox.put(KIND, Picture.cutting_key(file), {"file": file})
    return len(files)


def cut(key: str, payload: dict) -> bool:
    """
    Named in settings.OUTBOX.

    False whatever was done, because then the task goes: with another focal point the picture is
    to be cut once more, under the same key.
    """
    picture = Picture.objects.filter(file=payload["file"]).first()
    if picture and not picture.is_cut:
        picture_renditions.make(picture.file, picture.width, picture.height, picture.focus)
        picture.note_cut()
    return False
