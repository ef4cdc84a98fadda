from django import template

from articles import sanitize
from articles.pages.clock import moment_of
from articles.pages.frame import frame_of
from comments.discussion import Discussion
from comments.forms import CommentForm
from comments.rules import rules_for

register = template.Library()
register.filter("show_comment", sanitize.show_comment)


@register.inclusion_tag("comments/_section.html", takes_context=True)
def comment_section(context, version):
    """
    The discussion of a story that readers see, and its form.

    A page that answers a form puts the bound one into its context as `comment_form`; all others
    are the same for every reader.
    """
    request = context["request"]
    if not version.is_live(moment_of(request)):
        return {"version": None}
    discussion = Discussion(version, request.GET)
    form = context.get("comment_form")
    rules = form.rules if form else rules_for(version.article, moment_of(request))
    is_another_time = getattr(request, "as_of", None) is not None  # nothing is posted from there
    if rules.closes_at and not rules.closed:
        frame_of(request).changes_at(rules.closes_at)
    if form is None and not rules.closed and not is_another_time:
        parent = discussion.find(request.GET.get("replytocom"))
        form = CommentForm(article=version.article, parent=parent, rules=rules)
    return {
        "version": version,
        "discussion": discussion,
        "form": form,
        "closed": rules.closed,
        "is_another_time": is_another_time,
    }
