"""What of a comment is looked through for words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from comments.models import Comment
from comments.word_list import WordList, Words


@dataclass(frozen=True)
class Part:
    place: str  # what moderators call it
    text: str
    words: Words


@dataclass(frozen=True)
class Sighting:
    """A listed word, where it was seen and how it was written there."""

    line: str
    place: str
    written: str


def parts_of(comment: Comment) -> list[Part]:
    email = comment.commenter.email if comment.commenter else ""
    texts = [
        (_("the text"), comment.text),
        (_("the name"), comment.name),
        (_("the website"), comment.website),
        (_("the domain of the email address"), email.rpartition("@")[2]),
    ]
    return [Part(place, text, Words(text)) for place, text in texts if text]


def first_sighting(listed: WordList, parts: list[Part]) -> Sighting | None:
    for part in parts:
        if found := listed.find(part.words):
            return Sighting(found.line, part.place, found.written_in(part.text))
    return None
