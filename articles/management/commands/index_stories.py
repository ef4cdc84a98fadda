from django.core.management.base import BaseCommand

from articles.models import Article, Filing, PublishedWords, StoryWords, Version


class Command(BaseCommand):
    help = (
        "Write anew the words by which the desk and readers find stories, and their places on "
        "the pages of topics and authors. Every save and every "
        "publication does so by itself; this is for rows that came another way, for the bylines "
        "of an author with a new name, and after LANGUAGE_CODE was changed. "
        "Example: python manage.py index_stories"
    )

    def handle(self, **options):
        self._keep(Article.objects.order_by("pk"), StoryWords.objects.keep, "stories of the desk")
        published = Version.objects.filter(live_from__isnull=False).order_by("pk")
        published = published.prefetch_related("topics", "authors")
        self._keep(published, PublishedWords.objects.keep, "published versions")
        for story in Article.objects.order_by("pk").values_list("pk", flat=True).iterator():
            Filing.objects.follow([story])

    def _keep(self, rows, keep, what: str):
        done, of = 0, rows.count()
        for row in rows.iterator(chunk_size=500):
            keep(row)
            done += 1
            if self.stdout.isatty() and done % 100 == 0:
                self.stdout.write(f"\r{done}/{of}", ending="")
                self.stdout.flush()
        self.stdout.write(f"\r{done} {what} can be found by their words.")
