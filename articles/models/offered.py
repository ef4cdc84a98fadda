"""Which stories are offered beside others: what somebody chose, and what is related to one."""

from datetime import datetime

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from articles import chosen
from articles.models.filing import Filing
from articles.models.live_period import LivePeriodQuerySet

NEAR = 12  # stories of a topic, and of a section, among which the related ones are chosen
TOPICS = 8  # of a story, for that


class OfferedQuerySet(LivePeriodQuerySet):
    """A part of VersionQuerySet."""

    def newest(self):
        return self.order_by("-published_at", "-pk")

    def chosen(self, paths: list[str]):
        """Those of stories that stood at `paths`, each with its `place` in them."""
        return self.in_places(paths).of_stories_at(paths)

    def of_stories_at(self, paths: list[str]):
        """Those of stories that stand at `paths`, ever stood there, or will."""
        stood_there = self.model.objects.order_by().filter(path__in=paths, live_from__isnull=False)
        return self.filter(article__in=stood_there.values("article"))

    def in_places(self, paths: list[str]):
        """Each with its `place` among the stories at `paths`, or the one after the last."""
        stood = self.model.objects.filter(article=OuterRef("article"), live_from__isnull=False)
        places = [When(Exists(stood.filter(path=path)), then=n) for n, path in enumerate(paths)]
        return self.annotate(
            place=Case(*places, default=len(paths), output_field=models.IntegerField())
        )

    def related_to(self, version, topics=None, *, at: datetime | None = None):
        """
        What to read after `version`, the best first, as cards: what its editor chose, then by how
        many topics it shares, then the newest; of its section where that is not enough.

        Looks at a few of the newest stories on each topic and in the section, so that it costs the
        same however many there are.
        """
        shared = [topic.pk for topic in (version.topics.all() if topics is None else topics)]
        paths = chosen.paths(version.related)
        links = self.model.topics.through.objects.order_by()
        of_both = links.filter(version=OuterRef("pk"), topic__in=shared).values("version")
        counted = of_both.annotate(number=Count("pk")).values("number")
        found = self.filter(pk__in=self._near(version.section_id, shared, paths))
        found = found.exclude(article=version.article_id).in_places(paths)
        found = found.annotate(shared=Coalesce(Subquery(counted), 0))
        return found.for_cards(at).order_by("place", "-shared", "-published_at", "-pk")

    def _near(self, section: int | None, topics: list[int], paths: list[str]):
        """The chosen stories, and the newest of the section and of each topic, by number."""
        live = Exists(self.order_by().filter(pk=OuterRef("version")))
        some = [self.filter(section=section).newest().values("pk")[:NEAR]]
        for topic in topics[:TOPICS]:
            on_it = Filing.objects.filter(live, topic=topic).newest()
            some.append(on_it.values("version")[:NEAR])
        if paths:
            some.append(self.chosen(paths).order_by().values("pk"))
        # Each in a question of its own: SQLite joins none that end before their end.
        every = self.model.objects.order_by()
        first, *rest = (every.filter(pk__in=part).values("pk") for part in some)
        return first.union(*rest) if rest else first
