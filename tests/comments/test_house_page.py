"""The public page of the discussion's rules and numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Section
from comments.models import Comment, Decision, HouseRules, Moderation, Month
from tests.factories import ArticleFactory, CommentFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

HOUSE = "/comments/"


@pytest.fixture
def may(time_machine):
    """Noon of 20 May 2026."""
    time_machine.move_to("2026-05-20T12:00:00+00:00", tick=False)
    return time_machine


def rows(client, query=""):
    """What the table says of every month: received, approved, rejected, spam."""
    numbers = client.get(HOUSE + query).context["numbers"]
    return {
        f"{row.month.begins:%Y-%m}": (row.month.received, row.approved, row.rejected, row.spam)
        for row in numbers
    }


def received(at, verb=None, **details):
    comment = CommentFactory(posted_at=at)
    if verb:
        getattr(comment, verb)(**details)
    return comment


# The rules


def test_the_policy_is_what_the_newsroom_wrote_and_escaped(client):
    assert "argue with what others say" in page(client, HOUSE)
    HouseRules(policy="Be kind.\n\nNo <script>alert(1)</script> here.").save()

    html = page(client, HOUSE)

    assert "<p>Be kind.</p>" in html
    assert "<p>No &lt;script&gt;alert(1)&lt;/script&gt; here.</p>" in html
    assert "argue with what others say" not in html


@pytest.mark.parametrize(
    ("rules", "said", "not_said"),
    [
        ({"moderation": Moderation.HOLD_ALL}, "Every comment is read by a moderator", "at once"),
        ({"moderation": Moderation.OPEN}, "A comment appears at once", "Every comment is read"),
        ({}, "somebody who has none approved yet are read", "Every comment is read"),
        ({"max_links": 3}, "It holds 3 links or more", "It holds 2 links"),
        ({"max_links": 0}, "It reads like comments", "links or more"),
        ({"hold_words": "casino"}, "a word or name that the newsroom has listed", "casino"),
        ({}, "Its words were posted before", "has listed"),
        ({"max_length": 2000}, "at most 2,000 characters", "65,525"),
        ({"close_after_days": 14}, "close 14 days after it was published", "15 days"),
        ({"keep_addresses_days": 7}, "is forgotten after 7 days", "30 days"),
        ({"flood_seconds": 0}, "It reads like comments", "Many comments came"),
    ],
)
def test_the_page_tells_the_rules_that_hold_and_no_listed_word(client, rules, said, not_said):
    HouseRules(**rules).save()

    html = page(client, HOUSE)

    assert said in html
    assert not_said not in html


def test_it_says_that_akismet_is_asked_where_it_is(client, settings):
    assert "Akismet" not in page(client, HOUSE)
    settings.AKISMET_KEY = "key-1"

    html = page(client, HOUSE)

    assert "shown to Akismet" in html
    assert "key-1" not in html


# The numbers


def test_every_month_says_what_came_in_and_what_became_of_it(client, may, moderator):
    april = datetime(2026, 4, 10, tzinfo=UTC)
    received(timezone.now(), "approve", by=moderator)
    received(timezone.now(), "approve", by=None)
    received(timezone.now(), "reject", by=moderator, reason="off-topic")
    received(timezone.now(), "mark_as_spam", by=None, reason="block-word")
    received(april)
    received(april, "mark_as_spam", by=moderator)  # in May
    CommentFactory(staff=UserFactory(), posted_at=april)

    assert rows(client) == {"2026-05": (4, 2, 1, 2), "2026-04": (2, 0, 0, 0)}
    html = page(client, HOUSE)
    assert "Approved without a moderator: 1" in html
    assert "Rejected: Off topic 1" in html
    assert "Spam: A word that the newsroom blocks 1, Marked by a moderator 1" in html


def test_a_comment_that_was_decided_again_counts_with_the_last_decision(client, may, moderator):
    comment = received(timezone.now(), "approve", by=moderator)
    comment.reject(by=moderator)
    undone = received(timezone.now(), "approve", by=moderator)
    undone.decisions.create(by=moderator, was="approved", became="pending")

    assert rows(client) == {"2026-05": (2, 0, 1, 0)}


def test_a_month_begins_at_midnight_of_the_newsrooms_zone(client, time_machine):
    time_machine.move_to("2026-05-20T12:00:00+00:00", tick=False)
    with timezone.override("America/New_York"):
        received(datetime(2026, 5, 1, 3, 59, tzinfo=UTC))
        received(datetime(2026, 5, 1, 4, 1, tzinfo=UTC))

        assert [Month.counted(datetime(2026, m, 1).date()).received for m in (4, 5)] == [1, 1]


def test_a_month_that_is_over_is_counted_once_and_kept(client, may, moderator):
    comment = received(timezone.now(), "reject", by=moderator)
    assert rows(client) == {"2026-05": (1, 0, 1, 0)}
    assert not Month.objects.exists(), "the month goes on"
    may.move_to("2026-06-01T00:01:00+00:00", tick=False)
    assert rows(client) == {"2026-06": (0, 0, 0, 0), "2026-05": (1, 0, 1, 0)}

    Comment.objects.filter(pk=comment.pk).delete()  # on request of who wrote it

    assert rows(client)["2026-05"] == (1, 0, 1, 0)
    assert Decision.objects.get().comment is None


def test_the_page_goes_back_to_the_first_comment_a_year_at_a_time(client, may):
    received(datetime(2024, 11, 5, tzinfo=UTC))

    first = rows(client)
    second = rows(client, "?before=2025-06")

    assert list(first) == [f"2026-{m:02}" for m in (5, 4, 3, 2, 1)] + [
        f"2025-{m:02}" for m in (12, 11, 10, 9, 8, 7, 6)
    ]
    assert (max(second), min(second), len(second)) == ("2025-05", "2024-11", 7)
    html = page(client, HOUSE)
    assert '<a href="/comments/?before=2025-06" rel="next">' in html
    assert 'rel="canonical" href="http://127.0.0.1:8000/comments/?before=2025-06"' in page(
        client, f"{HOUSE}?before=2025-06"
    )


@pytest.mark.parametrize(
    "query", ["?before=", "?before=x", "?before=2026-13", "?before=1999-01", "?before=2020-01"]
)
def test_a_month_that_nothing_links_to_is_not_found(client, may, query):
    assert client.get(HOUSE + query).status_code == 404


def test_a_paper_without_comments_says_zero(client, may):
    assert rows(client) == {"2026-05": (0, 0, 0, 0)}


def test_no_name_and_no_address_stands_there(client, may):
    decider = UserFactory(username="canary-moderator", first_name="CANARY")
    received(timezone.now(), "reject", by=decider, note="CANARY note")
    comment = CommentFactory(name="CANARY name", text="CANARY text", held_because="CANARY")

    html = page(client, HOUSE)

    assert "CANARY" not in html
    assert comment.commenter.email not in html
    assert "canary" not in html


# As a public page


def test_it_may_be_kept_by_caches_and_is_linked_from_every_discussion(client, story, page):
    response = client.get(HOUSE)

    assert "s-maxage=60" in response["Cache-Control"]
    assert "Set-Cookie" not in response
    assert "cookie" not in response.get("Vary", "").lower()
    assert page().text.count('href="/comments/"') == 1
    assert client.post(HOUSE).status_code == 405


def test_no_section_can_take_its_address():
    with pytest.raises(Exception, match="section_slug_does_not_shadow_a_fixed_path"):
        Section.objects.create(name="Comments", slug="comments")


def test_it_takes_the_same_queries_for_one_comment_and_for_many(
    client, may, moderator, django_assert_num_queries
):
    story = ArticleFactory(published_at=timezone.now() - timedelta(days=300))
    CommentFactory(article=story, posted_at=timezone.now() - timedelta(days=200))
    page(client, HOUSE)  # keeps the months that are over
    with django_assert_num_queries(7):  # rules, both firsts, months, received, decided, menu
        page(client, HOUSE)
    for _ in range(10):
        received(timezone.now(), "reject", by=moderator, reason="off-topic")
    with django_assert_num_queries(7):
        page(client, HOUSE)
