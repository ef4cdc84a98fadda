"""
What search engines read to find every page: an index of files by month, the news of two days, the
pages that are not stories, and robots.txt. Django's own sitemaps count and skip rows; these do not.
"""

from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Exists, Max, OuterRef
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles import sitemap_files
from articles.models import Author, Label, Masthead, Page, Section, Topic, Version
from articles.models.version import SITEMAP_BLOCK
from articles.pages import caching
from articles.pages.clock import moment_of
from articles.pages.feeds.channel import legal
from articles.pages.views import public

NEWS_FOR = timedelta(hours=48)
MOST_NEWS = 1000
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_SCHEMA = "http://www.google.com/schemas/sitemap-news/0.9"
KINDS = {"sections": Section, "topics": Topic, "authors": Author, "pages": Page}


@public
def index(request):
    now = moment_of(request)
    files = [
        _tag("sitemap", _tag("loc", _file(file)) + _tag("lastmod", _time(file.changed_at)))
        for file in sitemap_files.files(now)
    ]
    pages = [
        _tag("sitemap", _tag("loc", _absolute("sitemap-pages", kind, block)))
        for kind in KINDS
        for block in _blocks(kind, now)
    ]
    return _answer("sitemapindex", pages + files, Version.objects.next_transition(now))


@public
def month(request, year, month, block):
    now, name = moment_of(request), f"{year}/{month}-{block}"
    moments = ("published_at", "updated_at", "entry_told_at")
    listed = sitemap_files.stories(name, now).values_list("path", *moments)
    home = _absolute("front-page")
    urls = [
        _url(f"{home}{path}/", _tag("lastmod", _time(max(filter(None, told)))))
        for path, *told in listed
    ]
    return _found(urls, Version.objects.filter(sitemap=name).next_transition(now))


@public
def news(request):
    """
    Google's rules: stories of the last two days, a thousand at most.

    The schema knows no file without an address: where there is no news the front page is named,
    as a page that is no news.
    """
    now = moment_of(request)
    recent = Version.objects.live(now).filter(published_at__gt=now - NEWS_FOR)
    recent = recent.exclude(label=Label.SPONSORED).order_by("-published_at", "-pk")
    stories = list(recent.values_list("path", "published_at", "headline")[:MOST_NEWS])
    home = _absolute("front-page")
    paper = Masthead.objects.current().name
    urls = [_url(f"{home}{path}/", _news(paper, at, headline)) for path, at, headline in stories]
    oldest = stories[-1][1] + NEWS_FOR if stories else None
    changes = filter(None, [Version.objects.next_transition(now), oldest])
    return _answer("urlset", urls or [_url(home)], min(changes, default=None), news=NEWS_SCHEMA)


@public
def pages(request, kind, block):
    now = moment_of(request)
    urls = [
        _url(settings.SITE_URL + page.get_absolute_url(), _changed(page))
        for page in _pages(kind, int(block), now)
    ]
    if kind == "sections" and not int(block):
        urls = [_url(_absolute("front-page")), _url(_absolute("corrections")), *urls]
    return _found(urls, Version.objects.next_transition(now))


@public
def robots(request):
    lines = [
        "User-agent: *",
        *(f"Disallow: /{path}/" for path in ("admin", "comments", "preview", "search")),
        "Disallow: /*?replytocom=",
        "",
        f"Sitemap: {_absolute('sitemap')}",
        f"Sitemap: {_absolute('sitemap-news')}",
        "",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    return caching.until_next_transition(response, [])


def _pages(kind: str, block: int, now: datetime):
    """Of topics and authors those whom readers know of: a name may be there before its story."""
    rows = KINDS[kind].objects.order_by("pk")
    rows = rows.filter(pk__gte=block * SITEMAP_BLOCK, pk__lt=(block + 1) * SITEMAP_BLOCK)
    if kind == "sections":
        return rows
    if kind == "pages":
        return rows.public()
    return rows.filter(Exists(Version.objects.live(now).filter(**{kind: OuterRef("pk")})))


def _blocks(kind: str, now: datetime) -> list[int]:
    """The files of a kind in which something stands; of sections there is always the first."""
    last = (KINDS[kind].objects.aggregate(last=Max("pk"))["last"] or 0) // SITEMAP_BLOCK
    return [n for n in range(last + 1) if kind == "sections" or _pages(kind, n, now).exists()]


def _changed(page) -> str:
    """When a page that is no listing was changed; what a listing shows changes all the time."""
    return _tag("lastmod", _time(page.changed_at)) if isinstance(page, Page) else ""


def _file(file: sitemap_files.File) -> str:
    month, _, block = file.name.partition("-")
    return _absolute("sitemap-month", *month.split("/"), block)


def _found(urls: list[str], next_change: datetime | None) -> HttpResponse:
    if not urls:
        raise Http404
    return _answer("urlset", urls, next_change)


def _answer(root: str, rows: list[str], next_change: datetime | None, **more) -> HttpResponse:
    schemas = "".join(f' xmlns:{name}="{schema}"' for name, schema in more.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<{root} xmlns="{SCHEMA}"{schemas}>',
        *rows,
        f"</{root}>",
    ]
    response = HttpResponse("\n".join(lines), content_type="application/xml; charset=utf-8")
    return caching.until_next_transition(response, [], next_change=next_change)


def _url(address: str, more: str = "") -> str:
    return f"<url><loc>{escape(address)}</loc>{more}</url>"


def _tag(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def _news(paper: str, published_at: datetime, headline: str) -> str:
    publication = _tag("news:name", escape(legal(paper))) + _tag("news:language", _language())
    return _tag(
        "news:news",
        _tag("news:publication", publication)
        + _tag("news:publication_date", _time(published_at))
        + _tag("news:title", escape(legal(headline))),
    )


def _language() -> str:
    """As ISO 639 has it; Google tells two kinds of Chinese apart."""
    language = get_language()
    return language if language in ("zh-cn", "zh-tw") else language.split("-")[0]


def _time(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _absolute(name: str, *args) -> str:
    return settings.SITE_URL + reverse(f"articles:{name}", args=args)
