"""What a catalogue lacks, or has too much, against the words that are marked."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}")
_NAMELESS = re.compile(r"(?<!%)%[sd]")


def read(file: Path) -> Catalog:
    locale = file.parent.parent.name
    with file.open("rb") as lines:
        catalogue = read_po(lines, locale=locale)
    catalogue.locale = locale  # a header that names no language takes it away
    return catalogue


def problems(file: Path, marked: Catalog) -> Iterator[str]:
    """Each in a line that names the message."""
    catalogue = read(file)
    for message in marked:
        if message.id and (there := catalogue.get(_key(message), message.context)) is None:
            yield f"missing: {_key(message)!r}"
        elif message.id and (reason := _wrong(there, message, file.stem, catalogue.num_plurals)):
            yield f"{reason}: {_key(message)!r}"
    for message in catalogue:
        if message.id and marked.get(_key(message), message.context) is None:
            yield f"no longer said: {_key(message)!r}"
    for message in catalogue.obsolete.values():
        yield f"commented out: {_key(message)!r}"


def hindrances(marked: Catalog) -> Iterator[str]:
    """Why a language might have no words for what is marked, each in a line that names it."""
    for message in marked:
        if message.id and (reason := _hindrance(message)):
            yield f"{reason}: {_key(message)!r}"


def _hindrance(message: Message) -> str:
    texts = message.id if message.pluralizable else (message.id,)
    nameless = max(len(_NAMELESS.findall(text)) for text in texts)
    if message.pluralizable and nameless:
        return "a number without a name, which no form can leave out"
    if nameless > 1:
        return "values without names, in an order of their own"
    if any("{}" in text for text in texts):
        return "a value without a name, in braces"
    is_separator = not any(sign.isalpha() for sign in _key(message))
    if not is_separator and not message.context and any(_is_a_part(text) for text in texts):
        return "a part of a sentence"
    return ""


def _is_a_part(text: str) -> bool:
    """A comma before or after it, or a space: it is put together with something."""
    return (
        text != text.strip() or text.startswith((",", ";", ".", ":")) or text.endswith((",", ";"))
    )


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _wrong(there: Message, message: Message, domain: str, plurals: int) -> str:
    """Why readers would not see this translation, or a wrong one."""
    if there.fuzzy:
        return "fuzzy"
    if there.pluralizable != message.pluralizable:
        return "one form and several are confused"
    forms = there.string if there.pluralizable else (there.string,)
    if len(forms) != (plurals if there.pluralizable else 1) or not all(forms):
        return "not translated"
    if message.pluralizable and there.id != message.id:
        return "the words for many have changed"
    if any(not _fits(form, message, domain) for form in forms):
        return "other placeholders"
    if any(_edges(form) != _edges(_key(message)) for form in forms):
        return "other spaces around it"
    return ""


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _fits(form: str, message: Message, domain: str) -> bool:
    """
    Whether the values find their places.

    "One day" and "two days" may be words without a number, where Python does not count on it:
    what is filled in by name, and in scripts.
    """
    texts = message.id if message.pluralizable else (message.id,)
    there, wanted = _placeholders(form), [_placeholders(text) for text in texts]
    if domain == "django" and any("%s" in each or "%d" in each for each in wanted):
        return there in wanted
    if message.pluralizable:
        return set(there) <= set().union(*wanted)
    return set(there) == set(wanted[0])


def _placeholders(text: str) -> Counter:
    return Counter(_PLACEHOLDER.findall(text))
