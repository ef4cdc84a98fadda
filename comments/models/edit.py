"""Changing what a comment says, by whoever wrote it or by the newsroom; what it said is kept."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import sanitize
from comments.folding import fingerprint
from comments.models.decision import Overtaken
from comments.models.status import Status

FOLLOWS = ["html", "likeness"]  # from the words


class Edit(models.Model):
    """What a comment said until it was changed."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="edits")
    at = models.DateTimeField(_("edited"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        on_delete=models.PROTECT,
        null=True,  # the commenter
        related_name="+",
    )
    name = models.CharField(_("name before"), max_length=245)
    website = models.URLField(_("website before"), max_length=200, blank=True)
    text = models.TextField(_("comment before"))

    class Meta:
        verbose_name = _("edit of a comment")
        verbose_name_plural = _("edits of comments")
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class Editable:
    """A comment, with the verb that changes its words."""

    @transaction.atomic
    def edit(self, text: str, *, by=None, name=None, website=None, seen="") -> Edit | None:
        """
        Change the words, and keep those before; None where nothing changes. Name and website stay
        as they are unless they are given. `by` nobody is the commenter.

        Raises Overtaken where the comment is withdrawn, or no longer as it was `seen` (its mark).
        """
        self._hold("text", "name", "website")
        if self.status == Status.WITHDRAWN or seen not in ("", self.mark):
            raise Overtaken(self)
        words = {"text": text, "name": name, "website": website}
        changed = {k: v for k, v in words.items() if v is not None and v != getattr(self, k)}
        if not changed:
            return None
        before = self.edits.create(by=by, **{field: getattr(self, field) for field in words})
        for field, value in changed.items():
            setattr(self, field, value)
        self.html = sanitize.clean_comment(self.text)
        self.likeness = fingerprint(self.text)
        self.edited_at, self.edited_by = before.at, by
        self.save(update_fields=[*changed, *FOLLOWS, "edited_at", "edited_by"])
        return before
