"""What two people changed differently, side by side, to be chosen from."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import merging, sanitize
from articles.models import Article, Author, Role


def label_of(name: str) -> str:
    """What the desk calls a field of a story's page."""
    if name == "bylines":
        return _("Bylines")
    asides = {"note": _("Note to the desk"), "notice": _("Notice to readers")}
    try:
        field = Article._meta.get_field(name)
    except FieldDoesNotExist:
        return asides.get(name) or capfirst(name.replace("_", " "))
    if field.auto_created:  # a part of the page that another app keeps
        return str(capfirst(field.related_model._meta.verbose_name))
    return str(capfirst(field.verbose_name))


@dataclass(frozen=True)
class Conflict:
    """A question on the page that comes back; its key names the answer."""

    clash: merging.Clash

    @property
    def key(self) -> str:
        return self.clash.key

    @property
    def name(self) -> str:
        return self.clash.field

    @property
    def label(self) -> str:
        return label_of(self.clash.field)

    @property
    def can_be_both(self) -> bool:
        """Two sections, dates or slugs are no answer."""
        return self.name in (
            "body",
            "bylines",
            "headline",
            "standfirst",
            "search_summary",
            "sources",
            "related",
            "kicker",
        )

    @property
    def can_be_filled_in(self) -> bool:
        """Whether a script can put the answer into the field, to be worked on."""
        return self.name != "bylines"

    @property
    def shown(self) -> tuple[SafeString, SafeString]:
        """What stands on this page and what the other said, with the differing words marked."""
        mine, theirs = self._printed(self.clash.mine), self._printed(self.clash.theirs)
        return _marked(mine, theirs), _marked(theirs, mine)

    @property
    def values(self) -> dict[str, str]:
        """What each answer puts into the field."""
        clash = self.clash
        answers = {"typed": clash.mine, "theirs": clash.theirs}
        if self.can_be_both:
            answers["both"] = merging.both(clash)
        return {answer: "".join(value) for answer, value in answers.items()}

    def _printed(self, value) -> str:
        if self.name == "body":
            return "\n\n".join(map(sanitize.plain_text, value))
        if self.name == "bylines":
            return _(", ").join(map(_byline, value))
        return _as_shown(Article._meta.get_field(self.name), value)


def _byline(line: str) -> str:
    author, _colon, role = line.partition(":")
    found = Author.objects.filter(pk=author).first() if author.isdecimal() else None
    return f"{Role(role).label if role in Role else role} {found or author}"


def _as_shown(field, value: str) -> str:
    if field.related_model and value.isdecimal():
        return str(field.related_model.objects.filter(pk=value).first() or value)
    if field.choices:
        return str({_key(key): label for key, label in field.flatchoices}.get(value, value))
    if field.get_internal_type() == "BooleanField":
        return _("yes") if value else _("no")
    if field.get_internal_type() == "DateTimeField":
        return value.replace("T", " ")
    return value


def _key(key) -> str:
    """Of a choice, as a browser sends it."""
    return "" if key is None else str(key)


def _marked(text: str, other: str) -> SafeString:
    """`text` with the words marked that `other` does not have there."""
    if not text:
        return format_html('<em class="quiet">{}</em>', _("(nothing)"))
    words, others = text.split(" "), other.split(" ")
    pieces = []
    for kind, start, end, _from, _to in SequenceMatcher(
        None, words, others, autojunk=False
    ).get_opcodes():
        if end > start:
            pieces.append(("span" if kind == "equal" else "mark", " ".join(words[start:end])))
    return format_html_join(" ", "<{0}>{1}</{0}>", pieces)
