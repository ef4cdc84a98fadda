"""What readers report about a comment: raised to the moderators, seen by them alone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Trace, TraceQuerySet
from comments.models.house_rules import HouseRules


class ReportReason(models.TextChoices):
    SPAM = "spam", _("Spam or advertising")
    ATTACK = "attack", _("Insult or attack")
    HATE = "hate", _("Hate against a group of people")
    PERSONAL = "personal", _("Somebody’s personal data")
    FALSE = "false", _("False claim")
    ILLEGAL = "illegal", _("Against the law")
    OTHER = "other", _("Something else")


class ReportQuerySet(models.QuerySet):
    def open(self):
        """Those that no moderator has decided about."""
        return self.filter(resolved_at=None)

    def resolve(self, decision):
        """What is open here is answered by `decision`."""
        self.open().update(resolved_at=decision.at, resolved_by=decision.by)

    def reopen(self, decision):
        """As if `decision` had not been made."""
        self.filter(resolved_at=decision.at).update(resolved_at=None, resolved_by=None)

    def networks(self) -> int:
        """From how many different networks they came, so far as that is still known."""
        known = self.filter(trace__network__isnull=False)
        return known.aggregate(n=models.Count("trace__network", distinct=True))["n"]


class Report(models.Model):
    comment = models.ForeignKey(
        "comments.Comment",
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        related_name="reports",
    )
    reason = models.CharField(_("reason"), max_length=10, choices=ReportReason.choices)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("resolved by"),
        on_delete=models.PROTECT,
        null=True,  # the commenter, who withdrew it
        related_name="+",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["reported_at", "pk"]
        default_permissions = ()  # whoever moderates comments reads them
        constraints = [
            models.CheckConstraint(
                name="report_has_a_reason_to_choose_from",
                condition=models.Q(reason__in=ReportReason.values),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class ReportTraceQuerySet(TraceQuerySet):
    def forget_the_old(self):
        """Delete all that was kept for as long as the rules of the house say."""
        self.older_than(HouseRules.objects.current().keep_addresses_days).delete()


class ReportTrace(Trace):
    """From which network a report came: so that nobody reports a comment twice."""

    report = models.OneToOneField(
        Report, on_delete=models.CASCADE, primary_key=True, related_name="trace"
    )

    objects = ReportTraceQuerySet.as_manager()

    class Meta(Trace.Meta):
        verbose_name = _("trace of a report")
        verbose_name_plural = _("traces of reports")
        default_permissions = ()
