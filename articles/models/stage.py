"""Where a story stands: on the desk, and for whoever asks."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Where the working copy stands on the desk: stored."""

    DRAFT = "draft", pgettext_lazy("story", "Draft")
    IN_REVIEW = "in-review", pgettext_lazy("story", "In review")
    CHANGES_REQUESTED = "changes-requested", pgettext_lazy("story", "Changes requested")
    APPROVED = "approved", pgettext_lazy("story", "Approved")
    PUBLISHED = "published", pgettext_lazy("story", "Published")
    KILLED = "killed", pgettext_lazy("story", "Killed")


class State(models.TextChoices):
    """What the desk says of a story: its stage, or, where readers come in, what they have."""

    DRAFT = Stage.DRAFT.value, pgettext_lazy("story", "Draft")
    IN_REVIEW = Stage.IN_REVIEW.value, pgettext_lazy("story", "In review")
    CHANGES_REQUESTED = Stage.CHANGES_REQUESTED.value, pgettext_lazy("story", "Changes requested")
    APPROVED = Stage.APPROVED.value, pgettext_lazy("story", "Approved")
    SCHEDULED = "scheduled", pgettext_lazy("story", "Scheduled")
    LIVE = "live", pgettext_lazy("story", "Live")
    LIVE_CHANGED = "live-changed", pgettext_lazy("story", "Live with unpublished changes")
    EXPIRED = "expired", pgettext_lazy("story", "Expired")
    KILLED = Stage.KILLED.value, pgettext_lazy("story", "Killed")
