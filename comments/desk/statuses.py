"""What the desk says of a comment in each status: whole phrases, as every language has its own."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from comments.models import Status


@dataclass(frozen=True)
class InWords:
    since: str  # decided by nobody at the desk
    by: str  # decided by a person
    was: str  # before a decision
    undone_was: str  # before one that takes back another
    again: str  # what undoing a decision led to, in the list of what was decided
    undone: str  # the same, told to whoever undid it


IN_WORDS = {
    Status.PENDING: InWords(
        since=_("Pending, %(when)s"),
        by=_("Held by %(who)s, %(when)s"),
        was=_("was pending"),
        undone_was=_("undone, was pending"),
        again=_("Undone: pending again"),
        undone=_("Undone. The comment of %(name)s is pending again."),
    ),
    Status.APPROVED: InWords(
        since=_("Approved, %(when)s"),
        by=_("Approved by %(who)s, %(when)s"),
        was=_("was approved"),
        undone_was=_("undone, was approved"),
        again=_("Undone: approved again"),
        undone=_("Undone. The comment of %(name)s is approved again."),
    ),
    Status.REJECTED: InWords(
        since=_("Rejected, %(when)s"),
        by=_("Rejected by %(who)s, %(when)s"),
        was=_("was rejected"),
        undone_was=_("undone, was rejected"),
        again=_("Undone: rejected again"),
        undone=_("Undone. The comment of %(name)s is rejected again."),
    ),
    Status.SPAM: InWords(
        since=_("Marked as spam, %(when)s"),
        by=_("Marked as spam by %(who)s, %(when)s"),
        was=_("was marked as spam"),
        undone_was=_("undone, was marked as spam"),
        again=_("Undone: marked as spam again"),
        undone=_("Undone. The comment of %(name)s is marked as spam again."),
    ),
    # By undoing, only what the newsroom wrote itself comes to be withdrawn.
    Status.WITHDRAWN: InWords(
        since=_("Withdrawn, %(when)s"),
        by=_("Withdrawn by %(who)s, %(when)s"),
        was=_("was withdrawn"),
        undone_was=_("undone, was withdrawn"),
        again=_("Undone: withdrawn"),
        undone=_("Undone. The comment of %(name)s is withdrawn."),
    ),
}
