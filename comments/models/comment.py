"""A reader's comment: what was written, what became of it, and where in a thread it stands."""

import re

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import sanitize
from comments.models.house_rules import Order
from comments.models.story_discussion import StoryDiscussion


class Status(models.TextChoices):
    PENDING = "pending", _("Pending")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    WITHDRAWN = "withdrawn", _("Withdrawn")  # by whoever wrote it


# How the threads of a story stand, and the indexes that they are read along.
THREADS_IN_ORDER = {
    Order.OLDEST: ["-is_pinned", "posted_at", "id"],
    Order.NEWEST: ["-is_pinned", "-posted_at", "-id"],
    Order.DISCUSSED: ["-is_pinned", "-answers_shown", "posted_at", "id"],
}
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

    def for_moderation(self):
        """What waits comes first, then what was decided; the newest first in both."""
        with_story = self.select_related("article").defer("article__body")
        return with_story.order_by(*QUEUE_ORDER)

    def bulk_create(self, objs, *args, **kwargs):
        comments = list(objs)
        for comment in comments:
            comment.prepare()
        with transaction.atomic():
            created = super().bulk_create(comments, *args, **kwargs)
            for article in {comment.article for comment in comments if comment.is_approved}:
                StoryDiscussion.objects.recount(article)
        return created


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
            models.Index(
                fields=["root", "status", "posted_at", "id"],
                name="comment_by_thread",
                condition=Q(root__isnull=False),
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
        if not self._state.adding:
            super().save(*args, **kwargs)
        elif self.is_approved:
            self._save_shown(*args, **kwargs)
        else:
            self.prepare()
            super().save(*args, **kwargs)

    @transaction.atomic
    def _save_shown(self, *args, **kwargs):
        """Nobody decides about what this one answers before it stands there."""
        StoryDiscussion.objects.hold(self.article)
        self.parent = Comment.objects.filter(pk=self.parent_id).first()
        self.prepare()
        super().save(*args, **kwargs)
        thread = Comment.objects.filter(pk=self.root_id)
        StoryDiscussion.objects.recount(self.article, among=thread)

    def prepare(self):
        """Fill what follows from the rest, before the row is written for the first time."""
        self.html = sanitize.clean_comment(self.text)
        self.root_id = self.thread_under(self.parent)
        if self.status != Status.PENDING and self.decided_at is None:
            self.decided_at = timezone.now()

    def get_absolute_url(self):
        """Under the story that readers see now, "" where they see none."""
        version = self.article.versions.live().first()
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

    @transaction.atomic
    def _decide(self, status: Status, by, reason="", note=""):
        StoryDiscussion.objects.hold(self.article)
        self.decisions.create(by=by, was=self.status, became=status, reason=reason, note=note)
        self.refresh_from_db(fields=["root"])
        threads = {self.pk, self.root_id}
        above = Comment.objects.filter(pk=self.parent_id).first()
        self.status, self.decided_at, self.decided_by = status, timezone.now(), by
        self.root_id = self.thread_under(above)
        self.save(update_fields=["status", "decided_at", "decided_by", "root"])
        self._rethread_replies()
        moved = Comment.objects.filter(Q(pk__in=threads | {self.root_id}) | Q(parent=self))
        StoryDiscussion.objects.recount(self.article, among=moved)

    def _rethread_replies(self):
        """Answers to a comment that readers no longer see head threads of their own, and back."""
        answered = [self]
        while answered:
            by_pk = {comment.pk: comment for comment in answered}
            replies = Comment.objects.filter(parent__in=by_pk).only("parent", "root", "status")
            answered = []
            for reply in replies:
                root_id = self.thread_under(by_pk[reply.parent_id])
                if reply.root_id != root_id:
                    reply.root_id = root_id
                    answered.append(reply)
            Comment.objects.bulk_update(answered, ["root"], batch_size=500)
