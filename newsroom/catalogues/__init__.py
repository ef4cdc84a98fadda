"""The words of the site and the desk in other languages: locale/LANGUAGE/LC_MESSAGES/*.po."""

from pathlib import Path

from django.conf import settings

SOURCE = settings.BASE_DIR / "locale"
DOMAINS = ("django", "djangojs")  # what Python and templates say, what the desk's scripts say


def catalogue_file(locale: str, domain: str) -> Path:
    return SOURCE / locale / "LC_MESSAGES" / f"{domain}.po"
