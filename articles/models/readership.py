from django.db import models
from django.utils.translation import gettext_lazy as _


class Readership(models.Model):
    """How much a story is read of late: a number that sorts, and nothing of who reads."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="readership"
    )
    heat = models.FloatField(_("heat"), db_index=True, help_text=_("See articles/most_read.py."))

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readerships")

    def __str__(self):
        return f"{self.article_id}: {self.heat:.2f}"
