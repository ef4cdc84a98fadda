"""The editor's handbook shows what can be drawn, and draws what it shows."""

import re
from pathlib import Path

from django.conf import settings

from docs.handbook import draw
from docs.handbook.recipes import RECIPES

TEXT = (Path(settings.BASE_DIR) / "docs/handbook/README.md").read_text(encoding="utf-8")
CHAPTER = re.compile(r"^## (.+)$", re.M)


def test_every_picture_of_the_handbook_has_a_recipe_and_every_recipe_is_used():
    assert sorted(draw.NAMED.findall(TEXT)) == sorted(RECIPES)
    assert draw.differences() == []


def test_no_picture_is_missed_for_the_way_in_which_it_is_written():
    assert len(draw.NAMED.findall(TEXT)) == TEXT.count("![") == TEXT.count("pictures/")


def test_a_picture_without_a_recipe_and_a_recipe_without_a_picture_are_named(monkeypatch):
    monkeypatch.setitem(RECIPES, "never-shown", RECIPES["shift"])
    monkeypatch.delitem(RECIPES, "writing")

    assert draw.differences() == [
        "The handbook does not show never-shown.",
        "The handbook shows writing, which has no recipe.",
    ]


def test_the_contents_lead_to_every_chapter_in_its_order():
    anchors = [
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in CHAPTER.findall(TEXT)
    ]

    assert re.findall(r"\]\(#([\w-]+)\)", TEXT) == anchors


def test_the_first_lines_say_how_the_pictures_are_drawn():
    assert "`make handbook`" in TEXT.split("\n\n")[1]
