"""When a story is to be written, by whom, and between which times readers may see it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Planning(models.Model):
    """The times of a working copy, which articles.timetable judges, and whose turn it is."""

    expires_at = models.DateTimeField(
        _("take down at"),
        null=True,
        blank=True,
        help_text=_("Readers stop seeing the story then. Takes effect with the next publication."),
    )
    planned_for = models.DateTimeField(
        _("planned for"),
        null=True,
        blank=True,
        help_text=_("When the desk means to run the story. It says nothing to readers."),
    )
    embargoed = models.BooleanField(
        _("under embargo"),
        default=False,
        help_text=_("The story is not published, nor scheduled, before the embargo ends."),
    )
    embargo_until = models.DateTimeField(
        _("not before"),
        null=True,
        blank=True,
        help_text=_("The end of the embargo. While it is empty the embargo has no end."),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.PROTECT,  # history keeps its names; accounts are deactivated
        null=True,
        blank=True,
        related_name="assignments",
        help_text=_("Who is to write it. They are told."),
    )
    due_at = models.DateTimeField(
        _("deadline"),
        null=True,
        blank=True,
        help_text=_("When the story is to be handed in for review."),
    )

    class Meta:
        abstract = True
