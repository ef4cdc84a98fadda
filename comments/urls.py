from django.urls import path, re_path

from comments import feeds, views

app_name = "comments"

urlpatterns = [
    # As many digits as every database can hold.
    re_path(r"^(?P<article_id>[0-9]{1,18})/$", views.post, name="post"),
    path("feed/", feeds.of_all, name="feed"),
    path("feed/atom/", feeds.of_all, {"kind": feeds.Atom}, name="atom"),
    path("receipt/<str:token>/", views.receipt, name="receipt"),
]
