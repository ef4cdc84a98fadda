"""What the checks are given, and what each of them gives."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import sanitize
from comments.models import Comment, HouseRules
from comments.rules import Rules
from comments.screening.parts import Part, parts_of
from comments.sender import Sender


class Cause(models.TextChoices):
    """Why a comment is spam without a person, as the public numbers count it."""

    HIDDEN_FIELD = "hidden-field", _("A field that people do not see was filled in")
    COPY = "copy", _("The words of earlier spam")
    BLOCK_WORD = "block-word", _("A word that the newsroom blocks")
    SCORE = "score", _("Reads like earlier spam")
    AKISMET = "akismet", _("Called spam by Akismet")


@dataclass(frozen=True)
class Finding:
    """Why a comment is held, in words for the moderators; with `spam` it is not even to be read."""

    reason: str
    spam: Cause | None = None


@dataclass(frozen=True)
class Submission:
    """A comment as it arrived, with what came along in the form."""

    comment: Comment
    rules: Rules
    sender: Sender = field(default_factory=Sender)
    stamp: str = ""
    trap: str = ""  # of the field that people do not see
    pace: str = ""  # seconds from the first touch to the button, as a script counted them

    @cached_property
    def html(self) -> str:
        return sanitize.clean_comment(self.comment.text)

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of(self.comment)

    @cached_property
    def house(self) -> HouseRules:
        """With the lists of words, which the rules of a story do without."""
        return HouseRules.objects.current()
