"""
Akismet's opinion, where the newsroom has a key for it. README says what is sent: never an address.

It is asked when the comment is stored and nothing in the database waits for the answer. Until it
has answered the comment is held: one that it could not be asked about stays so.
"""

import logging
from http.client import HTTPException
from urllib.parse import urlencode
from urllib.request import urlopen

from django.conf import settings
from django.utils.translation import gettext as _

from comments.screening.submission import Cause, Finding, Submission

SECONDS = 4  # that a reader waits for it
_ANSWERS = {b"true": True, b"false": False}

log = logging.getLogger(__name__)


def is_asked_about(verdict) -> bool:
    """Whether there is a key, and the newsroom's own checks have not called it spam already."""
    return bool(settings.AKISMET_KEY) and not verdict.cause


def not_asked_yet() -> Finding:
    return Finding(_("Akismet has not answered yet."))


def calls_it_spam(submission: Submission) -> Finding | None:
    """What Akismet says of the comment, or that it could not be asked."""
    try:
        is_spam = _ask(submission)
    except (OSError, HTTPException, ValueError) as error:
        log.warning("akismet: not asked: %s", type(error).__name__)
        return Finding(_("Akismet could not be asked."))
    return Finding(_("Akismet calls it spam."), Cause.AKISMET) if is_spam else None


def _ask(submission: Submission) -> bool:
    """Raises OSError or HTTPException where it does not answer, ValueError at any other answer."""
    told = urlencode(_told(submission)).encode()
    with urlopen(settings.AKISMET_URL, told, timeout=SECONDS) as answer:  # noqa: S310 - a setting
        said = answer.read(20).strip()
    if said not in _ANSWERS:
        raise ValueError("Akismet did not say true or false.")
    return _ANSWERS[said]


def _told(submission: Submission) -> dict[str, str]:
    comment, sender = submission.comment, submission.sender
    return {
        "api_key": settings.AKISMET_KEY,
        "blog": settings.SITE_URL,
        "blog_charset": "UTF-8",
        "blog_lang": settings.LANGUAGE_CODE,
        "user_ip": sender.address or "",
        "user_agent": sender.user_agent,
        "permalink": settings.SITE_URL + comment.get_absolute_url().partition("?")[0],
        "comment_type": "reply" if comment.parent_id else "comment",
        "comment_author": comment.name,
        "comment_author_url": comment.website,
        "comment_content": comment.text,
        "comment_date_gmt": comment.posted_at.isoformat(),
    }
