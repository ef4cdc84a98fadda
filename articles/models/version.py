"""A version is what a story said at one save; with a live period it is what readers see."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.content import Content
from articles.models.live_period import LivePeriod, LivePeriodQuerySet


class Change(models.TextChoices):
    """How a published change differs from what readers saw; it decides what they are told."""

    FIRST = "first", _("First publication")
    SILENT_FIX = "silent-fix", _("Silent fix (a typing error)")
    UPDATE = "update", _("Update")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")
    EDITORS_NOTE = "editors-note", _("Editor’s note")
    RETRACTION = "retraction", _("Retraction")

    @property
    def shows_as_updated(self) -> bool:
        return self not in (Change.FIRST, Change.SILENT_FIX)

    @property
    def needs_a_notice(self) -> bool:
        return self.shows_as_updated and self is not Change.UPDATE


class VersionQuerySet(LivePeriodQuerySet):
    def for_cards(self):
        """With all that a listing prints and nothing more, the newest story first."""
        return (
            self.defer("body")
            .select_related("section", "lead_picture")
            .order_by("-published_at", "-pk")
        )

    def at_path(self, path: str):
        """The version at an address, with its section and lead picture, or None."""
        return (
            self.select_related("article", "section__parent", "lead_picture")
            .filter(path=path)
            .first()
        )

    def in_section(self, section):
        return self.filter(section__in=type(section).objects.within(section))

    def by(self, author):
        return self.filter(authors=author)

    def about(self, topic):
        return self.filter(topics=topic)

    def related_to(self, version):
        """Stories that share a topic or the section with `version`, not the story itself."""
        topics = [topic.pk for topic in version.topics.all()]
        on_a_shared_topic = Version.topics.through.objects.filter(topic__in=topics)
        return self.filter(
            Q(pk__in=on_a_shared_topic.values("version")) | Q(section=version.section_id)
        ).exclude(article=version.article_id)

    def end(self, at: datetime):
        """Close the period that covers `at` and take back all that begin at it or later."""
        self.filter(live_from__gte=at).update(live_from=None, live_until=None)
        self.live(at).update(live_until=at)


class Version(Content, LivePeriod):
    """An immutable snapshot of an article: only its live period is ever set afterwards."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        on_delete=models.PROTECT,  # history keeps its names; accounts are deactivated
        related_name="+",
    )
    bylines = models.JSONField(_("bylines as printed"), default=list)
    authors = models.ManyToManyField("articles.Author", related_name="versions")
    body_pictures = models.ManyToManyField("articles.Picture", related_name="+")

    # Set together with the live period.
    path = models.CharField(_("address"), max_length=120, blank=True, editable=False)
    published_at = models.DateTimeField(
        _("first published"), null=True, editable=False, help_text=_("Of the story.")
    )
    updated_at = models.DateTimeField(_("updated"), null=True, editable=False)
    change = models.CharField(_("change"), max_length=20, choices=Change.choices, blank=True)
    notices = models.JSONField(_("notices to readers"), default=list, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta(LivePeriod.Meta):
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            *LivePeriod.Meta.constraints,
            models.UniqueConstraint(
                name="version_number_is_unique_in_its_article", fields=["article", "number"]
            ),
            models.UniqueConstraint(
                name="article_has_one_open_ended_live_version",
                fields=["article"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
            ),
            models.UniqueConstraint(
                name="address_has_one_open_ended_live_version",
                fields=["path"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
            ),
            models.CheckConstraint(
                name="live_version_has_an_address_and_a_date",
                condition=Q(live_from__isnull=True)
                | (Q(published_at__isnull=False) & ~Q(path="") & ~Q(change="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["path"], name="version_by_path", condition=Q(live_from__isnull=False)
            ),
            models.Index(
                fields=["published_at", "id"],
                name="version_by_date",
                condition=Q(live_from__isnull=False),
            ),
            models.Index(
                fields=["section", "published_at", "id"],
                name="version_by_section",
                condition=Q(live_from__isnull=False),
            ),
            models.Index(fields=["live_from"], name="version_by_live_from"),
            models.Index(fields=["live_until"], name="version_by_live_until"),
        ]

    def __str__(self):
        return f"{self.headline} ({self.number})"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("A version is immutable; save a new one.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("articles:article", args=[self.path])

    def approvals_missing(self, needed: int) -> int:
        return max(needed - self.approvals.count(), 0)
