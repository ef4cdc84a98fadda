"""
Words that stand in published stories, so that a mistyped one can be guessed at. A word stays when
its story goes: whether to suggest it is decided by what readers would find with it.
"""

from django.db import models

from articles import spelling, words

NEAREST = 5


class KnownWordQuerySet(models.QuerySet):
    def learn(self, text: str):
        found = {token.word.casefold() for token in words.tokens(text)}
        found = {word for word in found if spelling.can_be_mistyped(word)}
        new = found - set(self.filter(word__in=found).values_list("word", flat=True))
        self.bulk_create(
            [
                self.model(word=word, spelling=variant)
                for word in sorted(new)
                for variant in sorted(spelling.spellings(word))
            ],
            ignore_conflicts=True,
        )

    def near(self, typed: str) -> list[str]:
        """Words that `typed` may have been meant for, the nearest first; not itself."""
        if not spelling.can_be_mistyped(typed):
            return []
        alike = self.filter(spelling__in=spelling.spellings(typed)).values_list("word", flat=True)
        farthest = 1 if len(typed) < 6 else 2
        by_distance = {word: spelling.distance(typed, word) for word in set(alike)}
        near = [word for word, distance in by_distance.items() if 0 < distance <= farthest]
        return sorted(near, key=lambda word: (by_distance[word], word))[:NEAREST]


class KnownWord(models.Model):
    """A word as it is printed, in lower case, and one of the spellings it is found by."""

    word = models.CharField(max_length=spelling.LONGEST)
    spelling = models.CharField(max_length=2 * spelling.LONGEST, db_index=True)

    objects = KnownWordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="known_word_has_each_spelling_once", fields=["word", "spelling"]
            ),
        ]

    def __str__(self):
        return self.word
