"""What the readers' pages cost in queries, however much there is to show."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Picture, Topic, Version
from articles.picture_crops import Focus
from articles.picture_renditions import recipe_for
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)
from tests.many import copies, pictures
from tests.pages import headlines, page

pytestmark = pytest.mark.django_db

EIGHT = datetime(2025, 11, 24, 8, tzinfo=UTC)


def fill(count):
    """`count` stories with pictures: in a section, in the first part of it, and in other parts."""
    top = SectionFactory(slug="city")
    part = SectionFactory(slug="part-0", parent=top)
    others = [SectionFactory(parent=top) for _ in range(4)]
    story = ArticleFactory(
        section=part,
        topics=[TopicFactory(slug="trams")],
        byline=AuthorFactory(slug="mara"),
        lead_picture=PictureFactory(),
        published_at=EIGHT,
    )
    copies(
        story,
        count - 1,
        section=lambda n: [top, part, others[n % 4]][n % 3],
        lead_picture=pictures(count - 1).__getitem__,
        published_at=lambda n: EIGHT + timedelta(minutes=n + 1),
    )


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/city/", 7),  # section, children, stories, arrangement, comments, next arrival, menu
        ("/city/part-0/", 8),  # and what it is nested in
        ("/topics/trams/", 5),
        ("/authors/mara/", 5),
    ],
)
def test_a_listing_costs_the_same_at_1_and_30_stories(
    client, count, address, queries, django_assert_num_queries
):
    fill(count)

    with django_assert_num_queries(queries):
        html = page(client, address)

    assert (len(headlines(html)) > 9) is (count > 1)


@pytest.mark.parametrize("cut_as", ["", recipe_for(Focus(50, 50))], ids=["kept", "cut"])
@pytest.mark.parametrize("count", [14, 40])
def test_the_front_page_costs_eight_queries(client, count, cut_as, django_assert_num_queries):
    fill(count)
    Picture.objects.update(cut_as=cut_as)

    # arrangement, newest, sections, strips, most read, how many comments, next arrival, menu
    with django_assert_num_queries(8):
        page(client, "/")


def test_a_story_has_its_topics_with_it(client, django_assert_num_queries):
    named = [TopicFactory(name=name) for name in ("Trams", "Bridges", "“Sarn” & <co>")]
    article = ArticleFactory(topics=named, live=True)
    path = article.versions.live().get().path

    with django_assert_num_queries(1):
        topics = Version.objects.live().at_path(path).shown_topics

    assert topics == article.versions.live().get().shown_topics
    assert [(topic.name, topic.get_absolute_url()) for topic in topics] == [
        (topic.name, topic.get_absolute_url()) for topic in Topic.objects.all()
    ]


def test_a_story_costs_at_most_six_queries(client, django_assert_max_num_queries):
    trams = TopicFactory()
    pictures = "".join(f'<figure data-picture="{PictureFactory().pk}"></figure>' for _ in range(5))
    nested = SectionFactory(parent=SectionFactory())
    article = ArticleFactory(
        body=f"<p>A</p>{pictures}",
        topics=[trams],
        section=nested,
        lead_picture=PictureFactory(),
        byline=AuthorFactory(picture=PictureFactory()),
        live=True,
    )
    for _ in range(6):
        ArticleFactory(topics=[trams], lead_picture=PictureFactory(), live=True)
    Picture.objects.update(cut_as=recipe_for(Focus(50, 50)))

    with django_assert_max_num_queries(6):
        html = story_page_in_one_request(client, article)

    assert html.count("<img") == 1 + 1 + 5 + 4
    assert html.count("<picture") == 1 + 1 + 5 + 4


def story_page_in_one_request(client, article):
    day = timezone.localtime(timezone.now() - timedelta(hours=1))
    return page(client, f"/{day:%Y/%m/%d}/{article.slug}/")
