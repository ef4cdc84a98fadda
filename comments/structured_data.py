"""The discussion in the words of schema.org: part of what the story's page tells machines."""

from django.conf import settings
from django.utils.text import Truncator
from django.utils.timezone import localtime

from articles import sanitize
from articles.pages import structured_data
from comments.discussion import Discussion
from comments.models import Comment

MOST, LONGEST = 50, 1000  # comments of a page, characters of one: readers load this, too


def news_article(story, discussion: Discussion, frame) -> dict:
    """The NewsArticle of a Story, with the comments that its page begins with."""
    data = structured_data.news_article(story, frame)
    data["commentCount"] = discussion.count
    shown = {entry.comment.pk: entry.comment for entry in discussion.entries[:MOST]}
    if shown:
        address = settings.SITE_URL + discussion.story_address
        data["comment"] = [_comment(comment, shown, address) for comment in shown.values()]
    return data


def _comment(comment: Comment, shown: dict[int, Comment], story_address: str) -> dict:
    text = sanitize.plain_text(comment.html)
    data = {
        "@type": "Comment",
        "@id": comment.permalink(story_address),
        "url": comment.permalink(story_address),
        "author": {"@type": "Person", "name": comment.name},
        "dateCreated": localtime(comment.posted_at).isoformat(timespec="seconds"),
        "text": Truncator(text).chars(LONGEST) if len(text) > LONGEST else text,
    }
    if comment.root_id and comment.parent_id in shown:
        data["parentItem"] = {"@id": shown[comment.parent_id].permalink(story_address)}
    return data
