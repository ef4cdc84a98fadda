"""Somebody who asks what is kept of them, found by the email address that they gave."""

from dataclasses import dataclass

from articles.models import NoteSender
from comments.models import Comment, Commenter
from comments.models.commenter import normalised


@dataclass(frozen=True)
class Person:
    """Whoever commented, or reported errors in stories, with one address."""

    email: str
    commenter: Commenter | None
    reports: list[NoteSender]  # of errors

    @classmethod
    def with_address(cls, email: str) -> "Person | None":
        commenter = Commenter.objects.with_address(email).first()
        reports = _reports_from(email)
        if commenter is None and not reports:
            return None
        return cls(commenter.email if commenter else reports[0].email, commenter, reports)

    def __str__(self):
        # No address here: a text form ends in logs and error pages.
        return str(self.commenter or "")

    @property
    def comments(self):
        return self.commenter.comments.all() if self.commenter else Comment.objects.none()


def _reports_from(email: str) -> list[NoteSender]:
    NoteSender.objects.forget_the_old()
    box, _at, _domain = email.strip().rpartition("@")
    alike = NoteSender.objects.filter(email__istartswith=f"{box}@").select_related("note")
    same = normalised(email)
    return [sender for sender in alike.order_by("note") if normalised(sender.email) == same]
