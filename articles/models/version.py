"""A version is what a story said at one save; with a live period it is what readers see."""

from datetime import UTC, datetime

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.author import Author
from articles.models.content import Content
from articles.models.entry_rows import entries_of, newest_entries, of_live_coverage
from articles.models.filing import Filing
from articles.models.json_rows import JSONRows, time_in
from articles.models.live_period import LivePeriod
from articles.models.offered import OfferedQuerySet
from articles.models.topic import Topic

FACE = ["file", "width", "height", "focal_x", "focal_y", "cut_as"]  # of a picture, for _face.html
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
SITEMAP_BLOCK = 50_000  # stories: the most that one file of a sitemap may list


class Change(models.TextChoices):
    """How a published change differs from what readers saw; it decides what they are told."""

    FIRST = "first", _("First publication")
    SILENT_FIX = "silent-fix", _("Silent fix")
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
        """Whether readers must be told in words; those words then stand in the corrections."""
        return self in Change.told()

    @property
    def is_a_correction(self) -> bool:
        """What schema.org calls a CorrectionComment."""
        return self in (Change.CLARIFICATION, Change.CORRECTION, Change.RETRACTION)

    @classmethod
    def told(cls) -> list["Change"]:
        return [cls.CLARIFICATION, cls.CORRECTION, cls.EDITORS_NOTE, cls.RETRACTION]


class VersionQuerySet(OfferedQuerySet):
    def in_full(self):
        """With all that a story says, but for the pictures in its text, the newest story first."""
        return self.select_related("section", "lead_picture").prefetch_related("topics").newest()

    def for_cards(self, at: datetime | None = None):
        """
        With all that a listing prints and nothing more, the newest story first; with whether live
        coverage is open at `at`.
        """
        cards = self.defer("body").select_related("section", "lead_picture")
        return cards.with_newest_entries(at).newest()

    def for_page(self):
        """With all that stands around a story on its page in single rows, and its topics."""
        topics = Topic.objects.filter(versions=OuterRef("pk"))
        return self.select_related("article", "section__parent__parent", "lead_picture").annotate(
            topic_rows=JSONRows(topics, "id", "name", "slug")
        )

    def with_newest_entries(self, at: datetime | None = None, most: int = 1):
        """Live coverage with the times of its newest entries, as readers see them at `at`."""
        return self.annotate(newest_entries=newest_entries(at, most))

    def with_key_entries(self, at: datetime):
        key = entries_of().live(at).filter(is_key=True).newest()
        rows = JSONRows(key, "number", "headline", "body", "published_at")
        return self.annotate(key_entry_rows=of_live_coverage(rows))

    def with_faces(self, at: datetime):
        """With the pictures of those who signed, as they may be shown at `at`."""
        signed = Author.objects.filter(versions=OuterRef("pk"), picture__isnull=False)
        shown = signed.filter(
            Q(picture__usable_until=None) | Q(picture__usable_until__gt=at)
        ).order_by("pk")
        ends = signed.filter(picture__usable_until__gt=at).order_by("picture__usable_until")
        of_the_picture = {name: F(f"picture__{name}") for name in FACE}
        return self.annotate(
            face_rows=JSONRows(shown.annotate(**of_the_picture), "slug", *FACE),
            faces_until=Subquery(ends.values("picture__usable_until")[:1]),
        )

    def at_path(self, path: str):
        """The version at an address, for its page, or None."""
        return self.for_page().filter(path=path).first()

    def in_section(self, section):
        return self.filter(section__in=type(section).objects.within(section))

    def by(self, author):
        return self.filter(authors=author)

    def about(self, topic):
        return self.filter(topics=topic)

    def corrections(self, at: datetime | None = None):
        """What readers had been told in words by `at`, of whatever story, the latest first."""
        told = self.ever_live(at).filter(change__in=Change.told())
        return told.order_by("-live_from", "-pk")

    def end(self, at: datetime):
        """Close the period that covers `at` and take back all that begin at it or later."""
        self.filter(live_from__gte=at).update(live_from=None, live_until=None)
        self.live(at).update(live_until=at)

    # What readers have seen is a ledger: it is added to, and nothing in it changes.

    @transaction.atomic
    def update(self, **values):
        """
        Of what readers have seen only a label may be given, and an end that has not passed.

        Where live periods move, the stories keep when their last one ends, the words that readers
        find them by, and their places on the pages of topics and authors.
        """
        moved = bool({"live_from", "live_until"} & values.keys())
        stories = set(self.order_by().values_list("article", flat=True)) if moved else ()
        if moved and not stories:
            return 0  # no version is among them
        if set(values) != {"name"} and self._frozen(values).exists():
            raise TypeError("What readers have seen is not changed; publish a new version.")
        changed = super().update(**values)
        if stories:
            _note_the_ends(self.model._meta.get_field("article").related_model, stories)
        if stories and "live_from" in values:  # an end alone gives and takes no live period
            self.model._meta.get_field("published_words").related_model.objects.follow(stories)
            Filing.objects.follow(stories)
        return changed

    def _frozen(self, values):
        seen = self.ever_live()
        return (
            seen.filter(live_until__lte=timezone.now()) if set(values) == {"live_until"} else seen
        )

    def delete(self):
        if self.ever_live().exists():
            raise TypeError("What readers have seen is not deleted.")
        return super().delete()


def _note_the_ends(article_model, stories):
    periods = Version.objects.filter(article=OuterRef("pk"), live_from__isnull=False)
    ends = periods.values(end=Coalesce("live_until", Value(FOREVER))).order_by("-end")
    article_model.objects.filter(pk__in=stories).update(seen_until=Subquery(ends[:1]))


class Version(Content, LivePeriod):
    """An immutable snapshot of an article: only its live period and label are set afterwards."""

    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,  # what readers have seen outlives any wish to be rid of it
        related_name="versions",
    )
    name = models.CharField(
        pgettext_lazy("version", "label"),
        max_length=60,
        blank=True,
        help_text=_("Such as “As read by the lawyer”. A labelled version is never thinned out."),
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
    sitemap = models.GeneratedField(
        # The month in the address, and which block of the archive the story belongs to.
        expression=Concat(
            Substr("path", 1, 7),
            Value("-"),
            Cast(
                ExpressionWrapper(
                    F("article_id") / Value(SITEMAP_BLOCK), output_field=models.BigIntegerField()
                ),
                output_field=models.CharField(),
            ),
        ),
        output_field=models.CharField(max_length=30),
        db_persist=True,
    )

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
            models.Index(
                fields=["sitemap", "live_from"],
                name="version_by_sitemap",
                condition=Q(live_from__isnull=False),
            ),
            models.Index(
                fields=["sitemap", "live_until"],
                name="version_by_sitemap_until",
                condition=Q(live_from__isnull=False),
            ),
            models.Index(fields=["live_from"], name="version_by_live_from"),
            models.Index(fields=["live_until"], name="version_by_live_until"),
            models.Index(
                fields=["-live_from", "-id"],
                name="version_by_correction",
                condition=Q(change__in=Change.told()),
            ),
        ]

    def __str__(self):
        return f"{self.headline} ({self.number})"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("A version is immutable; save a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.live_from and self.live_from <= timezone.now():
            raise TypeError("What readers have seen is not deleted.")
        return super().delete(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("articles:article", args=[self.path])

    @cached_property
    def shown_topics(self) -> list[Topic]:
        """By name; a version that was loaded `for_page` has them with it."""
        rows = getattr(self, "topic_rows", None)
        return list(self.topics.all()) if rows is None else [Topic(**row) for row in rows]

    @property
    def entries_published_at(self) -> list[datetime]:
        """When the newest of its entries were, of a version that was loaded with them."""
        return [time_in(row["published_at"]) for row in self._newest_entries]

    @property
    def is_open_coverage(self) -> bool:
        """Whether entries are still to come; of a version that was loaded with the newest."""
        return bool(self._newest_entries) and not self._newest_entries[0]["ends_coverage"]

    @property
    def coverage_ended_at(self) -> datetime | None:
        ended = self._newest_entries and not self.is_open_coverage
        return self.entries_published_at[0] if ended else None

    @property
    def _newest_entries(self) -> list[dict]:
        return getattr(self, "newest_entries", None) or []

    @property
    def key_entries(self) -> list[models.Model]:
        """Of live coverage that was loaded with them, the newest first."""
        entry = apps.get_model("articles", "LiveEntry")
        return [
            entry(**row | {"published_at": time_in(row["published_at"])})
            for row in getattr(self, "key_entry_rows", None) or []
        ]

    @property
    def faces(self) -> dict[str, models.Model]:
        """By their slugs, the pictures of those who signed; none where it was loaded without."""
        picture = type(self).lead_picture.field.related_model
        return {
            row["slug"]: picture(**{name: row[name] for name in FACE})
            for row in getattr(self, "face_rows", ())
        }

    def rename(self, name: str):
        """Give the version a label, or with "" take it away."""
        self.name = name
        Version.objects.filter(pk=self.pk).update(name=name)

    def picture_at(self, at: datetime):
        """The lead picture as readers see it at `at`: None from the minute its rights end."""
        picture = self.lead_picture
        return picture if picture and picture.is_usable(at) else None

    def says_the_same_as(self, other: "Version") -> bool:
        return (self.copied_fields(), self.bylines) == (other.copied_fields(), other.bylines)

    def approvals_missing(self, needed: int) -> int:
        return max(needed - self.approvals.count(), 0)
