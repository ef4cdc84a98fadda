"""Pictures sent straight into the library while a story is written: who may, and what comes in."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from articles.desk.picture_form import UploadForm
from articles.models import Picture
from tests.articles.test_picture_words import alternatives, jpeg, xmp
from tests.factories import (
    ArticleFactory,
    PictureFactory,
    UserFactory,
    picture_bomb,
    picture_upload,
)

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/articles/picture/upload/"
HEIC = Path(__file__).parent.parent / "pictures" / "telephone.heic"
WORDS = {"alt_text": "A ferry", "caption": "At its berth.", "credit": "A. Silva"}
CENTRE = {"focal_x": 0.5, "focal_y": 0.5}


def send(client, content, name="picture.jpg"):
    file = io.BytesIO(content if isinstance(content, bytes) else content.read())
    file.name = name
    return client.post(UPLOAD, {"upload": file})


def type_words(client, picture, **words):
    address = reverse("admin:articles_picture_words", args=[picture.pk])
    return client.post(address, {**WORDS, **CENTRE, **words})


def test_a_file_arrives_with_the_words_that_it_brings(at_the_desk, reporter):
    written = xmp(alternatives("dc:description", x_default="The ferry."))

    answer = send(at_the_desk(reporter), jpeg(xmp=written))

    assert answer.status_code == 201
    picture = Picture.objects.get()
    assert answer.json()["picture"]["id"] == picture.pk
    assert (answer.json()["known"], answer.json()["may_change"]) == (False, True)
    assert picture.caption == answer.json()["picture"]["caption"] == "The ferry."


def test_the_same_file_again_is_the_same_picture_with_its_words_untouched(at_the_desk, reporter):
    desk = at_the_desk(reporter)
    known = send(desk, picture_upload()).json()["picture"]
    Picture.objects.update(alt_text="As typed")

    answer = send(desk, picture_upload(), name="another-name.jpg")

    assert (answer.status_code, answer.json()["known"]) == (200, True)
    assert answer.json()["picture"]["id"] == known["id"]
    assert Picture.objects.get().alt_text == "As typed"


def test_two_who_send_the_same_file_at_once_get_the_same_picture(db):
    forms = [
        UploadForm({}, {"upload": SimpleUploadedFile("ferry.png", picture_upload().read())})
        for _ in range(2)
    ]
    assert [form.is_valid() for form in forms] == [True, True]

    first, second = [form.save() for form in forms]

    assert first == second == Picture.objects.get()
    assert [form.known for form in forms] == [False, True]


def test_a_picture_that_looks_like_one_in_the_library_is_taken_and_told(at_the_desk, reporter):
    picture = Image.linear_gradient("L").resize((900, 600)).rotate(30)
    desk = at_the_desk(reporter)

    def answer(kind):
        data = io.BytesIO()
        picture.save(data, kind)
        return send(desk, data.getvalue()).json()

    first, second = answer("PNG"), answer("JPEG")

    assert first["alike"] == []
    assert [other["id"] for other in second["alike"]] == [first["picture"]["id"]]


def test_a_telephones_heic_is_taken_in(at_the_desk, reporter):
    answer = send(at_the_desk(reporter), HEIC.read_bytes(), name="IMG_0001.HEIC")

    assert answer.status_code == 201
    assert (Picture.objects.get().width, Picture.objects.get().height) == (64, 48)


def test_a_picture_is_what_its_bytes_are_whatever_its_name_says(at_the_desk, reporter):
    assert send(at_the_desk(reporter), picture_upload(), name="ferry.gif").status_code == 201


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<svg xmlns='x' onload='alert(1)'/>", "logo.svg", "not a JPEG"),
        (b"<html><script>alert(1)</script>", "ferry.jpg", "not a JPEG"),
        (b"MZ\x90\x00 a program", "ferry.png", "not a JPEG"),
        (HEIC.read_bytes()[:200], "cut.heic", "not a JPEG"),
        (picture_bomb(), "big.png", "too many pixels"),
        (b"", "nothing.jpg", "empty"),
    ],
    ids=["SVG with script", "HTML", "program", "cut HEIC", "400 megapixels", "empty"],
)
def test_what_is_no_safe_picture_is_refused_in_words(at_the_desk, reporter, content, name, words):
    answer = send(at_the_desk(reporter), content, name)

    assert answer.status_code == 422
    assert words in answer.json()["problem"]
    assert not Picture.objects.exists()


def test_a_file_over_the_limit_of_the_desk_is_413(at_the_desk, reporter, settings):
    settings.DESK_BODY_LIMIT = 50_000

    assert send(at_the_desk(reporter), b"x" * 60_000).status_code == 413


def test_words_and_focal_point_are_typed_where_the_picture_arrived(at_the_desk, reporter):
    picture = PictureFactory(rights="Kept")

    answer = type_words(at_the_desk(reporter), picture, alt_text=" A\nferry ", focal_x=0.2)

    picture.refresh_from_db()
    assert answer.json()["picture"]["alt"] == picture.alt_text == "A ferry"
    assert (picture.caption, picture.credit) == ("At its berth.", "A. Silva")
    assert (picture.focal_x, picture.focal_y, picture.rights) == (0.2, 0.5, "Kept")


@pytest.mark.parametrize("wrong", [{"focal_x": 2}, {"focal_y": "nan"}, {"alt_text": "x" * 401}])
def test_words_that_do_not_fit_are_told_by_field_and_nothing_is_kept(at_the_desk, reporter, wrong):
    picture = PictureFactory(alt_text="As it was")

    answer = type_words(at_the_desk(reporter), picture, **wrong)

    assert answer.status_code == 422
    assert list(answer.json()["problems"]) == list(wrong)
    assert Picture.objects.get().alt_text == "As it was"


# Who may


def test_pictures_are_taken_from_those_who_may_add_them(client, reporter, editor, moderator):
    for user, status in ((reporter, 201), (editor, 200), (moderator, 403)):
        client.force_login(user)
        assert send(client, picture_upload()).status_code == status
    client.force_login(UserFactory())
    assert send(client, picture_upload("red")).status_code == 403
    client.logout()
    assert send(client, picture_upload("red")).status_code == 401
    assert Picture.objects.count() == 1


def test_nothing_is_taken_from_another_site(reporter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    picture = PictureFactory(alt_text="As it was")

    assert send(client, picture_upload("red")).status_code == 403
    assert type_words(client, picture).status_code == 403
    assert Picture.objects.get().alt_text == "As it was"


def test_looking_changes_nothing(at_the_desk, editor):
    desk = at_the_desk(editor)

    assert desk.get(UPLOAD).status_code == 405
    assert (
        desk.get(reverse("admin:articles_picture_words", args=[PictureFactory().pk])).status_code
        == 405
    )


@pytest.mark.parametrize("state", ["live", "scheduled"])
@pytest.mark.parametrize("place", ["lead", "text"])
def test_the_words_of_a_picture_that_readers_see_are_changed_by_who_may_publish(
    at_the_desk, reporter, editor, state, place
):
    picture = PictureFactory(alt_text="As it was")
    body = f'<p>A</p><figure data-picture="{picture.pk}"></figure>'
    ArticleFactory(
        **({"lead_picture": picture} if place == "lead" else {"body": body}), **{state: True}
    )
    page = reverse("admin:articles_picture_change", args=[picture.pk])

    assert type_words(at_the_desk(reporter), picture).status_code == 403
    assert at_the_desk(reporter).post(page, {**WORDS, **CENTRE}).status_code == 403
    assert "only those who may publish" in at_the_desk(reporter).get(page).text
    assert Picture.objects.get().alt_text == "As it was"
    assert type_words(at_the_desk(editor), picture).status_code == 200


@pytest.mark.parametrize("state", [{}, {"in_review": True}, {"expired": True}, {"killed": True}])
def test_the_words_of_a_picture_that_no_reader_sees_are_the_reporters(at_the_desk, reporter, state):
    picture = PictureFactory()
    ArticleFactory(lead_picture=picture, **state)

    assert type_words(at_the_desk(reporter), picture).status_code == 200


def test_a_known_picture_that_readers_see_is_not_opened_to_a_reporter_by_sending_it_again(
    at_the_desk, reporter
):
    picture = Picture.objects.get(
        pk=send(at_the_desk(reporter), picture_upload()).json()["picture"]["id"]
    )
    ArticleFactory(lead_picture=picture, live=True)

    assert send(at_the_desk(reporter), picture_upload()).json()["may_change"] is False
