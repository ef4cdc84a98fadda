"""The words by which the desk finds a comment: what it says, and who is said to say it."""

from django.db import models

from articles import words
from articles.models.word_index import WordIndexQuerySet


class CommentWordsQuerySet(WordIndexQuerySet):
    index = "comment_words_index"

    def keep(self, *comments):
        """Write the words of `comments` as they are now, for the first time or anew."""
        rows = [CommentWords(comment=comment, words=_words_of(comment)) for comment in comments]
        self.bulk_create(
            rows, update_conflicts=True, unique_fields=["comment"], update_fields=["words"]
        )


class CommentWords(models.Model):
    """Written with every comment and every change of it, by Comment.save. No address is in it."""

    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    words = models.TextField()

    objects = CommentWordsQuerySet.as_manager()

    def __str__(self):
        return self.words[:80]


def _words_of(comment) -> str:
    return words.kept(comment.name, comment.text, comment.website)
