"""What stands beside a story while it is written: its state, its buttons and its log."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from articles import reading, sanitize, workflow
from articles.desk import wording
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


@dataclass(frozen=True)
class Length:
    """How long a story is, as readers are told; a script goes on counting."""

    words: int
    minutes: int
    words_a_minute: int = reading.WORDS_A_MINUTE

    @classmethod
    def of(cls, article):
        words = reading.words(sanitize.plain_text(article.body)) if article else 0
        return cls(words, reading.minutes(words))


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
    def rights(self) -> list[str]:
        """Sentences on the pictures whose rights have ended or end soon."""
        return wording.rights_in(self.article, timezone.now())

    @cached_property
    def live_version(self):
        return self.article.versions.live().defer("body").first()

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
