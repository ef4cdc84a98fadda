"""Small files by which machines find their way."""

from django.conf import settings
from django.http import Http404, HttpResponse

from articles.pages import caching
from articles.pages.views import public


@public
def indexnow_key(request, key):
    """By this file search engines know that what IndexNow tells them comes from the site."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY:
        raise Http404
    response = HttpResponse(key, content_type="text/plain; charset=utf-8")
    return caching.until_next_transition(response, [])
