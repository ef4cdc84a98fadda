"""Small files that are asked for by machines: by search engines, and by browsers."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control

from articles import colours
from articles.pages import caching
from articles.pages.views import public

A_YEAR = 365 * 24 * 60 * 60  # seconds


@public
def indexnow_key(request, key):
    """By this file search engines know that what IndexNow tells them comes from the site."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY:
        raise Http404
    response = HttpResponse(key, content_type="text/plain; charset=utf-8")
    return caching.until_next_transition(response, [])


@public
def accents(request, accents):
    """
    The style sheet with the paper's own accents. All that it says is in its address, so that
    it is asked for once, and nothing is asked of the database for it.
    """
    response = HttpResponse(
        colours.accent_sheet(*accents.split("-")), content_type="text/css; charset=utf-8"
    )
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response
