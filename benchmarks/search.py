"""
What searching costs the database as the archive grows: words from rare to common, phrases, and
what machines ask for, on 1,000 and on SEARCH_VERSIONS versions (50,000) of half as many stories.
`make bench` runs it on SQLite, and on the database that BENCH_DATABASE_URL names if there is one;
that database is made and dropped.
"""

import os
import random
import sys
import tempfile
import time
from importlib import import_module
from itertools import accumulate
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SIZES = [1_000, int(os.environ.get("SEARCH_VERSIONS", "50000"))]
ROUNDS = 7
WORDS = 300  # of a story, as often as words are in print: the hundredth a hundredth of the first
VOCABULARY = [f"w{n}" for n in range(60_000)]
OFTEN = list(accumulate(1 / (n + 10) for n in range(len(VOCABULARY))))
AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-' || ({}) || ' minutes')",
    "postgresql": "now() - ({}) * interval '1 minute'",
}
DAY = {"sqlite": "strftime('%Y/%m/%d', {})", "postgresql": "to_char({}, 'YYYY/MM/DD')"}
NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT {} UNION ALL SELECT i + 1 FROM n WHERE i < {})",
    "postgresql": "WITH n(i) AS (SELECT generate_series({}::bigint, {}))",
}

# As a database is that was not filled a minute ago.
SETTLE = {
    "sqlite": ["ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"],
    "postgresql": ["VACUUM ANALYZE"],
}
BATCH = 5_000


def main():
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        if url := os.environ.get("BENCH_DATABASE_URL"):
            os.environ["DATABASE_URL"] = url
        django.setup()
        from django.test.utils import setup_databases, teardown_databases

        made = setup_databases(verbosity=0, interactive=False)
        try:
            small, large = (_measured(size) for size in SIZES)
        finally:
            teardown_databases(made, verbosity=0)
        _report(small, large)


def _questions():
    from django.utils import timezone

    from articles import search, sitemap_files
    from articles.models import Section, Version, published_words
    from articles.pages.feeds.views import STORIES

    now = timezone.now()
    section = Section.objects.order_by("pk").first()
    sports = search.Search(wanted=(("common",),), filed=((published_words.sign(section),),))

    def best(typed):
        return lambda: search.best(search.read(typed), now)

    def newest(typed):
        return lambda: search.newest(search.read(typed), now, most=21)

    return {
        "word in a third": best("common"),
        "word in one of 20": best("middle"),
        "word in one of 100": best("some"),
        "word in one of 10,000": best("seldom"),
        "rare word": best("rare"),
        "no such word": best("nowhere"),
        "most common word": best("w0"),
        "three common words": best("w0 w1 common"),
        "common and rare": best("common rare"),
        "two that rarely meet": best("middle some"),
        "common without middle": best("common -middle"),
        "phrase": best('"two words"'),
        "phrase of common words": best('"w0 w1 w2"'),
        "common in one section": lambda: search.best(sports, now),
        "common, by date": newest("common"),
        "rare, by date": newest("rare"),
        "sitemap index": lambda: sitemap_files.files(now),
        "feed": lambda: list(Version.objects.live(now).in_full()[:STORIES]),
    }


def _fill(size: int):
    """Bring the archive to `size` versions, two of every story, the first of them replaced."""
    from django.contrib.auth.models import User
    from django.db import connection

    from articles.models import Article, Section, Version

    user, _ = User.objects.get_or_create(username="bench")
    sections = [_section(Section, number) for number in range(8)]
    begin, end = Article.objects.count(), size // 2
    story = Article(pk=1, headline="Story", slug="story", section=sections[0], stage="published")
    version = Version(
        pk=1, article=story, number=1, saved_by=user, section=sections[0], headline="Story",
        body="<p>Words.</p>", change="first", path="x", slug="story",
    )  # fmt: skip
    # The newest story has the greatest number, however many there will be.
    ago = f"7 * ({SIZES[-1] // 2} - i / {{}})"
    at = AT[connection.vendor].format
    filed = f"{sections[0].pk} + i % 8"
    _multiply(story, begin + 1, end, {"id": "i", "section_id": filed})
    published, again = at(ago.format(2)), at(f"{ago.format(2)} - 2")
    _multiply(
        version, 2 * begin + 2, 2 * end + 1,
        {
            "id": "i - 1", "article_id": "i / 2", "number": "1 + i % 2", "section_id": filed,
            "published_at": published,
            "path": f"{DAY[connection.vendor].format(published)} || '/story-' || (i / 2)",
            "live_from": f"CASE WHEN i % 2 = 0 THEN {published} ELSE {again} END",
            "live_until": f"CASE WHEN i % 2 = 0 THEN {again} END",
        },
    )  # fmt: skip
    _index(2 * begin + 1, 2 * end, sections)


def _section(model, number: int):
    return model.objects.get_or_create(slug=f"section-{number}", defaults={"name": f"S{number}"})[0]


def _multiply(row, begin: int, end: int, changes: dict[str, str]):
    """Write `row` for each number i from `begin` to `end`, but for the columns in `changes`."""
    from django.db import connection

    fields = [field for field in row._meta.concrete_fields if not field.generated]
    columns = {
        field.column: changes[field.column].replace("%", "%%") if field.column in changes else "%s"
        for field in fields
    }
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in fields
        if field.column not in changes
    ]
    numbers = NUMBERS[connection.vendor].format(begin, end)
    insert = f"INSERT INTO {row._meta.db_table} ({', '.join(map(_quoted, columns))})"
    select = f"SELECT {', '.join(columns.values())} FROM n"  # noqa: S608 - ours
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"{insert} {numbers} {select}", values)
        else:
            cursor.execute(f"{numbers} {insert} {select}", values)


def _quoted(column: str) -> str:
    return f'"{column}"'


def _index(begin: int, end: int, sections):
    """The words of versions, made up; PostgreSQL's indexes are built when all are there."""
    from django.db import connection

    from articles.models import Version
    from articles.models.published_words import PublishedWords, place_at, sign

    signs = [sign(section) for section in sections]
    indexes = _indexes() if connection.vendor == "postgresql" else []
    with connection.cursor() as cursor:
        for name, _statement in indexes:
            cursor.execute(f"DROP INDEX {name}")
    for first in range(begin, end + 1, BATCH):
        batch = Version.objects.filter(pk__range=(first, min(first + BATCH - 1, end)))
        PublishedWords.objects.bulk_create(
            PublishedWords(
                place=place_at(published_at) + number,
                version_id=number,
                **_words(number, signs[number % 8]),
            )
            for number, published_at in batch.values_list("pk", "published_at")
        )
    with connection.cursor() as cursor:
        for _name, statement in indexes:
            cursor.execute(statement)
        for statement in SETTLE[connection.vendor]:
            cursor.execute(statement)


def _indexes() -> list[tuple[str, str]]:
    statements = import_module("articles.migrations.0004_published_words_index").POSTGRESQL
    return [(s.split()[2], s) for s in statements if s.startswith("CREATE INDEX")]


def _words(number: int, sign: str) -> dict[str, str]:
    from articles.words import stem

    story = number // 2
    words = random.choices(VOCABULARY, cum_weights=OFTEN, k=WORDS)
    for place, word, every in [
        (50, "common", 3), (60, "middle", 20), (70, "some", 100), (80, "seldom", 10_000),
        (90, "rare", 100_000), (100, "two", 5_000),
    ]:  # fmt: skip
        if story % every == 0:
            words[place] = stem(word)
    words[101] = stem("words")
    if story % 33 == 0:
        words[4] = "common"
    return {"headline": " ".join(words[:9]), "words": f"{' '.join(words)} {sign}"}


def _measured(size: int) -> dict[str, float]:
    """Milliseconds that the database and the ranking take, the best of some rounds."""
    begun = time.perf_counter()
    _fill(size)
    print(f"{size:,} versions in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    return {name: _fastest(ask) for name, ask in _questions().items()}


def _fastest(ask) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def _report(small: dict[str, float], large: dict[str, float]):
    print(f"{'question':26}{f'{SIZES[0]:,}':>12}{f'{SIZES[1]:,}':>12}{'ratio':>8}   (ms)")
    for name in small:
        ratio = large[name] / small[name]
        print(f"{name:26}{small[name]:12.1f}{large[name]:12.1f}{ratio:8.1f}")


if __name__ == "__main__":
    main()
