"""A story is found from anywhere at the desk, while its words are typed."""

import pytest

from articles.desk.finding import LOOKED_AT
from tests.factories import ArticleFactory, SectionFactory

pytestmark = pytest.mark.django_db

FOUND = "/admin/articles/article/found/"


def found(client, words):
    return client.get(FOUND, {"q": words}).json()["stories"]


def headlines(client, words):
    return [story["headline"] for story in found(client, words)]


def test_the_stories_with_the_words_in_their_headline_come_first(at_the_desk, reporter):
    desk = at_the_desk(reporter)
    ArticleFactory(headline="Harbour closes")
    ArticleFactory(headline="Bridge opens", body="<p>By the harbour.</p>")
    ArticleFactory(headline="Nothing of the kind")

    assert headlines(desk, "harb") == ["Harbour closes", "Bridge opens"]
    assert headlines(desk, "opens HARBOUR") == ["Bridge opens"]
    assert headlines(desk, "nowhere") == []
    assert headlines(desk, "") == []


def test_each_is_told_with_its_state_and_section(at_the_desk, reporter):
    desk = at_the_desk(reporter)
    story = ArticleFactory(headline="Harbour", live=True, section=SectionFactory(name="City"))

    [line] = found(desk, "harbour")

    assert line["address"] == f"/admin/articles/article/{story.pk}/change/"
    assert line["told"].startswith("Live · City · ")


@pytest.mark.parametrize("typed", ["'\"<b>", "* OR NEAR(", "a" * 100_000, "%", "😀"])
def test_whatever_is_typed_is_looked_for(at_the_desk, reporter, typed):
    assert found(at_the_desk(reporter), typed) == []


def test_who_may_not_read_stories_finds_none(at_the_desk, moderator, client):
    ArticleFactory(headline="Harbour")

    assert client.get(FOUND, {"q": "harbour"}).status_code == 302
    assert at_the_desk(moderator).get(FOUND, {"q": "harbour"}).status_code == 403


def test_finding_costs_the_same_however_many_stories_there_are(
    at_the_desk, reporter, django_assert_num_queries, django_assert_max_num_queries
):
    desk = at_the_desk(reporter)
    ArticleFactory(headline="Harbour")
    with django_assert_max_num_queries(8) as asked:  # SQLite is told one more
        assert len(found(desk, "harbour")) == 1
    for number in range(LOOKED_AT + 1):
        ArticleFactory(headline=f"Harbour {number}")
    with django_assert_num_queries(len(asked)):
        assert len(found(desk, "harbour")) == 8
