"""What whoever holds a receipt may send with it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comments import mail
from comments.forms import CommentForm
from comments.models import Comment


class EditForm(CommentForm):
    """The comment's words alone, under the rules for new ones."""

    author = email = url = consent = None
    subject = comment_parent = stamp = proof = pace = None


class MailForm(forms.Form):
    wants_decision = forms.BooleanField(
        label=_("Tell me by email what the moderators decide"), required=False
    )
    wants_replies = forms.BooleanField(
        label=_("Tell me by email when somebody answers"), required=False
    )

    def __init__(self, *args, comment: Comment, **kwargs):
        initial = {name: getattr(comment, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        self.comment = comment
        if not comment.seems_to_wait:
            del self.fields["wants_decision"]
        if comment.is_rejected:
            del self.fields["wants_replies"]

    def save(self):
        """Keep the choice. Whoever wants to be told something is asked whose the address is."""
        for name, choice in self.cleaned_data.items():
            setattr(self.comment, name, choice)
        self.comment.save(update_fields=list(self.fields))
        if any(self.cleaned_data.values()):
            mail.ask_to_confirm(self.comment)
