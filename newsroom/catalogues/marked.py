"""
The words that are marked for translation, found without the tools of GNU gettext.

What is found is what Django's makemessages finds, and in scripts also what the desk's own functions
say (static/desk/js/wording.js).
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

APPS = ("articles", "comments", "newsroom")
_ONE, _MANY, _ONE_AS, _MANY_AS = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
FUNCTIONS = {
    "_": _ONE, "gettext": _ONE, "ngettext": _MANY, "pgettext": _ONE_AS, "npgettext": _MANY_AS,
    "gettext_noop": _ONE, "gettext_lazy": _ONE, "ngettext_lazy": _MANY,
    "pgettext_lazy": _ONE_AS, "npgettext_lazy": _MANY_AS,
}  # fmt: skip
FUNCTIONS_OF_SCRIPTS = {"gettext": _ONE, "ngettext": _MANY, "say": _ONE, "sayCount": _MANY}
# A call in what Django makes of a template: all else in it is X.
_CALL = re.compile(
    r"""\b(?P<name>_|n?p?gettext)\((?P<words>(?:\s*u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*,?)+)""",
    re.DOTALL,
)
_WORDS = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\"""", re.DOTALL)


def marked(domain: str) -> Catalog:
    """All that a catalogue of `domain` has to hold, with the files it stands in."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    found = _in_scripts() if domain == "djangojs" else _in_code_and_templates()
    for file, message, context in found:
        name = file.relative_to(settings.BASE_DIR).as_posix()
        catalogue.add(message, context=context, locations=[(name, 1)])
    return catalogue


def _in_scripts() -> Iterator[tuple]:
    for file in sorted((settings.BASE_DIR / "static").rglob("*.js")):
        yield from _called(file, "javascript", FUNCTIONS_OF_SCRIPTS)


def _in_code_and_templates() -> Iterator[tuple]:
    for app in APPS:
        for file in sorted((settings.BASE_DIR / app).rglob("*.py")):
            yield from _called(file, "python", FUNCTIONS)
    for file in templates():
        yield from _in_template(file)


def templates() -> list[Path]:
    folder = settings.BASE_DIR / "templates"
    return sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")])


def _called(file: Path, language: str, functions: dict) -> Iterator[tuple]:
    source, options = BytesIO(file.read_bytes()), {"parse_template_string": True}
    for _, message, _, context in extract(language, source, functions, options=options):
        yield file, message, context


def _in_template(file: Path) -> Iterator[tuple]:
    calls = templatize(file.read_text(), origin=str(file))
    for call in _CALL.finditer(calls):
        words = [ast.literal_eval(word) for word in _WORDS.findall(call["words"])]
        context = words.pop(0) if "p" in call["name"].partition("gettext")[0] else None
        message = tuple(words[:2]) if call["name"].startswith("n") else words[0]
        yield file, message, context
