"""Signing in at the desk, and guessing at it."""

import pytest

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = UserFactory(username="edith")
    user.set_password("correct horse battery")
    user.save()
    return user


def sign_in(client, password, **extra):
    return client.post("/admin/login/", {"username": "edith", "password": password}, **extra)


def test_the_right_password_opens_the_desk(client, user):
    assert sign_in(client, "correct horse battery").status_code == 302


def test_guessing_is_slowed_and_the_right_password_does_not_help_then(client, user, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in(client, "guess")

    assert response.status_code == 429
    assert int(response["Retry-After"]) == 15 * 60
    assert sign_in(client, "correct horse battery").status_code == 429


def test_guessing_from_elsewhere_does_not_lock_the_owner_out(client, user, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "guess", REMOTE_ADDR="203.0.113.7")

    assert sign_in(client, "correct horse battery").status_code == 302


def test_the_throttle_can_be_switched_off(client, user, settings):
    settings.AXES_ENABLED = False
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        sign_in(client, "guess")

    assert sign_in(client, "correct horse battery").status_code == 302


def test_a_name_longer_than_any_account_is_a_wrong_name(client):
    response = client.post("/admin/login/", {"username": "x" * 1000, "password": "guess"})

    assert response.status_code == 200
