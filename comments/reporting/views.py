"""Where readers report a comment. One that they do not see cannot be told from none."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import network
from articles.models import Version
from articles.pages.outage import keeps_words
from articles.pages.reader_form import answer
from comments.models import Comment
from comments.reporting.forms import ReportForm


@csrf_exempt  # no cookie is consulted; articles.pages.reader_form says what stands in for it
@never_cache
@keeps_words(ReportForm)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, comment_id):
    """The form that reports a comment, and what takes it."""
    comment = Comment.objects.approved().filter(pk=comment_id).first()
    story = comment and Version.objects.live().filter(article=comment.article_id).first()
    if story is None:
        return _unlisted(render(request, "comments/not_shown.html", status=404))
    show = partial(_show, request, comment, story)
    if request.method == "POST":
        form = ReportForm(request.POST, comment=comment)
        return answer(request, form, keep=partial(_keep, request), show=show)
    return show(ReportForm(comment=comment), 200)


def _keep(request, form) -> str:
    is_new = form.save(network=network.network_of(network.address_of(request)))
    name = "comments:reported" if is_new else "comments:reported-before"
    return reverse(name, args=[form.comment.article_id])


def _show(request, comment, story, form, status):
    context = {"comment": comment, "story": story, "form": form}
    return _unlisted(render(request, "comments/report.html", context, status=status))


@csrf_exempt  # a wrong method hears 405, not that a token is missing
@never_cache
@require_safe
def reported(request, article_id, before=False):
    """The thanks. They name the story and not the comment, which readers may not see any more."""
    story = get_object_or_404(Version.objects.live(), article=article_id)
    return _unlisted(render(request, "comments/reported.html", {"story": story, "before": before}))


def _unlisted(response):
    response["X-Robots-Tag"] = "noindex"
    return response
