"""Finding the stories that can be placed: as one types, whatever the size of the archive."""

import pytest

from tests.factories import ArticleFactory
from tests.fronts import HOME

pytestmark = pytest.mark.django_db


def found(desk, words=""):
    answer = desk.get(f"{HOME}stories/", {"q": words})
    return [story.headline for story, _begins in answer.context["found"]]


def test_stories_are_found_by_words_of_their_headline(desk, stories):
    ArticleFactory(headline="Harbour opens", live=True)
    ArticleFactory(headline="Harbour to close", scheduled=True)
    ArticleFactory(headline="Harbour, a draft")
    ArticleFactory(headline="Harbour, expired", expired=True)

    assert found(desk, "harbour") == ["Harbour to close", "Harbour opens"]
    assert found(desk, "close HARB") == ["Harbour to close"]
    assert found(desk, "nothing") == []
    assert found(desk)[:2] == ["Harbour to close", "Story 0"] or len(found(desk)) == 8


def test_a_story_of_any_age_is_found_by_its_address(desk, stories, monkeypatch):
    monkeypatch.setattr("articles.desk.front_search.RECENT", 2)
    address = stories[5].versions.get().get_absolute_url()

    assert found(desk, "Story 5") == []
    assert found(desk, f"https://news.example.org{address}?x=1") == ["Story 5"]


def test_finding_counts_nothing(desk, stories, django_assert_num_queries):
    desk.get(f"{HOME}stories/")

    with django_assert_num_queries(5) as asked:  # session, person, two of permissions, stories
        desk.get(f"{HOME}stories/", {"q": "Story"})

    assert not any("COUNT(" in query["sql"] for query in asked.captured_queries)
