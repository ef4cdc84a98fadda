"""
Where a letter's last link leads: no more of these.

Mail programs press the button themselves (RFC 8058): they send a form from nowhere, without a
cookie, and follow no redirect. Their users may have been erased since, which is as good.
"""

from django.http import Http404
from django.shortcuts import render

from comments import signatures
from comments.models import Commenter
from comments.pages.private import private


@private
def unsubscribe(request, token):
    """No more about the comments that were posted till now."""
    commenter = _commenter(signatures.unsubscribing(token))
    if request.method == "POST" and commenter:
        commenter.stop_telling()
    return render(request, "comments/unsubscribe.html", {"is_done": request.method == "POST"})


@private
def no_mail(request, token):
    """Nothing at all, until it is allowed again."""
    commenter = _commenter(signatures.refusing_mail(token))
    if request.method == "POST" and commenter:
        if "again" in request.POST:
            commenter.allow_mail()
        else:
            commenter.stop_all_mail()
    is_stopped = commenter is None or commenter.stopped_at is not None
    return render(request, "comments/no_mail.html", {"is_stopped": is_stopped})


def _commenter(number: int | None) -> Commenter | None:
    """The one that a token was made for, None if erased."""
    if number is None:
        raise Http404
    return Commenter.objects.filter(pk=number).first()
