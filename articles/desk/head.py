"""What stands in the head of every page of the desk, in one query."""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Subquery

from articles.models import Masthead, Notification


class Head(NamedTuple):
    paper: str  # its name
    unread: int  # lines behind the bell


def head_for(user) -> Head:
    """For somebody at the desk; the lines are counted in an index of unread ones alone."""
    unread = Notification.objects.unread().filter(to=OuterRef("pk")).order_by()
    found = (
        get_user_model()
        .objects.filter(pk=user.pk)
        .values_list(
            Subquery(Masthead.objects.values("own_name")),
            Subquery(unread.values("to").annotate(lines=Count("pk")).values("lines")),
        )
    )
    own_name, lines = found.get()
    return Head(Masthead(own_name=own_name or "").name, lines or 0)
