"""Colours that people can read: contrast by WCAG 2.2, against the pages of the theme."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

ENOUGH = 4.5  # to one, for text of any size (WCAG 2.2, 1.4.3)
_HEX = re.compile(r"#[0-9a-f]{6}")
_TOKEN = re.compile(r"--([-\w]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
STEP = 0.02  # of lightness, in the search for a colour near by


def theme_sheet() -> str:
    """The static file that holds the tokens of the theme in use."""
    return f"css/themes/{settings.THEME}.css"


def tokens() -> dict[str, tuple[str, str]]:
    """The colours of the theme in use: by the name of the token, on light and on dark pages."""
    return _tokens_in(finders.find(theme_sheet()))


@lru_cache
def _tokens_in(path: str) -> dict[str, tuple[str, str]]:
    found = _TOKEN.findall(Path(path).read_text(encoding="utf-8"))
    return {name: (light, dark) for name, light, dark in found}


def _on(scheme: str, name: str) -> str:
    return tokens()[name][scheme == "dark"]


def accent(scheme: str) -> str:
    """The theme's own, on "light" or "dark" pages."""
    return _on(scheme, "accent")


def contrast(one: str, other: str) -> float:
    """Of two colours as #rrggbb, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def least_contrast(colour: str, scheme: str) -> float:
    """Against what it stands on, and what stands on it: the page and its raised parts."""
    return min(contrast(colour, _on(scheme, name)) for name in ("paper", "raised"))


def why_unreadable(colour: str, scheme: str) -> str:
    """Why a colour is refused for "light" or "dark" pages, in words; "" for one that is not."""
    if not _HEX.fullmatch(colour):
        return _("Write a colour as # and six digits, such as #9a2418.")
    found = least_contrast(colour, scheme)
    if found >= ENOUGH:
        return ""
    told = (
        _(
            "On light pages this colour has a contrast of %(found)s to 1; people need 4.5 to 1 to "
            "read it. A darker one near by would do: %(near)s"
        )
        if scheme == "light"
        else _(
            "On dark pages this colour has a contrast of %(found)s to 1; people need 4.5 to 1 to "
            "read it. A lighter one near by would do: %(near)s"
        )
    )
    return told % {"found": int(found * 10) / 10, "near": readable_near(colour, scheme)}


def readable_near(colour: str, scheme: str) -> str:
    """The nearest colour that can be read: darker for light pages, lighter for dark ones."""
    towards = 0 if scheme == "light" else 255
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    share = 0.0
    while least_contrast(colour, scheme) < ENOUGH:
        share += STEP
        mixed = (round(part + (towards - part) * share) for part in parts)
        colour = "#{:02x}{:02x}{:02x}".format(*mixed)
    return colour


def accent_sheet(light: str, dark: str) -> str:
    """The style sheet that sets the paper's accents in place of the theme's."""
    return f"@layer tokens{{:root{{--accent:light-dark(#{light},#{dark})}}}}\n"
