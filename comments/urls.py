from django.urls import path, re_path

from comments import house, views

app_name = "comments"

urlpatterns = [
    path("", house.page, name="house"),
    # As many digits as every database can hold.
    re_path(r"^(?P<article_id>[0-9]{1,18})/$", views.post, name="post"),
    path("receipt/<str:token>/", views.receipt, name="receipt"),
]
