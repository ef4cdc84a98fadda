"""Checks of the links in a text: that they have words, and that ours lead somewhere."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles import sanitize
from articles.models import Author, Section, Topic, Version


def empty(case) -> list[str]:
    links = sanitize.links(case.article.body)
    problems = []
    if any(not text for _href, text in links):
        problems.append(_("A link has no words. Write them or take the link out."))
    for href, text in links:
        if text and href.strip() in ("", "#"):
            problems.append(_("The link “%s” leads nowhere.") % text)
    return problems


def dead(case) -> list[str]:
    """Links to our own pages that would be answered with “not found” when the story appears."""
    hrefs = dict.fromkeys(href for href, _text in sanitize.links(case.article.body))
    ours = {href: place for href in hrefs if (place := _place(href)) is not None}
    there = _there(ours.values(), case.at)
    return [
        _("No page of ours answers at %s.") % href
        for href, place in ours.items()
        if place not in there
    ]


def _place(href: str) -> tuple[str, str] | None:
    """The kind of our page that `href` leads to and which one, or None where it is another's."""
    site, link = urlsplit(settings.SITE_URL), _split(href)
    if link is None or (link.netloc and link.netloc.lower() != site.netloc) or not link.path:
        return None
    if link.scheme not in ("", "http", "https") or not (link.netloc or href.startswith("/")):
        return None
    try:
        match = resolve(unquote(link.path))
    except Resolver404:
        return ("", link.path)
    which = match.kwargs.get("path") or match.kwargs.get("slug") or ""
    return (match.view_name, which) if match.view_name in _KINDS else None


def _split(href: str):
    try:
        return urlsplit(href)
    except ValueError:  # no address that a browser would understand
        return None


def _articles(paths, at):
    """Addresses where readers find a story then, or are led on to where it has moved."""
    stood = Version.objects.ever_live(at).filter(path__in=paths)
    seen = Version.objects.live(at).filter(article__versions__in=stood)
    moved = Q(article__in=seen.values("article"))
    return stood.filter(moved).values_list("path", flat=True)


_KINDS = {
    "articles:article": _articles,
    "articles:section": lambda paths, at: _named(Section, "path", paths),
    "articles:topic": lambda slugs, at: _named(Topic, "slug", slugs),
    "articles:author": lambda slugs, at: _named(Author, "slug", slugs),
}
_KINDS |= {f"{kind}-feed": _KINDS[kind] for kind in _KINDS if kind != "articles:article"}


def _named(model, field: str, names):
    return model.objects.filter(**{f"{field}__in": names}).values_list(field, flat=True)


def _there(places, at) -> set[tuple[str, str]]:
    """Those of `places` that answer, in one question a kind."""
    found = set()
    for kind, answering in _KINDS.items():
        wanted = [which for name, which in places if name == kind]
        if wanted:
            found |= {(kind, which) for which in answering(wanted, at)}
    return found
