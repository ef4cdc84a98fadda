"""Where readers post."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from articles.models import Version
from articles.pages import origin
from articles.pages.outage import keeps_words
from articles.pages.story import Story
from comments import signatures
from comments.forms import CommentForm
from comments.rules import rules_for
from comments.sender import Sender
from comments.throttle import TooSoon


@csrf_exempt  # no cookie is consulted; articles.pages.origin says what stands in for the token
@never_cache
@keeps_words(CommentForm)
def post(request, article_id):
    """Take a comment: 303 to its receipt, or the story's page again with what to mend."""
    version = Version.objects.live().for_page().filter(article=article_id).first()
    if version is None:
        return _refuse_without_story(request, article_id)
    if request.method != "POST":
        return _refuse(request, version, 405, _("There is nothing to read at this address."))
    if not origin.is_ours(request):
        return _refuse(request, version, 403, _("This form was sent from another site."))
    rules = rules_for(version.article)
    if rules.closed:
        return _refuse(request, version, 403, rules.closed)
    form = CommentForm(request.POST, article=version.article, rules=rules)
    if not form.is_valid():
        return _ask_again(request, version, form, 422)
    return _store(request, version, form)


def _store(request, version, form):
    try:
        comment = form.save(sender=Sender.of(request))
    except TooSoon as haste:
        form.add_error(None, _("You are posting comments too quickly. Slow down."))
        response = _ask_again(request, version, form, 429)
        response["Retry-After"] = haste.seconds
        return response
    response = redirect("comments:receipt", signatures.receipt_token(comment))
    response.status_code = 303  # what answers a POST is fetched with GET
    return response


def _refuse_without_story(request, article_id):
    """Readers do not see the story: 410 where it is gone, else 404. Only words are answered."""
    if request.method != "POST":
        raise Http404
    seen = Version.objects.ever_live().filter(article=article_id).select_related("article").first()
    if seen is None:
        return _refuse(request, None, 404, _("There is no such story."))
    if seen.article.may_come_back:
        return _refuse(request, None, 404, _("This story is not published at the moment."))
    return _refuse(request, None, 410, _("This story is no longer published."))


def _ask_again(request, version, form, status):
    form.mark_invalid_fields()
    context = {"story": Story(version), "comment_form": form}
    return render(request, "articles/article.html", context, status=status)


def _refuse(request, version, status, reason):
    """Say why, and give back what was typed. `version` is None where readers see no story."""
    typed = request.POST.get("comment", "") if request.method == "POST" else ""
    context = {"version": version, "reason": reason, "typed": typed}
    response = render(request, "comments/refused.html", context, status=status)
    if status == 405:
        response["Allow"] = "POST"
    return response
