"""A change of a live story is published by the button of its kind: one press, never a guess."""

import pytest

from articles.models import Change
from tests.desk import address, said, seen_by_readers, told, typed_on
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def publish_as(client, kind, article, *, page=None, **changes):
    """Type `changes` on the story's page, and press the button of a kind of change."""
    page = page or client.get(address(article))
    return client.post(address(article), typed_on(page) | changes | {"_publish_as": kind})


def kinds_on(page):
    return [kind.value for kind in page.context["kinds"]]


@pytest.mark.parametrize("kind", ["silent-fix", "update"])
def test_one_press_publishes_a_change_as_its_kind(at_the_desk, editor, kind):
    article = ArticleFactory(headline="Before", live=True)

    response = publish_as(at_the_desk(editor), kind, article, headline="After")

    assert said(response).startswith("Published. Readers see version 2 now.")
    assert seen_by_readers(article) == "After"
    assert article.versions.live().get().change == kind
    assert article.events.first().transition == "publish"


def test_a_kind_that_readers_are_told_of_is_published_with_its_notice(at_the_desk, editor):
    article = ArticleFactory(headline="Before", live=True)
    desk = at_the_desk(editor)

    refused = publish_as(desk, "correction", article, headline="After")
    assert told(refused) == {"notice": ["Write what readers are told."]}
    assert typed_on(refused)["change"] == "correction"
    assert seen_by_readers(article) == "Before"

    publish_as(desk, "correction", article, page=refused, notice="It was 1923.")
    version = article.versions.live().get()
    assert (version.headline, version.change) == ("After", "correction")
    assert [notice["text"] for notice in version.notices] == ["It was 1923."]


def test_there_is_no_button_of_a_kind_that_does_not_exist(at_the_desk, editor):
    article = ArticleFactory(headline="Before", live=True)
    desk = at_the_desk(editor)

    for forged in ("first", "retraction ", "<b>", ""):
        response = publish_as(desk, forged, article, headline="After")
        assert list(told(response)) == ["change"]
    assert seen_by_readers(article) == "Before"


def test_every_kind_has_a_button_where_readers_saw_something_before(at_the_desk, editor, reporter):
    desk, live = at_the_desk(editor), ArticleFactory(live=True)

    assert kinds_on(desk.get(address(live))) == [kind for kind in Change if kind != Change.FIRST]
    assert kinds_on(desk.get(address(ArticleFactory()))) == []
    assert kinds_on(desk.get(address())) == []
    assert kinds_on(at_the_desk(reporter).get(address(live))) == []


def test_who_may_not_publish_cannot_press_the_button_of_a_kind(at_the_desk, reporter):
    article = ArticleFactory(headline="Before", live=True)

    response = publish_as(at_the_desk(reporter), "silent-fix", article, headline="After")

    assert response.status_code == 403
    assert seen_by_readers(article) == "Before"
