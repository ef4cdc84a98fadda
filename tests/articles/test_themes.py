"""A theme is one file of tokens: chosen by a setting, and read by people with weak eyes too."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory

from articles import colours
from articles.pages import errors
from tests.factories import ArticleFactory
from tests.pages import page, story_page

THEMES = sorted(path.stem for path in Path(settings.BASE_DIR, "static/css/themes").glob("*.css"))
READ = ["ink", "soft-ink", "accent", *[f"hue-{n}" for n in ("red", "ochre", "green", "teal")]]
READ += ["hue-blue", "hue-plum"]


def test_two_themes_come_with_it():
    assert THEMES == ["classic", "modern"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_read_in_a_theme_can_be_read(theme, scheme, settings, subtests):
    settings.THEME = theme

    for name in READ:
        with subtests.test(token=name):
            colour = colours.tokens()[name][scheme == "dark"]
            assert colours.least_contrast(colour, scheme) >= colours.ENOUGH


def test_themes_have_the_same_tokens():
    def names(theme):
        text = Path(settings.BASE_DIR, f"static/css/themes/{theme}.css").read_text()
        return {
            line.split(":")[0].strip() for line in text.splitlines() if line.startswith("    --")
        }

    assert names("classic") == names("modern")


@pytest.mark.django_db
def test_the_setting_says_which_sheet_of_tokens_pages_have(client, settings):
    article = ArticleFactory(live=True)
    settings.THEME = "modern"

    pages = [page(client, "/"), story_page(client, article), page(client, "/none/", 404)]
    pages.append(errors.server_error(RequestFactory().get("/")).content.decode())

    assert all('/static/css/themes/modern.css"' in html for html in pages)
    assert not any("classic" in html for html in pages)


def test_contrast_is_that_of_the_standard():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast("#ffffff", "#ffffff") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_colour_that_is_refused_comes_with_one_near_by_that_is_not(scheme, subtests):
    for colour in ("#ffcc00", "#7f7f7f", "#ffffff", "#000000", "#0044cc"):
        with subtests.test(colour=colour):
            near = colours.readable_near(colour, scheme)
            assert colours.why_unreadable(near, scheme) == ""
