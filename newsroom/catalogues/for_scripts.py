"""The words of the desk's scripts in the newsroom's language, in one file that browsers keep."""

import hashlib

from django.conf import settings
from django.http import HttpRequest
from django.urls import path
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.i18n import JavaScriptCatalog

A_YEAR = 365 * 24 * 60 * 60


@cache_control(public=True, max_age=A_YEAR, immutable=True)
def words(request):
    """Of every app, Django's admin too. They are no secret, so the page to sign in has them too."""
    return JavaScriptCatalog.as_view()(request)


def words_path():
    """
    Their address, under the name that Django's own screens ask for.

    It holds a digest of what it answers: new words have another address.
    """
    request = HttpRequest()
    request.method = "GET"
    with translation.override(settings.LANGUAGE_CODE):
        digest = hashlib.sha256(words(request).content).hexdigest()[:12]
    return path(f"words-{digest}.js", words, name="jsi18n")
