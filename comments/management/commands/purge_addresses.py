from django.core.management.base import BaseCommand

from articles.progress import progress
from comments.models import HouseRules, Provenance
from comments.privacy.purging import AT_ONCE, purge


class Command(BaseCommand):
    help = (
        "Delete the network addresses and browsers of comments that are older than the days in "
        "the rules of the house. Nothing at the desk shows them from then on, deleted or not; the "
        "server does this once a day by itself (run_tasks). Can be run again at any time. "
        "Example: python manage.py purge_addresses --dry-run"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="count what would go and delete nothing"
        )

    def handle(self, *, dry_run, **options):
        days = HouseRules.objects.current().keep_addresses_days
        total = Provenance.stored.old().count()
        if dry_run:
            self.stdout.write(f"The addresses of {total} comments, kept for {days} days, would go.")
            return
        batches = progress(purge(), total=-(-total // AT_ONCE), stdout=self.stdout)
        gone = sum(batches)
        self.stdout.write(f"The addresses of {gone} comments, kept for {days} days, are gone.")
