"""How often words stood in what moderators here marked as spam, and in what they approved."""

from collections.abc import Iterable

from django.db import connection, models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from comments import bayes
from comments.models.status import Status


class SpamWordManager(models.Manager):
    def hold(self):
        """
        Let nobody else count until the transaction ends.

        Called before anything else that others wait for is held, so that nobody waits in a circle.
        """
        self.add([])

    def learn_from(self, comment):
        """Count a comment as what a person decided that it is, and not as what was said before."""
        kinds = {Status.SPAM: "spam", Status.APPROVED: "approved"}
        learnt, decided = comment.learnt_as, kinds.get(comment.status, "")
        if comment.staff_id or learnt == decided:
            return
        parts = {name: getattr(comment, name) for name in ("html", "name", "website")}
        changes = {learnt: -1, decided: 1}
        changes.pop("", None)
        self.add(bayes.words_in(**parts), **changes)
        comment.learnt_as = decided
        comment.save(update_fields=["learnt_as"])

    def forget(self, words: Iterable[str], kind: str):
        """Take back what was learnt as `kind` from one comment; a word of nobody else's goes."""
        known = self.filter(word__in=set(words) - {""})
        known.filter(**{f"{kind}__gt": 0}).update(**{kind: F(kind) - 1})
        known.filter(spam__lte=0, approved__lte=0).delete()

    def add(self, words: Iterable[str], *, spam: int = 0, approved: int = 0):
        """Add to what is known of `words`, and to the number of comments of each kind."""
        rows = [(word, spam, approved) for word in sorted({"", *words})]
        places = ", ".join(["(%s, %s, %s)"] * len(rows))
        table = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (word, spam, approved) VALUES {places}"  # noqa: S608
                " ON CONFLICT (word) DO UPDATE SET"
                f" spam = {table}.spam + excluded.spam,"
                f" approved = {table}.approved + excluded.approved",
                [value for row in rows for value in row],
            )

    def comments(self) -> bayes.Seen:
        """How many of each kind were learnt from."""
        row = self.filter(word="").first()
        return row.seen if row else bayes.Seen(0, 0)

    def score(self, words: Iterable[str]) -> bayes.Score | None:
        known = {row.word: row.seen for row in self.filter(word__in=["", *words])}
        return bayes.score(known, comments=known.pop("", bayes.Seen(0, 0)))


class SpamWord(models.Model):
    """One word, as comments.bayes names them; "" counts the comments themselves."""

    word = models.CharField(max_length=40, primary_key=True)
    # Below zero where a comment was edited between two decisions: that weighs nothing.
    spam = models.IntegerField(default=0)
    approved = models.IntegerField(default=0)

    objects = SpamWordManager()

    class Meta:
        verbose_name = _("word of spam")
        verbose_name_plural = _("words of spam")

    def __str__(self):
        return self.word

    @property
    def seen(self) -> bayes.Seen:
        return bayes.Seen(max(self.spam, 0), max(self.approved, 0))
