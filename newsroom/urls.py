"""The site's table of contents."""

from django.contrib import admin
from django.urls import include, path, re_path

from comments import feeds
from newsroom.health import healthz

STORY = r"(?P<path>\d{4}/\d{2}/\d{2}/[-\w]+)"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("comments/", include("comments.urls")),
    re_path(rf"^{STORY}/feed/$", feeds.of_story, name="discussion-feed"),
    re_path(rf"^{STORY}/feed/atom/$", feeds.of_story, {"kind": feeds.Atom}, "discussion-atom"),
    path("", include("articles.pages.urls")),
]

handler400 = "articles.pages.errors.bad_request"
handler403 = "articles.pages.errors.permission_denied"
handler404 = "articles.pages.errors.not_found"
handler500 = "articles.pages.errors.server_error"
