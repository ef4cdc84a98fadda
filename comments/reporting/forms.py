"""“Report this comment”: what a reader says about it, and what that does."""

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.pages.reader_form import TOO_LONG, ReaderForm, plain_words
from comments.models import Comment, HouseRules, ReportReason, ReportTrace, StoryDiscussion


class ReportForm(ReaderForm):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what is wrong with it."),
            "invalid_choice": _("Please choose what is wrong with it."),
        },
    )
    note = forms.CharField(
        label=_("Anything the moderators should know?"),
        required=False,
        max_length=1000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args, comment: Comment, **kwargs):
        super().__init__(*args, about=f"comment {comment.pk}", **kwargs)
        self.comment = comment

    def clean_note(self):
        return plain_words(self.cleaned_data["note"])

    @transaction.atomic
    def save(self, *, network: str | None) -> bool:
        """
        Keep the report and raise its comment; False if this network reported the comment before.

        Raises TooMany, and keeps nothing, where the network has had its share of the hour.
        """
        # Reports of one comment come in one after the other, so that each is counted once; the
        # story's row first, as for moderators, so that neither waits for the other for ever.
        StoryDiscussion.objects.hold(self.comment.article_id)
        comment = Comment.objects.select_for_update().get(pk=self.comment.pk)
        traces = ReportTrace.objects
        traces.forget_the_old()
        if network and traces.filter(report__comment=comment, network=network).exists():
            return False
        traces.refuse_more_from(network)
        if comment.is_approved:  # of what was decided meanwhile nobody needs to hear
            reason, note = self.cleaned_data["reason"], self.cleaned_data["note"]
            report = comment.reports.create(reason=reason, note=note)
            traces.create(report=report, network=network)
            _raise(comment)
        return True


def _raise(comment: Comment):
    """Show it to the moderators; take it from readers where the house has them decide first."""
    comment.reported_at = comment.reported_at or timezone.now()
    comment.reports_open += 1
    comment.save(update_fields=["reported_at", "reports_open"])
    enough = HouseRules.objects.current().reports_to_hold
    readers = comment.reports.open().networks() if enough else 0
    if enough and readers >= enough and comment.staff_id is None:
        told = ngettext(
            "held: %(count)s reader reported it", "held: %(count)s readers reported it", readers
        )
        comment.held_because = told % {"count": readers}
        comment.save(update_fields=["held_because"])
        comment.hold(by=None, note=comment.held_because)
