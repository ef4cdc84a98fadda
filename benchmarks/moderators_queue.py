"""
What the moderators' queue costs as comments pile up: every tab, filter and search, whole pages,
timed in turn on 100, 10,000, 100,000 and QUEUE_COMMENTS comments (1,000,000), and a decision.
`make bench` runs it on SQLite, and on the database that BENCH_DATABASE_URL names if there is one;
that database is made and dropped. A page has to be there in 200 ms.
"""

import os
import sys
import time
from datetime import timedelta

from fresh_database import AT, fresh_database, multiply

SIZES = [100, 10_000, 100_000, int(os.environ.get("QUEUE_COMMENTS", "1000000"))]
ROUNDS = 5
STORIES = 2_000
# Of every thousand: 20 wait, 120 are spam, 60 rejected, 1 withdrawn; the others are approved.
# Of every thousand: 20 wait, 120 are spam, 60 rejected, 1 withdrawn; the others are approved.
STATUS = """CASE WHEN i % 1000 < 20 THEN 'pending' WHEN i % 1000 < 140 THEN 'spam'
    WHEN i % 1000 < 200 THEN 'rejected' WHEN i % 1000 = 200 THEN 'withdrawn' ELSE 'approved' END"""
TEXT = """'comment n' || i || ' w' || (i * 7 % 5000) || ' w' || (i * 11 % 5003) || ' w' ||
    (i * 13 % 19997) || CASE WHEN i % 3 = 0 THEN ' council' ELSE '' END
    || CASE WHEN i % 25 = 0 THEN ' harbour' ELSE '' END
    || CASE WHEN i % 9973 = 0 THEN ' oystercatcher' ELSE '' END"""
SENTENCES = f"{TEXT} || " + " || ".join(["' A sentence as long as any.'"] * 8)
BATCH = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def main():
    with fresh_database():
        patterns = _make_the_few()
        measured = [_measured(size, patterns) for size in SIZES]
    _report(measured)


def _make_the_few() -> dict:
    """A row of each kind, to be multiplied, and the stories; the patterns by their kind."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from articles import timeline
    from articles.models import Article, Section
    from comments.models import Comment, Commenter, Provenance

    user = User.objects.create_superuser("bench")
    section = Section.objects.create(name="News", slug="news")
    article = Article.objects.create(headline="Story", slug="story", section=section)
    version = article.save_version(by=user)
    comment = Comment.objects.create(article=article, name="Reader", text="x", pk=10**9)
    decision = comment.approve(by=user)
    since = timezone.now() - timedelta(days=1000)
    timeline.schedule(version, by=user, at=since, change="", notice="")
    version = article.versions.get()
    multiply(article, 2, STORIES, id="i + 1000", headline="'Story ' || i", slug="'story-' || i")
    multiply(
        version,
        2,
        STORIES,
        article_id="i + 1000",
        path="'2024/01/01/story-' || i",
        headline="'Story ' || i",
    )
    return {
        "comment": comment,
        "decision": decision,
        "words": comment.words,
        "person": Commenter.objects.create(email="x@mail.example", pk=10**9),
        "provenance": Provenance.objects.create(comment=comment, address="198.51.100.1"),
    }


def _fill(size: int, patterns: dict):
    """Bring the discussion to `size` comments, one a minute back from now."""
    from django.db import connection

    from comments.models import Comment, Commenter

    begin, people = Comment.objects.count(), Commenter.objects.count()
    posted, batch = AT[connection.vendor].format("i"), BATCH[connection.vendor]
    address = "'reader' || i || '@mail.example'"
    multiply(patterns["person"], people, size // 5 + 1, id="i", email=address, normalised=address)
    # Every twentieth is on one story, every tenth by one person.
    multiply(
        patterns["comment"], begin, size, id="i", status=STATUS, posted_at=posted,
        article_id=f"CASE WHEN i % 20 = 7 THEN 1002 ELSE 1002 + i % {STORIES - 2} END",
        commenter_id="CASE WHEN i % 10 = 3 THEN 1 ELSE 1 + i / 5 END",
        name="'Reader ' || i", text=SENTENCES, html=f"'<p>' || {SENTENCES} || '</p>'",
        decided_at=f"CASE WHEN i % 1000 >= 20 THEN {posted} END",
        decided_by_id="CASE WHEN i % 1000 >= 20 THEN t.decided_by_id END",
        reported_at=f"CASE WHEN i % 500 = 499 THEN {posted} END",
        reports_open="CASE WHEN i % 500 = 499 THEN 1 ELSE 0 END",
    )  # fmt: skip
    multiply(patterns["words"], begin, size, comment_id="i", words=f"{TEXT} || ' reader'")
    network = "'203.0.' || (i % 199) || '.{}'".format
    multiply(
        patterns["provenance"], begin, size, "i % 10 < 2", comment_id="i", received_at=posted,
        address=_as_address(network("7")), network=network("0/24"),
    )  # fmt: skip
    multiply(
        patterns["decision"], begin, size, "i % 1000 >= 20", comment_id="i", at=posted,
        became=STATUS, batch=batch,
        reason="CASE WHEN i % 1000 BETWEEN 140 AND 150 THEN 'hate' ELSE '' END",
    )  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _as_address(text: str) -> str:
    from django.db import connection

    return f"({text})::inet" if connection.vendor == "postgresql" else text


def _questions() -> dict[str, str]:
    from comments.models import Comment

    queue, log = "/admin/comments/comment/?", "/admin/comments/decision/?"
    busy, often, seldom = 1002, 1, 7
    approved = Comment.objects.filter(status="approved")
    deep = approved.order_by("-posted_at")[approved.count() * 9 // 10]
    cursor = f"before={deep.posted_at.isoformat().replace('+', '%2B')}~{deep.pk}"
    tabs = ("pending", "reported", "spam", "approved", "rejected", "withdrawn", "all")
    return {
        **{f"tab {tab}": f"{queue}tab={tab}" for tab in tabs},
        "pending, oldest": f"{queue}order=oldest",
        "approved, deep": f"{queue}tab=approved&{cursor}",
        "story of 5 %": f"{queue}tab=all&article={busy}",
        "story of 5 %, pending": f"{queue}article={busy}",
        "story": f"{queue}tab=all&article={busy + 9}",
        "person of 10 %": f"{queue}tab=all&person={often}",
        "person of 10 %, pending": f"{queue}person={often}",
        "person": f"{queue}tab=all&person={seldom}",
        "network": f"{queue}tab=all&network=203.0.11.0",
        "network, pending": f"{queue}network=203.0.11.0",
        "word in a third": f"{queue}tab=all&q=council",
        "word in one of 25": f"{queue}tab=all&q=harbour",
        "word in one of 25, spam": f"{queue}tab=spam&q=harbour",
        "word in one of 25, pending": f"{queue}q=harbour",
        "rare word": f"{queue}tab=all&q=oystercatcher",
        "no such word": f"{queue}tab=all&q=nowhere",
        "beginning of a word": f"{queue}tab=all&q=oys",
        "address": f"{queue}tab=all&q=reader7@mail",
        "addresses of a host": f"{queue}tab=all&q=@mail.example",
        "words of the headline": f"{queue}tab=all&story=story+77",
        "word, story, pending": f"{queue}q=council&article={busy}",
        "a comment": f"/admin/comments/comment/{deep.pk}/change/",
        "log": log,
        "log, by reason": f"{log}reason=hate",
        "log, rejected": f"{log}became=rejected",
        "log, of one person": f"{log}by=1",
        "log, of a day": f"{log}on_from={deep.posted_at.date()}&on_to={deep.posted_at.date()}",
        "log, rare word": f"{log}q=oystercatcher",
        "log, word in one of 25": f"{log}q=harbour",
        "log, word in a third": f"{log}q=council",
        "log, two words": f"{log}q=council+harbour",
        "log, beginning of a word": f"{log}q=har",
        "log, no such word": f"{log}q=nowhere",
        "log, word in a third, deep": f"{log}q=council&{cursor}",
        "log, word and reason": f"{log}q=harbour&reason=hate",
        "log, word and rejected": f"{log}q=council&became=rejected",
        "log, word, of one person": f"{log}q=harbour&by=1",
        "log, rare word, withdrawn": f"{log}q=oystercatcher&became=withdrawn",
    }


def _measured(size: int, patterns: dict) -> dict[str, float]:
    """Milliseconds of each page, whole, and of a decision, with `size` comments."""
    begun = time.perf_counter()
    _fill(size, patterns)
    print(f"{size:,} comments in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(username="bench"))
    times = {name: _fastest(client, address) for name, address in _questions().items()}
    return times | {"a decision, answered": _decision(client)}


def _fastest(client, address: str) -> float:
    """The best of some rounds: what else the machine does only ever adds to it."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        response = client.get(address)
        times.append((time.perf_counter() - begun) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
    return min(times)


def _decision(client) -> float:
    from comments.models import Comment

    times = []
    waiting = Comment.objects.pending().order_by("pk").values_list("pk", flat=True)
    for number in list(waiting[:ROUNDS]):
        sent = {"approve": number, "counted": "pending"}
        begun = time.perf_counter()
        client.post("/admin/comments/comment/decide/", sent, headers={"Accept": "application/json"})
        times.append((time.perf_counter() - begun) * 1000)
    return min(times, default=0)


def _report(measured: list[dict[str, float]]):
    print(f"{'page':28}" + "".join(f"{size:>12,}" for size in SIZES) + "   (ms)")
    for name in measured[0]:
        print(f"{name:28}" + "".join(f"{times[name]:12.1f}" for times in measured))
    slow = [name for name, ms in measured[2].items() if ms > 200]
    print(f"slower than 200 ms with {SIZES[2]:,}: {', '.join(slow) or 'none'}")


if __name__ == "__main__":
    main()
