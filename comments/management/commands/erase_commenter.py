from django.core.management.base import BaseCommand

from articles.progress import progress
from comments.privacy import erasure
from comments.privacy.person import Person


class Command(BaseCommand):
    help = (
        "Forget a person who comments: their email address, name, website, drawing and network "
        "addresses, and mail that waits for them. What they wrote is kept as Anonymous's or "
        "removed, as you say; errors in stories that they reported stay as notes from nobody. "
        "It cannot be undone; run again it finds nothing. "
        "Example: python manage.py erase_commenter ida@example.org --keep-as-anonymous"
    )

    def add_arguments(self, parser):
        parser.add_argument("address", help="the person's email address")
        choice = parser.add_mutually_exclusive_group(required=True)
        choice.add_argument(
            "--keep-as-anonymous", action="store_true", help="leave the comments where they are"
        )
        choice.add_argument(
            "--remove", action="store_true", help="remove the comments; answers to them stay"
        )

    def handle(self, *, address, remove, **options):
        person = Person.with_address(address)
        if person is None:
            self.stdout.write("Nothing is kept of this address.")
            return
        erased = erasure.erase(person, keep_comments=not remove)
        done = list(progress(erased, total=person.comments.count(), stdout=self.stdout))
        became = "removed" if remove else "kept as Anonymous’s"
        self.stdout.write(f"The person is forgotten; {len(done)} comments are {became}.")
