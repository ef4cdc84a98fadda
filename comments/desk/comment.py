"""Comments at the desk: the queue, a page for each, and all that is pressed there."""

from django import forms

from comments.desk.answering_pages import AnsweringPages
from comments.desk.comment_page import CommentPage
from comments.desk.queue import CommentQueue
from comments.desk.words_page import WordsPage


class CommentAdmin(AnsweringPages, CommentPage, WordsPage, CommentQueue):
    view_on_site = False  # a card leads there, where readers see it
    leaves_traces = False  # each decision does

    @property
    def media(self):
        """Without Django's script for actions: cards come and go, and the queue's own counts."""
        return forms.Media(
            css={"all": ["desk/css/comments.css"]},
            js=[forms.Script("desk/js/queue.js", type="module")],
        )

    # Readers' words are evidence: they are rejected or withdrawn, and edits keep what they were

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
