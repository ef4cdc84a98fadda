"""Whether the comment holds a word that the newsroom lists."""

from django.utils.translation import gettext as _

from comments.screening.parts import Sighting, first_sighting
from comments.screening.submission import Cause, Finding, Submission
from comments.word_list import WordList


def it_holds_a_hold_word(submission: Submission) -> Finding | None:
    seen = first_sighting(WordList.of(submission.house.hold_words), submission.parts)
    return seen and Finding(_told(_("hold word"), seen))


def it_holds_a_block_word(submission: Submission) -> Finding | None:
    seen = first_sighting(WordList.of(submission.house.block_words), submission.parts)
    return seen and Finding(_told(_("block word"), seen), Cause.BLOCK_WORD)


def _told(kind: str, seen: Sighting) -> str:
    told = _("The %(kind)s “%(line)s” is in %(place)s: %(written)s")
    return told % {"kind": kind, **vars(seen)}
