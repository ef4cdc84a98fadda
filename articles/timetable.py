"""
The times of a story and what they allow: embargo, publication, expiry.

When it is planned for and when it is due bind nobody; they are for the desk's calendar.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def embargo(article, at: datetime) -> list[str]:
    if not article.embargoed:
        return []
    if article.embargo_until is None:
        return [_("The embargo has no end, so the story can be neither published nor scheduled.")]
    if at < article.embargo_until:
        return [_("Under embargo until %s.") % moment(article.embargo_until)]
    return []


def embargo_in_words(article) -> str:
    if not article.embargoed:
        return _("lifted")
    return moment(article.embargo_until) if article.embargo_until else _("without an end")


def refuse_unless_to_come(at: datetime | None):
    """Raise ValidationError by the field `publish_at` where there is no time, or it has passed."""
    if at is None:
        raise ValidationError({"publish_at": _("Choose the day and time of publication.")})
    if at <= timezone.now():
        raise ValidationError({"publish_at": _("This time has passed. Choose a later one.")})


def expiry(article, at: datetime) -> list[str]:
    if article.expires_at and article.expires_at <= at:
        return [_("The story would expire before it is published.")]
    return []


def broken_schedule(article) -> list[str]:
    """An embargo laid on a story that is scheduled already, before it ends."""
    first = article.versions.next_arrival()
    if first is None or not embargo(article, first):
        return []
    return [
        _(
            "The story is scheduled for %s, while this embargo holds. Cancel the schedule, "
            "or schedule it anew."
        )
        % moment(first)
    ]


def moment(at: datetime) -> str:
    """“24 Nov 2026 06:00 GMT”, of the newsroom's clock."""
    local = timezone.localtime(at)
    # Django's “T” is silent in the hour that the clock shows twice, where it is needed most.
    return date_format(local, _("j M Y H:i")) + f" {local:%Z}"
