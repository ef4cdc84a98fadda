"""One thing done to many stories: confirmed once, told story by story, undone at once."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, BulkChange, Outcome, State
from tests.desk import seen_by_readers, state_of
from tests.factories import ArticleFactory, SectionFactory, TopicFactory, UserFactory
from tests.many import copies

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
BULK = "/admin/articles/article/bulk/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def do(desk, action, *stories, **typed):
    """Select in the list, confirm, and return the page that tells what happened."""
    numbers = [story.pk for story in stories]
    asked = desk.post(LIST, {"action": action, "_selected_action": numbers})
    assert asked.status_code == 200, asked.headers.get("Location")
    assert [story.pk for story in asked.context["stories"]] == sorted(numbers, reverse=True)
    return desk.post(BULK, {"action": action, "stories": numbers, **typed}, follow=True)


def undo(desk):
    change = BulkChange.objects.latest("pk")
    return desk.post(reverse("admin:articles_bulk_undo", args=[change.pk]), follow=True)


def told(response):
    """What the page says of every story, by headline: the outcome, and why."""
    lines = [line for _, _, lines in response.context["outcomes"] for line in lines]
    return {line.article.headline: (line.outcome, line.told) for line in lines}


# Doing


def test_stories_are_moved_to_a_section_as_drafts_of_their_next_change(desk):
    draft, live = ArticleFactory(), ArticleFactory(live=True)
    sport = SectionFactory()

    response = do(desk, "move", draft, live, section=sport.pk)

    assert {outcome for outcome, _ in told(response).values()} == {Outcome.DONE}
    assert set(Article.objects.values_list("section", flat=True)) == {sport.pk}
    assert live.versions.live().get().section != sport
    assert [state_of(draft), state_of(live)] == [State.DRAFT, State.LIVE_CHANGED]


def test_a_topic_is_added_and_removed(desk):
    one, two, topic = ArticleFactory(), ArticleFactory(), TopicFactory()

    do(desk, "add-topic", one, two, topic=topic.pk)
    assert topic.articles.count() == 2
    response = do(desk, "remove-topic", one, topic=topic.pk)

    assert list(topic.articles.all()) == [two]
    assert list(one.versions.first().topics.all()) == []
    assert told(response) == {one.headline: (Outcome.DONE, "")}
    assert "Done: 1 story</h2>" in response.text


def test_every_story_takes_the_step_or_says_why_not(desk):
    good = ArticleFactory(headline="Good")
    bad = ArticleFactory(headline="Bad", section=None)
    killed = ArticleFactory(headline="Killed", killed=True)

    response = do(desk, "publish", good, bad, killed)

    assert told(response) == {
        "Good": (Outcome.DONE, ""),
        "Bad": (Outcome.REFUSED, "Choose a section."),
        "Killed": (
            Outcome.REFUSED,
            "“Publish now” is not possible: the story is now “Killed”.",
        ),
    }
    assert [state_of(story) for story in (good, bad, killed)] == [
        *(State.LIVE, State.DRAFT, State.KILLED)
    ]


def test_a_step_that_needs_a_note_asks_for_it_once(desk):
    one, two = ArticleFactory(live=True), ArticleFactory()

    missing = do(desk, "kill", one, two)
    assert missing.context["form"].errors == {"note": ["This field is required."]}
    assert BulkChange.objects.count() == 0
    do(desk, "kill", one, two, note="Legal advice.")

    assert [state_of(one), state_of(two)] == [State.KILLED, State.KILLED]
    assert one.events.first().note == two.events.first().note == "Legal advice."


def test_whoever_may_not_take_a_step_is_not_offered_it_and_cannot_forge_it(client, reporter):
    client.force_login(reporter)
    article = ArticleFactory()

    page = client.get(LIST).text
    offered = [name for name in ("submit", "publish", "kill", "move") if f'value="{name}"' in page]

    assert offered == ["submit", "move"]
    for action in ("publish", "kill", "unpublish", "approve"):
        sent = {"action": action, "stories": [article.pk], "note": "x"}
        assert client.post(BULK, sent).status_code == 403
    assert state_of(article) == State.DRAFT


def test_nobody_without_the_desk_does_anything_in_bulk(client, moderator):
    client.force_login(moderator)
    article = ArticleFactory()

    sent = {"action": "submit", "stories": [article.pk]}

    assert client.post(BULK, sent).status_code == 403
    assert state_of(article) == State.DRAFT


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "nonsense", "stories": ["1"]},
        {"action": "submit"},
        {"action": "submit", "stories": ["x", "-1", "9" * 30]},
        {"stories": ["1"]},
    ],
)
def test_a_forged_bulk_change_is_refused(desk, sent):
    assert desk.post(BULK, sent).status_code == 400
    assert desk.get(BULK).status_code == 405


def test_a_section_that_is_not_there_is_refused_with_the_stories_still_selected(desk):
    article = ArticleFactory()

    response = do(desk, "move", article, section=999)

    assert "section" in response.context["form"].errors
    assert list(response.context["stories"]) == [article]


def test_a_script_does_a_few_stories_at_a_time_and_is_told_how_many_are_left(desk):
    stories = [ArticleFactory() for _ in range(7)]
    sent = {"action": "submit", "stories": [story.pk for story in stories]}

    begun = desk.post(BULK, sent, headers={"Accept": "application/json"}).json()
    assert (begun["of"], begun["waiting"]) == (7, 7)
    assert state_of(stories[0]) == State.DRAFT
    on = reverse("admin:articles_bulk_on", args=[begun["number"]])
    left = [desk.post(on, headers={"Accept": "application/json"}).json() for _ in range(3)]

    assert [progress["waiting"] for progress in left] == [2, 0, 0]
    assert {state_of(story) for story in stories} == {State.IN_REVIEW}


def test_what_was_broken_off_is_finished_without_a_script(desk, editor):
    stories = [ArticleFactory() for _ in range(7)]
    sent = {"action": "submit", "stories": [story.pk for story in stories]}
    number = desk.post(BULK, sent, headers={"Accept": "application/json"}).json()["number"]

    assert "broken off" in desk.get(reverse("admin:articles_bulk_told", args=[number])).text
    desk.post(reverse("admin:articles_bulk_on", args=[number]))

    assert {state_of(story) for story in stories} == {State.IN_REVIEW}


# Undoing


def test_a_move_is_undone_with_its_stage(desk, editor):
    first = SectionFactory()
    live = ArticleFactory(live=True, section=first)
    approved = ArticleFactory(in_review=True, section=first)
    workflow.perform("approve", approved, by=editor)
    do(desk, "move", live, approved, section=SectionFactory().pk)
    assert [state_of(live), state_of(approved)] == [State.LIVE_CHANGED, State.IN_REVIEW]

    response = undo(desk)

    assert {outcome for outcome, _ in told(response).values()} == {Outcome.UNDONE}
    assert set(Article.objects.values_list("section", flat=True)) == {first.pk}
    assert [state_of(live), state_of(approved)] == [State.LIVE, State.APPROVED]
    assert live.events.first().transition == "undo"


def test_topics_are_put_back(desk):
    topic, article = TopicFactory(), ArticleFactory()
    do(desk, "add-topic", article, topic=topic.pk)
    undo(desk)
    assert topic.articles.count() == 0

    article.topics.add(topic)
    article.save_version(by=UserFactory())
    do(desk, "remove-topic", article, topic=topic.pk)
    undo(desk)
    assert topic.articles.count() == 1


def test_a_publication_is_undone_by_taking_the_story_from_readers(desk):
    draft, in_review = ArticleFactory(), ArticleFactory(in_review=True)
    do(desk, "publish", draft, in_review)

    undo(desk)

    assert [seen_by_readers(draft), seen_by_readers(in_review)] == [None, None]
    assert [state_of(draft), state_of(in_review)] == [State.DRAFT, State.IN_REVIEW]


def test_a_change_that_readers_would_see_is_not_published_among_many(desk):
    """Its kind is chosen on its own page: it decides what readers are told."""
    article = ArticleFactory(headline="Old", live=True)
    article.headline = "New"
    article.save()

    response = do(desk, "publish", article)

    assert told(response)["New"][0] == Outcome.REFUSED
    assert "Choose what kind of change this is" in told(response)["New"][1]
    assert seen_by_readers(article) == "Old"


@pytest.mark.parametrize(("action", "typed"), [("unpublish", {}), ("kill", {"note": "Wrong."})])
def test_what_was_taken_from_readers_is_given_back(desk, action, typed):
    live, draft = ArticleFactory(headline="Live", live=True), ArticleFactory()
    address = live.versions.get().path
    do(desk, action, live, draft, **typed)
    assert seen_by_readers(live) is None

    undo(desk)

    assert (seen_by_readers(live), state_of(live)) == ("Live", State.LIVE)
    assert live.versions.live().get().path == address
    assert state_of(draft) == State.DRAFT


def test_a_story_with_other_words_on_the_desk_is_not_given_back_to_readers(desk):
    article = ArticleFactory(headline="Live", live=True)
    article.headline = "Not ready"
    article.save()
    do(desk, "unpublish", article)

    response = undo(desk)

    assert told(response)["Not ready"][0] == Outcome.KEPT
    assert seen_by_readers(article) is None


def test_a_cancelled_schedule_is_not_put_back_and_says_so(desk):
    article = ArticleFactory(headline="Coming", scheduled=True)
    do(desk, "kill", article, note="Wrong.")

    response = undo(desk)

    assert told(response) == {
        "Coming": (Outcome.KEPT, "It was scheduled. Schedule it again on its page.")
    }


def test_a_story_that_was_changed_since_stays_as_it_is(desk, reporter):
    changed, untouched = ArticleFactory(headline="Changed"), ArticleFactory(headline="Untouched")
    section = SectionFactory()
    do(desk, "move", changed, untouched, section=section.pk)
    changed.refresh_from_db()
    workflow.perform("save", changed, by=reporter)

    response = undo(desk)

    assert told(response) == {
        "Changed": (Outcome.KEPT, "The story has been changed since."),
        "Untouched": (Outcome.UNDONE, ""),
    }
    changed.refresh_from_db()
    assert changed.section == section


def test_an_undo_is_done_once(desk):
    article = ArticleFactory()
    do(desk, "submit", article)
    undo(desk)
    workflow.perform("submit", Article.objects.get(), by=UserFactory(is_superuser=True))

    response = undo(desk)

    assert "There is nothing to undo." in response.text
    assert state_of(article) == State.IN_REVIEW


def test_nobody_undoes_what_another_did(desk, client):
    article = ArticleFactory()
    do(desk, "submit", article)
    change = BulkChange.objects.get()
    client.force_login(UserFactory(group="Editor"))

    for page in ("told", "on", "undo"):
        address = reverse(f"admin:articles_bulk_{page}", args=[change.pk])
        answer = client.get(address) if page == "told" else client.post(address)
        assert answer.status_code == 404
    assert state_of(article) == State.IN_REVIEW


def test_whoever_lost_the_right_since_undoes_nothing(desk, editor, reporter):
    article = ArticleFactory(headline="Live")
    do(desk, "publish", article)
    editor.groups.set(reporter.groups.all())

    response = undo(desk)

    assert told(response) == {"Live": (Outcome.KEPT, "You may not do this to this story.")}
    assert seen_by_readers(article) == "Live"


def test_what_happened_takes_the_same_queries_for_one_story_and_for_a_hundred(
    desk, django_assert_num_queries
):
    do(desk, "submit", ArticleFactory())
    address = reverse("admin:articles_bulk_told", args=[BulkChange.objects.latest("pk").pk])
    with django_assert_num_queries(9):
        desk.get(address)
    do(desk, "submit", *copies(ArticleFactory(), 100))
    address = reverse("admin:articles_bulk_told", args=[BulkChange.objects.latest("pk").pk])

    with django_assert_num_queries(9):
        response = desk.get(address)
    assert len(told(response)) == 100
