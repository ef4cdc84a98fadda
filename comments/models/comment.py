"""A reader's comment: what was written, what became of it, and where in a thread it stands."""

import re

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import sanitize
from articles.narrowing import narrowed
from comments.folding import fingerprint
from comments.models.answer import Answerable
from comments.models.comment_words import CommentWords
from comments.models.decidable import PLACE, REPORTS, Decidable
from comments.models.decision import Decision, Overtaken
from comments.models.edit import Editable
from comments.models.featured import Featurable
from comments.models.house_rules import Order
from comments.models.ownership import Ownership
from comments.models.report import Report
from comments.models.spam_word import SpamWord
from comments.models.status import Status
from comments.models.story_discussion import StoryDiscussion
from comments.models.threaded import Threaded

# How the threads of a story stand, and the indexes that they are read along.
THREADS_IN_ORDER = {
    Order.OLDEST: ["-is_pinned", "posted_at", "id"],
    Order.NEWEST: ["-is_pinned", "-posted_at", "-id"],
    Order.DISCUSSED: ["-is_pinned", "-answers_shown", "posted_at", "id"],
}


class CommentQuerySet(models.QuerySet):
    def approved(self):
        """What readers see."""
        return self.filter(status=Status.APPROVED)

    def pending(self):
        return self.filter(status=Status.PENDING)

    def confirmed(self):
        """Those of which the owner of the address said that they are theirs."""
        return self.exclude(confirmed_at=None)

    def heads(self):
        """Comments that begin a thread."""
        return self.filter(root=None)

    def under(self, head):
        """The answers of a thread, however deep, the oldest first."""
        return self.filter(root=head).order_by("posted_at", "id")

    def newest_first(self):
        return self.order_by("-posted_at", "-id")

    def numbered(self, number: str | None) -> "Comment | None":
        """The one among these with a number as it stands in an address, None if it is none."""
        if not re.fullmatch(r"[1-9][0-9]{0,17}", number or "", re.ASCII):
            return None
        return self.filter(pk=number).first()

    def reported(self):
        """What readers reported and nobody has answered for yet."""
        return self.filter(reported_at__isnull=False)

    def matching(self, typed: str):
        """Comments with every word of `typed`, the last perhaps unfinished."""
        rows, found = CommentWords.objects.matching(typed)
        return narrowed(self, rows, "comment", found=found)

    def with_open_reports(self):
        """Each with `open_reports`, in one query: those of one reason stand together."""
        reports = Report.objects.open().order_by("reason", "reported_at", "pk")
        return self.prefetch_related(models.Prefetch("reports", reports, to_attr="open_reports"))

    @transaction.atomic
    def bulk_create(self, objs, *args, **kwargs):
        comments = list(objs)
        for comment in comments:
            comment.prepare()
        created = super().bulk_create(comments, *args, **kwargs)
        CommentWords.objects.keep(*created)
        for article in {comment.article for comment in comments if comment.is_approved}:
            StoryDiscussion.objects.hold(article.pk)
            StoryDiscussion.objects.recount(article)
        return created


class Comment(Threaded, Decidable, Editable, Answerable, Featurable, Ownership):
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        db_index=False,  # comment_by_story serves it
        related_name="comments",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("in reply to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replies",
    )
    # Follows from the parent: null where readers see nothing above this comment, which then heads
    # a thread.
    root = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # comment_by_thread serves it
        related_name="thread",
    )
    # Of a thread that this comment heads; StoryDiscussion.objects.recount keeps it.
    answers_shown = models.PositiveIntegerField(default=0, editable=False)
    commenter = models.ForeignKey(
        "comments.Commenter",
        verbose_name=_("commenter"),
        on_delete=models.SET_NULL,  # the words stay when a person asks to be forgotten
        null=True,
        blank=True,
        db_index=False,  # comment_by_person serves it
        related_name="comments",
    )
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by staff"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=245)
    website = models.URLField(_("website"), max_length=200, blank=True)
    text = models.TextField(_("comment"), help_text=_("As it was typed."))
    html = models.TextField(editable=False, help_text=_("As readers see it."))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING
    )
    held_because = models.TextField(
        _("why it was held"), blank=True, help_text=_("What screening found, in words.")
    )
    posted_at = models.DateTimeField(_("posted"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,  # decisions keep their names; accounts are deactivated
        null=True,  # screening decides without a person
        blank=True,
        editable=False,
        related_name="+",
    )

    is_pinned = models.BooleanField(
        _("pinned"), default=False, help_text=_("Stands above all other threads.")
    )
    is_pick = models.BooleanField(_("editor’s pick"), default=False)
    # Readers' reports nobody has looked at yet; the first of them raises the comment.
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True, editable=False)
    reports_open = models.PositiveIntegerField(_("reports"), default=0, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        on_delete=models.PROTECT,
        null=True,  # the commenter
        blank=True,
        editable=False,
        related_name="+",
    )
    # Of words that are too long to be the same by chance, however they are dressed up.
    likeness = models.BigIntegerField(null=True, editable=False)
    # As what the spam score counts it: "spam", "approved", or not at all.
    learnt_as = models.CharField(max_length=10, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                name="comment_has_a_time_of_decision_unless_it_is_pending",
                condition=Q(status=Status.PENDING, decided_at=None, decided_by=None)
                | (~Q(status=Status.PENDING) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="comment_status_is_one_of_five", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="comment_does_not_answer_itself",
                condition=~Q(parent=F("pk")) & ~Q(root=F("pk")),
            ),
            models.CheckConstraint(
                name="pinned_comment_begins_a_thread", condition=Q(is_pinned=False) | Q(root=None)
            ),
        ]
        # SQLite reads an index alone only where it holds the status, though its condition says it.
        indexes = [
            *(
                models.Index(
                    fields=["article", "status", *fields],
                    name=f"comment_threads_{order}",
                    condition=Q(status=Status.APPROVED, root=None),
                )
                for order, fields in THREADS_IN_ORDER.items()
            ),
            models.Index(
                fields=["article", "status", "-posted_at", "-id"],
                name="comment_shown_by_story",
                condition=Q(status=Status.APPROVED),
            ),
            # The desk's queue, in the order of its pages, and narrowed to a story or a person.
            models.Index(fields=["status", "posted_at", "id"], name="comment_by_status"),
            models.Index(fields=["posted_at", "id"], name="comment_by_time"),
            models.Index(fields=["article", "status", "posted_at", "id"], name="comment_by_story"),
            models.Index(
                fields=["root", "status", "posted_at", "id"],
                name="comment_by_thread",
                condition=Q(root__isnull=False),
            ),
            models.Index(
                fields=["commenter", "status", "posted_at", "id"], name="comment_by_person"
            ),
            models.Index(
                fields=["reported_at", "id"],
                name="comment_by_report",
                condition=Q(reported_at__isnull=False),
            ),
            models.Index(
                fields=["likeness", "id"],
                name="comment_by_likeness",
                condition=Q(likeness__isnull=False),
            ),
            models.Index(
                fields=["asked_at"],
                name="comment_by_question",
                condition=Q(asked_at__isnull=False),
            ),
        ]
        permissions = [
            ("answer_comment", _("Can answer readers in the newsroom’s name")),
            ("edit_comment", _("Can edit readers’ words")),
            ("feature_comment", _("Can pick and pin comments")),
        ]

    def __str__(self):
        return f"{self.name}, {timezone.localtime(self.posted_at):%Y-%m-%d %H:%M}"

    @transaction.atomic(savepoint=False)  # what fails in it takes its cause along
    def save(self, *args, update_fields=None, **kwargs):
        is_new = self._state.adding
        if is_new and self.is_approved:
            # Nobody decides about what this one answers before it stands there.
            StoryDiscussion.objects.hold(self.article_id)
            self.parent = self.parent_id and Comment.objects.filter(pk=self.parent_id).first()
        if is_new:
            self.prepare()
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is None or {"name", "text", "website"} & set(update_fields):
            CommentWords.objects.keep(self)
        if is_new and self.is_approved:
            # Nothing answers it yet; it is counted in the thread that it stands in.
            thread = Comment.objects.filter(pk=self.root_id)
            StoryDiscussion.objects.recount(self.article, among=thread)

    def prepare(self):
        """Fill what follows from the rest, before the row is written for the first time."""
        self.html = sanitize.clean_comment(self.text)
        self.likeness = fingerprint(self.text)
        self._stand_under(self.parent)
        if self.status != Status.PENDING and self.decided_at is None:
            self.decided_at = timezone.now()

    def get_absolute_url(self, version=None):
        """Under `version`, or the one of the story that readers see now; "" where they see none."""
        version = version or self.article.versions.live().first()
        return self.permalink(version.get_absolute_url()) if version else ""

    def permalink(self, story_address: str) -> str:
        """The comment in its thread, whatever page of the discussion that has come to stand on."""
        return f"{story_address}?thread={self.pk}#{self.anchor}"

    # Questions

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def is_approved(self) -> bool:
        return self.status == Status.APPROVED

    @property
    def is_rejected(self) -> bool:
        return self.status == Status.REJECTED

    # Changes

    # Further details of a decision are its fields: reason, note, told, batch. With `seen`, the mark
    # that the comment had when it was read, Overtaken is raised where it has another by now.

    def approve(self, *, by, **details) -> Decision:
        return self._decide(Status.APPROVED, by, **details)

    def reject(self, *, by, **details) -> Decision:
        return self._decide(Status.REJECTED, by, **details)

    def mark_as_spam(self, *, by, **details) -> Decision:
        return self._decide(Status.SPAM, by, **details)

    def hold(self, *, by, **details) -> Decision:
        """Readers see it no more, or not yet: it waits."""
        return self._decide(Status.PENDING, by, **details)

    def _decide(self, status: Status, by, *, seen="", **details) -> Decision:
        if self._state.adding:
            return self._arrive(status, by, details)
        return self._change(status, by, seen, details)

    @transaction.atomic
    def _change(self, status: Status, by, seen: str, details: dict) -> Decision:
        self._hold(by=by)
        if self.status == Status.WITHDRAWN or seen not in ("", self.mark):
            raise Overtaken(self)
        decision = self._log(status, by, details)
        waits = status == Status.PENDING
        self.status = status
        self.decided_at, self.decided_by = (None, None) if waits else (decision.at, by)
        threads = {self.pk, self.root_id}
        self._stand_under(Comment.objects.filter(pk=self.parent_id).first())
        self.save(update_fields=["status", "decided_at", "decided_by", *REPORTS, *PLACE])
        self._rethread_replies()
        moved = Comment.objects.filter(Q(pk__in=threads | {self.root_id}) | Q(parent=self))
        StoryDiscussion.objects.recount(self.article, among=moved)
        if by:
            SpamWord.objects.learn_from(self)
        return decision

    @transaction.atomic(savepoint=False)
    def _arrive(self, status: Status, by, details) -> Decision:
        """Decided about before it is written, it is written once, and where it belongs."""
        self.status, self.decided_at, self.decided_by = status, timezone.now(), by
        self.save()
        log = {"at": self.decided_at, "was": Status.PENDING, "became": status}
        return self.decisions.create(by=by, **log | details)
