"""What people read in the audit log for what is done to comments and commenters."""

from django.utils.translation import pgettext_lazy

ACTIONS = {
    "approve-comment": pgettext_lazy("audit log", "Comment approved"),
    "reject-comment": pgettext_lazy("audit log", "Comment rejected"),
    "mark_as_spam-comment": pgettext_lazy("audit log", "Comment marked as spam"),
    "hold-comment": pgettext_lazy("audit log", "Comment held"),
    "undo-comment": pgettext_lazy("audit log", "Decision about a comment undone"),
    "explain-comment": pgettext_lazy("audit log", "Reason given for a rejected comment"),
    "answer-comment": pgettext_lazy("audit log", "Comment answered"),
    "edit-comment": pgettext_lazy("audit log", "Comment edited"),
    "pick-comment": pgettext_lazy("audit log", "Comment made an editor’s pick"),
    "unpick-comment": pgettext_lazy("audit log", "Comment made no editor’s pick"),
    "pin-comment": pgettext_lazy("audit log", "Comment pinned"),
    "unpin-comment": pgettext_lazy("audit log", "Comment no longer pinned"),
    "discussion-rules": pgettext_lazy("audit log", "Rules of a discussion changed"),
    "export-commenter": pgettext_lazy("audit log", "Data of a commenter exported"),
    "erase-commenter": pgettext_lazy("audit log", "Commenter erased"),
}
