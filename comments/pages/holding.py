"""One at a time: whoever takes back, edits or confirms waits for those who began before."""

from django.shortcuts import get_object_or_404

from comments.models import Comment, Commenter, StoryDiscussion


def hold(comment: Comment) -> Comment:
    """
    The comment as it stands when nobody else writes in its person's name or decides in its story.

    404 if it was erased or disowned meanwhile. Always the person first, as when somebody posts, so
    that of two who hold both none waits for ever.
    """
    if comment.commenter_id:
        Commenter.objects.select_for_update().filter(pk=comment.commenter_id).first()
    StoryDiscussion.objects.hold(comment.article_id)
    return get_object_or_404(Comment, pk=comment.pk, commenter=comment.commenter_id)
