"""From where and how the form was sent."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Provenance
from comments.screening.submission import Finding, Submission

MANY = 10  # comments from one network address within AN_HOUR
AN_HOUR = timedelta(hours=1)


def browser_does_not_behave_like_one(submission: Submission) -> Finding | None:
    """Every browser says, with Origin or Sec-Fetch-Site, from which page a form is sent."""
    sender = submission.sender
    if sender.names_its_page or not sender.says_it_is_a_browser:
        return None
    return Finding(_("It was sent by a program that calls itself a browser and is none."))


def many_came_from_its_address(submission: Submission) -> Finding | None:
    """Not looked at where throttling is off: all readers may share the address of a proxy."""
    if not submission.rules.flood_seconds or submission.sender.address is None:
        return None
    others = Provenance.stored.lately(AN_HOUR).exclude(comment=submission.comment.pk)
    count = others.sent_from(submission.sender.address).count() + 1
    if count <= MANY:
        return None
    told = ngettext(
        "%(count)s comment came from its network address within an hour, limit is %(limit)s.",
        "%(count)s comments came from its network address within an hour, limit is %(limit)s.",
        count,
    )
    return Finding(told % {"count": count, "limit": MANY})
