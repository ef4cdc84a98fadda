"""What stands beside a story while it is written: its state, its buttons and its log."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import approvals, publish_checks, reading, sanitize, timetable, workflow
from articles.desk import asked_time, wording
from articles.desk.badges import badge
from articles.desk.notes import Talk
from articles.desk.steps import Step
from articles.models import Section, Stage
from articles.workflow import TRANSITIONS, Transition

# What a story that was never saved can begin with.
BEGINNINGS = ("save", "submit", "publish", "schedule")


def buttons(user, article=None) -> list[Transition]:
    """What `user` may do next with a story, or with a new one."""
    if article is None:
        every = user.has_perm("articles.edit_every_section")
        in_care = every or Section.objects.in_care_of(user).exists()
        beginnings = [TRANSITIONS[name] for name in BEGINNINGS]
        return [step for step in beginnings if step.is_allowed(user, in_care=in_care)]
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

    @property
    def embargo(self) -> list[str]:
        return timetable.embargo(self.article, timezone.now())

    @cached_property
    def approvals(self) -> list[str]:
        """Who has approved the words on the page, and how many approvals they still lack."""
        version = self.article.latest_version
        given = [
            _("Approved by %(who)s, %(when)s.")
            % {"who": wording.person(approval.by), "when": wording.short(approval.at)}
            for approval in version.approvals.select_related("by")
        ]
        missing = version.approvals_missing(self.article.approvals_needed)
        lacking = missing and not version.is_live()
        return given + ([approvals.missing_in_words(missing)] if lacking else [])

    @cached_property
    def talk(self) -> Talk:
        return Talk(self.article, self.user)

    @cached_property
    def has_versions_to_compare(self) -> bool:
        return self.article.versions.filter(number__gt=1).exists()

    @cached_property
    def before_publication(self) -> list[publish_checks.Problem]:
        """What the publish checks would say now."""
        return publish_checks.found(self.article)

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
