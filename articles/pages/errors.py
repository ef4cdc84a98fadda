"""What a reader gets who gets no page: which way to go on."""

import re
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from articles import colours
from articles.models import Version
from articles.pages.clock import moment_of
from articles.pages.frame import Frame

LATEST = 5  # stories
RETRY_AFTER = 30  # seconds
NO_DATABASE = (OperationalError, InterfaceError)


def bad_request(request, exception):
    return _never_kept(render(request, "400.html", status=400))


def permission_denied(request, exception):
    return _never_kept(render(request, "403.html", status=403))


def not_found(request, exception):
    """Kept by no cache: a story may be scheduled for this address."""
    return _never_kept(render(request, "404.html", ways_on(request), status=404))


def ways_on(request) -> dict:
    """For a page that has nothing to show: words to look for, and what is new."""
    now = moment_of(request)
    newest = Version.objects.live(now).for_cards(now)[:LATEST]
    words = re.sub(r"[^\w]+", " ", request.path.strip("/").rpartition("/")[2]).replace("_", " ")
    return {"latest": newest, "looked_for": words.strip() if re.search(r"[^\W\d]", words) else ""}


def server_error(request):
    """500, or 503 where the database does not answer. The page asks nothing of anything."""
    if isinstance(sys.exception(), NO_DATABASE):
        return without_database("503.html")
    return _bare("500.html", 500)


def without_database(template: str, context: dict | None = None):
    """The answer 503 with a page that asks the database nothing."""
    response = _bare(template, 503, context)
    response["Retry-After"] = RETRY_AFTER
    return response


def _bare(template: str, status: int, context: dict | None = None):
    # The style sheets' plain names: the list of hashed ones may be what is missing.
    frame = {
        "site_name": Frame.last_name or settings.SITE_NAME,
        "static_url": settings.STATIC_URL,
        "theme_sheet": colours.theme_sheet(),
    }
    html = render_to_string(template, frame | (context or {}))
    return _never_kept(HttpResponse(html, status=status))


def _never_kept(response):
    patch_cache_control(response, no_store=True)
    return response
