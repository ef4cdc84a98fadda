"""What a decision about a comment rests on, and coming back to it: undoing, and saying why."""

from django.db import transaction

from comments.models.decision import Decision, Overtaken
from comments.models.spam_word import SpamWord
from comments.models.status import Status
from comments.models.story_discussion import StoryDiscussion

REPORTS = ["reports_open", "reported_at"]
PLACE = ["root", "is_pinned"]
_STANDING = ["status", "decided_at", "decided_by", "edited_at", "parent"]


class Decidable:
    @property
    def mark(self) -> str:
        """Of all that a decision rests on: decided, edited or reported, it has another."""
        times = [f"{at:%y%j%H%M%S%f}" if at else "" for at in (self.decided_at, self.edited_at)]
        return "-".join([self.status, *times, str(self.reports_open)])

    @transaction.atomic
    def undo(self, decision: Decision, *, by, **details) -> Decision:
        """Stand where `decision` found it, reports and all; Overtaken where it is not the last."""
        self._hold(by=by)
        if not decision.is_last:
            raise Overtaken(self)
        # What the newsroom itself wrote is taken back, not left waiting.
        became = Status.WITHDRAWN if self.staff_id else Status(decision.was)
        undone = self._decide(became, by, replaces=decision, **details)
        self.reports_open = decision.reports + undone.reports
        self.reported_at = decision.reported_at or undone.reported_at
        self.reports.reopen(decision)
        self.reports.reopen(undone)
        self.save(update_fields=REPORTS)
        return undone

    @transaction.atomic
    def explain(self, decision: Decision, *, by, reason: str, **details) -> Decision:
        """Say why it was decided so; Overtaken where `decision` is not the last."""
        self._hold(by=by)
        if not decision.is_last:
            raise Overtaken(self)
        found = {name: getattr(decision, name) for name in ("was", "reports", "reported_at")}
        details |= found | {"reason": reason, "replaces": decision}
        return self._decide(Status(decision.became), by, **details)

    def _hold(self, *also, by=None):
        """Nobody else decides in this story until the transaction ends; what is known is fresh."""
        if by:  # what a person decides is learnt from
            SpamWord.objects.hold()
        StoryDiscussion.objects.hold(self.article_id)
        rows = type(self).objects.select_for_update(no_key=True)
        self.refresh_from_db(fields=[*_STANDING, *REPORTS, *PLACE, *also], from_queryset=rows)

    def _log(self, status: Status, by, details) -> Decision:
        """Note the decision; a person's answers the reports of readers, and so does withdrawing."""
        found = {"was": self.status}
        if by or status == Status.WITHDRAWN:
            found |= {"reports": self.reports_open, "reported_at": self.reported_at}
            self.reported_at, self.reports_open = None, 0
        decision = self.decisions.create(by=by, became=status, **found | details)
        if decision.reports:
            self.reports.resolve(decision)
        return decision
