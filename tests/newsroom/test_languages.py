"""The site in the newsroom's language, whatever a browser asks for."""

from datetime import UTC, datetime

import pytest
from django.utils.formats import number_format
from django.utils.translation import override

from articles.desk import wording
from articles.pages import errors
from articles.slugs import slug_of
from tests.factories import ArticleFactory

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(params=[("de", "ltr"), ("ar", "rtl")], ids=lambda param: param[0])
def language(request, settings):
    settings.LANGUAGE_CODE, direction = request.param
    with override(settings.LANGUAGE_CODE):
        yield settings.LANGUAGE_CODE, direction


def test_every_page_says_its_language_and_direction(client, db, language):
    code, direction = language
    ArticleFactory(live=True)

    for address in ("/", "/no-such-page/", "/search/?q=x", "/admin/login/"):
        page = client.get(address, headers={"Accept-Language": "en"}).content.decode()
        assert f'<html lang="{code}" dir="{direction}">' in page
    bare = errors.without_database("503.html").content.decode()
    assert f'<html lang="{code}" dir="{direction}">' in bare


def test_no_header_and_no_cookie_changes_the_language_of_a_page(client, db, language):
    plain = client.get("/")
    client.cookies["django_language"] = "en-gb"

    asked = client.get("/", headers={"Accept-Language": "en"})

    assert asked.content == plain.content
    assert f'<html lang="{language[0]}"' in plain.content.decode()
    assert "Language" not in plain.get("Vary", "")
    assert "Cookie" not in plain.get("Vary", "")


def test_machines_are_told_the_language(client, db, language):
    code, _ = language
    ArticleFactory(live=True)

    page = client.get("/").content.decode()

    territory = {"de": "de_DE", "ar": "ar_AR"}[code]
    assert f'<meta property="og:locale" content="{territory}">' in page
    assert f"<language>{code}</language>" in client.get("/feed/").content.decode()
    assert f'xml:lang="{code}"' in client.get("/feed/atom/").content.decode()


def test_numbers_are_grouped_as_the_language_does(language):
    assert (
        number_format(12345.5, 1, force_grouping=True)
        == {
            "de": "12.345,5",
            "ar": "12,345.5",
        }[language[0]]
    )


def test_a_time_at_the_desk_stays_whole_beside_a_name_in_another_script(language):
    told = wording.short(NOON)

    assert told.startswith("\u2068") is (language[1] == "rtl")
    assert told.endswith("\u2069") is (language[1] == "rtl")


@pytest.mark.parametrize(
    ("code", "headline", "slug"),
    [
        ("en-gb", "The Bridge: it’s open", "the-bridge-its-open"),
        ("en-gb", "Łódź, Øresund and the Straße", "lodz-oresund-and-the-strasse"),
        ("en-gb", "Über Köln", "uber-koln"),
        ("de", "Über Köln: die Größe der Häuser", "ueber-koeln-die-groesse-der-haeuser"),
        ("ar", "افتتاح الجسر بعد ٢ عامين", "afttah-algsr-bad-2-aamyn"),
        ("ar", "مُدَرِّسَةٌ", "mdrsa"),
        ("ar", "新闻", ""),
        ("en-gb", "word " * 40, "-".join(["word"] * 20)),
    ],
)
def test_a_headline_makes_an_address_of_latin_letters(settings, code, headline, slug):
    settings.LANGUAGE_CODE = code

    assert slug_of(headline) == slug


def test_a_story_with_an_arabic_headline_is_found_at_its_address(client, db, settings):
    settings.LANGUAGE_CODE = "ar"
    version = ArticleFactory(headline="افتتاح الجسر", slug="", live=True).versions.live().get()

    assert version.path.endswith("/afttah-algsr")
    assert client.get(version.get_absolute_url()).status_code == 200
