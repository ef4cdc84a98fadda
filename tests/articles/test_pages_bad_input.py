"""Whatever is sent, readers' pages answer: with help, never with an error of ours."""

import re
from datetime import UTC, datetime
from itertools import product
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.models import Layout, Masthead
from articles.pages import errors
from articles.pages.frame import Frame
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CommentFactory,
    LiveEntryFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)

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


def test_an_address_of_nothing_is_not_found(case, addresses, client):
    for address in [
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
    ]:
        with case(address=address):
            response = client.get(address)

            assert response.status_code == 404
            assert not response.cookies
            assert 'href="/city/"' in response.content.decode()  # the way on


@pytest.mark.parametrize("query", ["before=%00", "x=%00", "before=%FF%FE", "after=%ED%A0%80"])
def test_text_that_no_database_holds_is_refused_and_no_error(addresses, client, query):
    assert client.get(f"/city/?{query}").status_code in (400, 404)


# What readers' pages read of their queries, by page; "story" and "live" stand for addresses.
QUERIES = {
    "/": ["before", "as_of"],
    "/city/": ["before", "after", "as_of"],
    "/topics/trams/": ["before", "after"],
    "/authors/mara/": ["before", "after"],
    "/2026/": ["before", "after"],
    "/corrections/": ["before", "after"],
    "/comments/": ["before"],
    "/search/": ["q", "section", "author", "topic", "since", "until", "order", "before"],
    "/oembed/": ["url", "format", "maxwidth", "maxheight"],
    "story": ["comments", "thread", "order", "replytocom", "before"],
    "storychanges/": ["since"],
    "live": ["entry", "before", "after", "state", "comments"],
    "/feed/": ["before", "as_of"],
    "/colours-004488-88bbff.css": ["x"],
}
HOSTILE = [
    *("", "-1", "9" * 30, f"{'9' * 17}-{'9' * 18}", "9999-12-31T23:59:59+14:00"),
    *("' NEAR( OR 1=1 -- \\ %00 <b>x</b>", "\ud800\u202ex", "x" * 10_000),
]


NO_SUCH_FORMAT = 501  # as oEmbed has it


def _encoded(value):
    return quote(value, safe="", errors="surrogatepass")


@pytest.fixture
def pages(time_machine):
    """Every page whose query is read, with a story on it, by its name in QUERIES."""
    time_machine.move_to(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False)
    shared = {
        "section": SectionFactory(slug="city"), "byline": AuthorFactory(slug="mara"),
        "topics": [TopicFactory(slug="trams")], "live": True,
    }  # fmt: skip
    story, live = ArticleFactory(**shared), ArticleFactory(**shared, layout=Layout.LIVE)
    LiveEntryFactory(article=live)
    CommentFactory(article=story, approved=True)
    story, live = (a.versions.live().get().get_absolute_url() for a in (story, live))
    return {name: re.sub("^story", story, re.sub("^live", live, name)) for name in QUERIES}


@pytest.mark.parametrize("name", QUERIES)
def test_whatever_is_in_its_query_a_page_answers_decently_or_with_a_plain_404(
    client, pages, name, subtests
):
    for parameter, value in product(QUERIES[name], HOSTILE):
        with subtests.test(parameter=parameter, value=value[:40]):
            response = client.get(f"{pages[name]}?{parameter}={_encoded(value)}")

            assert response.status_code in (200, 302, 400, 404, NO_SUCH_FORMAT)
            assert not response.cookies
            assert "<b>x</b>" not in response.text
            assert response.status_code != 404 or "</html>" in response.text or name == "/oembed/"


def test_a_section_without_a_story_for_a_year_still_shows_the_last(client, time_machine):
    city, empty = SectionFactory(slug="city"), SectionFactory(slug="opinion")
    last = datetime(2024, 2, 29, 12, tzinfo=UTC)
    ArticleFactory(section=city, headline="The last of its kind", published_at=last)
    time_machine.move_to(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False)

    for address in (city.get_absolute_url(), "/"):
        html = client.get(address).text
        assert "The last of its kind" in html
        assert 'datetime="2024-02-29' in html
    assert "The last of its kind" not in client.get(empty.get_absolute_url()).text


def test_nul_in_an_address_is_refused_on_a_decent_page(addresses, client):
    for address in ("/city/\0/", "/city/%00/", "/city/?before=%00"):
        response = client.get(address)

        assert response.status_code == 400
        assert "That request could not be read" in response.text


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
