"""“Leave a Reply”: all reading of what a reader typed."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from comments import mail, screening, signatures, throttle, trust
from comments.models import Comment, Commenter, Provenance
from comments.models.commenter import validate_reachable

# The reference's limits; those of comment and name count bytes.
COMMENT_LIMIT, NAME_LIMIT, EMAIL_LIMIT, WEBSITE_LIMIT = 65525, 245, 100, 200


class CommentForm(forms.Form):
    """The form of one story; with `parent`, for an answer to that comment."""

    comment = forms.CharField(
        label=_("Comment"),
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"cols": 45, "rows": 8}),
        error_messages={
            "required": _("Please type your comment."),
            "max_length": _("Your comment is too long."),
        },
    )
    author = forms.CharField(
        label=_("Name"),
        max_length=NAME_LIMIT,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Please enter your name."),
            "max_length": _("Your name is too long."),
        },
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=EMAIL_LIMIT,
        validators=[validate_reachable],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "aria-describedby": "email-notes"}),
        error_messages={
            "required": _("Please enter your email address."),
            "invalid": _("Please enter a valid email address."),
            "max_length": _("Your email address is too long."),
        },
    )
    url = forms.URLField(
        label=_("Website"),
        max_length=WEBSITE_LIMIT,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"], message=_("Please enter a web address."))],
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
        error_messages={
            "invalid": _("Please enter a web address."),
            "max_length": _("Your website’s address is too long."),
        },
    )
    consent = forms.BooleanField(
        label=_("Save my name, email, and website in this browser for the next time I comment."),
        required=False,
    )
    subject = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1}),
    )
    comment_parent = forms.CharField(required=False)
    stamp = forms.CharField(required=False)
    proof = forms.CharField(required=False)  # of whose comment it is; a script fills it in

    def __init__(self, *args, article, parent: Comment | None = None, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        self.article = article
        self.parent = parent
        if self.is_bound:
            # An answer to what readers do not see here begins a thread of its own.
            shown = Comment.objects.approved().filter(article=article)
            self.parent = shown.numbered(self.data.get("comment_parent"))
        self.fresh_stamp = signatures.stamp(article)

    def clean_comment(self):
        return _words(
            normalize_newlines(self.cleaned_data["comment"]),
            COMMENT_LIMIT,
            self.fields["comment"].error_messages,
        )

    def clean_author(self):
        name = "".join(c for c in self.cleaned_data["author"] if unicodedata.category(c) != "Cf")
        return _words(" ".join(name.split()), NAME_LIMIT, self.fields["author"].error_messages)

    def mark_invalid_fields(self):
        """Put the cursor into the first of them; tie email's to both of the texts about it."""
        if "email" in self.errors:
            self.fields["email"].widget.attrs["aria-describedby"] = "email_error email-notes"
        for name in [name for name in self.errors if name in self.fields][:1]:
            self.fields[name].widget.attrs["autofocus"] = True

    @transaction.atomic
    def save(self, *, address: str | None, user_agent: str) -> Comment:
        """
        Store the comment where screening puts it. Sent again, it is the comment stored before.

        Raises TooSoon, and stores nothing, where the address has to wait.
        """
        comment = self._comment()
        origin = Provenance(address=address, user_agent=user_agent[:255])
        if earlier := origin.sent_before(comment):
            return earlier
        throttle.refuse_haste(address)
        trust.recognise(comment, self.cleaned_data["proof"])
        stamp, trap = self.cleaned_data["stamp"], self.cleaned_data["subject"]
        screening.screen(screening.Submission(comment, stamp, trap))
        comment.save()
        origin.comment = comment
        origin.save()
        mail.ask_to_confirm(comment)
        mail.tell_of_reply(comment)
        return comment

    def _comment(self) -> Comment:
        return Comment(
            article=self.article,
            parent=self.parent,
            commenter=Commenter.objects.known_by(self.cleaned_data["email"]),
            name=self.cleaned_data["author"],
            website=self.cleaned_data["url"],
            text=self.cleaned_data["comment"],
        )


def _words(text: str, limit: int, messages) -> str:
    """Return `text` if something of it can be seen and it is not over `limit` bytes."""
    if all(unicodedata.category(character)[0] in "CZM" for character in text):
        raise ValidationError(messages["required"])
    if len(text.encode()) > limit:
        raise ValidationError(messages["max_length"])
    return text
