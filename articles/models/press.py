from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Press(models.Model):
    """
    A button pressed on a page, and what came of it.

    Where the answer was lost on its way, the browser sends the same press again: it is known by
    its digest, and done once.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(pgettext_lazy("open at the desk", "page"), max_length=32)
    digest = models.CharField(_("digest"), max_length=64, help_text=_("Of words and button."))
    words = models.CharField(
        pgettext_lazy("what was typed", "words"),
        max_length=64,
        help_text=_("A digest of them alone."),
    )
    event = models.ForeignKey(
        "articles.WorkflowEvent", on_delete=models.CASCADE, related_name="presses"
    )

    class Meta:
        verbose_name = _("press of a button")
        verbose_name_plural = _("presses of buttons")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["by", "page"], name="press_by_page")]

    def __str__(self):
        return f"{self.by} {self.event}"
