"""What the README promises is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

README = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
PLACE = re.compile(r"`((?:articles|comments|newsroom|templates|static|docs|deploy)/[\w./-]*)`")


@pytest.mark.parametrize("place", sorted(set(PLACE.findall(README))))
def test_every_place_that_the_readme_names_is_there(place):
    assert Path(settings.BASE_DIR / place).exists()


def test_the_readme_opens_with_the_two_commands():
    assert re.search(r"\A# Newsroom\s+```\s+make run .*\nmake test ", README)
