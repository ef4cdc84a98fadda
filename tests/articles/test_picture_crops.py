"""A picture in the shapes that search engines and shared links want, cut around what matters."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from articles import picture_crops, picture_files
from articles.models import Picture
from articles.picture_crops import Focus
from tests.factories import ArticleFactory, PictureFactory, picture_upload

pytestmark = pytest.mark.django_db


def in_the_library(image, **fields):
    data = io.BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return Picture.objects.create(**picture_files.store(data)._asdict(), **fields)


def shown(client, crop):
    response = client.get(crop.address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    return Image.open(io.BytesIO(b"".join(response.streaming_content)))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1200, 800), {"16x9": (1200, 675), "4x3": (1067, 800), "1x1": (800, 800)}),
        ((3000, 2000), {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1067, 1067)}),
        ((300, 900), {"16x9": (300, 169), "4x3": (300, 225), "1x1": (300, 300)}),
    ],
)
def test_a_picture_is_cut_when_it_arrives_as_large_as_it_is_needed(client, size, expected):
    picture = Picture.objects.create(**picture_files.store(picture_upload(size=size))._asdict())
    ArticleFactory(lead_picture=picture, live=True)

    crops = dict(zip(picture_crops.SHAPES, picture.crops, strict=True))

    assert {shape: crop[1:] for shape, crop in crops.items()} == expected
    assert {shape: shown(client, crop).size for shape, crop in crops.items()} == expected


def test_what_matters_stays_in_sight_in_every_shape(client):
    image = Image.new("RGB", (1600, 400), "white")
    image.paste("red", (1400, 0, 1600, 400))
    picture = in_the_library(image, focal_x=0.95)
    ArticleFactory(lead_picture=picture, live=True)

    for crop in picture.crops:
        red, green, _blue = shown(client, crop).getpixel((crop.width - 5, 5))
        assert (red > 240, green < 20) == (True, True)


def test_another_focal_point_is_another_address_and_the_old_one_is_gone(client):
    picture = PictureFactory()
    ArticleFactory(lead_picture=picture, live=True)
    old = picture.crops[0]

    picture.focal_x = 0.125
    picture.save()

    assert shown(client, picture.crops[0])
    assert picture.crops[0].address != old.address
    assert client.get(old.address).status_code == 404


def test_a_cut_is_shown_while_its_picture_is_and_to_nobody_else(client):
    picture = PictureFactory()
    article = ArticleFactory(lead_picture=picture)
    assert client.get(picture.crops[0].address).status_code == 404

    live = ArticleFactory(lead_picture=picture, live=True)
    assert client.get(picture.crops[0].address).status_code == 200
    live.versions.end(live.versions.get().live_from.replace(year=2100))
    picture.usable_until = article.created_at
    picture.save()
    assert client.get(picture.crops[0].address).status_code == 404


@pytest.mark.parametrize("address", ["/pictures/2x1/{}", "/pictures/16x9/x{}", "/pictures/16x9/-"])
def test_there_is_no_cut_of_another_shape_or_name(client, address):
    picture = PictureFactory()
    ArticleFactory(lead_picture=picture, live=True)
    name = picture_crops.name(picture.file, picture.focus)

    assert client.get(f"/pictures/16x9/{name}").status_code == 200
    assert client.get(address.format(name)).status_code == 404


def test_what_is_see_through_is_white_in_a_cut():
    picture = in_the_library(Image.new("RGBA", (640, 360), (0, 0, 0, 0)))

    cut = picture_crops.path("16x9", picture_crops.name(picture.file, picture.focus))

    assert Image.open(default_storage.open(cut)).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize("focus", [Focus(0, 0), Focus(100, 100), Focus(33, 90)])
@pytest.mark.parametrize("size", [(1600, 900), (1, 1), (16_000, 2), (2, 16_000)])
def test_a_cut_never_leaves_its_picture(size, focus):
    for shape in picture_crops.SHAPES:
        left, top, right, bottom = picture_crops.box(shape, *size, focus)
        assert 0 <= left < right <= size[0]
        assert 0 <= top < bottom <= size[1]
        assert min(picture_crops.size(shape, *size)) > 0
