"""What the readers' pages cost in queries, however much there is to show."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

EIGHT = datetime(2025, 11, 24, 8, tzinfo=UTC)


def fill(count):
    topic, author = TopicFactory(slug="trams"), AuthorFactory(slug="mara")
    top = SectionFactory(slug="city")
    for n in range(count):
        ArticleFactory(
            section=SectionFactory(slug=f"part-{n}", parent=top) if n % 7 == 0 else top,
            topics=[topic],
            byline=author,
            lead_picture=PictureFactory(),
            published_at=EIGHT + timedelta(minutes=n),
        )


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/city/", 6),  # section, children, stories, arrangement, next arrival, menu
        ("/city/part-0/", 7),  # and what it is nested in
        ("/topics/trams/", 4),
        ("/authors/mara/", 4),
    ],
)
def test_a_listing_costs_the_same_at_1_and_30_stories(
    client, count, address, queries, django_assert_num_queries
):
    fill(count)

    with django_assert_num_queries(queries):
        page(client, address)


@pytest.mark.parametrize("count", [14, 40])
def test_the_front_page_costs_six_queries(client, count, django_assert_num_queries):
    fill(count)

    with django_assert_num_queries(6):  # arrangement, newest, sections, strips, next arrival, menu
        page(client, "/")


def test_a_story_costs_at_most_seven_queries(client, django_assert_max_num_queries):
    trams = TopicFactory()
    pictures = "".join(f'<figure data-picture="{PictureFactory().pk}"></figure>' for _ in range(5))
    nested = SectionFactory(parent=SectionFactory())
    article = ArticleFactory(
        body=f"<p>A</p>{pictures}",
        topics=[trams],
        section=nested,
        lead_picture=PictureFactory(),
        live=True,
    )
    for _ in range(6):
        ArticleFactory(topics=[trams], lead_picture=PictureFactory(), live=True)

    with django_assert_max_num_queries(7):
        html = story_page_in_one_request(client, article)

    assert html.count("<img") == 1 + 5 + 4


def story_page_in_one_request(client, article):
    day = timezone.localtime(timezone.now() - timedelta(hours=1))
    return page(client, f"/{day:%Y/%m/%d}/{article.slug}/")
