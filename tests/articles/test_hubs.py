"""A topic's page with what the desk put at its top; an author's, with what they chose to show."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from articles.models import AuditEntry, Author
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    UserFactory,
)
from tests.many import copies
from tests.pages import headlines, page

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def path_of(article):
    return article.versions.live().get().path


# Topics


@pytest.fixture
def hub():
    topic = TopicFactory(name="Trams", slug="trams", description="All about the trams.")
    old = ArticleFactory(headline="How it began", topics=[topic], published_at=NOON - 900 * HOUR)
    other = ArticleFactory(headline="Of another topic", published_at=NOON - 800 * HOUR)
    ArticleFactory(headline="News", topics=[topic], published_at=NOON)
    topic.key_stories = f"{path_of(other)}\n{path_of(old)}"
    topic.save()
    return topic, old, other


def test_key_stories_come_first_in_the_order_of_the_desk_and_stand_there_once(client, hub):
    html = page(client, "/topics/trams/")

    assert headlines(html) == ["Of another topic", "How it began", "News"]
    assert "All about the trams." in html
    assert "Key stories" in html
    assert '{"@type": "ListItem", "position": 2, "name": "Trams"' in html


def test_key_stories_stand_on_the_first_page_only(client, hub):
    _topic, old, _other = hub
    copies(old, 30, published_at=lambda n: NOON - n * HOUR)

    first = page(client, "/topics/trams/")
    second = page(client, re.search(r'href="([^"]+)" rel="next">', first)[1])

    assert "Key stories" in first
    assert "Key stories" not in second
    assert "Of another topic" not in second


def test_a_key_story_that_is_taken_down_leaves_no_gap(client, hub, editor):
    _topic, old, other = hub
    for story in (old, other):
        workflow.perform("kill", story, by=editor, note="Wrong.")

    html = page(client, "/topics/trams/")

    assert headlines(html) == ["News"]
    assert "Key stories" not in html


@pytest.mark.parametrize("count", [1, 30])
def test_a_topic_costs_one_query_more_with_key_stories_than_without(
    client, hub, count, django_assert_num_queries
):
    copies(hub[1], count, published_at=lambda n: NOON - n * HOUR)

    with django_assert_num_queries(6):
        page(client, "/topics/trams/")


def test_the_desk_tells_which_key_story_readers_do_not_see(client, hub, editor):
    topic, old, _other = hub
    workflow.perform("kill", old, by=editor, note="Wrong.")
    client.force_login(editor)

    html = client.get(f"/admin/articles/topic/{topic.pk}/change/").text

    assert "How it began (readers do not see it)" in html
    assert "Of another topic</span>" in html


def test_at_another_time_a_hub_stands_as_it_will(client, hub, editor):
    topic, _old, _other = hub
    coming = ArticleFactory(headline="To come", scheduled=True)
    topic.key_stories += f"\n{coming.versions.get().path}"
    topic.save()
    client.force_login(editor)

    html = client.get("/admin/as-of/2030-01-01T12:00/topics/trams/", follow=True).text

    assert headlines(html)[2] == "To come"
    assert "To come" not in page(client, "/topics/trams/")


def test_no_cache_keeps_a_hub_past_the_minute_of_a_key_story(client, hub, time_machine):
    topic, _old, _other = hub
    time_machine.move_to(NOON, tick=False)
    soon = NOON + timedelta(seconds=20)
    coming = ArticleFactory(headline="To come", scheduled=True, published_at=soon)
    topic.key_stories = coming.versions.get().path
    topic.save()

    before = client.get("/topics/trams/")
    time_machine.move_to(soon, tick=False)

    assert "s-maxage=20" in before["Cache-Control"]
    assert "To come" in headlines(page(client, "/topics/trams/"))


def test_key_stories_are_set_at_the_desk_and_what_is_none_is_refused(client, editor, hub):
    topic, old, _other = hub
    address = f"/admin/articles/topic/{topic.pk}/change/"
    typed = {"name": "Trams", "slug": "trams", "description": "About trams."}
    client.force_login(editor)

    refused = client.post(address, typed | {"key_stories": "2026/01/01/none"})
    client.post(address, typed | {"key_stories": f"/{path_of(old)}/"})

    assert "No story stands at 2026/01/01/none." in refused.text
    topic.refresh_from_db()
    assert topic.key_stories == path_of(old)
    assert "Key stories" in AuditEntry.objects.filter(action="change").first().detail
    assert "How it began" in client.get(address).text


# Authors


def profile(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def test_an_authors_page_has_a_picture_and_what_they_chose_to_be_found_by(client, settings):
    settings.SITE_URL = "https://paper.example.org"
    account = UserFactory(email="mara.private@desk.example.org")
    picture = PictureFactory(alt_text="Mara Lind")
    AuthorFactory(
        name="Mara Lind",
        slug="mara",
        user=account,
        picture=picture,
        public_email="mara@paper.example.org",
        links="Mastodon: https://social.example/@mara",
    )

    html = page(client, "/authors/mara/")

    assert 'alt="Mara Lind"' in html
    assert client.get(picture.address(480)).status_code == 200
    assert '<a href="mailto:mara@paper.example.org">' in html
    assert '<a href="https://social.example/@mara" rel="me">Mastodon</a>' in html
    assert account.email not in html
    person = profile(html)["mainEntity"]
    assert person["email"] == "mara@paper.example.org"
    assert person["sameAs"] == ["https://social.example/@mara"]
    assert person["image"][0]["url"].startswith("https://paper.example.org/pictures/")


def test_of_an_author_who_chose_nothing_no_address_is_told(client):
    account = UserFactory(email="private@desk.example.org")
    AuthorFactory(slug="mara", user=account)

    html = page(client, "/authors/mara/")

    assert "mailto:" not in html
    assert "private@desk.example.org" not in html
    assert profile(html)["mainEntity"].keys() == {"@type", "name", "url", "worksFor"}


def test_a_portrait_goes_with_the_minute_its_rights_end(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    picture = PictureFactory(alt_text="Mara Lind", usable_until=NOON + HOUR)
    AuthorFactory(slug="mara", picture=picture)

    before = client.get("/authors/mara/")
    time_machine.move_to(NOON + HOUR, tick=False)

    assert 'alt="Mara Lind"' in before.text
    assert 'alt="Mara Lind"' not in page(client, "/authors/mara/")
    assert client.get(picture.address(480)).status_code == 404


def test_the_page_of_an_author_who_was_deleted_is_not_found_and_their_stories_stay(client):
    story = ArticleFactory(byline=AuthorFactory(name="Gone", slug="gone"), live=True)
    author = story.bylines.get().author
    story.bylines.all().delete()
    author.delete()

    assert client.get("/authors/gone/").status_code == 404
    assert "Gone" in client.get(story.versions.get().get_absolute_url()).text


def test_a_name_that_readers_have_read_is_not_deleted_at_the_desk(client, admin_user):
    story = ArticleFactory(byline=AuthorFactory(slug="read"), live=True)
    read, unread = story.bylines.get().author, AuthorFactory(slug="unread")
    story.bylines.all().delete()  # of the working copy: what readers see stays signed
    client.force_login(admin_user)

    for author in (read, unread):
        client.post(f"/admin/articles/author/{author.pk}/delete/", {"post": "yes"})

    assert [author.slug for author in Author.objects.filter(slug__contains="read")] == ["read"]
    assert client.get("/authors/read/").status_code == 200


@pytest.mark.parametrize("line", ["javascript:alert(1)", "Mastodon", "ftp://example.org"])
def test_a_line_that_is_no_link_is_refused_at_the_desk(client, editor, line):
    author = AuthorFactory(name="Mara")
    client.force_login(editor)

    response = client.post(
        f"/admin/articles/author/{author.pk}/change/",
        {"name": "Mara", "slug": author.slug, "links": line},
    )

    author.refresh_from_db()
    assert response.status_code == 200
    assert author.links == ""


def test_an_editor_gives_an_author_a_picture_and_a_place(client, editor):
    author, picture = AuthorFactory(name="Mara"), PictureFactory()
    client.force_login(editor)
    typed = {
        "name": "Mara", "slug": author.slug, "picture": picture.pk, "staff_place": 3,
        "public_email": "mara@example.org", "links": "Here: https://example.org/mara",
    }  # fmt: skip

    client.post(f"/admin/articles/author/{author.pk}/change/", typed)

    author.refresh_from_db()
    assert (author.picture, author.staff_place) == (picture, 3)
    assert not picture.versions().exists()
    told = client.get(f"/admin/articles/picture/{picture.pk}/change/").text
    assert f'<a href="/admin/articles/author/{author.pk}/change/">Mara</a>' in told
    gone = client.post(f"/admin/articles/picture/{picture.pk}/delete/", {"post": "yes"})
    assert gone.status_code == 403


# Sections


def test_a_sections_front_names_its_children_and_shows_their_stories(client):
    city = SectionFactory(slug="city")
    transport = SectionFactory(name="Transport", slug="transport", parent=city)
    trams = SectionFactory(name="Trams", slug="trams", parent=transport)
    ArticleFactory(headline="On rails", section=trams, published_at=NOON)

    html = page(client, "/city/")

    assert headlines(html) == ["On rails"]
    assert 'href="/city/transport/"' in html
    assert page(client, "/city/transport/trams/").count('href="/city/transport/"') == 1
