"""oEmbed (https://oembed.com/): a story as it may stand in a page of somebody else's."""

import re

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from articles.models import Masthead, Version
from articles.pages import bylines, caching
from articles.pages.clock import moment_of
from articles.pages.views import public

WIDEST = 600  # pixels


@public
def story(request):
    """Only of what readers see at an address of ours; of all else there is nothing to embed."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only JSON.\n", status=501, content_type="text/plain")
    now = moment_of(request)
    path = _path(request.GET.get("url", ""))
    version = Version.objects.live(now).at_path(path) if path else None
    if version is None:
        raise Http404
    response = JsonResponse(_embedded(version, now, request.GET))
    response["Access-Control-Allow-Origin"] = "*"
    return caching.until_next_transition(response, [version])


def _path(address: str) -> str | None:
    """The path of the story that an address of ours leads to."""
    site = f"{settings.SITE_URL}/"
    if not address.startswith(site):
        return None
    path = re.split("[?#]", address.removeprefix(settings.SITE_URL))[0]
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match.kwargs["path"] if match.view_name == "articles:article" else None


def _embedded(version: Version, now, asked) -> dict:
    authors = bylines.authors(version.bylines)
    address = settings.SITE_URL + version.get_absolute_url()
    paper = Masthead.objects.current().name
    context = {"version": version, "address": address, "site_name": paper}
    return {
        "version": "1.0",
        "type": "rich",
        "title": version.headline,
        "url": address,
        "author_name": ", ".join(author["name"] for author in authors),
        **({"author_url": bylines.address(authors[0])} if authors else {}),
        "provider_name": paper,
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": settings.PAGE_CACHE_SECONDS,
        "html": render_to_string("articles/_embedded.html", context).strip(),
        "width": min(WIDEST, _pixels(asked.get("maxwidth"))),
        "height": None,  # as high as its words
        **_thumbnail(version.picture_at(now), asked),
    }


def _thumbnail(picture, asked) -> dict:
    """The first cut of the lead picture that fits into what was asked for."""
    wide, high = _pixels(asked.get("maxwidth")), _pixels(asked.get("maxheight"))
    for cut in picture.crops if picture else ():
        if cut.width <= wide and cut.height <= high:
            return {
                "thumbnail_url": settings.SITE_URL + cut.address,
                "thumbnail_width": cut.width,
                "thumbnail_height": cut.height,
            }
    return {}


def _pixels(asked: str | None) -> int:
    """As asked for; as many as there are where nothing sensible was."""
    is_number = asked is not None and asked.isascii() and asked.isdecimal() and len(asked) < 6
    return int(asked) or 1 if is_number else 100_000
