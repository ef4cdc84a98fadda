"""
What is typed on a story's page, as its browser sends it, and what the story and its versions say
in the same terms, so that they can be compared and joined.
"""

import hashlib
import json
from datetime import datetime

from django.utils import timezone

from articles.blocks import blocks_of
from articles.models import Article
from articles.models.content import Content

CONTENT = [field.name for field in Content._meta.fields]
# What goes with one press of a button; it is typed, and never part of the story.
ASIDES = ("note", "notice", "publish_at")
CHOICE = "choice-"  # how an answer to a clash is named
_NOT_TYPED = {
    *("csrfmiddlewaretoken", "_transition", "page", "opened_by", "opened_version"),
    *("window", "adopting", "copy", "beside", "age"),
}


def typed_in(post) -> dict[str, list[str]]:
    """
    The words of a sent page, in the form in which a slot keeps them: the same whether a button
    sent them, with the line ends of forms, or a script.
    """
    return {
        name: [value.replace("\0", "").replace("\r\n", "\n") for value in values]
        for name, values in post.lists()
        if name not in _NOT_TYPED and not name.startswith((CHOICE, "sign-in-"))
    }


def opened_in(post) -> int:
    """The number of the version that a sent page was opened with; -1 where it does not say."""
    number = post.get("opened_version", "")
    return int(number) if number.isdecimal() and len(number) < 9 else -1


def digest_of(typed: dict, transition: str = "") -> str:
    """The same page with the same words and the same button has the same digest."""
    told = json.dumps([transition, typed], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def words(typed: dict) -> dict:
    """What is typed of the story itself, as articles.merging takes it."""
    rest = {name: typed.get(name, [""])[0] for name in opened_rest(typed)}
    found = {name: typed[name][0] for name in CONTENT if name in typed} | rest
    told = {name: _as_compared(name, value) for name, value in found.items()}
    if "bylines-TOTAL_FORMS" in typed:
        told["bylines"] = typed_bylines(typed)
    return told | {"topics": frozenset(filter(None, typed.get("topics", [])))}


def opened_rest(typed: dict) -> dict[str, str]:
    """What the page was opened with, of the fields that versions do not keep."""
    try:
        opened = json.loads(typed["opened_rest"][0])
        return {name: value for name, value in opened.items() if name in _REST}
    except (KeyError, ValueError, AttributeError):
        return {}


def rest_of(article, names) -> dict[str, str]:
    """The fields of the story among `names` that versions do not keep, as a browser sends them."""
    return {name: _sent_of(_REST[name], article) for name in names if name in _REST}


def words_of(article) -> dict:
    """What the story says now."""
    bylines = article.bylines.values_list("author_id", "role")
    return {
        **_content(article),
        **{name: _as_compared(name, value) for name, value in rest_of(article, _REST).items()},
        "topics": frozenset(str(topic.pk) for topic in article.topics.all()),
        "bylines": tuple(f"{author}:{role}" for author, role in bylines),
    }


def words_of_version(version) -> dict:
    """What a version says, of what versions keep."""
    authors = {author.slug: author.pk for author in version.authors.all()}
    return {
        **_content(version),
        "topics": frozenset(str(topic.pk) for topic in version.topics.all()),
        "bylines": tuple(
            f"{authors.get(line['slug'], line['slug'])}:{line['role']}" for line in version.bylines
        ),
    }


def write(post, name: str, value):
    """Put a joined value into a sent page, as if it had been typed there."""
    if name == "bylines":
        _write_bylines(post, value)
    elif isinstance(value, frozenset):
        post.setlist(name, sorted(value))
    else:
        post[name] = "".join(value)


_KEPT = {*CONTENT, "topics"}
_REST = {
    field.name: field
    for field in Article._meta.concrete_fields
    if field.editable and not field.primary_key and field.name not in _KEPT
}


def _content(content) -> dict:
    return {
        field.name: _as_compared(field.name, _sent_of(field, content))
        for field in Content._meta.fields
    }


def _sent_of(field, content) -> str:
    """As a browser sends the field: a box is sent when it is ticked, a choice by its key."""
    value = field.value_from_object(content)
    if value is None or (value is False and not field.choices):
        return ""
    if value is True and not field.choices:
        return "on"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}"
    return str(value)


def _as_compared(name: str, value: str):
    """As the form cleans it: what differs in nothing that is kept does not differ."""
    if name == "body":
        return blocks_of(value)
    if name == "headline":
        return " ".join(value.split())
    return value.replace("\r\n", "\n").strip()


def typed_bylines(typed: dict) -> tuple[str, ...]:
    """The rows of a sent page in their order, without those that are to be removed."""

    def sent(row, name):
        return typed.get(f"bylines-{row}-{name}", [""])[0]

    total = typed["bylines-TOTAL_FORMS"][0]
    rows = range(min(int(total), 100)) if total.isdecimal() else ()
    named = [row for row in rows if sent(row, "author") and not sent(row, "DELETE")]
    named.sort(key=lambda row: _place(sent(row, "position"), len(named)))
    return tuple(f"{sent(row, 'author')}:{sent(row, 'role')}" for row in named)


def _place(position: str, last: int) -> int:
    return int(position) if position.isdecimal() and int(position) else last


def _write_bylines(post, bylines: tuple):
    for name in [name for name in post if name.startswith("bylines-") and name[8].isdecimal()]:
        del post[name]
    for row, line in enumerate(bylines):
        author, _, role = line.partition(":")
        post[f"bylines-{row}-author"], post[f"bylines-{row}-role"] = author, role
        post[f"bylines-{row}-position"] = str(row + 1)
    post["bylines-TOTAL_FORMS"] = str(len(bylines) + 1)
