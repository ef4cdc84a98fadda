"""The buttons that publish a change to what readers saw, one for each kind of change."""

from articles.models import Change

KINDS = [kind for kind in Change if kind is not Change.FIRST]
BUTTON = "_publish_as"


def pressed(post):
    """What a page sends, as if *Publish now* had sent it with the kind whose button was pressed."""
    if BUTTON not in post:
        return post
    post = post.copy()
    post["change"] = post.pop(BUTTON)[-1]
    post["_transition"] = "publish"
    return post
