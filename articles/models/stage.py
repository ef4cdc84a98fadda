"""Where a story stands: on the desk, and for whoever asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where the working copy stands on the desk: stored."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    CHANGES_REQUESTED = "changes-requested", _("Changes requested")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    KILLED = "killed", _("Killed")


class State(models.TextChoices):
    """What the desk says of a story: its stage, or, where readers come in, what they have."""

    DRAFT = Stage.DRAFT.value, _("Draft")
    IN_REVIEW = Stage.IN_REVIEW.value, _("In review")
    CHANGES_REQUESTED = Stage.CHANGES_REQUESTED.value, _("Changes requested")
    APPROVED = Stage.APPROVED.value, _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    LIVE_CHANGED = "live-changed", _("Live with unpublished changes")
    EXPIRED = "expired", _("Expired")
    KILLED = Stage.KILLED.value, _("Killed")
