"""What becomes of an uploaded file."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from PIL import Image

from articles import picture_files
from tests.factories import picture_bomb, picture_upload


def opened(width, file):
    return Image.open(default_storage.open(picture_files.path(width, file)))


def test_a_picture_is_kept_in_the_widths_that_it_fills():
    stored = picture_files.store(picture_upload(size=(1200, 800)))

    assert picture_files.widths_for(stored.width) == [480, 960, 1200]
    assert [opened(w, stored.file).size for w in (480, 960, 1200)] == [
        (480, 320),
        (960, 640),
        (1200, 800),
    ]


def test_a_picture_is_never_larger_than_it_came():
    assert picture_files.widths_for(300) == [300]
    assert picture_files.widths_for(4000) == [480, 960, 1600]


def test_the_same_content_has_the_same_name_whatever_the_file_was_called():
    first, again = picture_upload(), picture_upload()
    again.name = "embargoed-merger-of-two-banks.jpg"

    stored = picture_files.store(first)

    assert picture_files.store(again) == stored
    assert "merger" not in stored.file


def test_where_a_photograph_was_taken_is_not_in_what_is_served():
    exif = Image.Exif()
    exif[0x010E] = "CANARY of the source's kitchen"
    data = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(data, "JPEG", exif=exif)
    assert b"CANARY" in data.getvalue()
    data.seek(0)

    stored = picture_files.store(data)

    for width in picture_files.widths_for(stored.width):
        assert b"CANARY" not in default_storage.open(picture_files.path(width, stored.file)).read()


def test_a_photograph_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(data, "JPEG", exif=exif)
    data.seek(0)

    stored = picture_files.store(data)

    assert (stored.width, stored.height) == (400, 600)


def truncated():
    return picture_upload().getvalue()[:300]


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    "content",
    [b"", b"not a picture", b"<svg onload=alert(1)>", b"GIF89a", truncated(), picture_bomb()],
    ids=["empty", "text", "svg", "cut GIF", "cut JPEG", "bomb"],
)
def test_what_is_not_a_safe_picture_is_refused_in_words(content):
    with pytest.raises(ValidationError):
        picture_files.store(io.BytesIO(content))

    assert not default_storage.exists("originals")
