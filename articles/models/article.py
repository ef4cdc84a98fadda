"""The desk's working copy of a story. Readers never see it; they see its versions."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles import sanitize
from articles.models.content import Content
from articles.models.picture import Picture
from articles.models.section import Section
from articles.models.stage import Stage, State
from articles.models.version import Version


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

    def waiting_for_review(self):
        return self.filter(stage=Stage.IN_REVIEW)

    def not_handed_in(self):
        """Still with whoever writes it."""
        return self.filter(stage__in=[Stage.DRAFT, Stage.CHANGES_REQUESTED])

    def due(self):
        """With a deadline that is still to be met, or was missed."""
        return self.not_handed_in().filter(due_at__isnull=False)


class Article(Content):
    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage.choices, default=Stage.DRAFT, editable=False
    )
    comments_open = models.BooleanField(
        _("comments open"), default=True, help_text=_("Readers may comment on this story.")
    )
    expires_at = models.DateTimeField(
        _("take down at"),
        null=True,
        blank=True,
        help_text=_("Readers stop seeing the story then. Takes effect with the next publication."),
    )
    planned_for = models.DateTimeField(
        _("planned for"),
        null=True,
        blank=True,
        help_text=_("When the desk means to run the story. It says nothing to readers."),
    )
    embargoed = models.BooleanField(
        _("under embargo"),
        default=False,
        help_text=_("The story is not published, nor scheduled, before the embargo ends."),
    )
    embargo_until = models.DateTimeField(
        _("not before"),
        null=True,
        blank=True,
        help_text=_("The end of the embargo. While it is empty the embargo has no end."),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.PROTECT,  # history keeps its names; accounts are deactivated
        null=True,
        blank=True,
        related_name="assignments",
        help_text=_("Who is to write it. They are told."),
    )
    due_at = models.DateTimeField(
        _("deadline"),
        null=True,
        blank=True,
        help_text=_("When the story is to be handed in for review."),
    )
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
            models.Index(fields=["-changed_at", "-id"], name="article_by_last_change"),
            models.Index(fields=["stage", "-changed_at"], name="article_by_stage"),
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

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.headline)[:100].strip("-")
        super().save(*args, **kwargs)

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
    def latest_version(self) -> Version | None:
        return self.versions.order_by("-number").first()

    @cached_property
    def standing(self) -> "Article":
        """The same story with `state`, `live_number` and `scheduled_for`, read from the clock."""
        return Article.objects.with_state().get(pk=self.pk)

    def sections_of_readers(self) -> set[int | None]:
        """Where the story stands for readers, now or as scheduled."""
        seen = self.versions.filter(live_from__isnull=False).exclude(live_until__lte=timezone.now())
        return set(seen.values_list("section", flat=True))

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

    def address_at(self, at: datetime) -> str:
        day = timezone.localtime(self.first_published_at(at))
        return f"{day:%Y/%m/%d}/{self.slug}"

    def address_is_taken(self, at: datetime) -> bool:
        others = Version.objects.exclude(article=self).filter(path=self.address_at(at))
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
        if latest and not always and self._says_the_same_as(latest):
            return latest
        version = Version.objects.create(
            article=self,
            number=latest.number + 1 if latest else 1,
            saved_by=by,
            bylines=self.printed_bylines(),
            **self.copied_fields(),
        )
        version.topics.set(self.topics.all())
        version.authors.set([byline.author_id for byline in self.bylines.all()])
        version.body_pictures.set(self.body_pictures())
        self.changed_at, self.changed_by = version.saved_at, by
        self.save(update_fields=["changed_at", "changed_by"])
        return version

    def printed_bylines(self) -> list[dict[str, str]]:
        return [byline.as_printed() for byline in self.bylines.select_related("author")]

    def _says_the_same_as(self, version: Version) -> bool:
        return (
            version.copied_fields() == self.copied_fields()
            and version.bylines == self.printed_bylines()
            and set(version.topics.all()) == set(self.topics.all())
        )
