from django.urls import path, re_path

from comments import views
from comments.reporting import views as reporting

app_name = "comments"

# As many digits as every database can hold.
ARTICLE, COMMENT = r"(?P<article_id>[0-9]{1,18})", r"(?P<comment_id>[0-9]{1,18})"

urlpatterns = [
    re_path(rf"^{ARTICLE}/$", views.post, name="post"),
    re_path(rf"^{ARTICLE}/reported/$", reporting.reported, name="reported"),
    re_path(
        rf"^{ARTICLE}/reported/before/$",
        reporting.reported,
        {"before": True},
        name="reported-before",
    ),
    re_path(rf"^report/{COMMENT}/$", reporting.report, name="report"),
    path("receipt/<str:token>/", views.receipt, name="receipt"),
]
