"""
The words by which the desk finds a story.

A row is written with every version, in its transaction and by Article.save_version, because the
words are more than one table's: bylines are rows of their own, and a body is words only when its
markup is taken off. From the row on the database keeps its own index up to date (an FTS5 table
in SQLite, a generated tsvector in PostgreSQL; see the migration), so none of it can be forgotten.
"""

from django.db import connection, models
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.functions import Concat

from articles import narrowing, sanitize, words


class _Match(Func):
    """Whether the index of the database finds the query in a row of StoryWords."""

    output_field = BooleanField()
    arity = 2
    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **context):
        found = "IN (SELECT rowid FROM story_words_index WHERE story_words_index MATCH "
        return self.as_sql(compiler, connection, arg_joiner=found, template="%(expressions)s)")

    def as_postgresql(self, compiler, connection, **context):
        (number, _), (query, terms) = map(compiler.compile, self.source_expressions)
        return f'{number.rpartition(".")[0]}."found_by" @@ {query}::tsquery', terms


class StoryWordsQuerySet(models.QuerySet):
    def matching(self, typed: str) -> tuple[QuerySet, int]:
        """
        The rows that hold every word of `typed`, whatever was typed, and how_many they are.

        SQLite gathers every row of an unfinished word before it gives one. Where the words stand
        almost everywhere, a page is sooner full by reading stories in their order.
        """
        asked = words.asked(typed)
        if not asked:
            return self.none(), 0
        if connection.vendor == "postgresql":
            rows = self._indexed(" & ".join(f"'{word}'" for word in asked) + ":*")
            return rows, narrowing.how_many(rows)
        whole = " ".join(f'"{word}"' for word in asked)
        for query in (whole, whole + "*"):
            rows = self._indexed(query)
            found = narrowing.how_many(rows)
            if found > narrowing.MANY:
                return self._read(asked), found
        return rows, found

    def _indexed(self, query: str):
        """A word holds letters and digits only, so none can end its quotes in `query`."""
        return self.filter(_Match(F("article_id"), Value(query)))

    def _read(self, asked: list[str]):
        spaced = self.alias(
            spaced=Concat(Value(" "), "words", Value(" "), output_field=models.TextField())
        )
        for word in asked[:-1]:
            spaced = spaced.filter(spaced__contains=f" {word} ")
        return spaced.filter(spaced__contains=f" {asked[-1]}")

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
