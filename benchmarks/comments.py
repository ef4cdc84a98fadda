"""
The discussion under load, and as it grows.

What a story's page and the moderators' queue cost with each of COMMENTS_SIZES comments
(100,10000,1000000) under one story, the last as a ratio to the first. Then how many comments the
real server accepts in a second, with those in its database, and how long the slowest of a hundred
readers waits, with 1, 8 and 64 at once; beside it /healthz, the least it can answer. `make bench`
runs it on SQLite, and on the database that BENCH_DATABASE_URL names if there is one; that database
is made and dropped.
"""

import http.client
import os
import re
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import django
from demo_server import YARDSTICK, serving

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
READERS = [1, 8, 64]
POSTS = int(os.environ.get("COMMENTS_POSTS", "640"))  # with each number of readers
SIZES = [int(n) for n in os.environ.get("COMMENTS_SIZES", "100,10000,1000000").split(",")]
PEOPLE = 1000
WORDINGS = 100_000  # a million comments say so many different things
ROUNDS = 7
WORDS = "The crossing was shut for a year, and nobody told us why. " * 5
SECONDS_AGO = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-' || ({}) || ' seconds')",
    "postgresql": "now() - ({}) * interval '1 second'",
}
NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT {} UNION ALL SELECT i + 1 FROM n WHERE i < {})",
    "postgresql": "WITH n(i) AS (SELECT generate_series({}::bigint, {}))",
}


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

        from comments.models import HouseRules

        setup_test_environment()
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
        made = setup_databases(verbosity=0, interactive=False)
        try:
            HouseRules(flood_seconds=0).save()
            _report_growth(_growing())
            _settle()
            _report_accepting(_accepting(_a_story("Tram stops")))
        finally:
            teardown_databases(made, verbosity=0)


def _editor():
    from django.contrib.auth.models import User

    return User.objects.get_or_create(username="bench", is_superuser=True, is_staff=True)[0]


def _a_story(headline: str):
    from django.utils import timezone
    from django.utils.text import slugify

    from articles import timeline
    from articles.models import Article, Section

    section, _new = Section.objects.get_or_create(slug="city", defaults={"name": "City"})
    story = Article.objects.create(headline=headline, slug=slugify(headline), section=section)
    version = story.save_version(by=_editor())
    timeline.schedule(version, by=_editor(), at=timezone.now(), change="", notice="")
    return story


# Accepting


def _settle():
    """Let SQLite write back what filling it left in its journal: no newsroom writes a gigabyte."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.sync()


def _accepting(story) -> dict[tuple[int, str], tuple[float, list[float]]]:
    """Answers a second and the seconds of each, by number of readers and what they ask."""
    from django.urls import reverse

    page = story.versions.get().get_absolute_url()
    form = reverse("comments:post", args=[story.pk])
    found = {}
    with serving(DATABASE_URL=_its_database(), DEMO="0", COMMENT_FLOOD_SECONDS="0") as port:
        stamp = re.search(r'<input[^>]*name="stamp"[^>]*value="([^"]+)"', _fetched(port, page))[1]
        numbers = count()
        _asked_by(1, port, lambda: ("GET", YARDSTICK, None, {}), 200)  # the first only warms up
        for readers in READERS:
            bare = _asked_by(readers, port, lambda: ("GET", YARDSTICK, None, {}), 200)
            posts = _asked_by(readers, port, lambda: _a_post(form, stamp, next(numbers)), 303)
            found |= {(readers, "bare answer"): bare, (readers, "comment"): posts}
    return found


def _its_database() -> str:
    from django.db import connection

    its = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{its['NAME']}"
    host = f"{its['HOST'] or '127.0.0.1'}:{its['PORT'] or 5432}"
    return f"postgres://{its['USER']}:{its['PASSWORD']}@{host}/{its['NAME']}"


def _fetched(port: int, path: str) -> str:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asking.request("GET", path)
    return asking.getresponse().read().decode()


def _a_post(form: str, stamp: str, number: int):
    """The comment of one reader in their own place, so that none has to wait for another."""
    typed = {
        "comment": f"{number} {WORDS}",
        "author": f"Reader {number}",
        "email": f"reader{number}@mail.example",
        "comment_parent": "0",
        "stamp": stamp,
    }
    place = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": place}
    return "POST", form, urlencode(typed), headers


def _asked_by(readers: int, port: int, ask, status: int) -> tuple[float, list[float]]:
    def read(_reader):
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        times = []
        for _ in range(POSTS // readers):
            begun = time.perf_counter()
            asking.request(*ask())
            response = asking.getresponse()
            response.read()
            times.append(time.perf_counter() - begun)
            if response.status != status:
                raise SystemExit(f"{readers} readers at once: answered {response.status}")
        return times

    begun = time.perf_counter()
    with ThreadPoolExecutor(readers) as everybody:
        times = [seconds for reader in everybody.map(read, range(readers)) for seconds in reader]
    return len(times) / (time.perf_counter() - begun), times


def _report_accepting(found):
    columns = "".join(f"{name:>10}" for name in ("a second", "median", "p99", "slowest"))
    print(f"readers  {'answer':14}{columns}   (ms)")
    for (readers, name), (rate, times) in found.items():
        worst = statistics.quantiles(times, n=100)[-1]
        ms = [1000 * seconds for seconds in (statistics.median(times), worst, max(times))]
        print(f"{readers:7}  {name:14}{rate:10.0f}" + "".join(f"{value:10.1f}" for value in ms))
    print()


# Growing


def _growing() -> list[dict[str, float]]:
    """Milliseconds of each page, whole, with each number of comments under one story."""
    story, found = _a_story("Bridge opens"), []
    originals = _originals(story)
    for size in SIZES:
        begun = time.perf_counter()
        _fill(story, originals, size)
        print(f"{size:,} comments in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        found.append(_measured(story))
    return found


def _measured(story) -> dict[str, float]:
    from django.test import Client

    from comments.models import Comment

    moderator, reader = Client(), Client()
    moderator.force_login(_editor())
    page = story.versions.get().get_absolute_url()
    shown = Comment.objects.approved().filter(article=story).order_by("pk")
    middle = shown[shown.count() // 2]
    return {
        "story's page": _fastest(reader, page),
        "its form, to answer": _fastest(reader, f"{page}?replytocom={middle.pk}"),
        "one comment's address": _fastest(reader, middle.get_absolute_url()),
        "moderators' queue": _fastest(moderator, "/admin/comments/comment/"),
    }


def _fastest(client, path: str) -> float:
    """The best of some rounds: what else the machine does only ever adds to it."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        response = client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
    return min(times)


def _originals(story) -> dict:
    """One comment of each kind, posted and decided as any other, and the first of the people."""
    from comments.models import Comment, Commenter

    emails = [f"person{number}@mail.example" for number in range(PEOPLE)]
    Commenter.objects.bulk_create(Commenter(email=email, normalised=email) for email in emails)
    person = Commenter.objects.get(email=emails[0])
    common = {"article": story, "name": "A reader", "text": WORDS, "commenter": person}
    waiting, spam, head = (Comment.objects.create(**common) for _ in range(3))
    spam.mark_as_spam(by=_editor())
    head.approve(by=_editor())
    answer = Comment.objects.create(parent=head, **common)
    answer.approve(by=_editor())
    kinds = {"waiting": waiting, "spam": spam, "head": head, "answer": answer}
    return {name: comment.pk for name, comment in kinds.items()} | {"person": person.pk}


def _fill(story, originals: dict, size: int):
    """
    Bring the story to `size` comments: of each forty in a row four wait and four are spam; the
    others are eight threads of four.
    """
    from django.core.management.color import no_style
    from django.db import connection

    from comments.models import Comment

    last = Comment.objects.order_by("-pk").first().pk
    missing = size - Comment.objects.filter(article=story).count() - 1
    with connection.cursor() as cursor:
        if missing > 0:
            cursor.execute(_copying(Comment, connection.vendor, originals, last, missing))
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    # The last is decided as any other, so that what is kept of the whole is as it would be.
    Comment.objects.create(article=story, name="Last", text=WORDS).approve(by=_editor())


def _copying(model, vendor: str, originals: dict, last: int, missing: int) -> str:
    """SQL that copies the originals, whatever columns they have, a second apart up to now."""
    head = f"{last} + i - (i - 1) % 4"
    under = f"CASE WHEN o.id = {originals['answer']} THEN {head} END"
    posted = SECONDS_AGO[vendor].format(f"{missing} - i")
    others = {
        "id": f"{last} + i",
        "parent_id": under,
        "root_id": under,
        "commenter_id": f"{originals['person']} + i % {PEOPLE}",
        "likeness": f"o.likeness + i % {WORDINGS}",  # some say what others said, and not all
        "posted_at": posted,
        "decided_at": f"CASE WHEN o.decided_at IS NOT NULL THEN {posted} END",
    }
    columns = [field.column for field in model._meta.local_concrete_fields]
    values = ", ".join(others.get(column, f"o.{column}") for column in columns)
    kind = (
        f"CASE WHEN (i - 1) / 4 % 10 = 0 THEN {originals['waiting']} "
        f"WHEN (i - 1) / 4 % 10 = 1 THEN {originals['spam']} "
        f"WHEN (i - 1) % 4 = 0 THEN {originals['head']} ELSE {originals['answer']} END"
    )
    table = model._meta.db_table
    numbers = NUMBERS[vendor].format(1, missing)
    rows = f"{numbers} SELECT {values} FROM n JOIN {table} o ON o.id = {kind}"  # noqa: S608 - ours
    return f"INSERT INTO {table} ({', '.join(columns)}) {rows}"


def _report_growth(found: list[dict[str, float]]):
    heads = "".join(f"{f'{size:,}':>12}" for size in SIZES)
    print(f"{'comments':24}{heads}{'ratio':>8}   (ms)")
    for name, first in found[0].items():
        times = [measured[name] for measured in found]
        print(f"{name:24}" + "".join(f"{ms:12.1f}" for ms in times) + f"{times[-1] / first:8.1f}")
    print()


if __name__ == "__main__":
    main()
