"""An address that shows one unpublished story to somebody who has no account, for some days."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.stage import Stage
from articles.models.version import Version

_signer = Signer(salt="articles.preview-link", sep=".")


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at: datetime | None = None):
        """Those that show their story: neither revoked nor expired, and the story not killed."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now()).exclude(
            article__stage=Stage.KILLED
        )

    def for_token(self, token: str) -> "PreviewLink | None":
        """The open link of a token, or None for one that has ended or that the desk never gave."""
        try:
            key = _signer.unsign(token)
        except BadSignature:
            return None
        return self.open().select_related("article", "version").filter(key=key).first()


def new_key() -> str:
    return secrets.token_urlsafe(12)


class PreviewLink(models.Model):
    LIFETIMES = [1, 3, 7, 30]  # days

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="preview_links"
    )
    version = models.ForeignKey(
        "articles.Version",
        verbose_name=_("version"),
        on_delete=models.PROTECT,
        null=True,  # always the latest
        related_name="preview_links",
    )
    made_for = models.CharField(_("for whom"), max_length=80, blank=True)
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    last_opened_at = models.DateTimeField(_("last opened"), null=True)
    opened = models.PositiveIntegerField(_("times opened"), default=0)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]
        default_permissions = ()  # whoever may write the story may show it
        constraints = [
            models.CheckConstraint(
                name="preview_link_expires_after_it_is_made",
                condition=Q(expires_at__gt=F("made_at")),
            ),
        ]

    def __str__(self):
        return self.made_for or str(_("whoever has this link"))

    @classmethod
    def make(cls, article, *, by, days: int, version: Version | None, made_for: str = ""):
        now = timezone.now()
        return cls.objects.create(
            article=article,
            version=version,
            made_for=made_for,
            made_by=by,
            made_at=now,
            expires_at=now + timedelta(days=days),
        )

    @property
    def token(self) -> str:
        """What its address holds: signed, so that another one cannot be guessed from it."""
        return _signer.sign(self.key)

    @property
    def shown_version(self) -> Version:
        return self.version or self.article.latest_version

    def revoke(self):
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])

    def count_opening(self):
        PreviewLink.objects.filter(pk=self.pk).update(
            opened=F("opened") + 1, last_opened_at=timezone.now()
        )
