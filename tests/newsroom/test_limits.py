"""What is refused before any view reads it."""

import pytest
from django.test import Client
from django.urls import reverse

from comments.models import Comment
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def test_a_body_over_the_limit_is_413(client, settings):
    settings.PUBLIC_BODY_LIMIT = 1000

    response = client.post("/", {"comment": "x" * 1001})

    assert response.status_code == 413


def test_the_desk_takes_larger_bodies_than_the_public(client, settings):
    settings.PUBLIC_BODY_LIMIT = 1000

    response = client.post("/admin/login/", {"username": "x" * 1001, "password": "y"})

    assert response.status_code == 200


def test_form_data_too_big_for_memory_is_413(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = client.post("/admin/login/", {"username": "x" * 500, "password": "y"})

    assert response.status_code == 413


@pytest.mark.parametrize("address", ["/%00", "/topics/%00/", "/?before=%00", "/2026/11/24/a%00/"])
def test_nul_in_an_address_is_400(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("body", [b"comment=bad%ff%fe", b"comment=bad\xff\xfe"])
def test_a_form_that_is_not_utf_8_is_400_and_nothing_of_it_is_guessed(client, body):
    story = ArticleFactory(live=True)

    response = client.post(
        reverse("comments:post", args=[story.pk]),
        body + b"&author=Ada&email=ada@example.org",
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert response.status_code == 400
    assert not Comment.objects.exists()


def test_a_percent_sign_typed_in_a_multipart_form_is_text(client):
    story = ArticleFactory(live=True)

    response = client.post(
        reverse("comments:post", args=[story.pk]),
        {"comment": "It rose 100%ff.", "author": "Ada", "email": "ada@example.org"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert response.status_code == 303
    assert Comment.objects.get().text == "It rose 100%ff."


def test_a_body_that_does_not_say_its_length_is_411(client):
    response = client.generic("POST", "/", b"x", HTTP_TRANSFER_ENCODING="chunked")

    assert response.status_code == 411


@pytest.mark.parametrize("address", ["/healthz", "/comments/receipt/1:x/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_wrong_method_is_405_though_it_brings_no_token(address, method):
    assert Client(enforce_csrf_checks=True).generic(method, address).status_code == 405
