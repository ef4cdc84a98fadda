"""The files that pages name: made by the worker, cut around what matters, for every browser."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from articles import cutting, outbox, picture_files, picture_renditions
from articles.models import Label, OutboxTask, Picture
from articles.picture_crops import Focus
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    SectionFactory,
    cut_picture,
)
from tests.pages import page, story_page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TINY = (180, 120)  # so that encoders are done at once


def in_the_library(image=None, **fields):
    data = io.BytesIO()
    (image or Image.new("RGB", TINY, "teal")).save(data, "PNG")
    data.seek(0)
    return Picture.objects.create(**picture_files.store(data)._asdict(), **fields)


def work():
    """What the worker does at a look."""
    cutting.put_some()
    return outbox.run_due()


def addresses(html):
    """Of all files of pictures that a page names."""
    return set(re.findall(r"/pictures/[^\s\",]+", html))


def opened(content):
    return Image.open(io.BytesIO(b"".join(content.streaming_content)))


def shown(client, picture, rendition):
    response = client.get(picture.rendition_address(rendition))
    assert response.status_code == 200
    assert response["Content-Type"] == picture_renditions.TYPES[rendition.kind]
    image = opened(response)
    assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[rendition.kind]
    return image


def renditions(picture):
    return list(picture_renditions.all_of(picture.width, picture.height))


def everywhere(picture):
    """A front, a section and a story that show it."""
    section = SectionFactory(slug="city")
    story = ArticleFactory(lead_picture=picture, section=section, live=True)
    return ["/", "/city/", story.versions.get().get_absolute_url()]


# When they are made, and when they are named


def test_until_the_worker_has_cut_a_picture_pages_name_the_widths_that_are_kept(client):
    picture = in_the_library()
    pages = everywhere(picture)

    for address in pages:
        named = addresses(page(client, address))
        assert {name for name in named if "16x9" not in name} >= {picture.address(180)}
        assert not any(".avif" in name or "3x2" in name for name in named)
        assert {client.get(name).status_code for name in named} == {200}

    assert work().done == 1

    for address in pages:
        html = page(client, address)
        types = re.findall(r'<source type="image/(\w+)"', html)
        assert types[:2] == ["avif", "webp"]
        assert re.search(r'<img class="picture [^>]+\.jpg"', html)
        assert {client.get(name).status_code for name in addresses(html)} == {200}


def test_a_story_goes_live_without_waiting_for_an_encoder(client):
    picture = in_the_library()
    ArticleFactory(lead_picture=picture, live=True)

    assert not default_storage.exists("pictures/3x2-180")
    assert client.get(picture.address(180)).status_code == 200


def test_the_worker_takes_the_newest_pictures_first_and_a_few_at_a_time():
    pictures = [in_the_library(Image.new("RGB", TINY, (n, 0, 0))) for n in range(6)]

    put = cutting.put_some()

    assert put == cutting.AT_A_TIME
    waiting = set(OutboxTask.objects.values_list("payload__file", flat=True))
    assert waiting == {picture.file for picture in pictures[-put:]}
    assert cutting.put_some() == 2  # the next ones: those are under way
    assert cutting.put_some() == 0
    outbox.run_due()
    assert not Picture.objects.filter(cut_as="").exists()
    assert not OutboxTask.objects.exists()


def test_from_cron_all_that_wait_are_cut():
    for n in range(3):
        in_the_library(Image.new("RGB", TINY, (0, n, 0)))

    call_command("run_tasks", once=True)

    assert [picture.is_cut for picture in Picture.objects.all()] == [True] * 3


def test_a_picture_whose_upload_is_lost_is_shown_as_before_and_keeps_nobody_waiting(client):
    lost, other = in_the_library(), in_the_library(Image.new("RGB", TINY, "red"))
    default_storage.delete(f"originals/{lost.file}")
    story = ArticleFactory(lead_picture=lost, live=True)

    tally = work()

    assert (tally.done, tally.failed) == (1, 1)
    assert cutting.put_some() == 0
    other.refresh_from_db()
    assert other.is_cut
    assert lost.address(180) in story_page(client, story)


def test_a_focal_point_that_moves_while_its_picture_is_cut_is_seen(monkeypatch):
    picture = in_the_library()
    make = picture_renditions.make

    def make_and_move(*args):
        make(*args)
        moved = Picture.objects.get()
        moved.focal_x = 0.1
        moved.save()

    monkeypatch.setattr(picture_renditions, "make", make_and_move)
    work()
    picture.refresh_from_db()
    assert (picture.is_cut, picture.cut_as) == (False, "")

    monkeypatch.undo()
    work()
    picture.refresh_from_db()
    assert picture.is_cut
    assert picture.focus.x == 10


# What is in them


def test_one_pixel_is_a_picture_too():
    for rendition in picture_renditions.all_of(1, 1):
        image = picture_renditions._cut(Image.new("RGB", (1, 1)), rendition, Focus(100, 0))
        assert image.size == (1, 1)


def halves():
    """Red on the right, which is where the focal point is set, and otherwise white."""
    image = Image.new("RGB", (240, 120), "white")
    image.paste("red", (180, 0, 240, 120))
    return image


def test_what_matters_stays_in_sight_in_every_form_and_width(client):
    picture = in_the_library(halves(), focal_x=0.95)
    ArticleFactory(lead_picture=picture, live=True)
    work()

    for rendition in renditions(picture):
        image = shown(client, picture, rendition).convert("RGB")
        height = picture_renditions.height_of(
            rendition.shape, rendition.width, picture.width, picture.height
        )
        assert image.size == (rendition.width, height)
        red, green, _blue = image.getpixel((image.width - 5, 5))
        assert (red > 220, green < 50) == (True, True), rendition


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((3000, 2000), {"": 1600, "3x2": 1080, "4x3": 1280, "1x1": 480}),
        ((600, 400), {"": 600, "3x2": 600, "4x3": 533, "1x1": 400}),
        ((100, 2000), {"": 100, "3x2": 100, "4x3": 100, "1x1": 100}),
        ((1, 1), {"": 1, "3x2": 1, "4x3": 1, "1x1": 1}),
    ],
)
def test_nothing_is_made_larger_than_it_came(size, expected):
    widest = {shape: picture_renditions.widths_for(shape, *size)[-1] for shape in expected}

    assert widest == expected
    for rendition in picture_renditions.all_of(*size):
        assert rendition.width <= expected[rendition.shape]


def test_what_is_see_through_stays_so_and_is_white_as_jpeg(client):
    picture = in_the_library(Image.new("RGBA", TINY, (0, 0, 0, 0)))
    ArticleFactory(lead_picture=picture, live=True)
    work()

    for rendition in renditions(picture):
        image = shown(client, picture, rendition)
        if rendition.kind == "jpg":
            assert image.getpixel((9, 9)) == (255, 255, 255)
        else:
            assert image.convert("RGBA").getpixel((9, 9))[3] == 0


def test_what_a_camera_wrote_is_in_none_of_them(client):
    exif = Image.Exif()
    exif[0x010E] = "CANARY of the source's kitchen"
    data = io.BytesIO()
    Image.new("RGB", TINY, "teal").save(
        data, "JPEG", exif=exif, xmp=b"<x:xmpmeta>CANARY</x:xmpmeta>", comment=b"CANARY"
    )
    assert data.getvalue().count(b"CANARY") == 3
    data.seek(0)
    picture = Picture.objects.create(**picture_files.store(data)._asdict())
    work()

    for rendition in renditions(picture):
        name = rendition.name(picture.file, picture.focus)
        with default_storage.open(picture_renditions.path(rendition.cut, name)) as file:
            assert b"CANARY" not in file.read(), rendition


# Who gets them


def test_another_focal_point_is_other_addresses_and_a_page_that_is_open_finds_its_own(client):
    picture = in_the_library(halves(), focal_x=0.95)
    front = everywhere(picture)[0]
    work()
    old = {name for name in addresses(page(client, front)) if "3x2" in name}
    assert old

    picture.refresh_from_db()
    picture.focal_x = 0.05
    picture.save()

    assert not old & addresses(page(client, front))
    assert {client.get(name).status_code for name in old} == {200}
    work()
    new = {name for name in addresses(page(client, front)) if "3x2" in name}
    assert len(new) == len(old)
    assert not new & old
    image = opened(client.get(next(name for name in new if name.endswith(".jpg")))).convert("RGB")
    assert image.getpixel((image.width - 5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("trait", ["scheduled", "expired", "killed", "in_review", None])
def test_a_rendition_of_what_readers_do_not_see_is_not_found(client, trait):
    picture = cut_picture(in_the_library(alt_text="Gulls", credit="J. Pires"))
    ArticleFactory(lead_picture=picture, **({trait: True} if trait else {}))

    answers = [client.get(picture.rendition_address(one)) for one in renditions(picture)]

    assert {(answer.status_code, answer["Cache-Control"]) for answer in answers} == {
        (404, "no-store")
    }


def test_a_rendition_goes_with_the_rights_in_its_picture(client, time_machine):
    time_machine.move_to(NOON - timedelta(seconds=20), tick=False)
    picture = cut_picture(in_the_library(usable_until=NOON))
    ArticleFactory(lead_picture=picture, published_at=NOON - timedelta(days=1))
    address = picture.rendition_address(renditions(picture)[1])

    kept = client.get(address)["Cache-Control"]
    time_machine.move_to(NOON, tick=False)

    assert kept == "public, max-age=20, s-maxage=20, immutable"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/pictures/3x2-121/{stem}-50-50.avif",
        "/pictures/2x1-120/{stem}-50-50.avif",
        "/pictures/3x2-120/{stem}.avif",
        "/pictures/3x2-120/{stem}-50-50.png",
        "/pictures/3x2-120/{stem}-150-50.avif",
        "/pictures/180/{stem}-50-50.avif",
        "/pictures/3x2-/{stem}-50-50.avif",
        "/pictures/-120/{stem}-50-50.avif",
        "/pictures/3x2-١٢٠/{stem}-50-50.avif",
        "/pictures/originals/{stem}.webp",
    ],
)
def test_there_is_nothing_at_an_address_that_no_page_names(client, address):
    picture = cut_picture(in_the_library())
    ArticleFactory(lead_picture=picture, live=True)
    stem = picture.file.removesuffix(".webp")

    assert client.get(f"/pictures/3x2-120/{stem}-50-50.avif").status_code == 200
    assert client.get(address.format(stem=stem)).status_code == 404


def test_a_preview_shows_them_before_readers_find_them(client, at_the_desk, editor):
    picture = cut_picture(in_the_library())
    article = ArticleFactory(lead_picture=picture)
    desk = at_the_desk(editor)

    html = page(desk, f"/admin/articles/article/{article.pk}/preview/")

    named = set(re.findall(r"[^\s\",]+/pictures/[^\s\",]+", html))
    assert any(name.endswith(".avif") for name in named)
    assert {desk.get(name).status_code for name in named} == {200}
    assert {client.get(name).status_code for name in addresses(html)} == {404}


def test_pictures_are_kept_in_any_storage(client, settings):
    kept = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": kept}
    picture = in_the_library()
    front = everywhere(picture)[0]

    work()

    named = addresses(page(client, front))
    assert any(".avif" in name for name in named)
    assert {client.get(name).status_code for name in named} == {200}


# How pages name them


def test_a_page_has_one_picture_to_hurry_for_and_all_have_their_size(client):
    author = AuthorFactory(picture=cut_picture(in_the_library(Image.new("RGB", TINY, "navy"))))
    lead, inside = (
        cut_picture(in_the_library(Image.new("RGB", TINY, (n, 9, 9)), alt_text="Gulls"))
        for n in range(2)
    )
    body = f'<p>A</p><figure data-picture="{inside.pk}"></figure>'
    article = ArticleFactory(lead_picture=lead, body=body, byline=author, live=True)

    for html in (story_page(client, article), page(client, "/")):
        images = re.findall(r"<img class=[^>]+>", html)
        assert len(images) > 0
        assert [image.count('fetchpriority="high"') for image in images].count(1) == 1
        for tag in (*images, *re.findall(r"<source [^>]+>", html)):
            assert re.search(r' width="\d+" height="\d+"', tag)
        for image in images:
            assert ('fetchpriority="high"' in image) is ('loading="lazy"' not in image)
            assert 'decoding="async"' in image
        preloads = re.findall(r'<link rel="preload"[^>]+>', html)
        assert {re.search(r'type="([^"]+)"', tag)[1] for tag in preloads} == {"image/avif"}
        for tag in preloads:
            assert re.search(r'imagesrcset="([^"]+)"', tag)[1] in html.split("</head>")[1]


def test_the_lead_of_the_front_stands_in_another_shape_on_wide_screens(client):
    picture = cut_picture(in_the_library())
    everywhere(picture)

    html = page(client, "/")

    sources = re.findall(r"<source ([^>]+)>", html)[:4]
    shapes = [re.search(r"/pictures/(\w+)-", source)[1] for source in sources]
    media = ['media="(min-width: 64rem)"' in source for source in sources]
    assert (shapes, media) == (["4x3", "4x3", "3x2", "3x2"], [True, True, False, False])
    asked = re.findall(r'<link rel="preload"[^>]+media="([^"]+)"', html)
    assert asked == ["(min-width: 64rem)", "not all and (min-width: 64rem)"]


def test_a_face_beside_an_opinion_is_cut_square_and_is_decoration(client):
    face = cut_picture(in_the_library(alt_text="Owen"))
    author = AuthorFactory(picture=face)
    section = SectionFactory(slug="opinion")
    article = ArticleFactory(label=Label.OPINION, byline=author, section=section, live=True)

    html = story_page(client, article).split('class="face"')[1].split("</span>")[0]

    assert "/pictures/1x1-120/" in html
    assert 'alt=""' in html
