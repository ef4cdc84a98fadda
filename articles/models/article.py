"""The desk's working copy of a story. Readers never see it; they see its versions."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import sanitize
from articles.models.content import Content
from articles.models.picture import Picture
from articles.models.planning import Planning
from articles.models.section import Section
from articles.models.stage import Stage, State
from articles.models.story_words import StoryWords
from articles.models.version import Version
from articles.narrowing import narrowed
from articles.slugs import slug_of

ON_THE_DESK = [stage for stage in Stage if stage not in (Stage.PUBLISHED, Stage.KILLED)]


class ArticleQuerySet(models.QuerySet):
    def with_state(self, at: datetime | None = None):
        """
        Add `state` (a State), `live_number` and `scheduled_for` as they stand at `at`.

        Nothing flips a status at a scheduled minute: this expression reads the clock instead.
        """
        of_this = Version.objects.filter(article=OuterRef("pk"))
        return self.annotate(
            live_number=Subquery(of_this.live(at).values("number")[:1]),
            scheduled_for=Subquery(
                of_this.scheduled(at).order_by("live_from").values("live_from")[:1]
            ),
        ).annotate(
            state=Case(
                When(stage=Stage.KILLED, then=Value(State.KILLED)),
                When(
                    Q(stage=Stage.PUBLISHED) & Q(live_number__isnull=False),
                    then=Value(State.LIVE),
                ),
                When(live_number__isnull=False, then=Value(State.LIVE_CHANGED)),
                When(scheduled_for__isnull=False, then=Value(State.SCHEDULED)),
                When(stage=Stage.PUBLISHED, then=Value(State.EXPIRED)),
                default=F("stage"),
                output_field=models.CharField(),
            )
        )

    def in_state(self, state: State, at: datetime | None = None):
        """
        The stories that `with_state` would give this state, asked so that an index answers.

        An expression over every story's periods has no index: a state that few stories are in
        would be looked for in all of them. A test keeps the two equal.
        """
        at = at or timezone.now()
        of_this = Version.objects.filter(article=OuterRef("pk"))
        is_live, is_coming = Exists(of_this.live(at)), Exists(of_this.scheduled(at))
        match State(state):
            case State.KILLED:
                return self.filter(stage=Stage.KILLED)
            case State.LIVE:
                return self.filter(is_live, stage=Stage.PUBLISHED)
            case State.LIVE_CHANGED:
                seen = Article.objects.filter(stage__in=ON_THE_DESK, seen_until__gt=at)
                return narrowed(self, seen, "pk").filter(is_live)
            case State.SCHEDULED:
                coming = Version.objects.scheduled(at)
                return narrowed(self, coming).filter(~is_live).exclude(stage=Stage.KILLED)
            case State.EXPIRED:
                gone = Article.objects.filter(stage=Stage.PUBLISHED, seen_until__lte=at)
                return narrowed(self, gone, "pk")
            case stage:
                return self.filter(~is_live, ~is_coming, stage=stage)

    def matching(self, typed: str):
        """Stories with every word of `typed`, the last perhaps unfinished."""
        rows, found = StoryWords.objects.matching(typed)
        return narrowed(self, rows, found=found)

    def waiting_for_review(self):
        return self.filter(stage=Stage.IN_REVIEW)

    def not_handed_in(self):
        """Still with whoever writes it."""
        return self.filter(stage__in=[Stage.DRAFT, Stage.CHANGES_REQUESTED])

    def due(self):
        """With a deadline that is still to be met, or was missed."""
        return self.not_handed_in().filter(due_at__isnull=False)


class Article(Planning, Content):
    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage.choices, default=Stage.DRAFT, editable=False
    )
    comments_open = models.BooleanField(
        _("comments"),
        null=True,
        blank=True,
        choices=[
            (None, _("As the rules of the house say")),
            (True, pgettext_lazy("comments", "Open")),
            (False, pgettext_lazy("comments", "Closed")),
        ],
        help_text=_("Whether readers may comment on this story."),
    )
    show_changes = models.BooleanField(
        _("readers may open “What changed”"),
        default=True,
        help_text=_(
            "Switch it off where words that were replaced must not be read again. "
            "Takes effect with the next save."
        ),
    )
    # Follows from the live periods: the end of the last, FOREVER if it is open, null if none is.
    seen_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.PROTECT,  # history keeps its names; accounts are deactivated
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-changed_at", "-pk"]
        permissions = [
            ("review_article", _("Can approve stories and request changes")),
            ("publish_article", _("Can publish, schedule and unpublish stories")),
            ("kill_article", _("Can kill and reopen stories")),
            ("edit_every_section", _("Can do so in every section, not only their own")),
        ]
        constraints = [
            models.CheckConstraint(
                name="article_embargo_with_an_end_is_an_embargo",
                condition=Q(embargoed=True) | Q(embargo_until__isnull=True),
                violation_error_message=_(
                    "“Not before” has a time, but the story is not under embargo: tick the box, "
                    "or take the time out."
                ),
            ),
        ]
        indexes = [
            # The desk's list is read along these. The first also holds what it is narrowed by
            # most, so that passing over other stories does not touch them.
            models.Index(
                fields=["-changed_at", "-id", "section", "stage"], name="article_by_last_change"
            ),
            models.Index(fields=["stage", "-changed_at", "-id"], name="article_by_stage"),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_by_section"),
            models.Index(fields=["headline", "id"], name="article_by_headline"),
            models.Index(
                fields=["stage", "seen_until"],
                name="article_by_end",
                condition=Q(seen_until__isnull=False),
            ),
            models.Index(
                fields=["due_at"], name="article_by_deadline", condition=Q(due_at__isnull=False)
            ),
            models.Index(
                fields=["planned_for"],
                name="article_by_plan",
                condition=Q(planned_for__isnull=False),
            ),
        ]

    def __str__(self):
        return self.headline or str(_("(no headline)"))

    def save(self, *args, update_fields=None, **kwargs):
        self.slug = self.slug or slug_of(self.headline)
        if update_fields is None and not self._state.adding:
            # Whoever read the story before its periods moved does not move `seen_until` back.
            columns = {
                field.attname for field in self._meta.concrete_fields if not field.primary_key
            }
            update_fields = columns - self.get_deferred_fields() - {"seen_until"}
        super().save(*args, update_fields=update_fields, **kwargs)

    # Questions

    @property
    def is_live(self) -> bool:
        return self.versions.live().exists()

    @property
    def is_scheduled(self) -> bool:
        return self.versions.scheduled().exists()

    @property
    def may_come_back(self) -> bool:
        """Unpublished and on the desk again; what was killed or has expired is gone for good."""
        return self.stage not in (Stage.KILLED, Stage.PUBLISHED)

    @property
    def last_seen_version(self) -> Version | None:
        """What readers see, or saw last."""
        return self.versions.ever_live().order_by("-live_from").first()

    @property
    def latest_version(self) -> Version | None:
        return self.versions.order_by("-number").first()

    @cached_property
    def standing(self) -> "Article":
        """The same story with `state`, `live_number` and `scheduled_for`, read from the clock."""
        return Article.objects.with_state().get(pk=self.pk)

    def sections_of_readers(self) -> set[int | None]:
        """Where the story stands for readers, now or as scheduled."""
        return set(self.versions.not_over().values_list("section", flat=True))

    def is_in_care_of(self, user) -> bool:
        """
        Whether the user edits every section that the story stands in: on the desk, for readers,
        and in the last words of others. So nobody gains a right by moving a story to their own.
        """
        if user.has_perm("articles.edit_every_section"):
            return True
        filed = self.versions.order_by("-number").values_list("section", flat=True)
        of_others = filed.exclude(saved_by=user)[:1]
        concerned = {self.section_id, *filed[:1], *of_others} | self.sections_of_readers()
        cared_for = Section.objects.in_care_of(user).filter(pk__in=concerned - {None})
        return None not in concerned and cared_for.count() == len(concerned)

    @property
    def approvals_needed(self) -> int:
        """The most that any section asks in which the story stands or is to stand."""
        sections = Section.objects.filter(pk__in=self.sections_of_readers() | {self.section_id})
        return max(sections.values_list("approvals_needed", flat=True), default=0)

    def body_pictures(self) -> models.QuerySet[Picture]:
        return Picture.objects.filter(pk__in=sanitize.picture_ids(self.body))

    def first_published_at(self, at: datetime) -> datetime:
        """Republishing keeps the first date; a story never seen before `at` has it from `at`."""
        seen = self.versions.ever_live(at).order_by("published_at").first()
        return seen.published_at if seen else at

    def address_of(self, first_published_at: datetime) -> str:
        return f"{timezone.localtime(first_published_at):%Y/%m/%d}/{self.slug}"

    def address_is_taken(self, at: datetime) -> bool:
        address = self.address_of(self.first_published_at(at))
        others = Version.objects.exclude(article=self).filter(path=address)
        return others.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__isnull=False
        ).exists()

    # Changes

    def lock(self):
        """Wait for whoever is changing this story, then see the stage they left it in."""
        self.stage = (
            Article.objects.select_for_update().values_list("stage", flat=True).get(pk=self.pk)
        )

    def save_version(self, *, by, always: bool = False) -> Version:
        """Write what the working copy says as a version, unless the last one says it already."""
        latest = self.latest_version
        if latest and not always and self.says_the_same_as(latest):
            return latest
        signed = list(self.bylines.select_related("author"))
        version = Version.objects.create(
            article=self,
            number=latest.number + 1 if latest else 1,
            saved_by=by,
            bylines=[byline.as_printed() for byline in signed],
            **self.copied_fields(),
        )
        version.topics.add(*self.topics.all())
        version.authors.add(*(byline.author_id for byline in signed))
        version.body_pictures.add(*self.body_pictures())
        self.changed_at, self.changed_by = version.saved_at, by
        self.save(update_fields=["changed_at", "changed_by"])
        StoryWords.objects.keep(self)
        return version

    def printed_bylines(self) -> list[dict[str, str]]:
        return [byline.as_printed() for byline in self.bylines.select_related("author")]

    def says_the_same_as(self, version: Version) -> bool:
        return (
            version.copied_fields() == self.copied_fields()
            and version.bylines == self.printed_bylines()
            and set(version.topics.all()) == set(self.topics.all())
        )
