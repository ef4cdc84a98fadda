"""Whatever is sent, readers' pages answer: with help, never with an error of ours."""

import re

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.models import Masthead
from articles.pages import errors
from articles.pages.frame import Frame
from tests.factories import ArticleFactory, PictureFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(settings):
    settings.DEBUG = False
    picture = PictureFactory()
    article = ArticleFactory(section=SectionFactory(slug="city"), lead_picture=picture, live=True)
    return ["/", "/city/", article.versions.get().get_absolute_url(), picture.address(480)]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_wrong_method_hears_which_are_right(addresses, method, client):
    client.handler.enforce_csrf_checks = True

    for address in addresses:
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"


def test_head_is_get_without_the_page(addresses, client):
    for address in addresses:
        response = client.head(address)
        assert response.status_code == 200
        assert response.getvalue() == b""


@pytest.mark.parametrize(
    "address",
    [
        *("/nowhere/", "/city/nowhere/", "/topics/nowhere/", "/authors/nowhere/", "/.env"),
        *("/2026/99/99/x/", "/0000/00/00/x/", "/2026/11/24/" + "x" * 5000 + "/", "/%F0%28%8C/"),
        *("/city/%FF/", "/topics/%C3%28/", "/%2e%2e/%2e%2e/etc/passwd", "/pictures/480/%ff.webp"),
        *("/pictures/480/..%2f..%2fx", "/pictures/" + "9" * 999 + "/x", "/٢٠٢٦/١١/٢٤/x/"),
        *("/city//", "/CITY/", "/" + "a/" * 2000, "/topics/" + "x" * 9000 + "/"),
        *(
            "/2026/11/24/x\u202e/",
            "/2026/11/24/%ED%A0%80/",
            "/pictures/-1/x",
            "/city/%0d%0aSet-Cookie:x/",
        ),
    ],
)
def test_an_address_of_nothing_is_not_found(addresses, client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert not response.cookies
    assert 'href="/city/"' in response.content.decode()  # the way on


@pytest.mark.parametrize("query", ["before=%00", "x=%00", "before=%FF%FE", "after=%ED%A0%80"])
def test_text_that_no_database_holds_is_refused_and_no_error(addresses, client, query):
    assert client.get(f"/city/?{query}").status_code in (400, 404)


def test_nul_in_an_address_is_refused(addresses, client):
    assert client.get("/city/\0/").status_code in (400, 404)
    assert client.get("/city/%00/").status_code in (400, 404)


def test_an_unknown_host_is_a_bad_request(addresses, client):
    response = client.get("/", headers={"host": "evil.example.com"})

    assert response.status_code == 400
    assert "That request could not be read" in response.content.decode()


def test_a_headline_without_a_space_is_printed_whole(client):
    headline = "W" * 300
    article = ArticleFactory(headline=headline, slug="long", live=True)

    for address in ("/", article.versions.get().get_absolute_url()):
        assert headline in client.get(address).content.decode()


def test_browsers_find_an_icon_where_they_look_first(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response["Location"].endswith(".png")


@pytest.mark.parametrize(("error", "status"), [(ZeroDivisionError, 500), (OperationalError, 503)])
def test_an_error_of_ours_is_said_without_asking_the_database(
    error, status, django_assert_num_queries, settings, monkeypatch
):
    monkeypatch.setattr(Frame, "last_name", "")
    settings.SITE_NAME = "The Paper"
    with django_assert_num_queries(0):
        try:
            raise error
        except error:
            response = errors.server_error(RequestFactory().get("/"))

    html = response.content.decode()
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert ("Retry-After" in response) is (status == 503)
    assert "The Paper" in html
    assert re.findall(r'href="(/static/css/[^"]+)"', html)
    assert '<a class="way-on" href="/">' in html
    assert ('action="/search/"' in html) is (status == 500)  # which needs the database


def test_the_page_of_an_error_has_the_name_that_pages_had_before_it(client, monkeypatch):
    monkeypatch.setattr(Frame, "last_name", "")
    Masthead.objects.create(own_name="The Quay & Co")
    client.get("/")

    with CaptureQueriesContext(connection) as asked:
        response = errors.server_error(RequestFactory().get("/"))

    assert '<a href="/">The Quay &amp; Co</a>' in response.text
    assert "The Quay &amp; Co</title>" in response.text
    assert len(asked) == 0


def test_a_view_that_fails_answers_with_that_page(addresses, client, monkeypatch):
    monkeypatch.setattr("articles.pages.fronts.front_page", lambda at: 1 / 0)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]
