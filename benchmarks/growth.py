"""
What the questions of every page cost as the archive grows: the same queries, timed in turn, on
1,000 and on 100,000 stories, as a ratio. `make bench` runs it on SQLite, and on the database that
BENCH_DATABASE_URL names if there is one; that database is made and dropped.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SIZES = [1_000, int(os.environ.get("GROWTH_STORIES", "100000"))]
VERSIONS = 2  # a story: the first text, and the correction that readers see
ROUNDS = 30


def main():
    with tempfile.TemporaryDirectory() as folder:
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


def _measured(size: int) -> dict[str, float]:
    """Median milliseconds of each question with `size` stories in the database."""
    _fill(size)
    medians = {}
    for name, ask in _questions().items():
        times = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            ask()
            times.append(time.perf_counter() - begun)
        medians[name] = statistics.median(times) * 1000
    return medians


def _questions():
    from django.utils import timezone

    from articles.desk.front_search import stories_to_place
    from articles.desk.outlook import Outlook
    from articles.models import Article, Section, Topic, Version
    from articles.pages import archive, fronts, paging
    from articles.pages.placed import Placed

    section = Section.objects.get(slug="section-3")
    topic, day = Topic.objects.get(slug="topic"), timezone.localdate()
    on_it = Version.objects.live().about(topic).order_by("published_at")
    middle = on_it[on_it.count() // 2]
    cards = Version.objects.live().for_cards()
    deep = {"before": paging.cursor(middle)}
    month = archive.Period.of(f"{day:%Y}", f"{day:%m}")
    return {
        "front page": lambda: list(cards[:20]),
        "section front": lambda: list(cards.in_section(section)[:20]),
        "deep in the archive": lambda: paging.page_of(cards, deep),
        "topic": lambda: paging.filed(topic.filings.live().for_cards(), {}),
        "topic, deep": lambda: paging.filed(topic.filings.live().for_cards(), deep),
        "around a month": lambda: archive.neighbours(month, timezone.now()),
        "one address": lambda: Version.objects.live().at_path(middle.path),
        "related stories": lambda: list(Version.objects.live().related_to(middle)[:4]),
        "next transition": lambda: Version.objects.next_transition(),
        "whole front page": lambda: fronts.front_page(timezone.now(), Placed()),
        "stories to place": lambda: stories_to_place("no such words", timezone.now()),
        "coming transitions": lambda: Outlook(timezone.now()).steps,
        "desk list": lambda: list(Article.objects.with_state()[:50]),
    }


def _fill(size: int):
    """Bring the archive to `size` stories, one every seven minutes back from now."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.utils import timezone

    from articles.models import Article, Filing, Section, Stage, Topic, Version

    user, _ = User.objects.get_or_create(username="bench")
    sections = [_section(Section, number) for number in range(8)]
    there, now = Article.objects.count(), timezone.now()
    articles = Article.objects.bulk_create(
        (
            Article(headline=f"Story {n}", slug=f"story-{n}", section=sections[n % 8],
                    stage=Stage.PUBLISHED, changed_at=now - timedelta(minutes=7 * n))
            for n in range(there, size)
        ),
        batch_size=2_000,
    )  # fmt: skip
    Version.objects.bulk_create(
        (
            version
            for n, article in enumerate(articles, there)
            for version in _versions(Version, article, now - timedelta(minutes=7 * n + 5), user)
        ),
        batch_size=2_000,
    )
    topic, _ = Topic.objects.get_or_create(slug="topic", defaults={"name": "Topic"})
    links, new = Version.topics.through, Version.objects.filter(article__gte=articles[0].pk)
    third = [one for n, one in enumerate(new.values_list("pk", "published_at")) if not n % 3]
    links.objects.bulk_create(
        (links(version_id=pk, topic=topic) for pk, _at in third), batch_size=2_000
    )
    Filing.objects.bulk_create(
        (Filing(version_id=pk, topic=topic, published_at=at) for pk, at in third), batch_size=2_000
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _section(model, number: int):
    return model.objects.get_or_create(slug=f"section-{number}", defaults={"name": f"S{number}"})[0]


def _versions(model, article, published_at, user):
    corrected_at = published_at + timedelta(minutes=2)
    for number, (begin, end) in enumerate([(published_at, corrected_at), (corrected_at, None)], 1):
        yield model(
            article=article, number=number, saved_by=user, headline=article.headline,
            section_id=article.section_id, slug=article.slug, body="<p>Words.</p>" * 200,
            path=f"{published_at:%Y/%m/%d}/{article.slug}", published_at=published_at,
            change="first" if number == 1 else "correction", live_from=begin, live_until=end,
        )  # fmt: skip


def _report(small: dict[str, float], large: dict[str, float]):
    print(f"{'question':24}{f'{SIZES[0]:,}':>12}{f'{SIZES[1]:,}':>12}{'ratio':>8}   (ms)")
    for name in small:
        ratio = large[name] / small[name]
        print(f"{name:24}{small[name]:12.2f}{large[name]:12.2f}{ratio:8.1f}")


if __name__ == "__main__":
    main()
