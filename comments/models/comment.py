"""A reader's comment: what was written, what became of it, and where in a thread it stands."""

import re

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import sanitize
from comments.models.report import Report


class Status(models.TextChoices):
    PENDING = "pending", _("Pending")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    WITHDRAWN = "withdrawn", _("Withdrawn")  # by whoever wrote it


# The number of the comment that heads the thread. SQLite takes the index only for a typed one.
THREAD = Cast(Coalesce("root", "id"), models.BigIntegerField())

QUEUE_ORDER = [IsNull(F("decided_at"), False).asc(), "-posted_at", "-pk"]


class CommentQuerySet(models.QuerySet):
    def approved(self):
        """What readers see."""
        return self.filter(status=Status.APPROVED)

    def pending(self):
        return self.filter(status=Status.PENDING)

    def heads(self):
        """Comments that begin a thread."""
        return self.filter(root=None)

    def in_threads_of(self, heads):
        """The comments among these that `heads`, a set or the reference to one, begin."""
        heads = heads.values("pk") if isinstance(heads, models.QuerySet) else [heads]
        return self.alias(thread_head=THREAD).filter(thread_head__in=heads)

    def oldest_first(self):
        return self.order_by("posted_at", "pk")

    def numbered(self, number: str | None) -> "Comment | None":
        """The one among these with a number as it stands in an address, None if it is none."""
        if not re.fullmatch(r"[1-9][0-9]{0,17}", number or "", re.ASCII):
            return None
        return self.filter(pk=number).first()

    def for_moderation(self):
        """What waits comes first, then what was decided; the newest first in both."""
        with_story = self.select_related("article").defer("article__body")
        return with_story.order_by(*QUEUE_ORDER)

    def with_open_reports(self):
        """Each with `open_reports`, in one query: those of one reason stand together."""
        reports = Report.objects.open().order_by("reason", "reported_at", "pk")
        return self.prefetch_related(models.Prefetch("reports", reports, to_attr="open_reports"))

    def bulk_create(self, objs, *args, **kwargs):
        comments = list(objs)
        for comment in comments:
            comment.prepare()
        return super().bulk_create(comments, *args, **kwargs)


class Comment(models.Model):
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
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
    # Follows from the parent: null where readers see nothing above this comment.
    root = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # comment_by_thread serves it
        related_name="thread",
    )
    commenter = models.ForeignKey(
        "comments.Commenter",
        verbose_name=_("commenter"),
        on_delete=models.SET_NULL,  # the words stay when a person asks to be forgotten
        null=True,
        blank=True,
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
    # What the commenter asked to be told by mail.
    wants_decision = models.BooleanField(default=False, editable=False)
    wants_replies = models.BooleanField(default=False, editable=False)

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
        ]
        indexes = [
            models.Index(
                "article",
                "posted_at",
                "id",
                name="comment_heads_by_story",
                condition=Q(status=Status.APPROVED, root=None),
            ),
            models.Index(
                "article", name="comment_shown_by_story", condition=Q(status=Status.APPROVED)
            ),
            models.Index(
                THREAD,
                "posted_at",
                "id",
                name="comment_by_thread",
                condition=Q(status=Status.APPROVED),
            ),
            models.Index(
                IsNull(F("decided_at"), False),
                F("posted_at").desc(),
                F("id").desc(),
                name="comment_by_queue",
            ),
            models.Index(F("status"), F("posted_at").desc(), name="comment_by_status"),
        ]

    def __str__(self):
        return f"{self.name}, {timezone.localtime(self.posted_at):%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.prepare()
        super().save(*args, **kwargs)

    def prepare(self):
        """Fill what follows from the rest, before the row is written for the first time."""
        self.html = sanitize.clean_comment(self.text)
        self.root_id = self.thread_under(self.parent)
        if self.status != Status.PENDING and self.decided_at is None:
            self.decided_at = timezone.now()

    def get_absolute_url(self):
        """The comment in its thread, whatever page of the discussion that has come to stand on."""
        version = self.article.versions.live().first()
        if version is None:
            return ""
        return f"{version.get_absolute_url()}?thread={self.root_id or self.pk}#{self.anchor}"

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

    @staticmethod
    def thread_under(parent: "Comment | None") -> int | None:
        """The head of the thread of an answer to `parent`: none where readers do not see it."""
        return (parent.root_id or parent.pk) if parent and parent.is_approved else None

    # Changes

    def approve(self, *, by):
        self._decide(Status.APPROVED, by)

    def reject(self, *, by, reason="", note=""):
        self._decide(Status.REJECTED, by, reason, note)

    def mark_as_spam(self, *, by):
        self._decide(Status.SPAM, by)

    def hold(self, *, by, note=""):
        """Readers see it no more, or not yet: it waits."""
        self._decide(Status.PENDING, by, note=note)

    @transaction.atomic
    def _decide(self, status: Status, by, reason="", note=""):
        words = {"reason": reason, "note": note}
        decision = self.decisions.create(by=by, was=self.status, became=status, **words)
        above = Comment.objects.select_for_update().filter(pk=self.parent_id).first()
        waits = status == Status.PENDING
        self.status = status
        self.decided_at, self.decided_by = (None, None) if waits else (decision.at, by)
        self.root_id = self.thread_under(above)
        if by or status == Status.WITHDRAWN:  # its reports are answered by that
            self.reports.resolve(decision)
            self.reported_at, self.reports_open = None, 0
        decided = ["status", "decided_at", "decided_by", "reported_at", "reports_open"]
        self.save(update_fields=[*decided, "root"])
        self._rethread_replies()

    def _rethread_replies(self):
        """Answers to a comment that readers no longer see head threads of their own, and back."""
        answered = [self]
        while answered:
            by_pk = {comment.pk: comment for comment in answered}
            answered = []
            for reply in Comment.objects.select_for_update().filter(parent__in=by_pk):
                root_id = self.thread_under(by_pk[reply.parent_id])
                if reply.root_id != root_id:
                    reply.root_id = root_id
                    reply.save(update_fields=["root"])
                    answered.append(reply)
