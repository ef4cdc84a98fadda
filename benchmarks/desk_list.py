"""
What the desk's list of stories costs as the archive grows: every way to narrow it, timed in turn
on 10,000 and on DESK_STORIES stories (50,000), as a ratio. `make bench` runs it on SQLite, and on
the database that BENCH_DATABASE_URL names if there is one; that database is made and dropped.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SIZES = [10_000, int(os.environ.get("DESK_STORIES", "50000"))]
ROUNDS = 7
# A tenth of the stories are drafts; of every thousand some are open again, scheduled or gone.
STAGE = """CASE WHEN i % 10 = 0 THEN 'draft' WHEN i % 1000 = 501 THEN 'in-review'
    WHEN i % 1000 = 502 THEN 'changes-requested' WHEN i % 1000 = 503 THEN 'approved'
    WHEN i % 1000 = 504 THEN 'killed' WHEN i % 1000 = 505 THEN 'in-review' ELSE 'published' END"""
UNSEEN = "(i % 10 = 0 OR i % 1000 IN (501, 502, 503))"
WORDS = """'story n' || i || ' w' || (i * 7 % 5000) || ' w' || (i * 11 % 5003) || ' w' ||
    (i * 13 % 19997) || ' w' || (i * 17 % 997) || CASE WHEN i % 3 = 0 THEN ' council' ELSE '' END
    || CASE WHEN i % 25 = 0 THEN ' harbour' ELSE '' END
    || CASE WHEN i % 9973 = 0 THEN ' oystercatcher' ELSE '' END"""
BODY = "'<p>' || {}||'</p>'".format(" || ".join(["'A sentence as long as any. '"] * 60))
AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-' || ({}) || ' minutes')",
    "postgresql": "now() - ({}) * interval '1 minute'",
}
FILL = [
    """INSERT INTO articles_article (id, kicker, headline, standfirst, slug, section_id, label,
        layout, sources, body, related, search_headline, search_summary, stage, comments_open,
        show_changes, embargoed,
        created_at, changed_at, changed_by_id, seen_until)
    SELECT i, '', 'Story ' || (i * 7919 % 1000003), '', 'story-' || i,
        (SELECT min(id) FROM articles_section) + i % 8, 'news', 'story', '', {body}, '', '', '',
        {stage}, true, true, false, {changed}, {changed}, (SELECT min(id) FROM auth_user),
        CASE WHEN i % 1000 IN (504, 506) THEN {ended} WHEN NOT {unseen}
            THEN '9999-01-01 00:00:00+00' END FROM n""",
    """INSERT INTO articles_version (article_id, name, number, saved_at, saved_by_id, kicker,
        headline, standfirst, slug, section_id, label, layout, sources, body, related,
        search_headline, search_summary, bylines, path, published_at, change, notices, live_from,
        live_until)
    SELECT i, '', 1, {changed}, (SELECT min(id) FROM auth_user), '', 'Story ' || i, '',
        'story-' || i, (SELECT min(id) FROM articles_section) + i % 8, 'news', 'story', '', '', '',
        '', '', '[]', 'story/' || i,
        {begin}, 'first', '[]', {begin}, CASE WHEN i % 1000 IN (504, 506) THEN {ended} END
    FROM n WHERE NOT {unseen}""",
    """INSERT INTO articles_byline (article_id, author_id, role, position)
    SELECT i, (SELECT min(id) FROM articles_author) + CASE WHEN i % 4 = 0 THEN 0
        ELSE 1 + i * 31 % 399 END, 'writer', 0 FROM n""",
    """INSERT INTO articles_article_topics (article_id, topic_id)
    SELECT i, (SELECT min(id) FROM articles_topic) + CASE WHEN i % 5 = 0 THEN 0
        ELSE 1 + i * 37 % 299 END FROM n""",
    "INSERT INTO articles_storywords (article_id, words) SELECT i, {words} FROM n",
]


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        if url := os.environ.get("BENCH_DATABASE_URL"):
            os.environ["DATABASE_URL"] = url
        django.setup()
        from django.conf import settings
        from django.test.utils import (
            setup_databases,
            setup_test_environment,
            teardown_databases,
        )

        setup_test_environment()
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
        made = setup_databases(verbosity=0, interactive=False)
        try:
            _make_the_few()
            small, large = (_measured(size) for size in SIZES)
        finally:
            teardown_databases(made, verbosity=0)
        _report(small, large)


def _make_the_few():
    from django.contrib.auth.models import User

    from articles.models import Author, Section, Topic

    User.objects.create_superuser("bench")
    for number in range(8):
        Section.objects.create(name=f"S{number}", slug=f"section-{number}")
    Author.objects.bulk_create(Author(name=f"Author {n}", slug=f"author-{n}") for n in range(401))
    Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(301))


def _fill(size: int):
    """Bring the archive to `size` stories, one every five minutes back from now."""
    from django.db import connection

    from articles.models import Article

    begin = Article.objects.count() + 1
    at = AT[connection.vendor].format
    terms = {
        "body": BODY, "stage": STAGE, "unseen": UNSEEN, "words": WORDS, "changed": at("5 * i"),
        "ended": at("3"), "begin": at("CASE WHEN i % 1000 = 507 THEN -1000 ELSE 5 * i + 4 END"),
    }  # fmt: skip
    numbers = (
        "WITH RECURSIVE n(i) AS (SELECT {} UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
        if connection.vendor == "sqlite"
        else "WITH n(i) AS (SELECT generate_series({}::bigint, {})) "
    ).format(begin, size)
    with connection.cursor() as cursor:
        for statement in FILL:
            table, _, select = statement.format(**terms).partition("SELECT")
            cursor.execute(f"{table} {numbers} SELECT {select}")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def _questions(client) -> dict[str, str]:
    from articles.models import Article, Author, Section, State, Topic

    section = Section.objects.order_by("pk")[3].pk
    agency, author = Author.objects.order_by("pk").values_list("pk", flat=True)[:2]
    topic = Topic.objects.order_by("pk")[1].pk
    deep = Article.objects.order_by("pk")[Article.objects.count() * 9 // 10]
    cursor = f"before={deep.changed_at.isoformat().replace('+', '%2B')}~{deep.pk}"
    day = deep.changed_at.date()
    return {
        "no filter": "",
        "word in a third": "q=council",
        "word in one of 25": "q=harbour",
        "rare word": "q=oystercatcher",
        "no such word": "q=nowhere",
        "beginning of a word": "q=oys",
        "two common words": "q=council+harbour",
        "section": f"section={section}",
        "author of a quarter": f"author={agency}",
        "author": f"author={author}",
        "topic": f"topic={topic}",
        **{f"state {state}": f"state={state.value}" for state in State},
        "changed on a day": f"changed_from={day}&changed_to={day}",
        "published on a day": f"published_from={day}&published_to={day}",
        "published since": f"published_from={day}",
        "word, section": f"q=harbour&section={section}",
        "word, author": f"q=council&author={author}",
        "author, section, state": f"author={author}&section={section}&state=live",
        "word, state": "q=council&state=expired",
        "headline order": "o=1",
        "headline order, word": "o=1&q=harbour",
        "deep cursor": cursor,
        "deep cursor, word": f"{cursor}&q=council",
        "deep cursor, section": f"{cursor}&section={section}",
    }


def _measured(size: int) -> dict[str, tuple[float, float]]:
    """Milliseconds of each page of the list, whole, with `size` stories, and of this process."""
    begun = time.perf_counter()
    _fill(size)
    print(f"{size:,} stories in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(username="bench"))
    return {name: _fastest(client, query) for name, query in _questions(client).items()}


def _fastest(client, query: str) -> tuple[float, float]:
    """The best of some rounds: what else the machine does only ever adds to it."""
    times = []
    for _ in range(ROUNDS):
        begun, begun_working = time.perf_counter(), time.process_time()
        response = client.get(f"/admin/articles/article/?{query}")
        ended, ended_working = time.perf_counter(), time.process_time()
        times.append(((ended - begun) * 1000, (ended_working - begun_working) * 1000))
        if response.status_code != 200:
            raise SystemExit(f"?{query} answered {response.status_code}")
    return min(times)


def _report(small: dict, large: dict):
    """The work of this process is SQLite's too; PostgreSQL works in one of its own."""
    print(f"{'list':26}{f'{SIZES[0]:,}':>12}{f'{SIZES[1]:,}':>12}{'ratio':>8}{'work':>9}   (ms)")
    for name, (few, _) in small.items():
        many, work = large[name]
        print(f"{name:26}{few:12.1f}{many:12.1f}{many / few:8.1f}{work:9.1f}")


if __name__ == "__main__":
    main()
