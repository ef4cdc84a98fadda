from babel.messages.pofile import write_po
from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.catalogues import DOMAINS, catalogue_file
from newsroom.catalogues.marked import marked
from newsroom.catalogues.problems import problems, read


class Command(BaseCommand):
    help = (
        "Bring the catalogues in locale/ up to date with the words in code, templates and scripts, "
        "for translators. New words stand there empty, those nobody says any more are gone. "
        "A new language begins with two empty files, django.po and djangojs.po."
    )

    def handle(self, **options):
        for domain in DOMAINS:
            words = marked(domain)
            for folder in sorted((settings.BASE_DIR / "locale").iterdir()):
                self._write(catalogue_file(folder.name, domain), words)

    def _write(self, file, words):
        catalogue = read(file)
        # No guesses from words that are alike: what nobody translated is empty, not doubtful.
        catalogue.update(words, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        with file.open("wb") as lines:
            write_po(lines, catalogue, width=None, include_lineno=False, ignore_obsolete=True)
        left = len(list(problems(file, words)))
        self.stdout.write(f"{file.relative_to(settings.BASE_DIR)}: {left} to be translated")
