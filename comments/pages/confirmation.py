"""Where a mail leads that asked whether a comment is its reader's: the answer is a button."""

from contextlib import nullcontext

from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from comments import second_look, signatures
from comments.models import Comment
from comments.pages.holding import hold
from comments.pages.private import private, sent_from_here
from comments.pages.receipt import redirect_to


@private
@sent_from_here
def confirm(request, token):
    with transaction.atomic() if request.method == "POST" else nullcontext():
        comment = _asked_about(token)
        if request.method == "POST":
            comment = hold(comment)
        if comment.is_confirmed or comment.is_withdrawn:
            return redirect_to(comment)
        return _answer(request, comment)


def _answer(request, comment):
    if "mine" in request.POST:
        second_look.confirm(comment)
        return redirect_to(comment, "?confirmed")
    if "not-mine" in request.POST:
        stop = reverse("comments:no-mail", args=[signatures.no_mail_token(comment.commenter_id)])
        comment.disown()
        return _page(request, "disowned", comment, stop=stop)
    return _page(request, "confirmation", comment)


def _asked_about(token):
    """The comment, 404 if it is not, or not any more, one of the address that was asked."""
    number, commenter = signatures.asked_of(token) or (None, None)
    return get_object_or_404(Comment, pk=number, commenter=commenter)


def _page(request, name, comment, **context):
    context |= {"comment": comment, "story": comment.article.versions.live().first()}
    return render(request, f"comments/{name}.html", context)
