"""Whether the comment holds a word that the newsroom lists."""

from django.utils.translation import gettext_lazy as _

from comments.screening.parts import Place, first_sighting
from comments.screening.submission import Cause, Finding, Submission
from comments.word_list import WordList

HOLD_WORD = {
    Place.TEXT: _("The hold word “%(line)s” is in the text: %(written)s"),
    Place.NAME: _("The hold word “%(line)s” is in the name: %(written)s"),
    Place.WEBSITE: _("The hold word “%(line)s” is in the website: %(written)s"),
    Place.DOMAIN: _("The hold word “%(line)s” is in the domain of the email address: %(written)s"),
}
BLOCK_WORD = {
    Place.TEXT: _("The block word “%(line)s” is in the text: %(written)s"),
    Place.NAME: _("The block word “%(line)s” is in the name: %(written)s"),
    Place.WEBSITE: _("The block word “%(line)s” is in the website: %(written)s"),
    Place.DOMAIN: _("The block word “%(line)s” is in the domain of the email address: %(written)s"),
}


def it_holds_a_hold_word(submission: Submission) -> Finding | None:
    seen = first_sighting(WordList.of(submission.house.hold_words), submission.parts)
    return seen and Finding(seen.told(HOLD_WORD))


def it_holds_a_block_word(submission: Submission) -> Finding | None:
    seen = first_sighting(WordList.of(submission.house.block_words), submission.parts)
    return seen and Finding(seen.told(BLOCK_WORD), Cause.BLOCK_WORD)
