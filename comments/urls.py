from django.urls import path, re_path

from comments import views
from comments.pages import confirmation, no_mail, receipt

app_name = "comments"

urlpatterns = [
    # As many digits as every database can hold.
    re_path(r"^(?P<article_id>[0-9]{1,18})/$", views.post, name="post"),
    path("receipt/<str:token>/", receipt.receipt, name="receipt"),
    path("receipt/<str:token>/mail/", receipt.choose_mail, name="choose-mail"),
    path("receipt/<str:token>/edit/", receipt.edit, name="edit"),
    path("receipt/<str:token>/withdraw/", receipt.withdraw, name="withdraw"),
    path("confirm/<str:token>/", confirmation.confirm, name="confirm"),
    path("unsubscribe/<str:token>/", no_mail.unsubscribe, name="unsubscribe"),
    path("no-mail/<str:token>/", no_mail.no_mail, name="no-mail"),
]
