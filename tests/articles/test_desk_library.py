"""The picture library: what comes in, who sees it, and how it is found."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from articles.models import Picture
from tests.factories import (
    ArticleFactory,
    PictureFactory,
    picture_upload,
)
from tests.many import pictures

pytestmark = pytest.mark.django_db


def upload(client, content, **words):
    return client.post("/admin/articles/picture/add/", {"upload": content, "focal_x": 0.5, **words})


def test_a_reporter_adds_a_picture_to_the_library(client, reporter):
    client.force_login(reporter)

    response = upload(client, picture_upload(), alt_text="A harbour\nat dawn", credit="J. Pires")

    picture = Picture.objects.get()
    assert response.status_code == 302
    assert (picture.alt_text, picture.width, picture.height) == ("A harbour at dawn", 1200, 800)


def test_the_same_file_again_is_refused_with_the_picture_that_has_it(client, reporter):
    client.force_login(reporter)
    upload(client, picture_upload(), alt_text="A harbour")

    response = upload(client, picture_upload(), alt_text="Again", caption="Kept words")

    [message] = response.context["adminform"].form.errors["upload"]
    assert "has this picture already" in message
    assert reverse("admin:articles_picture_change", args=[Picture.objects.get().pk]) in message
    assert "Kept words" in response.text


def png(width, height):
    data = io.BytesIO()
    Image.new("1", (width, height)).save(data, "PNG")
    data.seek(0)
    data.name = "picture.png"
    return data


def named(content, name="picture.jpg"):
    data = io.BytesIO(content)
    data.name = name
    return data


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            lambda: named(b"<svg onload='alert(1)'></svg>"),
            "not a JPEG, PNG, WebP, GIF, HEIC or AVIF",
        ),
        (lambda: named(picture_upload().read()[:900]), "not a JPEG, PNG, WebP, GIF, HEIC or AVIF"),
        (lambda: named(b""), "empty"),
        (lambda: png(9_000, 9_000), "too many pixels"),
        (lambda: png(100, 20_000), "too tall"),
    ],
    ids=["not an image", "truncated", "empty", "huge", "tall"],
)
def test_a_file_that_is_no_safe_picture_is_refused_in_words(client, reporter, content, words):
    client.force_login(reporter)

    response = upload(client, content(), alt_text="Kept words")

    assert response.status_code == 200
    assert words in response.context["adminform"].form.errors["upload"][0]
    assert "Kept words" in response.text
    assert not Picture.objects.exists()


def test_pictures_of_the_desk_are_for_who_is_signed_in(client, reporter, moderator):
    picture = PictureFactory()
    file = reverse("admin:articles_picture_file", args=[picture.pk, 480])
    library = reverse("admin:articles_picture_library")

    assert client.get(file).status_code == client.get(library).status_code == 302
    client.force_login(moderator)
    assert client.get(file).status_code == client.get(library).status_code == 403
    client.force_login(reporter)
    answer = client.get(file)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert "private" in answer.headers["Cache-Control"]
    assert "public" not in answer.headers["Cache-Control"]


def test_the_library_is_searched_by_words_and_paged_with_the_same_queries(
    client, reporter, django_assert_num_queries
):
    PictureFactory(caption="The old bridge")
    PictureFactory(caption="The quay", credit="J. Bridge")
    PictureFactory(caption="A dog")
    client.force_login(reporter)
    library = reverse("admin:articles_picture_library")

    found = client.get(library, {"q": "bridge"}).json()
    assert [picture["caption"] for picture in found["pictures"]] == ["The quay", "The old bridge"]
    assert found["more"] is False
    pictures(23)
    with django_assert_num_queries(5):
        assert client.get(library).json()["more"] is True
    with django_assert_num_queries(5):
        assert len(client.get(library, {"page": 1}).json()["pictures"]) == 2
    assert client.get(library, {"page": "x"}).status_code == 404


def test_a_picture_in_a_text_is_not_deleted(client, editor):
    picture = PictureFactory()
    ArticleFactory(body=f'<p>x</p><figure data-picture="{picture.pk}"></figure>')
    client.force_login(editor)

    client.post(f"/admin/articles/picture/{picture.pk}/delete/", {"post": "yes"})

    assert Picture.objects.filter(pk=picture.pk).exists()
