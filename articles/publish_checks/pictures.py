"""Checks of the pictures: what is said of them, and how long they may be shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Layout


@dataclass(frozen=True)
class Sentences:
    """What the desk is told of a picture that stands in one place."""

    no_alt_text: str
    no_credit: str
    rights_ended: str
    rights_end: str = ""  # before the story does


LEAD = Sentences(
    no_alt_text=gettext_lazy("The lead picture has no alt text."),
    no_credit=gettext_lazy("The lead picture has no credit."),
    rights_ended=gettext_lazy("The lead picture may not be shown: its rights ended %(end)s."),
    rights_end=gettext_lazy("The lead picture goes before the story: its rights end %(end)s."),
)
IN_THE_TEXT = Sentences(
    no_alt_text=gettext_lazy("The picture “%(picture)s” in the text has no alt text."),
    no_credit=gettext_lazy("The picture “%(picture)s” in the text has no credit."),
    rights_ended=gettext_lazy(
        "The picture “%(picture)s” in the text may not be shown: its rights ended %(end)s."
    ),
    rights_end=gettext_lazy(
        "The picture “%(picture)s” in the text goes before the story: its rights end %(end)s."
    ),
)
OF_AN_ENTRY = Sentences(
    no_alt_text=gettext_lazy("The picture “%(picture)s” has no alt text."),
    no_credit=gettext_lazy("The picture “%(picture)s” has no credit."),
    rights_ended=gettext_lazy("The picture “%(picture)s” may not be shown any more."),
)


def lead(case) -> list[str]:
    picture = case.article.lead_picture
    return list(_problems(picture, LEAD, case)) if picture else []


def in_the_body(case) -> list[str]:
    return [
        problem
        for picture in case.article.body_pictures()
        for problem in _problems(picture, IN_THE_TEXT, case)
    ]


def of_an_entry(picture) -> list[str]:
    """What an entry of live coverage cannot have its picture without."""
    problems = list(_unsaid(picture, OF_AN_ENTRY))
    if not picture.is_usable():
        problems.append(OF_AN_ENTRY.rights_ended % {"picture": picture})
    return problems


def gallery(case) -> list[str]:
    article = case.article
    if article.layout != Layout.GALLERY or article.lead_picture or article.body_pictures():
        return []
    return [_("A gallery needs pictures, in the text or as its lead.")]


def _problems(picture, sentences: Sentences, case) -> Iterator[str]:
    yield from _unsaid(picture, sentences)
    end = picture.usable_until
    if end is None:
        return
    told = {
        "picture": picture,
        "end": date_format(timezone.localtime(end), _("j M Y H:i")),
    }
    if end <= case.at:
        yield sentences.rights_ended % told
    elif case.article.expires_at is None or end < case.article.expires_at:
        yield sentences.rights_end % told


def _unsaid(picture, sentences: Sentences) -> Iterator[str]:
    if not picture.alt_text.strip():
        yield sentences.no_alt_text % {"picture": picture}
    if not picture.credit.strip():
        yield sentences.no_credit % {"picture": picture}
