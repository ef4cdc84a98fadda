"""Which pictures look alike to the library."""

import io

import pytest
from PIL import Image, ImageDraw

from articles import picture_files
from articles.models import Picture
from tests.factories import PictureFactory


def scene(shift=0):
    image = Image.new("RGB", (1200, 800), "teal")
    draw = ImageDraw.Draw(image)
    draw.ellipse((200 + shift, 100, 700 + shift, 600), fill="orange")
    draw.rectangle((900 - shift, 50, 1100, 750 - shift), fill="navy")
    return image


def add(image, kind="PNG", **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    data.seek(0)
    return Picture.objects.create(**picture_files.store(data)._asdict())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "copy",
    [
        lambda image: add(image.resize((600, 400)), "JPEG", quality=40),
        lambda image: add(image, "WEBP", quality=30),
        lambda image: add(image.point(lambda light: min(255, light + 12))),
    ],
    ids=["smaller and compressed", "another kind", "brightened"],
)
def test_a_copy_of_a_picture_looks_like_it(copy):
    picture = add(scene())

    assert Picture.objects.looking_like(copy(scene())) == [picture]


@pytest.mark.django_db
def test_another_picture_does_not_look_like_it_nor_does_it_like_itself():
    picture = add(scene())
    add(scene(shift=180))

    assert Picture.objects.looking_like(picture) == []


@pytest.mark.django_db
def test_pictures_of_one_colour_look_like_nothing():
    PictureFactory(color="red")

    assert Picture.objects.looking_like(PictureFactory(color="blue")) == []
