from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AuditEntryQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("The audit log is only ever added to.")

    def delete(self):
        raise TypeError("The audit log is only ever added to.")


class AuditEntry(models.Model):
    """Who did what, to which story, when and from where. Written once, by articles.audit."""

    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,  # the log keeps its names; accounts are deactivated
        null=True,  # commands act without a person
        related_name="+",
    )
    address = models.GenericIPAddressField(_("from where"), null=True)
    action = models.CharField(_("what"), max_length=40)
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.PROTECT,
        null=True,
        related_name="audit_entries",
    )
    about = models.CharField(
        pgettext_lazy("what something was done to", "about"),
        max_length=200,
        blank=True,
        help_text=_("What it was done to, as it was named."),
    )
    detail = models.TextField(_("detail"), blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        permissions = [
            ("view_audit_address", _("Can see in the audit log from where something was done")),
            ("export_audit", _("Can export the audit log")),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_by_time"),
            models.Index(fields=["article", "-at", "-id"], name="audit_by_story"),
            models.Index(fields=["by", "-at", "-id"], name="audit_by_person"),
            models.Index(fields=["action", "-at", "-id"], name="audit_by_action"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.about}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("The audit log is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit log is only ever added to.")
