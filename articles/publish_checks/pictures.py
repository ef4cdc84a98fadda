"""Checks of the pictures: what is said of them, and how long they may be shown."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Layout


def lead(case) -> list[str]:
    picture = case.article.lead_picture
    return _problems(picture, _("The lead picture"), case) if picture else []


def in_the_body(case) -> list[str]:
    return [
        problem
        for picture in case.article.body_pictures()
        for problem in _problems(picture, _("The picture “%s” in the text") % picture, case)
    ]


def of_an_entry(picture) -> list[str]:
    """What an entry of live coverage cannot have its picture without."""
    name = _("The picture “%s”") % picture
    problems = _unsaid(picture, name)
    if not picture.is_usable():
        problems.append(_("%(picture)s may not be shown any more.") % {"picture": name})
    return problems


def gallery(case) -> list[str]:
    article = case.article
    if article.layout != Layout.GALLERY or article.lead_picture or article.body_pictures():
        return []
    return [_("A gallery needs pictures, in the text or as its lead.")]


def _problems(picture, name: str, case) -> list[str]:
    told = {"picture": name}
    problems = _unsaid(picture, name)
    end = picture.usable_until
    if end is None:
        return problems
    told["end"] = date_format(timezone.localtime(end), _("j M Y H:i"))
    if end <= case.at:
        problems.append(_("%(picture)s may not be shown: its rights ended %(end)s.") % told)
    elif case.article.expires_at is None or end < case.article.expires_at:
        problems.append(_("%(picture)s goes before the story: its rights end %(end)s.") % told)
    return problems


def _unsaid(picture, name: str) -> list[str]:
    problems = []
    if not picture.alt_text.strip():
        problems.append(_("%(picture)s has no alt text.") % {"picture": name})
    if not picture.credit.strip():
        problems.append(_("%(picture)s has no credit.") % {"picture": name})
    return problems
