"""The site in the newsroom's language, whatever a browser asks for."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from babel import Locale, UnknownLocaleError
from django.conf import global_settings, settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import override, pgettext
from playwright.sync_api import expect

from articles.desk import wording
from articles.desk.calendar import Span
from articles.models import Layout, Stage
from articles.pages import errors
from articles.pages.live_story import NUMBERS_OF_EACH_FORM
from articles.slugs import slug_of
from comments.models import Status
from tests.browser import sign_in
from tests.factories import ArticleFactory, LiveEntryFactory, UserFactory

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


def test_a_script_finds_its_form_of_a_number_in_every_language():
    """Its plural rules are the browser's: of each form there is a number among ours."""
    for code, _name in global_settings.LANGUAGES:
        try:
            form_of = Locale.parse(code, sep="-").plural_form
        except UnknownLocaleError:
            continue
        forms = {form_of(number) for number in range(1, 1000)}
        assert (code, forms - set(map(form_of, NUMBERS_OF_EACH_FORM))) == (code, set())


@pytest.mark.parametrize(
    ("code", "several"),
    [("de", "3 neue Einträge"), ("ar", "3 مداخل جديدة"), ("en-gb", "3 new entries")],
)
def test_new_entries_are_counted_in_the_languages_own_forms(client, db, settings, code, several):
    settings.LANGUAGE_CODE = code
    with override(code):
        story = ArticleFactory(layout=Layout.LIVE, published_at=timezone.now())
        LiveEntryFactory(article=story)
        page = client.get(story.versions.live().get().get_absolute_url()).content.decode()

    told = re.findall(r'<span data-number="(\d+)">([^<]+)</span>', page)
    assert [int(number) for number, _text in told] == list(NUMBERS_OF_EACH_FORM)
    assert dict(told)["3"] == several
    assert len({re.sub(r"\d+", "", text) for _number, text in told}) == {"ar": 5}.get(code, 2)


def test_a_word_with_two_meanings_has_two_translations(language):
    """“Open” is a button, and how a discussion is; “Live” is a story, and what goes on just now."""
    button, state = pgettext("button", "Open"), pgettext("comments", "Open")
    on_site, going_on = pgettext("story", "Live"), pgettext("coverage that goes on", "Live")

    assert (button, state, on_site, going_on) == {
        "de": ("Öffnen", "Geöffnet", "Online", "Live"),
        "ar": ("فتح", "مفتوحة", "على الموقع", "مباشر"),
    }[language[0]]


def test_a_state_agrees_with_what_it_is_the_state_of(language):
    if language[0] == "ar":  # a story is feminine, a comment is not
        assert (str(Stage.APPROVED.label), str(Status.APPROVED.label)) == ("معتمدة", "معتمد")


def test_a_time_at_the_desk_stays_whole_beside_a_name_in_another_script(language):
    told = wording.short(NOON)

    assert told.startswith("\u2068") is (language[1] == "rtl")
    assert told.endswith("\u2069") is (language[1] == "rtl")


def test_the_calendars_week_begins_as_the_language_counts(language):
    first = Span("week", date(2026, 11, 25)).weeks[0][0]

    assert first == {"de": date(2026, 11, 23), "ar": date(2026, 11, 22)}[language[0]]


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


def test_the_first_start_of_all_speaks_the_language_already(tmp_path):
    """Catalogues are compiled before anything can ask for a translation and find none."""
    program = "import django; django.setup(); from django.utils.translation import gettext as _; "
    done = subprocess.run(
        [sys.executable, "-c", program + "print(_('Skip to content'))"],
        env=os.environ | {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings", "LANGUAGE_CODE": "de",
            "VAR_DIR": str(tmp_path), "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip() == "Zum Inhalt springen"


LEFT_OR_RIGHT = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|(?:text-align|float|clear): *(?:left|right)"
    r"|(?:margin|padding|inset): *[^\s;]+ +(?P<right>[^\s;]+) +[^\s;]+ +(?!(?P=right)\b)[^\s;!]+;"
)


def test_styles_know_beginning_and_end_and_not_left_and_right():
    for wrong in ("margin-left: 0", "float: right", "padding: 0 1rem 0 0;", "inset: 0 0 0 auto;"):
        assert LEFT_OR_RIGHT.search(wrong)
    assert not LEFT_OR_RIGHT.search("padding: 1rem 2rem 0 2rem;")
    for file in (settings.BASE_DIR / "static").rglob("*.css"):
        assert LEFT_OR_RIGHT.findall(file.read_text()) == [], file.name


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_desk_speaks_arabic_in_its_scripts_too_and_opens_to_where_there_is_room(
    person, settings
):
    settings.LANGUAGE_CODE = "ar"
    page = person()
    sign_in(page, UserFactory(is_superuser=True, is_staff=True))
    page.goto(reverse("admin:articles_article_add"))

    expect(page.get_by_role("toolbar", name="التنسيق")).to_be_visible()
    page.locator(".desk-more summary").click()
    box = page.locator(".desk-more-groups").bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 1280
