"""What is refused before any view reads it."""

import pytest

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
