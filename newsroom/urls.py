"""The site's table of contents."""

from django.contrib import admin
from django.urls import include, path

from newsroom.health import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("comments/", include("comments.urls")),
    path("", include("articles.pages.urls")),
]

handler400 = "articles.pages.errors.bad_request"
handler403 = "articles.pages.errors.permission_denied"
handler404 = "articles.pages.errors.not_found"
handler500 = "articles.pages.errors.server_error"
