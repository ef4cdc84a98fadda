"""The demo newspaper: whole, repeatable, and harmless where it does not belong."""

import re
from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from articles import sanitize
from articles.models import (
    Arrangement,
    Article,
    Author,
    Menu,
    OutboxTask,
    Page,
    Placement,
    Section,
    State,
    Version,
)
from comments.models import Comment, Status
from newsroom.demo import house, story_files
from newsroom.demo.drawings import draw
from newsroom.demo.loader import PAPER, PASSWORD

STORIES = story_files.read_all()
MODELS = [Article, Version, Comment, Author, Arrangement, Placement]
A_FEW = ["tanners-row-two-winters-after-flood", "trial-stopped-old-quay-warehouse-fire"]


@pytest.fixture
def few_stories(monkeypatch):
    """One long read with pictures and one killed story, drawn small."""
    chosen = [story for story in STORIES if story.slug in A_FEW]
    monkeypatch.setattr("newsroom.management.commands.load_demo.read_all", lambda: chosen)
    monkeypatch.setattr(
        "newsroom.demo.pictures.draw", lambda *a, **kw: draw(*a, **kw | {"size": (320, 214)})
    )
    return chosen


def test_the_demo_has_sixty_stories_in_every_state_and_three_hundred_comments():
    states = Counter(story.state for story in STORIES)

    assert len(STORIES) >= 60
    assert set(states) >= {"live", "scheduled", "in-review", "killed", "draft", "expired"}
    assert sum(len(story.comments) for story in STORIES) >= 300
    assert {row["status"] for story in STORIES for row in story.comments} == set(Status)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_demo_story_is_whole(story):
    keys = {picture["key"] for picture in story.pictures}

    texts = [story.body, *(entry["text"] for entry in story.entries)]
    assert set(re.findall(r'data-picture="([^"]+)"', "".join(texts))) <= keys
    for entry in story.entries:
        assert entry.get("correction", {"replace": [""]})["replace"][0] in entry["text"]
    assert not story.lead or story.lead in keys
    assert all(picture["alt"] for picture in story.pictures)
    assert all(c.get("replace", [""])[0] in story.body for c in story.changes)


def test_the_demo_places_only_stories_that_it_has_and_readers_see_or_will_see():
    states = {story.slug: story.state for story in STORIES}
    placed = [story["slug"] for front in PAPER["fronts"] for story in front["stories"]]
    linked = [banner["slug"] for banner in PAPER["banners"]]

    assert {states.get(slug) for slug in placed} == {"live", "scheduled"}
    assert {states.get(slug) for slug in linked} == {"live"}


@pytest.mark.django_db
def test_loading_twice_changes_nothing(few_stories, settings, capsys):
    settings.DEMO = True
    call_command("load_demo")
    before = [model.objects.count() for model in MODELS]

    call_command("load_demo")

    assert [model.objects.count() for model in MODELS] == before
    assert "0 stories loaded, 2 were there" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_loaded_story_stands_where_its_file_says(few_stories, settings):
    settings.DEMO = True

    call_command("load_demo")

    states = dict(Article.objects.with_state().values_list("slug", "state"))
    assert states == dict(zip(A_FEW, [State.LIVE, State.KILLED], strict=True))
    live = Version.objects.live().get()
    assert live.body_pictures.count() == len(few_stories[0].pictures) - 1 or live.lead_picture
    assert live.saved_at < live.live_from


@pytest.mark.django_db
def test_a_comment_of_the_demo_was_held_for_a_reason(few_stories, settings):
    settings.DEMO = True

    call_command("load_demo")

    assert Comment.objects.pending().exists()
    assert not Comment.objects.filter(held_because="").exists()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_picture_in_a_demo_story_has_one_caption(story):
    captions = {picture["key"]: picture["caption"] for picture in story.pictures}
    figures = re.findall(r'data-picture="([^"]+)"><figcaption>(.*?)</figcaption>', story.body)

    assert [captions[key] for key, _ in figures] == [caption for _, caption in figures]


@pytest.mark.django_db
def test_the_known_password_opens_the_desk_in_demo_mode(few_stories, settings, client):
    settings.DEMO = True
    call_command("load_demo")

    response = client.post("/admin/login/", {"username": "editor", "password": PASSWORD})

    assert response.status_code == 302


@pytest.mark.django_db
def test_outside_demo_mode_the_known_password_opens_nothing(few_stories, settings, client):
    settings.DEMO = False
    call_command("load_demo")

    response = client.post("/admin/login/", {"username": "editor", "password": PASSWORD})

    assert response.status_code == 200
    assert not any(user.has_usable_password() for user in get_user_model().objects.all())


@pytest.mark.django_db
def test_the_demos_editor_of_sport_has_sport_in_care_and_is_told_what_waits(settings, monkeypatch):
    settings.DEMO = True
    chosen = [story for story in STORIES if story.slug == "athletic-goals-from-set-pieces"]
    monkeypatch.setattr("newsroom.management.commands.load_demo.read_all", lambda: chosen)

    call_command("load_demo")

    sport = get_user_model().objects.get(username="sport")
    assert [section.path for section in Section.objects.in_care_of(sport)] == ["sport"]
    assert sorted(sport.notifications.values_list("kind", flat=True)) == ["mentioned", "submitted"]
    assert Section.objects.get(path="politics").approvals_needed == 1
    assert not OutboxTask.objects.exists()


def test_the_demo_has_assignments_an_embargo_and_notes():
    assert {story.assigned for story in STORIES} >= {"reporter", "sport"}
    assert any(story.embargo for story in STORIES)
    assert sum(len(story.notes) for story in STORIES) >= 5


def test_hubs_menus_and_what_to_read_next_name_what_is_there():
    states = {story.slug: story.state for story in STORIES}
    topics = {topic for story in STORIES for topic in story.topics}
    pages = {path.stem for path in (house.FOLDER / "pages").glob("*.html")}
    key = [slug for row in house.HOUSE["topics"].values() for slug in row.get("key_stories", [])]
    links = [row for rows in house.HOUSE["menus"].values() for row in rows]

    assert {states.get(slug) for slug in key} == {"live"}
    assert {states.get(slug) for story in STORIES for slug in story.related} == {"live"}
    assert house.HOUSE["topics"].keys() <= topics
    assert house.HOUSE["authors"].keys() <= PAPER["authors"].keys()
    assert {row["page"] for row in links if "page" in row} <= pages
    assert {row["topic"] for row in links if "topic" in row} <= topics
    assert {row["section"] for row in links if "section" in row} <= {
        section["slug"] for section in PAPER["sections"]
    }


@pytest.mark.django_db
def test_the_demo_has_pages_menus_and_a_staff_list_and_a_second_time_changes_none(few_stories):
    for _ in range(2):
        call_command("load_demo")
        assert Page.objects.public().count() == 6
        assert set(Page.objects.filter(is_public=False).values_list("slug", flat=True)) == {
            "bursary"
        }
        assert [menu.items.count() for menu in Menu.objects.order_by("place")] == [7, 7]
        assert Author.objects.on_the_staff().count() == len(house.HOUSE["authors"])
        for page in Page.objects.all():
            assert sanitize.clean_body(page.body) == page.body
