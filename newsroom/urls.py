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
