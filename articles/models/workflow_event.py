from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WorkflowEvent(models.Model):
    """One step of a story through the workflow: who, when, and what they wrote with it."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="events")
    version = models.ForeignKey("articles.Version", on_delete=models.PROTECT, related_name="events")
    transition = models.CharField(_("step"), max_length=30)
    stage = models.CharField(_("stage afterwards"), max_length=20)
    note = models.TextField(_("note"), blank=True)
    overridden = models.JSONField(
        _("overridden checks"),
        default=dict,
        blank=True,
        help_text=_("What the publish checks found and the person went past, and why."),
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("workflow event")
        verbose_name_plural = _("workflow events")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.transition} {self.at:%Y-%m-%d %H:%M}"
