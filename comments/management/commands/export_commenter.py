from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from comments.privacy import disclosure
from comments.privacy.person import Person


class Command(BaseCommand):
    help = (
        "Print, as JSON, all that is kept of a person who comments: their comments and what they "
        "said before, what was decided about them, what was mailed, from where they came as long "
        "as that is kept, and the errors in stories that they reported. "
        "Example: python manage.py export_commenter ida@example.org --output ida.json"
    )

    def add_arguments(self, parser):
        parser.add_argument("address", help="the person's email address")
        parser.add_argument("--output", type=Path, help="a file, instead of standard output")

    def handle(self, *, address, output, **options):
        person = Person.with_address(address)
        if person is None:
            raise CommandError("Nothing is kept of this address.")
        kept = disclosure.disclose(person)
        if output is None:
            self.stdout.write(kept)
            return
        try:
            output.touch(mode=0o600)  # nobody else on this machine is to read it
            output.write_text(f"{kept}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The file could not be written: {error.strerror}.") from error
        self.stdout.write(f"All about {person.comments.count()} comments is in {output}.")
