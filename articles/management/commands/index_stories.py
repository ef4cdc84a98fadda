from django.core.management.base import BaseCommand

from articles.models import Article, StoryWords


class Command(BaseCommand):
    help = (
        "Write anew the words by which the desk finds stories. Every save does so by itself; this "
        "is for rows that came another way, and for the bylines of an author with a new name. "
        "Example: python manage.py index_stories"
    )

    def handle(self, **options):
        done, of = 0, Article.objects.count()
        for article in Article.objects.order_by("pk").iterator(chunk_size=500):
            StoryWords.objects.keep(article)
            done += 1
            if self.stdout.isatty() and done % 100 == 0:
                self.stdout.write(f"\r{done}/{of}", ending="")
                self.stdout.flush()
        self.stdout.write(f"\r{done} stories can be found by their words.")
