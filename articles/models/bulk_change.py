"""One thing done to many stories at once, with what is needed to take it back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("story of a bulk change", "Waiting")
    DONE = "done", pgettext_lazy("story of a bulk change", "Done")
    REFUSED = "refused", pgettext_lazy("story of a bulk change", "Not done")
    UNDONE = "undone", pgettext_lazy("story of a bulk change", "Undone")
    KEPT = "kept", pgettext_lazy("story of a bulk change", "Not undone")


class BulkChange(models.Model):
    action = models.CharField(_("action"), max_length=20)
    terms = models.JSONField(default=dict)  # what the action asked for: a section, a note
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone"), null=True)

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")

    def __str__(self):
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"

    @property
    def is_finished(self) -> bool:
        return not self.lines.filter(outcome=Outcome.WAITING).exists()

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and self.lines.filter(outcome=Outcome.DONE).exists()


class BulkLine(models.Model):
    """One story of a bulk change: what it was, and what became of it."""

    bulk = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="lines")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    told = models.TextField(blank=True, help_text=_("Why it was not done, or not undone."))
    before = models.JSONField(default=dict)  # what the action changed, as it stood
    event = models.ForeignKey(
        "articles.WorkflowEvent", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("story of a bulk change")
        verbose_name_plural = _("stories of a bulk change")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="story_stands_once_in_a_bulk_change", fields=["bulk", "article"]
            ),
        ]

    def __str__(self):
        return f"{self.article} {self.outcome}"
