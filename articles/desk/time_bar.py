"""The bar above a readers' page that is shown as of another time."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import cached_property

from articles.desk import asked_time, wording
from articles.desk.outlook import Outlook, Step
from articles.models import Arrangement, Banner, Placement, Version


class TimeBar:
    """What admin/as_of/_bar.html prints; nothing is asked of the database before that."""

    template = "admin/as_of/_bar.html"

    def __init__(self, at: datetime, path: str, query):
        self.at = at
        self.path = path
        self.query = query

    @property
    def when(self) -> str:
        return wording.moment(self.at)

    @property
    def typed(self) -> str:
        """For the field, which knows no offset."""
        return f"{timezone.localtime(self.at):%Y-%m-%dT%H:%M}"

    @property
    def live_address(self) -> str:
        query = self.query.urlencode()
        return f"{self.path}?{query}" if query else self.path

    @property
    def parameters(self) -> list[tuple[str, str]]:
        return list(self.query.items())

    @cached_property
    def steps(self) -> list[tuple[str, str, Step]]:
        """Of each coming transition: when it is, its address, and what happens."""
        return [
            (wording.short(step.at), self._address(step.at), step)
            for step in Outlook(self.at).steps
        ]

    @cached_property
    def previous(self) -> str:
        """The address of the transition before this time; "" before all of them."""
        before = self.at - timedelta(seconds=1)
        models = (Version, Arrangement, Placement, Banner)
        times = [model.objects.last_transition(before) for model in models]
        latest = max(filter(None, times), default=None)
        return self._address(latest) if latest else ""

    def _address(self, at: datetime) -> str:
        return asked_time.address(at, self.path, self.query.urlencode())
