"""
The words by which readers find stories: a row for every version that has a live period, and for no
other, so that no draft's word is in it. What of it may be found at a moment the version decides.

The rows stand in the order of publication: a place is the time of the story's first publication and
the number of the version. So the newest stories with a word are found without sorting, however
many have it. Each database keeps its own index of a row (an FTS5 table in SQLite; in PostgreSQL a
tsvector); see the migration.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from articles import sanitize, words
from articles.models.content import Layout
from articles.models.known_word import KnownWord

REMEMBERED = 2**11  # entries of live coverage whose stems a process has at hand: 2 KB each
MOST = 250_000  # bytes of a story's words: a tsvector of any of them stays under its megabyte
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBERS = 2**20  # versions that can be told apart in one millisecond
FIRST, LAST = -(2**63), 2**63 - 1  # places that come before, and after, all others
GAP = "§"  # between two texts, so that no phrase reaches over it; no word has it


@dataclass(frozen=True)
class Asked:
    """
    What rows are to hold: every phrase of `wanted`, none of `unwanted`, and of each group in
    `filed` one sign. A phrase is a row of stems; a sign says where a story is filed.
    """

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...] = ()
    filed: tuple[tuple[str, ...], ...] = ()


def sign(row) -> str:
    """Of a section, topic or author, as a word that nobody can type."""
    return f"{GAP}{row._meta.model_name}{row.pk}"


def place_at(moment: datetime) -> int:
    """The first place of that millisecond."""
    place = (moment - _EPOCH) // timedelta(milliseconds=1) * _NUMBERS
    return min(max(place, FIRST), LAST)


class PublishedWordsQuerySet(models.QuerySet):
    def places(
        self, asked: Asked, *, in_headlines: bool, below: int, above: int, most: int
    ) -> list[int]:
        """
        The last `most` places between two others whose rows hold what is asked, the newest first;
        with `in_headlines` those where every wanted phrase stands in the headline.
        """
        statements, terms = _STATEMENTS[connection.vendor](asked, in_headlines)
        terms |= {"above": above, "below": below, "most": most}
        places = []
        with connection.cursor() as cursor:
            for statement in statements:
                if len(places) < most:
                    cursor.execute(statement, terms)
                    places = [place for (place,) in cursor]
        return places

    def follow(self, stories):
        """Have rows for the versions of `stories` that have a live period, and for no others."""
        versions = self.model._meta.get_field("version").related_model.objects.order_by()
        versions = versions.filter(article__in=stories)
        self.filter(version__in=versions.filter(live_from=None)).delete()
        missing = versions.filter(live_from__isnull=False, published_words=None)
        for version in missing.prefetch_related("topics", "authors"):
            self._write(version)

    def keep(self, version, *, entry=None):
        """
        Have the row of `version` say what it says now.

        Where something happened to an `entry` of its live coverage, only that entry's words are
        new to the words that are known.
        """
        self.filter(version=version).delete()
        self._write(version, entry)

    def _write(self, version, entry=None):
        entries = _entries_of(version)
        own = [
            f"{version.kicker} {version.headline}",
            version.standfirst,
            *(line["name"] for line in version.bylines),
            *(topic.name for topic in version.topics.all()),
            sanitize.plain_text(version.body),
        ]
        signs = [sign(row) for row in (*version.authors.all(), *version.topics.all())]
        signs.append(f"{GAP}section{version.section_id}")
        language = settings.LANGUAGE_CODE
        stems = f" {GAP} ".join(
            [
                *(" ".join(words.stems(text)) for text in own),
                *(_stems(headline, body, language) for headline, body in entries),
            ]
        )
        self.create(
            place=self._free_place(version),
            version=version,
            headline=" ".join(words.stems(own[0])),
            words=f"{words.cut(stems, MOST)} {' '.join(signs)}",
        )
        learnt = [*own, *map(_text, entries)] if entry is None else [_text(entry)]
        KnownWord.objects.learn(" ".join(learnt))

    def _free_place(self, version) -> int:
        place = place_at(version.published_at) + version.pk % _NUMBERS
        while self.filter(place=place).exists():
            place += 1
        return place


def _entries_of(version) -> list[tuple[str, str]]:
    """Of live coverage, headline and body of what readers see of its entries now, the newest first.

    Each act on one keeps them anew.
    """
    if version.layout != Layout.LIVE:
        return []
    entries = apps.get_model("articles", "LiveEntry").objects.live().newest()
    return list(entries.filter(article=version.article_id).values_list("headline", "body"))


def _text(entry: tuple[str, str]) -> str:
    headline, body = entry
    return f"{headline} {sanitize.plain_text(body)}"


@lru_cache(REMEMBERED)
def _stems(headline: str, body: str, language: str) -> str:
    """Of an entry. A process reads each of them once, however often something is added to them."""
    return " ".join(words.stems(_text((headline, body))))


class Indexed(models.TextField):
    """Stems in their order, parted by spaces; in PostgreSQL it is a tsvector of them."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_db_prep_value(self, value, connection, prepared=False):
        value = super().get_db_prep_value(value, connection, prepared)
        return _vector(value) if connection.vendor == "postgresql" else value


def _vector(text: str) -> str:
    """A tsvector in writing. PostgreSQL's own reading of a text would cut its words anew."""
    positions = {}
    for number, word in enumerate(text.split(), start=1):
        positions.setdefault(word, []).append(str(number))
    return " ".join(f"'{word}':{','.join(found)}" for word, found in positions.items())


class PublishedWords(models.Model):
    place = models.BigIntegerField(primary_key=True)
    version = models.OneToOneField(
        "articles.Version", on_delete=models.CASCADE, related_name="published_words"
    )
    headline = Indexed()
    words = Indexed()

    objects = PublishedWordsQuerySet.as_manager()

    def __str__(self):
        return str(self.version)


# What is asked, in the words of each database: one statement after another until one finds enough,
# the last of them all that there is. A stem holds letters and digits only, and so does a
# sign after its first letter: none can end the quotes that it stands in.


def _in_sqlite(asked: Asked, in_headlines: bool) -> tuple[list[str], dict]:
    def any_or_all(phrases, word: str) -> str:
        return f" {word} ".join(f'"{" ".join(phrase)}"' for phrase in phrases)

    column = "headline" if in_headlines else "words"
    query = f"{column} : ({any_or_all(asked.wanted, 'AND')})"
    for signs in asked.filed:
        query += f" AND words : ({any_or_all(zip(signs, strict=True), 'OR')})"
    if asked.unwanted:
        query = f"({query}) NOT words : ({any_or_all(asked.unwanted, 'OR')})"
    return [_SQLITE], {"query": query}


_SQLITE = """
SELECT rowid FROM published_words_index WHERE published_words_index MATCH %(query)s
AND rowid > %(above)s AND rowid < %(below)s ORDER BY rowid DESC LIMIT %(most)s
"""


def _in_postgresql(asked: Asked, in_headlines: bool) -> tuple[list[str], dict]:
    wanted = [_followed(phrase) for phrase in asked.wanted]
    others = [f"!{_followed(phrase)}" for phrase in asked.unwanted]
    others += [f"({' | '.join(map(_quoted, signs))})" for signs in asked.filed]
    matches = "words @@ %(words)s::tsquery"
    if in_headlines:
        matches = f"headline @@ %(headline)s::tsquery AND {matches}"
    queries = {"headline": " & ".join(wanted), "words": " & ".join(wanted + others)}
    return [sql.replace("{matches}", matches) for sql in _POSTGRESQL], queries


# PostgreSQL takes a word that it does not know for one that many stories have, and would walk
# through the whole archive for it. So only the newest are walked through, which is all that a
# common word needs. For another the index of words is read: sorted by place + 0, which no index
# has, so that there is nothing to walk along.
_POSTGRESQL = [
    """
    SELECT place FROM (
        SELECT place, headline, words FROM articles_publishedwords
        WHERE place > %(above)s AND place < %(below)s ORDER BY place DESC LIMIT 2000
    ) newest
    WHERE {matches} ORDER BY place DESC LIMIT %(most)s
    """,
    """
    SELECT place FROM articles_publishedwords
    WHERE {matches} AND place > %(above)s AND place < %(below)s
    ORDER BY place + 0 DESC LIMIT %(most)s
    """,
]


def _followed(phrase: tuple[str, ...]) -> str:
    return f"({' <-> '.join(map(_quoted, phrase))})"


def _quoted(word: str) -> str:
    return f"'{word}'"


_STATEMENTS = {"sqlite": _in_sqlite, "postgresql": _in_postgresql}
