from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """What somebody looks for in the list of stories again and again, under a name of theirs."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,  # a habit, not a record
        related_name="saved_filters",
    )
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=1000, help_text=_("As it stands in the address."))

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="saved_filter_has_a_name_of_its_own",
                fields=["person", "name"],
                violation_error_message=_("You have a filter of this name."),
            ),
        ]

    def __str__(self):
        return self.name
