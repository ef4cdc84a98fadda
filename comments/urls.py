from django.urls import path, re_path

from comments import feeds, house, views
from comments.pages import confirmation, no_mail, receipt
from comments.reporting import views as reporting

app_name = "comments"

# As many digits as every database can hold.
ARTICLE, COMMENT = r"(?P<article_id>[0-9]{1,18})", r"(?P<comment_id>[0-9]{1,18})"

urlpatterns = [
    path("", house.page, name="house"),
    re_path(rf"^{ARTICLE}/$", views.post, name="post"),
    re_path(rf"^{ARTICLE}/reported/$", reporting.reported, name="reported"),
    re_path(
        rf"^{ARTICLE}/reported/before/$",
        reporting.reported,
        {"before": True},
        name="reported-before",
    ),
    re_path(rf"^report/{COMMENT}/$", reporting.report, name="report"),
    path("receipt/<str:token>/", receipt.receipt, name="receipt"),
    path("receipt/<str:token>/mail/", receipt.choose_mail, name="choose-mail"),
    path("receipt/<str:token>/edit/", receipt.edit, name="edit"),
    path("receipt/<str:token>/withdraw/", receipt.withdraw, name="withdraw"),
    path("confirm/<str:token>/", confirmation.confirm, name="confirm"),
    path("unsubscribe/<str:token>/", no_mail.unsubscribe, name="unsubscribe"),
    path("no-mail/<str:token>/", no_mail.no_mail, name="no-mail"),
    path("feed/", feeds.of_all, name="feed"),
    path("feed/atom/", feeds.of_all, {"kind": feeds.Atom}, name="atom"),
]
