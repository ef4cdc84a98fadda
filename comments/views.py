"""Where readers post, and the private page that answers a comment."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import network
from articles.models import Version
from articles.pages import origin
from articles.pages.outage import keeps_words
from articles.pages.story import Story
from comments import signatures
from comments.forms import CommentForm
from comments.models import Comment
from comments.throttle import TooSoon


@csrf_exempt  # no cookie is consulted; articles.pages.origin says what stands in for the token
@never_cache
@keeps_words(CommentForm)
def post(request, article_id):
    """Take a comment: 303 to its receipt, or the story's page again with what to mend."""
    stories = Version.objects.live().select_related("article", "section", "lead_picture")
    version = get_object_or_404(stories, article=article_id)
    if request.method != "POST":
        return _refuse(request, version, 405, _("There is nothing to read at this address."))
    if not origin.is_ours(request):
        return _refuse(request, version, 403, _("This form was sent from another site."))
    if not version.article.comments_open:
        return _refuse(request, version, 403, _("Comments on this story are closed."))
    form = CommentForm(request.POST, article=version.article)
    if not form.is_valid():
        return _ask_again(request, version, form, 422)
    return _store(request, version, form)


def _store(request, version, form):
    try:
        comment = form.save(
            address=network.address_of(request), user_agent=request.headers.get("User-Agent", "")
        )
    except TooSoon as haste:
        form.add_error(None, _("You are posting comments too quickly. Slow down."))
        response = _ask_again(request, version, form, 429)
        response["Retry-After"] = haste.seconds
        return response
    response = redirect("comments:receipt", signatures.receipt_token(comment))
    response.status_code = 303  # what answers a POST is fetched with GET
    return response


def _ask_again(request, version, form, status):
    form.mark_invalid_fields()
    context = {"story": Story(version), "comment_form": form}
    return render(request, "articles/article.html", context, status=status)


def _refuse(request, version, status, reason):
    """Say why, and give back what was typed."""
    typed = request.POST.get("comment", "") if request.method == "POST" else ""
    context = {"version": version, "reason": reason, "typed": typed}
    response = render(request, "comments/refused.html", context, status=status)
    if status == 405:
        response["Allow"] = "POST"
    return response


@csrf_exempt  # a wrong method hears 405, not that a token is missing
@require_safe
@never_cache
def receipt(request, token):
    """What became of a comment, for whoever holds the link: the person who posted it."""
    number = signatures.comment_number(token)
    comment = Comment.objects.filter(pk=number).select_related("article").first()
    if comment is None:
        raise Http404
    context = {"comment": comment, "story": comment.article.versions.live().first()}
    response = render(request, "comments/receipt.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
