from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AutosaveQuerySet(models.QuerySet):
    def of(self, user):
        """The slots of a person. Nobody reads another's: every question begins here."""
        return self.filter(user=user)

    def keep(self, *, user, page: str, window: str = "", adopting: bool = False, **words):
        """
        Write the slot of a page, and return it; None where another window has other words there.

        A window that goes on with the words of another adopts its slot. Of two who write one slot
        at once the second waits for the first, until the end of its transaction.
        """
        taken = self.filter(user=user, page=page).exclude(window__in=["", window]).first()
        if taken and not adopting:
            return taken if taken.typed == words["typed"] else None
        kept = {"saved_at": timezone.now()} | words | {"window": window}
        return self.update_or_create(user=user, page=page, defaults=kept)[0]


class Autosave(models.Model):
    """
    What somebody has typed on an open page and not saved yet: theirs alone, and not history.

    A page has a key of its own, so that two windows of one person never write over each other;
    a story that was never saved is known by that key only.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="autosaves"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="autosaves"
    )
    page = models.CharField(pgettext_lazy("open at the desk", "page"), max_length=32)
    window = models.CharField(
        _("window"), max_length=32, blank=True, help_text=_("The window that wrote here last.")
    )
    base = models.PositiveIntegerField(
        _("base"), default=0, help_text=_("The version that the page was opened with.")
    )
    typed = models.JSONField(_("what was typed"), default=dict)
    # When the words were typed, where a browser kept them by itself for a while.
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="page_has_one_slot_of_a_person", fields=["user", "page"]),
        ]

    def __str__(self):
        return self.headline or str(_("(no headline)"))

    @property
    def headline(self) -> str:
        return " ".join(self.typed.get("headline", [""])[0].split())
