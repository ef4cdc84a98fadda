"""
The entries of live coverage. A row is what an entry said at one save; with a live period it is what
readers see. Rows of one entry share its number.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles import sanitize
from articles.models.content import Layout
from articles.models.live_period import LivePeriod, LivePeriodQuerySet, covers
from articles.models.version import Change, Version

WORDS = ["headline", "body", "is_key", "ends_coverage"]  # what an entry says, by field


class LiveEntryQuerySet(LivePeriodQuerySet):
    def newest(self):
        return self.order_by("-published_at", "-pk")

    def in_live_coverage(self, at: datetime | None = None):
        """Of stories that readers see as live coverage at `at`: of no other are entries shown."""
        stories = Version.objects.live(at).filter(layout=Layout.LIVE, article=OuterRef("article"))
        return self.filter(Exists(stories))

    def corrections(self, at: datetime | None = None):
        """What readers had been told in words of any entry by `at`, the latest first."""
        told = self.ever_live(at).filter(change__in=Change.told())
        return told.order_by("-live_from", "-pk")

    def latest(self):
        """Of every entry the row that was saved last: what the desk works on."""
        newer = self.model.objects.filter(
            article=OuterRef("article"), number=OuterRef("number"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer))

    def told(self, at: datetime) -> dict:
        """What stands around the entries of one story at `at`, in one query."""
        live, moved = covers(at), Coalesce("updated_at", "published_at")
        return self.aggregate(
            count=models.Count("pk", filter=live),
            began_at=models.Min("published_at", filter=live),
            changed_at=Max(moved, filter=live),
            came_at=Max("live_from", filter=Q(live_from__lte=at)),
            went_at=Max("live_until", filter=Q(live_until__lte=at)),
            coming_at=models.Min("live_from", filter=Q(live_from__gt=at)),
            going_at=models.Min("live_until", filter=Q(live_until__gt=at)),
        )

    def newest_of_each(self, most: int):
        """Of every story the newest entries, no more than `most`, the newest first."""
        by_time = [F("published_at").desc(), F("pk").desc()]
        rank = Window(RowNumber(), partition_by=F("article"), order_by=by_time)
        return self.annotate(rank=rank).filter(rank__lte=most).newest()

    def moves(self, at: datetime) -> dict[int, tuple]:
        """By story, when readers were last told something by `at`, and when anything last moved."""
        live, told = covers(at), Coalesce("updated_at", "published_at")
        rows = (
            self.order_by()
            .values("article")
            .annotate(
                told_at=Max(told, filter=live),
                came_at=Max("live_from", filter=Q(live_from__lte=at)),
                went_at=Max("live_until", filter=Q(live_until__lte=at)),
            )
        )
        return {
            row["article"]: (row["told_at"], max(filter(None, [row["came_at"], row["went_at"]])))
            for row in rows
            if row["came_at"]
        }

    # What readers have seen is a ledger, as of versions: it is added to.

    def update(self, **values):
        """Nothing but an end that has not passed may be given, and only to what is live."""
        over = self.filter(Q(live_from=None) | Q(live_until__lte=timezone.now()))
        if set(values) != {"live_until"} or over.exists():
            raise TypeError("What an entry said is not changed; save a new row.")
        return super().update(**values)

    def delete(self):
        if self.ever_live().exists():
            raise TypeError("What readers have seen is not deleted.")
        return super().delete()


class LiveEntry(LivePeriod):
    """One state of an entry, immutable: only the end of its live period is set afterwards."""

    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,  # what readers have seen outlives any wish to be rid of it
        related_name="live_entries",
    )
    number = models.PositiveIntegerField(_("entry"), editable=False)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    body = ProseEditorField(
        _("text"), blank=True, extensions=sanitize.ENTRY_EXTENSIONS, sanitize=sanitize.clean_entry
    )
    is_key = models.BooleanField(
        _("key entry"), default=False, help_text=_("Listed above the others, with its headline.")
    )
    ends_coverage = models.BooleanField(
        _("ends the coverage"),
        default=False,
        help_text=_("While it is the newest entry, readers are told that the coverage has ended."),
    )
    pictures = models.ManyToManyField("articles.Picture", related_name="+")
    signed = models.JSONField(_("who wrote it, as printed"), default=list)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        on_delete=models.PROTECT,  # history keeps its names; accounts are deactivated
        related_name="+",
    )
    # Of the press of a button: what is sent twice is kept once.
    press = models.CharField(max_length=32, blank=True, editable=False)

    # Set with the live period, and null or empty in a row that readers never see.
    published_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False)
    change = models.CharField(max_length=20, choices=Change.choices, blank=True)
    notices = models.JSONField(default=list, editable=False)

    objects = LiveEntryQuerySet.as_manager()

    class Meta(LivePeriod.Meta):
        verbose_name = _("live entry")
        verbose_name_plural = _("live entries")
        default_permissions = ()  # who may publish the story may publish its entries
        ordering = ["-pk"]
        constraints = [
            *LivePeriod.Meta.constraints,
            models.UniqueConstraint(
                name="live_entry_has_one_open_ended_row",
                fields=["article", "number"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
            ),
            models.UniqueConstraint(
                name="press_keeps_one_live_entry",
                fields=["article", "press"],
                condition=~Q(press=""),
            ),
            models.CheckConstraint(
                name="live_entry_that_is_seen_has_a_date_and_a_change",
                condition=Q(live_from__isnull=True)
                | (Q(published_at__isnull=False) & ~Q(change="")),
            ),
        ]
        indexes = [
            models.Index(fields=["article", "number", "id"], name="live_entry_by_number"),
            models.Index(fields=["live_from"], name="live_entry_by_live_from"),
            models.Index(fields=["live_until"], name="live_entry_by_live_until"),
            models.Index(
                fields=["article", "-published_at", "-id"],
                name="live_entry_by_date",
                condition=Q(live_from__isnull=False),
            ),
            models.Index(
                fields=["-live_from", "-id"],
                name="live_entry_by_correction",
                condition=Q(change__in=Change.told()),
            ),
        ]

    def __str__(self):
        return self.title or f"{self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("An entry's row is immutable; save a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.live_from and self.live_from <= timezone.now():
            raise TypeError("What readers have seen is not deleted.")
        return super().delete(*args, **kwargs)

    @property
    def title(self) -> str:
        """Its headline, or how it begins."""
        if self.headline:
            return self.headline
        text = sanitize.plain_text(self.body)
        return text if len(text) <= TITLE else f"{text[:TITLE].rpartition(' ')[0] or text[:TITLE]}…"

    @property
    def anchor(self) -> str:
        return f"entry-{self.number}"

    @property
    def place(self) -> str:
        """The query, and the fragment, under which its story's page shows it for good."""
        return f"?entry={self.number}#{self.anchor}"

    @property
    def is_told(self) -> bool:
        """Whether readers were told of this change."""
        return bool(self.change) and Change(self.change).shows_as_updated

    @property
    def words(self) -> dict:
        return {name: getattr(self, name) for name in WORDS}


TITLE = 80  # characters of a title that nobody wrote
