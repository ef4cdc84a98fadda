"""A comment is its writer's, who has no account: how it is known to be, and what they may do."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import avatars
from comments.models.status import Status

EDITABLE_FOR = timedelta(minutes=10)


class Ownership(models.Model):
    avatar = models.PositiveIntegerField(default=avatars.random_number, editable=False)
    # When the owner of the address was asked whether the comment is theirs, and said that it is.
    asked_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    # What they asked to be told by mail.
    wants_decision = models.BooleanField(default=False, editable=False)
    wants_replies = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    # Questions

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN

    @property
    def seems_to_wait(self) -> bool:
        """What whoever wrote it is told: no spammer learns what was seen through."""
        return self.status in (Status.PENDING, Status.SPAM)

    @property
    def editable_until(self):
        return self.posted_at + EDITABLE_FOR

    @property
    def may_be_edited(self) -> bool:
        """By whoever wrote it."""
        is_open = self.seems_to_wait or self.status == Status.APPROVED
        return is_open and timezone.now() < self.editable_until

    @property
    def drawing(self) -> avatars.Drawing:
        return avatars.drawing(self.avatar)

    # Changes

    def recognise(self):
        """
        Take it, unsaved, for one of whoever owns its address.

        Only then it gets their drawing: whoever types another's address must not be taken for
        them, nor learn from the drawing that the address is theirs.
        """
        known = self.commenter.comments.confirmed().filter(name=self.name).exclude(pk=self.pk)
        self.avatar = known.values_list("avatar", flat=True).first() or self.avatar
        self.confirmed_at = timezone.now()

    def confirm(self):
        """The owner of the address says that the comment is theirs."""
        self.commenter.verify()
        self.recognise()
        self.save(update_fields=["avatar", "confirmed_at"])

    def disown(self):
        """The owner of the address says that somebody else gave it: a moderator looks again."""
        self.commenter, self.wants_decision, self.wants_replies = None, False, False
        told = _("The owner of the email address says that somebody else wrote this.")
        self.held_because = "\n".join(filter(None, [told, self.held_because]))
        self.save(update_fields=["commenter", "wants_decision", "wants_replies", "held_because"])
        if self.status in (Status.PENDING, Status.APPROVED):
            self.hold(by=None)

    def withdraw(self):
        """Take it away from readers for good."""
        return self._decide(Status.WITHDRAWN, by=None)
