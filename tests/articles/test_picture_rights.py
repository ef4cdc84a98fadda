"""A picture may be shown until its rights end: from that minute on no reader finds it anywhere."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Picture
from articles.pages.story import Story
from tests.articles.test_caching import address_of, kept_seconds
from tests.desk import address
from tests.factories import ArticleFactory, PictureFactory, SectionFactory
from tests.pages import page, story_page, structured_data

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.mark.parametrize(
    ("until", "usable"),
    [(None, True), (NOON + SECOND, True), (NOON, False), (NOON - SECOND, False)],
)
def test_a_picture_is_usable_by_the_same_rule_in_sql_and_python(until, usable):
    picture = PictureFactory(usable_until=until)

    assert picture.is_usable() is usable
    assert Picture.objects.usable().filter(pk=picture.pk).exists() is usable


@pytest.fixture
def story():
    lead, inside = (
        PictureFactory(alt_text=f"CANARY {place}", caption="CANARY", usable_until=NOON)
        for place in ("lead", "inside")
    )
    body = f'<p>A</p><figure data-picture="{inside.pk}"><figcaption>CANARY</figcaption></figure>'
    return ArticleFactory(
        lead_picture=lead, body=body, section=SectionFactory(slug="city"),
        published_at=NOON - timedelta(days=1),
    )  # fmt: skip


def everything_of(client, story):
    return story_page(client, story) + page(client, "/") + page(client, "/city/")


def test_until_the_last_second_readers_see_the_picture(client, story, time_machine):
    time_machine.move_to(NOON - SECOND, tick=False)

    assert everything_of(client, story).count("CANARY lead") == 4  # story, og:image, two fronts
    assert structured_data(story_page(client, story))["image"][0]["caption"] == "CANARY"
    assert client.get(story.lead_picture.address(480)).status_code == 200


def test_from_its_minute_on_the_picture_is_on_no_page_and_its_file_is_not_found(client, story):
    pages = everything_of(client, story)

    assert story.headline in pages
    assert "CANARY" not in pages
    assert "og:image" not in pages
    assert "image" not in structured_data(story_page(client, story))
    for picture in Picture.objects.all():
        answer = client.get(picture.address(480))
        assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


def test_a_story_without_its_picture_does_not_lead_the_front_for_it(client, story):
    other = ArticleFactory(
        lead_picture=PictureFactory(), published_at=NOON - timedelta(days=2), headline="With it"
    )

    lead = client.get("/").context["front"].lead

    assert lead.article == other


def test_a_page_of_another_time_shows_the_pictures_of_that_time(story):
    version = story.versions.get()

    assert Story(version, at=NOON - SECOND).lead_picture == story.lead_picture
    assert Story(version, at=NOON).lead_picture is None


@pytest.mark.parametrize("place", ["lead", "inside"])
def test_caches_keep_nothing_past_the_end_of_a_pictures_rights(client, story, place, time_machine):
    time_machine.move_to(NOON - timedelta(seconds=20), tick=False)
    ending = Picture.objects.get(alt_text=f"CANARY {place}")
    Picture.objects.exclude(pk=ending.pk).update(usable_until=None)

    assert kept_seconds(client.get(address_of(story))) == 20
    assert "max-age=20" in client.get(ending.address(480))["Cache-Control"]
    for front in ("/", "/city/"):
        assert kept_seconds(client.get(front)) == (20 if place == "lead" else 60)


def test_rights_that_have_ended_do_not_keep_caches_from_a_page(client, story):
    assert kept_seconds(client.get(address_of(story))) == 60


# At the desk


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (NOON + timedelta(days=15), None),
        (NOON + timedelta(days=14), "may be used until 8 Dec 2026 12:00"),
        (NOON - SECOND, "ended on 24 Nov 2026 11:59"),
        (None, None),
    ],
    ids=["later", "in 14 days", "over", "without end"],
)
def test_the_story_says_14_days_before_that_a_picture_will_go(at_the_desk, editor, until, told):
    picture = PictureFactory(alt_text="A ferry", usable_until=until)
    article = ArticleFactory(lead_picture=picture)

    shown = at_the_desk(editor).get(address(article)).text

    assert ("rights-ending" in shown) is bool(told)
    assert not told or told in shown


def test_the_library_finds_what_ends_soon_and_what_has_ended(at_the_desk, editor):
    for alt_text, days in (("Later", 15), ("Soon", 14), ("Over", 0)):
        PictureFactory(alt_text=alt_text, usable_until=NOON + timedelta(days=days))
    PictureFactory(alt_text="Ever")
    desk = at_the_desk(editor)

    def found(rights):
        listed = desk.get(f"/admin/articles/picture/?rights={rights}").context["cl"].cards
        return [(card.picture.alt_text, card.rights) for card in listed]

    assert found("ending") == [("Soon", "rights end 8 Dec 12:00")]
    assert found("ended") == [("Over", "rights ended 24 Nov 12:00")]
    assert len(found("nonsense")) == 4
