"""“Leave a Reply”: all reading of what a reader typed."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.formats import number_format
from django.utils.text import normalize_newlines
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from comments import mail, screening, signatures, throttle, trust
from comments.models import Comment, Commenter, Provenance, StoryDiscussion
from comments.models.commenter import validate_reachable
from comments.rules import rules_for
from comments.sender import Sender

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
    pace = forms.CharField(required=False)  # static/js/comment-pace.js adds it

    def __init__(self, *args, article, parent: Comment | None = None, rules=None, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        self.article = article
        self.parent = parent
        self.rules = rules or rules_for(article)
        for name in {"author", "email"} & self.fields.keys():
            self.fields[name].required = self.rules.require_name_email
        if self.is_bound:
            # An answer to what readers do not see here begins a thread of its own.
            shown = Comment.objects.approved().filter(article=article)
            self.parent = shown.numbered(self.data.get("comment_parent"))
        self.fresh_stamp = signatures.stamp(article)

    def clean_comment(self):
        text = normalize_newlines(self.cleaned_data["comment"])
        longest = self.rules.max_length
        if len(text) > longest:
            raise ValidationError(_too_long(len(text), longest))
        return _words(text, COMMENT_LIMIT, self.fields["comment"].error_messages)

    def clean_author(self):
        name = "".join(c for c in self.cleaned_data["author"] if unicodedata.category(c) != "Cf")
        name = " ".join(name.split())
        if not name and not self.rules.require_name_email:
            return gettext("Anonymous")
        return _words(name, NAME_LIMIT, self.fields["author"].error_messages)

    def mark_invalid_fields(self):
        """Put the cursor into the first of them; tie email's to both of the texts about it."""
        if "url" in self.errors:
            # What is typed comes back, and HTML lets no address field begin with what is none.
            self.fields["url"].widget.input_type = "text"
        if "email" in self.errors:
            self.fields["email"].widget.attrs["aria-describedby"] = "email_error email-notes"
        for name in [name for name in self.errors if name in self.fields][:1]:
            self.fields[name].widget.attrs["autofocus"] = True

    def save(self, *, sender: Sender) -> Comment:
        """
        Store the comment where screening puts it. Sent again, it is the comment stored before.

        Raises TooSoon, and stores nothing, where the sender has to wait.
        """
        submission, verdict = self._store(sender)
        if verdict:
            screening.ask_outside(submission, verdict)
        return submission.comment

    @transaction.atomic
    def _store(self, sender: Sender):
        """Return what was submitted with what was found; without, where it was there before."""
        comment = self._comment()
        origin = Provenance(address=sender.address, user_agent=sender.user_agent[:255])
        if earlier := origin.sent_before(comment):
            return self._submission(earlier, sender), None
        throttle.refuse_haste(sender.address, pause=self.rules.flood_seconds)
        trust.recognise(comment, self.cleaned_data["proof"])
        submission = self._submission(comment, sender)
        verdict = screening.receive(submission)
        origin.comment = comment
        origin.save(force_insert=True)
        mail.ask_to_confirm(comment)
        return submission, verdict

    def _comment(self) -> Comment:
        email = self.cleaned_data["email"]
        if not email:  # whoever posts twice at once is served one after the other here, too
            StoryDiscussion.objects.hold(self.article.pk)
        return Comment(
            article=self.article,
            parent=self.parent,
            commenter=Commenter.objects.known_by(email) if email else None,
            name=self.cleaned_data["author"],
            website=self.cleaned_data["url"],
            text=self.cleaned_data["comment"],
        )

    def _submission(self, comment: Comment, sender: Sender) -> screening.Submission:
        typed = self.cleaned_data
        return screening.Submission(
            comment, self.rules, sender, typed["stamp"], typed["subject"], typed["pace"]
        )


def _too_long(length: int, longest: int) -> str:
    told = ngettext(
        "Your comment is too long: it has %(length)s characters, and %(longest)s is the most.",
        "Your comment is too long: it has %(length)s characters, and %(longest)s are the most.",
        longest,
    )
    counted = {"length": length, "longest": longest}
    return told % {name: number_format(n, force_grouping=True) for name, n in counted.items()}


def _words(text: str, limit: int, messages) -> str:
    """Return `text` if something of it can be seen and it is not over `limit` bytes."""
    if all(unicodedata.category(character)[0] in "CZM" for character in text):
        raise ValidationError(messages["required"])
    if len(text.encode()) > limit:
        raise ValidationError(messages["max_length"])
    return text
