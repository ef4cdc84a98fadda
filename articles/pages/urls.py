"""The readers' addresses. Sections come last: their first words are the paper's own."""

from django.urls import path, re_path

from articles.pages import (
    archive,
    changes,
    corrections,
    error_reports,
    live,
    machines,
    most_read,
    oembed,
    preview_links,
    search,
    sitemaps,
    views,
)
from articles.pages.feeds import views as feeds

app_name = "articles"

STORY = r"(?P<path>\d{4}/\d{2}/\d{2}/[-\w]+)"
FEED = r"feed/(?:(?P<form>atom|json)/)?$"
SECTION = r"(?P<path>[a-z][-\w]*(?:/[a-z][-\w]*)*)"

urlpatterns = [
    path("", views.front_page, name="front-page"),
    path("favicon.ico", views.favicon),
    re_path(
        r"^colours-(?P<accents>[0-9a-f]{6}-[0-9a-f]{6})\.css$", machines.accents, name="accents"
    ),
    path("oembed/", oembed.story, name="oembed"),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
    re_path(
        r"^sitemap-(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<block>[0-9]{1,13})\.xml$",
        sitemaps.month,
        name="sitemap-month",
    ),
    re_path(
        r"^sitemap-(?P<kind>sections|topics|authors|pages)-(?P<block>[0-9]{1,13})\.xml$",
        sitemaps.pages,
        name="sitemap-pages",
    ),
    re_path(r"^(?P<key>[-0-9A-Za-z]{8,128})\.txt$", machines.indexnow_key, name="indexnow-key"),
    path("pictures/<str:cut>/<str:file>", views.picture, name="picture"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("search/", search.page, name="search"),
    path("most-read/<int:number>/", most_read.was_read, name="was-read"),
    path("corrections/", corrections.page, name="corrections"),
    re_path(rf"^{FEED}", feeds.site, name="feed"),
    re_path(rf"^topics/(?P<slug>[-\w]+)/{FEED}", feeds.topic, name="topic-feed"),
    re_path(rf"^authors/(?P<slug>[-\w]+)/{FEED}", feeds.author, name="author-feed"),
    re_path(rf"^corrections/{FEED}", corrections.feed, name="corrections-feed"),
    path("preview/<str:token>/", preview_links.story, name="preview"),
    path("preview/<str:token>/pictures/<str:cut>/<str:file>", preview_links.picture),
    path("preview/<str:token>/<path:rest>", preview_links.elsewhere),
    re_path(r"^(?P<year>[0-9]{4})/$", archive.period, name="year"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", archive.period, name="month"),
    re_path(
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/$", archive.period, name="day"
    ),
    re_path(rf"^{STORY}/$", views.article, name="article"),
    re_path(rf"^{STORY}/live/$", live.state, name="live-state"),
    re_path(rf"^{STORY}/changes/$", changes.changes, name="changes"),
    re_path(rf"^{STORY}/report/$", error_reports.report_error, name="report-error"),
    re_path(rf"^{STORY}/reported/$", error_reports.error_reported, name="error-reported"),
    re_path(rf"^{SECTION}/{FEED}", feeds.section, name="section-feed"),
    re_path(rf"^{SECTION}/$", views.section, name="section"),
]
