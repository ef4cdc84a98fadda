"""The readers' addresses. Sections come last: their first words are the paper's own."""

from django.urls import path, re_path

from articles.pages import changes, corrections, error_reports, preview_links, views

app_name = "articles"

STORY = r"(?P<path>\d{4}/\d{2}/\d{2}/[-\w]+)"

urlpatterns = [
    path("", views.front_page, name="front-page"),
    path("favicon.ico", views.favicon),
    path("pictures/<int:width>/<str:file>", views.picture, name="picture"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("corrections/", corrections.page, name="corrections"),
    path("corrections/feed/", corrections.feed, name="corrections-feed"),
    path("preview/<str:token>/", preview_links.story, name="preview"),
    path("preview/<str:token>/pictures/<int:width>/<str:file>", preview_links.picture),
    path("preview/<str:token>/<path:rest>", preview_links.elsewhere),
    re_path(rf"^{STORY}/$", views.article, name="article"),
    re_path(rf"^{STORY}/changes/$", changes.changes, name="changes"),
    re_path(rf"^{STORY}/report/$", error_reports.report_error, name="report-error"),
    re_path(rf"^{STORY}/reported/$", error_reports.error_reported, name="error-reported"),
    re_path(r"^(?P<path>[a-z][-\w]*(?:/[a-z][-\w]*)*)/$", views.section, name="section"),
]
