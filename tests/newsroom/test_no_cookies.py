"""A reader's page sets no cookie and depends on none, whatever cookies come."""

import pytest
from django.test import Client

from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

COOKIES = {
    "none": "",
    "of somebody signed in": "sessionid=abcdefghijklmnopqrstuvwxyz012345; csrftoken=" + "a" * 32,
    "broken": "sessionid=...; csrftoken=%%%; messages=junk",
}


@pytest.mark.parametrize("cookies", COOKIES.values(), ids=COOKIES)
def test_a_readers_page_is_the_same_whatever_cookies_come(client, cookies):
    address = ArticleFactory(live=True).versions.get().get_absolute_url()
    expected = client.get(address).content

    for page in ("/", address):
        response = client.get(page, headers={"cookie": cookies} if cookies else {})
        assert not response.cookies
        assert "cookie" not in response.headers.get("Vary", "").lower()
    assert response.content == expected


def test_the_desk_still_keeps_who_is_signed_in(client, editor):
    client.force_login(editor)

    assert client.get("/admin/").status_code == 200
    assert "no-store" in client.get("/admin/")["Cache-Control"]


def test_the_sign_in_form_needs_its_token(editor):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/admin/login/", {"username": "editor", "password": "x"})

    assert response.status_code == 403
