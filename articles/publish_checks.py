"""What a story needs before readers may see it. Each check names the field where it is mended."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import sanitize, timetable
from articles.models import Change


def problems(
    article, *, at: datetime | None = None, change: str = "", notice: str = ""
) -> dict[str, list[str]]:
    """
    Return what keeps `article` from publication at `at` (now if None), by field of the desk.

    An empty dict means that it may be published.
    """
    at = at or timezone.now()
    found = {
        "headline": _headline(article),
        "slug": _slug(article, at),
        "section": [] if article.section_id else [_("Choose a section.")],
        "body": _body(article),
        "lead_picture": _lead_picture(article),
        "bylines": [] if article.bylines.exists() else [_("Name at least one author.")],
        "expires_at": timetable.expiry(article, at),
        "notice": _notice(change, notice),
    }
    return {field: messages for field, messages in found.items() if messages}


def _headline(article) -> list[str]:
    return [] if article.headline.strip() else [_("Write a headline.")]


def _slug(article, at) -> list[str]:
    if article.headline.strip() and not article.slug:
        return [_("The headline has no letters for an address. Write a slug.")]
    if article.address_is_taken(at):
        return [_("Another story of that day has this address. Change the slug.")]
    return []


def _body(article) -> list[str]:
    if not sanitize.plain_text(article.body).strip():
        return [_("Write the body.")]
    return [
        _("The picture “%(picture)s” in the text has no alt text.") % {"picture": picture}
        for picture in article.body_pictures()
        if not picture.alt_text.strip()
    ]


def _lead_picture(article) -> list[str]:
    if article.lead_picture and not article.lead_picture.alt_text.strip():
        return [_("The lead picture has no alt text.")]
    return []


def _notice(change: str, notice: str) -> list[str]:
    if change and Change(change).needs_a_notice and not notice.strip():
        return [_("Write what readers are told.")]
    return []
