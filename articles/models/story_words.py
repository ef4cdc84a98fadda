"""
The words by which the desk finds a story.

A row is written with every version, in its transaction and by Article.save_version, because the
words are more than one table's: bylines are rows of their own, and a body is words only when its
markup is taken off.
"""

from django.db import models

from articles import sanitize, words
from articles.models.word_index import WordIndexQuerySet


class StoryWordsQuerySet(WordIndexQuerySet):
    index = "story_words_index"

    def keep(self, article):
        row = StoryWords(article=article, words=_words_of(article))
        self.bulk_create(
            [row], update_conflicts=True, unique_fields=["article"], update_fields=["words"]
        )


class StoryWords(models.Model):
    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    words = models.TextField()

    objects = StoryWordsQuerySet.as_manager()

    def __str__(self):
        return self.words[:80]


def _words_of(article) -> str:
    return words.kept(
        article.headline,
        article.kicker,
        article.standfirst,
        article.slug,
        *(line["name"] for line in article.printed_bylines()),
        sanitize.plain_text(article.body),
    )
