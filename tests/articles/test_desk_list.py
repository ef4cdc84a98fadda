"""The list of stories: narrowed by anything, in a stable order, page after page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import narrowing, workflow
from articles.models import Article, Stage, State
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    SectionFactory,
    TopicFactory,
)
from tests.many import copies

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def headlines(response):
    assert response.status_code == 200, response.headers.get("Location")
    return [article.headline for article in response.context["cl"].result_list]


def listed(desk, query=""):
    return sorted(headlines(desk.get(f"{LIST}?{query}")))


def one_of_each_state(editor):
    """Every state, and what lies between them: closed periods, changes to come, second lives."""
    tomorrow = timezone.now() + timedelta(days=1)
    for state in ("live", "scheduled", "expired", "killed", "in_review"):
        ArticleFactory(headline=state, **{state: True})
    ArticleFactory(headline="draft")
    for step, stage in (("request-changes", "changes requested"), ("approve", "approved")):
        article = ArticleFactory(headline=stage, in_review=True)
        workflow.perform(step, article, by=editor, note="More.")
    for stage in (Stage.DRAFT, Stage.IN_REVIEW):
        open_again = ArticleFactory(headline=f"live, {stage}", live=True)
        open_again.save()  # as it was read before it was published
        Article.objects.filter(pk=open_again.pk).update(stage=stage)
    corrected = ArticleFactory(headline="corrected", live=True)
    corrected.headline = "corrected later"
    corrected.save()
    workflow.perform("publish", corrected, by=editor, change="correction", notice="It was wrong.")
    workflow.perform("schedule", corrected, by=editor, at=tomorrow)
    workflow.perform("unpublish", ArticleFactory(headline="unpublished", live=True), by=editor)
    later = ArticleFactory(headline="scheduled, changed", scheduled=True)
    workflow.perform("save", later, by=editor)
    ends = ArticleFactory(headline="ends tomorrow", expires_at=tomorrow)
    workflow.perform("publish", ends, by=editor)
    back = ArticleFactory(headline="expired and back", expired=True)
    workflow.perform("publish", back, by=editor, change="update")
    workflow.perform("schedule", ArticleFactory(expired=True), by=editor, at=tomorrow)


@pytest.mark.parametrize("days", [0, 2])
def test_the_filter_by_state_finds_what_the_list_calls_so(case, editor, monkeypatch, days):
    one_of_each_state(editor)
    at = timezone.now() + timedelta(days=days)
    called = {state: set() for state in State}
    for story in Article.objects.with_state(at):
        called[story.state].add(story.pk)

    for few, many in [(2000, 50_000), (0, 50_000), (0, 0)]:
        monkeypatch.setattr(narrowing, "FEW", few)
        monkeypatch.setattr(narrowing, "MANY", many)
        for state in State:
            with case(few=few, many=many, state=state):
                found = Article.objects.in_state(state, at).values_list("pk", flat=True)
                assert set(found) == called[state]
    assert days or all(called.values())


@pytest.mark.parametrize(("few", "many"), [(2000, 50_000), (0, 50_000), (0, 0)])
def test_the_list_is_narrowed_by_author_topic_section_and_words(desk, monkeypatch, few, many):
    """However many stories stand for it: it is asked in another way then."""
    monkeypatch.setattr(narrowing, "FEW", few)
    monkeypatch.setattr(narrowing, "MANY", many)
    europe = SectionFactory(parent=(world := SectionFactory()))
    author, topic = AuthorFactory(), TopicFactory()
    ArticleFactory(headline="Wanted story", section=europe, byline=author, topics=[topic])
    ArticleFactory(headline="Other story")

    for query in (
        f"author={author.pk}", f"topic={topic.pk}", f"section={europe.pk}", f"section={world.pk}",
        "q=want", f"q=story&section={world.pk}", f"q=story&author={author.pk}&topic={topic.pk}",
        "q=wanted+sto",
    ):  # fmt: skip
        assert (query, listed(desk, query)) == (query, ["Wanted story"])
    assert listed(desk, "q=story") == ["Other story", "Wanted story"]
    assert listed(desk, f"q=other&author={author.pk}") == []


def test_a_day_of_the_filter_is_a_day_of_the_newsroom(desk, settings):
    settings.TIME_ZONE = "Pacific/Auckland"  # thirteen hours ahead
    for minute, headline in (("10:59", "Sunday"), ("11:00", "Monday")):
        article = ArticleFactory(headline=headline)
        at = f"2026-11-22T{minute}:00+00:00"
        Article.objects.filter(pk=article.pk).update(changed_at=at)

    with timezone.override("Pacific/Auckland"):
        assert listed(desk, "changed_from=2026-11-23") == ["Monday"]
        assert listed(desk, "changed_to=2026-11-22") == ["Sunday"]
        assert listed(desk, "changed_from=2026-11-22&changed_to=2026-11-23") == [
            *("Monday", "Sunday")
        ]


def test_stories_are_found_by_the_day_of_their_publication(desk):
    ArticleFactory(headline="Draft")
    for days in (3, 9):
        day = timezone.now() - timedelta(days=days)
        ArticleFactory(headline=f"{days} days old", published_at=day)
    ago = [f"{timezone.localdate() - timedelta(days=days)}" for days in range(12)]

    assert listed(desk, f"published_from={ago[5]}") == ["3 days old"]
    assert listed(desk, f"published_to={ago[5]}") == ["9 days old"]
    assert listed(desk, f"published_from={ago[10]}&published_to={ago[1]}") == [
        *("3 days old", "9 days old")
    ]
    assert listed(desk, f"published_from={ago[8]}&published_to={ago[5]}") == []


def test_a_filter_that_makes_no_sense_is_no_error(case, desk):
    for query in [
        *("state=nonsense", "section=x", "author=999", "topic=-1", "queue=none", "q=%F0%9F%99%82"),
        *("changed_from=yesterday", "published_to=2026-02-31", "section=99999999999999999999"),
        *("changed_from=0001-01-01", "changed_to=9999-12-31", "published_from=0001-01-01"),
        *("o=9", "o=x", "p=3", "all=1", f"q={'x' * 5000}", "changed_to=0001-01-01"),
    ]:
        with case(query=query):
            ArticleFactory(headline="Story")

            response = desk.get(f"{LIST}?{query}")

            assert response.status_code == 200


def test_a_filter_that_is_not_understood_says_so_beside_it_and_keeps_what_was_typed(desk):
    ArticleFactory(headline="Story")

    response = desk.get(f"{LIST}?changed_from=yesterday&q=story")

    assert response.context["cl"].form.errors == {"changed_from": ["Enter a valid date."]}
    assert 'value="yesterday"' in response.text
    assert headlines(response) == ["Story"]


@pytest.mark.parametrize(
    "query",
    [
        *("before=x", "before=0001-01-01T00:00:00%2B14:00~1", "after=~"),
        *("before=2026-11-23T00:00:00%2B00:00~99999999999999999999", "nonsense=1"),
    ],
)
def test_an_address_that_no_list_gave_leads_to_the_list(desk, query):
    response = desk.get(f"{LIST}?{query}")

    assert response.status_code in (302, 400)


# Pages


def walk(desk, query, link):
    """Every page from `query` on, as a person who presses the same link again and again."""
    pages = []
    while query is not None and len(pages) < 20:
        response = desk.get(f"{LIST}{query}")
        pages.append(headlines(response))
        query = getattr(response.context["cl"], link) or None
    return pages, response


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["F", "E", "D", "C", "B", "A", "G"]),  # by last change, equal times by number
        ("?o=-5", ["F", "E", "D", "C", "B", "A", "G"]),
        ("?o=5", ["G", "A", "B", "C", "D", "E", "F"]),
        ("?o=1", ["A", "B", "C", "D", "E", "F", "G"]),
        ("?o=-1", ["G", "F", "E", "D", "C", "B", "A"]),
    ],
)
def test_pages_hold_every_story_once_in_any_order_there_and_back(
    desk, monkeypatch, query, expected
):
    from articles.desk.story import ArticleAdmin

    monkeypatch.setattr(ArticleAdmin, "list_per_page", 3)
    numbers = [ArticleFactory(headline=headline).pk for headline in "ABCDEFG"]
    hour = timezone.now() - timedelta(hours=1)
    Article.objects.filter(pk__in=numbers[:-1]).update(changed_at=hour)
    Article.objects.filter(pk=numbers[-1]).update(changed_at=hour - timedelta(hours=1))

    pages, last = walk(desk, query, "older")

    assert [headline for page in pages for headline in page] == expected
    assert [len(page) for page in pages] == [3, 3, 1]
    back, _ = walk(desk, last.context["cl"].newer, "newer")
    assert back == pages[-2::-1]


def test_a_page_deep_in_a_filter_keeps_the_filter(desk, monkeypatch):
    from articles.desk.story import ArticleAdmin

    monkeypatch.setattr(ArticleAdmin, "list_per_page", 1)
    for number in range(3):
        ArticleFactory(headline=f"Bridge {number}")
        ArticleFactory(headline="Other")

    pages, _ = walk(desk, "?q=bridge", "older")

    assert pages == [["Bridge 2"], ["Bridge 1"], ["Bridge 0"]]


def test_no_list_counts_the_stories(desk, django_assert_num_queries):
    ArticleFactory(headline="Story")
    section = SectionFactory()

    for query in ("", "q=story", f"section={section.pk}", "state=scheduled", "o=1"):
        with django_assert_num_queries(15, exact=False) as asked:
            desk.get(f"{LIST}?{query}")
        sql = [query["sql"] for query in asked if "articles_article" in query["sql"]]
        counted = [text for text in sql if "COUNT(" in text and "LIMIT" not in text]
        assert counted == []


@pytest.mark.parametrize(("query", "queries"), [("", 11), ("q=headline", 15), ("state=draft", 11)])
def test_a_list_takes_the_same_queries_for_one_story_and_for_a_hundred(
    desk, query, queries, django_assert_num_queries
):
    story = ArticleFactory(topics=[TopicFactory()])
    with django_assert_num_queries(queries, exact=False):
        desk.get(f"{LIST}?{query}")

    copies(story, 99)
    with django_assert_num_queries(queries, exact=False):
        response = desk.get(f"{LIST}?{query}")
    assert len(response.context["cl"].result_list) == 100


def test_choosing_a_story_by_typing_counts_none(desk, django_assert_num_queries):
    ArticleFactory(headline="Bridge")
    ArticleFactory(headline="Other")
    asked = "app_label=articles&model_name=workflowevent&field_name=article&term=bri"

    with django_assert_num_queries(14, exact=False) as queries:
        answer = desk.get(f"/admin/autocomplete/?{asked}").json()

    assert [choice["text"] for choice in answer["results"]] == ["Bridge"]
    assert [q for q in queries if "COUNT(" in q["sql"] and "LIMIT" not in q["sql"]] == []
