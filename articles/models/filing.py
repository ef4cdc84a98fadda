"""
The stories of a topic, and of an author, in the order of publication: a row for each version that
has a live period, with each of its topics and authors. It says again what the version says, so
that an index can hold topic and time beside each other, and a page of a topic costs the same
whether a hundred stories are on it or a hundred thousand.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.entry_rows import newest_entries
from articles.models.live_period import covers


class FilingQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None):
        """Of versions that readers see at `at`."""
        return self.filter(covers(at or timezone.now(), of="version__"))

    def newest(self):
        return self.order_by("-published_at", "-version_id")

    def for_cards(self, at: datetime | None = None):
        """With their versions, as VersionQuerySet.for_cards loads those, the newest first."""
        rows = self.select_related("version__section", "version__lead_picture")
        rows = rows.annotate(newest_entries=newest_entries(at, version="version__"))
        return rows.defer("version__body").newest()

    def follow(self, stories):
        """Have rows for the versions of `stories` that have a live period, and for no others."""
        versions = self.model._meta.get_field("version").related_model.objects.order_by()
        versions = versions.filter(article__in=stories)
        mine = self.filter(version__in=versions)
        moved = ~Q(published_at=F("version__published_at"))
        mine.filter(Q(version__live_from=None) | moved).delete()
        missing = versions.filter(live_from__isnull=False, filings=None)
        self.bulk_create(
            self.model(version_id=version, published_at=at, **{f"{kind}_id": of})
            for kind, name in (("topic", "topics"), ("author", "authors"))
            for version, at, of in _links(missing, name)
        )


def _links(versions, name: str) -> list[tuple]:
    links = versions.filter(**{f"{name}__isnull": False})
    return list(links.values_list("pk", "published_at", name))


class Filing(models.Model):
    version = models.ForeignKey(
        "articles.Version", on_delete=models.CASCADE, related_name="filings"
    )
    topic = models.ForeignKey(
        "articles.Topic",
        on_delete=models.CASCADE,
        null=True,
        related_name="filings",
        db_index=False,  # those below begin with it
    )
    author = models.ForeignKey(
        "articles.Author",
        on_delete=models.CASCADE,
        null=True,
        related_name="filings",
        db_index=False,
    )
    published_at = models.DateTimeField()

    objects = FilingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="filing_is_under_a_topic_or_an_author",
                condition=Q(topic=None, author__isnull=False) | Q(topic__isnull=False, author=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["topic", "published_at", "version"],
                name="filing_by_topic",
                condition=Q(topic__isnull=False),
            ),
            models.Index(
                fields=["author", "published_at", "version"],
                name="filing_by_author",
                condition=Q(author__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.topic or self.author}: {self.version}"

    @property
    def card(self):
        """The version of a row of `for_cards`, as VersionQuerySet.for_cards gives it."""
        self.version.newest_entries = self.newest_entries
        return self.version
