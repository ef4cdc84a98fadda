"""The receipt: what became of a comment, and what whoever posted it may still do with it."""

from functools import wraps

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.pages.outage import keeps_words
from comments import second_look, signatures
from comments.models import Comment, StoryDiscussion
from comments.pages.holding import hold
from comments.pages.private import private, sent_from_here
from comments.pages.receipt_forms import EditForm, MailForm


def by_receipt(view):
    """`view(request, comment)`; of a form, in a transaction in which nobody else decides."""

    @sent_from_here
    @wraps(view)
    def wrapped(request, token):
        comments = Comment.objects.select_related("article").defer("article__body")
        comment = get_object_or_404(comments, pk=signatures.comment_number(token))
        if request.method != "POST":
            return view(request, comment)
        with transaction.atomic():
            return view(request, hold(comment))

    return wrapped


@require_safe
@private
@by_receipt
def receipt(request, comment):
    form, story = MailForm(comment=comment), comment.article.versions.live().first()
    return _page(request, comment, "receipt", form=form, in_story=story and _in_story(comment))


def _in_story(comment) -> dict:
    """How the comment stands in its story's page, where a script shows it to its writer."""
    parent = comment.parent if comment.parent_id and comment.parent.is_approved else None
    comment.parent_name = parent.name if parent else ""
    shown = StoryDiscussion.objects.shown_under([comment.article_id])
    public = comment.is_approved  # what is not has no address of its own
    return {
        "parent": parent,
        # The script, which sees how deep it stands, takes the name away where that shows it.
        "entry": {"names_parent": parent is not None, "is_parent_here": not public},
        "address": comment.get_absolute_url().partition("?")[0] if public else "",
        "count": shown.get(comment.article_id, 0),
    }


@private
@by_receipt
def choose_mail(request, comment):
    """What its writer wants to be told of it."""
    form = MailForm(request.POST if request.method == "POST" else None, comment=comment)
    if form.is_valid():
        form.save()
        return redirect_to(comment, "?kept")
    return redirect_to(comment)


@private
@keeps_words(EditForm, hides_itself=True)
@by_receipt
def edit(request, comment):
    typed = request.POST if request.method == "POST" else None
    form = EditForm(typed, article=comment.article, initial={"comment": comment.text})
    if not comment.may_be_edited:
        return _too_late(request, comment, form)
    if form.is_bound and form.is_valid():
        second_look.edit(comment, form.cleaned_data["comment"])
        return redirect_to(comment)
    form.mark_invalid_fields()
    return _page(request, comment, "receipt_edit", status=422 if form.is_bound else 200, form=form)


@private
@by_receipt
def withdraw(request, comment):
    if request.method == "POST":
        if not comment.is_withdrawn:
            comment.withdraw()
        return redirect_to(comment)
    return _page(request, comment, "receipt_withdraw")


def redirect_to(comment, query=""):
    response = redirect("comments:receipt", signatures.receipt_token(comment))
    response["Location"] += query
    response.status_code = 303  # what answers a POST is fetched with GET
    return response


def _page(request, comment, name, *, status=200, **context):
    last = comment.decisions.first() if comment.is_rejected else None
    context |= {
        "comment": comment,
        "token": signatures.receipt_token(comment),
        "story": comment.article.versions.live().first(),
        "reason": last.told_reason if last else "",
        "is_kept": "kept" in request.GET,
        "just_confirmed": comment.is_confirmed and "confirmed" in request.GET,
    }
    return render(request, f"comments/{name}.html", context, status=status)


def _too_late(request, comment, form):
    context = {
        "reason": _("A comment can be edited for ten minutes after it was posted."),
        "typed": form["comment"].value() if form.is_bound else "",
        "token": signatures.receipt_token(comment),
    }
    return render(request, "comments/not_changed.html", context, status=403)
