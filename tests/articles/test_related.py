"""What is offered after a story: its editor's choice, then shared topics, then what is new."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import timeline, workflow
from articles.models import Version
from tests.desk import press, told
from tests.factories import ArticleFactory, SectionFactory, TopicFactory
from tests.many import copies
from tests.pages import story_page

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def path_of(article):
    return article.versions.live().get().path


def offered(article):
    """As the story's page has them."""
    version = article.versions.live().get()
    return [story.headline for story in Version.objects.live().related_to(version)[:4]]


@pytest.fixture
def paper():
    """A story on trams and money; others on both, on one of them, and in its section alone."""
    city, (trams, money) = SectionFactory(slug="city"), [TopicFactory() for _ in range(2)]
    stories = {
        "Both, old": {"topics": [trams, money], "published_at": NOON - 90 * HOUR},
        "Trams": {"topics": [trams], "published_at": NOON - 3 * HOUR},
        "Money": {"topics": [money], "published_at": NOON - 2 * HOUR},
        "City alone": {"section": city, "published_at": NOON - HOUR},
        "Elsewhere": {"published_at": NOON},
    }
    made = {name: ArticleFactory(headline=name, **how) for name, how in stories.items()}
    about = {"section": city, "topics": [trams, money]}
    return ArticleFactory(headline="The story", published_at=NOON - 4 * HOUR, **about), made


def test_more_shared_topics_come_first_then_the_newer(paper):
    story, _others = paper

    assert offered(story) == ["Both, old", "Money", "Trams", "City alone"]


def test_the_editors_choice_comes_first_in_its_order(paper, editor):
    story, others = paper
    story.related = f"{path_of(others['Elsewhere'])}\n{path_of(others['Trams'])}"
    story.save()
    workflow.perform("publish", story, by=editor, change="silent-fix")

    assert offered(story) == ["Elsewhere", "Trams", "Both, old", "Money"]


def test_a_choice_follows_a_story_that_moved_and_is_silent_on_one_that_is_gone(paper, editor):
    story, others = paper
    story.related = "\n".join(path_of(others[name]) for name in ("Elsewhere", "City alone"))
    story.save()
    workflow.perform("publish", story, by=editor, change="silent-fix")
    others["Elsewhere"].slug = "another-address"
    others["Elsewhere"].save()
    workflow.perform("publish", others["Elsewhere"], by=editor, change="silent-fix")
    workflow.perform("kill", others["City alone"], by=editor, note="Wrong.")

    assert offered(story) == ["Elsewhere", "Both, old", "Money", "Trams"]


def test_a_chosen_story_that_is_to_come_waits_for_its_minute(paper, editor, time_machine):
    story, _others = paper
    coming = ArticleFactory(headline="To come", scheduled=True)
    story.related = coming.versions.scheduled().get().path
    story.save()
    workflow.perform("publish", story, by=editor, change="silent-fix")

    before = offered(story)
    time_machine.move_to(coming.versions.scheduled().get().live_from)

    assert "To come" not in before
    assert offered(story)[0] == "To come"


def test_saves_that_readers_do_not_see_push_nothing_out(paper, editor):
    story, others = paper
    for number in range(20):
        others["Trams"].standfirst = f"Another {number}"
        others["Trams"].save_version(by=editor)

    assert "Trams" in offered(story)


def test_without_topics_it_is_what_is_new_in_the_section(client):
    section = SectionFactory(slug="city")
    story = ArticleFactory(section=section, published_at=NOON)
    ArticleFactory(headline="Beside it", section=section, published_at=NOON - HOUR)

    assert offered(story) == ["Beside it"]
    assert "Beside it" in story_page(client, story)


@pytest.mark.parametrize("count", [5, 60])
def test_the_storys_page_costs_the_same_with_a_choice_and_with_many(
    client, count, paper, django_assert_max_num_queries
):
    story, others = paper
    copies(others["Both, old"], count, published_at=lambda n: NOON - n * HOUR)
    version = story.versions.live().get()
    Version.objects.filter(pk=version.pk).end(datetime.now(UTC))
    story.related = "\n".join(path_of(other) for other in others.values())
    story.save()
    timeline.publish_now(story.save_version(by=version.saved_by), by=version.saved_by,
                         change="silent-fix", notice="")  # fmt: skip
    address = story.versions.live().get().get_absolute_url()

    with django_assert_max_num_queries(6):
        html = client.get(address).text

    assert html.index(">Both, old</a>") < html.index(">Trams</a>") < html.index(">City alone</a>")


# At the desk


def test_addresses_are_typed_as_they_are_copied_and_kept_as_paths(client, editor):
    one, other = ArticleFactory(live=True), ArticleFactory(live=True)
    story = ArticleFactory()
    client.force_login(editor)
    typed = f"https://paper.example.org/{path_of(one)}/?x=1\n\n/{path_of(other)}/\n/{path_of(one)}/"

    press(client, "save", story, related=typed)

    story.refresh_from_db()
    assert story.related == f"{path_of(one)}\n{path_of(other)}"
    assert story.latest_version.related == story.related


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2026/11/24/never-was", "No story stands at 2026/11/24/never-was."),
        ("the budget story", "“the budget story” is not the address of a story."),
        ("<script>alert(1)</script>", "“<script>alert(1)</script>” is not the address of a story."),
    ],
)
def test_what_leads_to_no_story_is_refused_by_name(client, editor, typed, says):
    story = ArticleFactory(headline="As it was")
    client.force_login(editor)

    response = press(client, "save", story, related=typed, headline="Typed")

    assert told(response) == {"related": [says]}
    assert "<script>alert(1)" not in response.text
    assert 'value="Typed"' in response.text or ">Typed<" in response.text.replace("\n", "")


def test_more_than_four_are_refused(client, editor):
    typed = "\n".join(path_of(ArticleFactory(live=True)) for _ in range(5))
    client.force_login(editor)

    response = press(client, "save", ArticleFactory(), related=typed)

    assert told(response) == {"related": ["4 stories are the most, these are 5."]}


def test_stories_that_readers_see_or_will_see_are_found_to_choose(client, reporter):
    live, coming = ArticleFactory(headline="Bridge", live=True), None
    coming = ArticleFactory(headline="Bridge to come", scheduled=True)
    ArticleFactory(headline="Bridge, a draft")
    address = "/admin/articles/article/choosable/"

    assert client.get(address).status_code == 302  # to sign in
    client.force_login(reporter)
    found = client.get(address, {"q": "bridge"}).text

    assert f'data-path="{path_of(live)}"' in found
    assert f'data-path="{coming.versions.get().path}"' in found
    assert "a draft" not in found
