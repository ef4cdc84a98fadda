"""What stands beside a story while it is written: its state, its buttons and its log."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from articles import workflow
from articles.desk import asked_time, wording
from articles.desk.badges import badge
from articles.desk.steps import Step
from articles.models import Stage
from articles.workflow import TRANSITIONS, Transition

# What a story that was never saved can begin with.
BEGINNINGS = ("save", "submit", "publish", "schedule")


def buttons(user, article=None) -> list[Transition]:
    """What `user` may do next with a story, or with a new one."""
    if article is None:
        return [TRANSITIONS[name] for name in BEGINNINGS if TRANSITIONS[name].is_allowed(user)]
    return workflow.open_to(user, article)


@dataclass
class Panel:
    """What admin/articles/article/change_form.html prints of a story that has been saved."""

    article: object
    user: object

    @cached_property
    def badge(self) -> SafeString:
        return badge(self.article.standing)

    @cached_property
    def what_readers_see(self) -> list[str]:
        return wording.what_readers_see(self.article, timezone.now())

    @cached_property
    def live_version(self):
        return self.article.versions.live().defer("body").first()

    @cached_property
    def address_then(self) -> str:
        """Of the story as readers will see it from its scheduled minute on; "" without one."""
        coming = self.article.versions.scheduled().defer("body").order_by("live_from").first()
        return asked_time.address(coming.live_from, coming.get_absolute_url()) if coming else ""

    @cached_property
    def steps(self) -> list[Step]:
        """The latest of them, the newest first."""
        return [Step.of(event) for event in self.article.events.select_related("by")[:12]]

    @cached_property
    def sent_back(self) -> Step | None:
        """The editor's request, while it is what the story waits for."""
        if self.article.stage != Stage.CHANGES_REQUESTED:
            return None
        requests = self.article.events.filter(transition="request-changes").select_related("by")
        return next(map(Step.of, requests[:1]), None)
