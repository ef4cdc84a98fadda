from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import thinning
from articles.progress import progress


class Command(BaseCommand):
    help = (
        "Delete saves that a later save replaced more than KEEP_DRAFTS_DAYS days ago. A version "
        "that was, is or will be live, is labelled, is the first or the latest of its story, or "
        "was submitted, approved or otherwise moved through the workflow always stays. Can be run "
        "again at any time. Example: python manage.py thin_versions --days 30 --dry-run"
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, help="instead of KEEP_DRAFTS_DAYS; 0 keeps all")
        parser.add_argument(
            "--dry-run", action="store_true", help="count what would go and delete nothing"
        )

    def handle(self, *, days, dry_run, **options):
        days = settings.KEEP_DRAFTS_DAYS if days is None else days
        if days < 0:
            raise CommandError("The number of days cannot be negative.")
        if days == 0:
            self.stdout.write("0 days: every draft is kept.")
            return
        limit = timezone.now() - timedelta(days=days)
        total = thinning.thinnable(limit).count()
        if dry_run:
            self.stdout.write(
                f"{_of(total, 'draft', 'drafts')} replaced more than "
                f"{_of(days, 'day', 'days')} ago would go."
            )
            return
        gone = list(progress(_stories(limit), total=total, stdout=self.stdout))
        self.stdout.write(
            f"{_of(len(gone), 'draft', 'drafts')} of {_of(len(set(gone)), 'story', 'stories')}, "
            f"replaced more than {_of(days, 'day', 'days')} ago, gone."
        )


def _stories(limit):
    return (version.article_id for version in thinning.thin(limit))


def _of(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
