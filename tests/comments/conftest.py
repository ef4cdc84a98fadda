from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import signatures, thread_rows
from comments.models import HouseRules
from tests.factories import ArticleFactory, CommenterFactory, CommentFactory


@pytest.fixture
def story(db, settings):
    """A story that readers see, on a site where nobody has to wait between comments."""
    settings.COMMENT_FLOOD_SECONDS = 0
    return ArticleFactory(live=True, headline="The bridge reopens")


@pytest.fixture
def page(client, story):
    """Fetch the story's page: page(comments=2)."""
    address = story.versions.live().get().get_absolute_url()
    return lambda **query: client.get(address, query)


@pytest.fixture
def fill_in(story):
    """What a person sends with the form of the story; other words by name."""

    def fill_in(**changed):
        return {
            "comment": "The bridge was shut for a year.",
            "author": "Ida Holm",
            "email": "ida@mail.example",
            "url": "",
            "subject": "",
            "comment_parent": "0",
            "stamp": signatures.stamp(story),
        } | changed

    return fill_in


@pytest.fixture
def post(client, story, fill_in):
    """Post the form of the story as a browser does: post(comment="…"), post(HTTP_ORIGIN="…")."""

    def post(**changed):
        headers = {name: changed.pop(name) for name in list(changed) if name.isupper()}
        return client.post(reverse("comments:post", args=[story.pk]), fill_in(**changed), **headers)

    return post


@pytest.fixture
def comment(story):
    """An approved comment under the story, each a minute later than the one before."""
    minutes = iter(range(100_000))
    start = timezone.now() - timedelta(days=30)

    def comment(parent=None, **details):
        at = start + timedelta(minutes=next(minutes))
        status = {} if {"rejected", "spam", "status"} & details.keys() else {"approved": True}
        return CommentFactory(article=story, parent=parent, posted_at=at, **status | details)

    return comment


@pytest.fixture
def short_pages(monkeypatch, db):
    """Two threads a page, and four answers."""
    HouseRules(page_size=2).save()
    monkeypatch.setattr(thread_rows, "ANSWERS_A_PAGE", 4)


@pytest.fixture
def ida(story):
    """Someone whose confirmed comment was approved; her receipt proves who she is."""
    commenter = CommenterFactory(email="ida@mail.example", verified=True)
    return CommentFactory(
        article=story, name="Ida Holm", text="My first.", commenter=commenter,
        approved=True, confirmed_at=timezone.now(),
    )  # fmt: skip
