"""What of a comment is looked through for words."""

from dataclasses import dataclass
from enum import Enum

from comments.models import Comment
from comments.word_list import WordList, Words


class Place(Enum):
    TEXT = "text"
    NAME = "name"
    WEBSITE = "website"
    DOMAIN = "domain"  # of the email address


@dataclass(frozen=True)
class Part:
    place: Place
    text: str
    words: Words


@dataclass(frozen=True)
class Sighting:
    """A listed word, where it was seen and how it was written there."""

    line: str
    place: Place
    written: str

    def told(self, sentences: dict[Place, str]) -> str:
        """In that of `sentences` which is about its place."""
        return sentences[self.place] % {"line": self.line, "written": self.written}


def parts_of(comment: Comment) -> list[Part]:
    email = comment.commenter.email if comment.commenter else ""
    texts = [
        (Place.TEXT, comment.text),
        (Place.NAME, comment.name),
        (Place.WEBSITE, comment.website),
        (Place.DOMAIN, email.rpartition("@")[2]),
    ]
    return [Part(place, text, Words(text)) for place, text in texts if text]


def first_sighting(listed: WordList, parts: list[Part]) -> Sighting | None:
    for part in parts:
        if found := listed.find(part.words):
            return Sighting(found.line, part.place, found.written_in(part.text))
    return None
