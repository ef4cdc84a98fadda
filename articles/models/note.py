"""What colleagues write to each other in a story, and readers to them. Readers never see it."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.staff import who_may

# A name of an account after an @ that does not end an e-mail address.
MENTION = re.compile(r"(?<![\w.@+-])@([\w@+-]+(?:\.[\w@+-]+)*)")


def names_in(text: str) -> set[str]:
    """The names that a text calls, without their @, in lower case."""
    return {name.lower() for name in MENTION.findall(text)}


class NoteQuerySet(models.QuerySet):
    def threads(self):
        """Every note that begins a talk, with its replies and all that a page prints of them."""
        replies = Note.objects.select_related("author").order_by("at", "pk")
        return (
            self.filter(parent=None)
            .select_related("author", "resolved_by")
            .prefetch_related(Prefetch("replies", replies))
            .order_by("at", "pk")
        )

    def open(self):
        return self.filter(parent=None, resolved_at=None)


class Note(models.Model):
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="notes")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,  # history keeps its names; accounts are deactivated
        null=True,  # a reader reported an error
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    text = models.TextField(_("note"), max_length=4000)
    quote = models.TextField(
        _("passage"),
        blank=True,
        max_length=1000,
        help_text=_("The words of the story that the note is about."),
    )
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("resolved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="note_is_resolved_by_somebody_at_a_time",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="note_of_a_reader_answers_none",
                condition=Q(author__isnull=False) | Q(parent__isnull=True),
            ),
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def is_from_reader(self) -> bool:
        return self.author_id is None

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    def resolve(self, *, by):
        self.resolved_at, self.resolved_by = timezone.now(), by
        self.save(update_fields=["resolved_at", "resolved_by"])

    def reopen(self):
        self.resolved_at = self.resolved_by = None
        self.save(update_fields=["resolved_at", "resolved_by"])

    def people_named(self) -> list:
        """Whom the text calls by @name: colleagues who may read the story."""
        called = names_in(self.text)
        if not called:
            return []
        wanted = Q()
        for name in called:
            wanted |= Q(username__iexact=name)
        return list(who_may("articles.view_article").filter(wanted))
