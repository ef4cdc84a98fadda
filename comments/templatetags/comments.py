from django import template

from articles import sanitize
from articles.pages.clock import moment_of
from comments.discussion import Discussion
from comments.forms import CommentForm

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
    is_another_time = getattr(request, "as_of", None) is not None  # nothing is posted from there
    if form is None and version.article.comments_open and not is_another_time:
        parent = discussion.find(request.GET.get("replytocom"))
        form = CommentForm(article=version.article, parent=parent)
    return {
        "version": version,
        "discussion": discussion,
        "form": form,
        "is_another_time": is_another_time,
    }
