from django import template

from articles import sanitize
from articles.pages.clock import moment_of
from articles.pages.frame import frame_of
from comments import structured_data
from comments.discussion import Discussion
from comments.forms import CommentForm
from comments.models import StoryDiscussion

register = template.Library()
register.filter("show_comment", sanitize.show_comment)


@register.simple_tag(takes_context=True)
def discussion_of(context, version) -> Discussion:
    """The discussion of a story as this page shows it: loaded once, for head and body."""
    request = context["request"]
    if getattr(request, "discussion", None) is None or request.discussion.version != version:
        request.discussion = Discussion(version, request.GET, moment_of(request))
    return request.discussion


@register.simple_tag(takes_context=True)
def story_data(context, story, discussion):
    """The JSON-LD of a story with its comments."""
    frame = frame_of(context["request"])
    return sanitize.json_for_script(structured_data.news_article(story, discussion, frame))


@register.inclusion_tag("comments/_section.html", takes_context=True)
def comment_section(context, version):
    """
    The discussion of a story that readers see, and its form.

    A page that answers a form puts the bound one into its context as `comment_form`; all others
    are the same for every reader.
    """
    request = context["request"]
    if not version.is_live(moment_of(request)):
        return {"discussion": None}
    discussion = discussion_of(context, version)
    rules, form = discussion.rules, context.get("comment_form")
    is_another_time = getattr(request, "as_of", None) is not None  # nothing is posted from there
    if rules.closes_at and not rules.closed:
        frame_of(request).changes_at(rules.closes_at)
    if form is None and not rules.closed and not is_another_time:
        parent = discussion.find(request.GET.get("replytocom"))
        form = CommentForm(article=version.article, parent=parent, rules=rules)
    return {
        "discussion": discussion,
        "form": form,
        "closed": rules.closed,
        "is_another_time": is_another_time,
    }


# Cards


@register.simple_tag(takes_context=True)
def count_comments(context, stories) -> str:
    """Ask, once for all cards of a page, how many comments readers see under each story."""
    numbers = [story.article_id for story in stories]
    context["request"].comment_counts = StoryDiscussion.objects.shown_under(numbers)
    return ""


@register.simple_tag(takes_context=True)
def comment_count(context, story) -> int:
    """Of a story on a card: what `count_comments` found, 0 on a page that does not count."""
    counts = getattr(getattr(context, "request", None), "comment_counts", {})
    return counts.get(story.article_id, 0)


@register.simple_tag
def place_of_parent(comment, is_here: bool, address: str) -> str:
    """Where what a comment answers stands: on the same page, or in its thread of the story."""
    page = "" if is_here else f"{address}?thread={comment.parent_id}"
    return f"{page}#comment-{comment.parent_id}"
