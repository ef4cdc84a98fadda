"""What a moderator can do to a comment with one key: the model's verbs, and how they are told."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from comments.models import Comment, Decision, Status


@dataclass(frozen=True)
class Verb:
    name: str  # the method of Comment, and what is sent for it
    label: str
    keys: str  # any of these; the first is shown
    became: Status
    done: str  # to one comment
    done_by: str  # by somebody else, meanwhile
    done_by_rules: str  # by nobody at the desk, meanwhile
    done_to_many: Promise

    def applies_to(self, comment: Comment) -> bool:
        """Whether it would change anything; looking at what was reported is a change."""
        if comment.status == Status.WITHDRAWN:
            return False
        answers_reports = bool(comment.reports_open) and self.became != Status.PENDING
        return comment.status != self.became or answers_reports

    def take(self, comment: Comment, **details) -> Decision:
        return getattr(comment, self.name)(**details)

    @property
    def first_key(self) -> str:
        return self.keys[0]


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "approve",
            _("Approve"),
            "a f",
            Status.APPROVED,
            _("Approved: %(name)s."),
            _("Already approved by %(who)s, %(when)s."),
            _("Already approved by the house’s rules, %(when)s."),
            ngettext_lazy("%(count)s comment approved.", "%(count)s comments approved.", "count"),
        ),
        Verb(
            "reject",
            _("Reject"),
            "d",
            Status.REJECTED,
            _("Rejected: %(name)s."),
            _("Already rejected by %(who)s, %(when)s."),
            _("Already rejected by the house’s rules, %(when)s."),
            ngettext_lazy("%(count)s comment rejected.", "%(count)s comments rejected.", "count"),
        ),
        Verb(
            "mark_as_spam",
            pgettext_lazy("to mark a comment as it", "Spam"),
            "s",
            Status.SPAM,
            _("Marked as spam: %(name)s."),
            _("Already marked as spam by %(who)s, %(when)s."),
            _("Already marked as spam by the house’s rules, %(when)s."),
            ngettext_lazy(
                "%(count)s comment marked as spam.", "%(count)s comments marked as spam.", "count"
            ),
        ),
        Verb(
            "hold",
            _("Hold"),
            "u",
            Status.PENDING,
            _("Held: %(name)s."),
            _("Held again meanwhile."),
            _("Held again meanwhile."),
            ngettext_lazy("%(count)s comment held.", "%(count)s comments held.", "count"),
        ),
    )
}
BY_STATUS = {verb.became: verb for verb in VERBS.values()}
