"""How the form was filled in."""

import re

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from comments import signatures
from comments.screening.submission import Cause, Finding, Submission


def hidden_field_was_filled(submission: Submission) -> Finding | None:
    if not submission.trap:
        return None
    return Finding(_("A field that people do not see was filled in."), Cause.HIDDEN_FIELD)


def form_was_not_fetched(submission: Submission) -> Finding | None:
    if not submission.stamp:
        return Finding(_("The form's stamp is missing: it was not sent from the story's page."))
    if not signatures.is_stamp_of(submission.comment.article, submission.stamp):
        return Finding(_("The form's stamp is forged or belongs to another story."))
    return None


def form_was_filled_too_fast(submission: Submission) -> Finding | None:
    """
    The stamp cannot tell: pages are kept by caches. A script does, in browsers that run it.

    Whoever sends no pace, or a made-up one, is not judged by it.
    """
    limit = submission.rules.pace_seconds
    if not re.fullmatch(r"\d{1,7}(\.\d{1,3})?", submission.pace, re.ASCII):
        return None
    if float(submission.pace) >= limit:
        return None
    # A sign for the unit: which word goes with a fraction, no plural form can tell.
    told = _("The form was filled in within %(seconds)s s, limit is %(limit)s s.")
    seconds = number_format(float(submission.pace), 1)
    return Finding(told % {"seconds": seconds, "limit": limit})
