"""In whose care a story is: who edits its section, and every section it stands in."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError

from articles import workflow
from articles.models import AuditEntry, Section, Stage, State
from tests.desk import address, buttons, press, state_of, told, typed_on
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sport():
    return SectionFactory(name="Sport")


@pytest.fixture
def politics():
    return SectionFactory(name="Politics")


@pytest.fixture
def editor_of_sport(sport):
    user = UserFactory(username="editor-of-sport", group="Section editor")
    sport.editors.add(user)
    return user


def test_an_editor_of_sport_publishes_sport_and_cannot_publish_politics(
    sport, politics, editor_of_sport
):
    ours, theirs = ArticleFactory(section=sport), ArticleFactory(section=politics)

    workflow.perform("publish", ours, by=editor_of_sport)
    with pytest.raises(ValidationError) as refused:
        workflow.perform("publish", theirs, by=editor_of_sport)

    assert state_of(ours) == State.LIVE
    assert state_of(theirs) == State.DRAFT
    assert refused.value.message_dict == {"section": ["This section is not in your care."]}


def test_a_section_is_in_care_with_all_that_is_nested_in_it(sport, politics, editor_of_sport):
    rowing = SectionFactory(parent=sport)
    regattas = SectionFactory(parent=rowing)
    for _ in range(12):  # numbers that contain each other's digits
        SectionFactory(parent=politics)

    in_care = Section.objects.in_care_of(editor_of_sport)

    assert set(in_care) == {sport, rowing, regattas}


def test_who_edits_a_nested_section_does_not_edit_the_one_around_it(sport):
    rowing = SectionFactory(parent=sport)
    user = UserFactory(group="Section editor")
    rowing.editors.add(user)

    assert set(Section.objects.in_care_of(user)) == {rowing}


def test_an_editor_of_no_section_in_particular_edits_every_one(sport, politics, editor, admin_user):
    assert set(Section.objects.in_care_of(editor)) == {sport, politics}
    assert set(Section.objects.in_care_of(admin_user)) == {sport, politics}


def test_nobody_else_has_a_section_in_care(sport, reporter, moderator):
    gone = UserFactory(group="Section editor", is_active=False)
    sport.editors.add(gone)

    for user in (reporter, moderator, gone, UserFactory()):
        assert not Section.objects.in_care_of(user).exists()


def test_a_reporter_named_as_editor_of_a_section_still_cannot_publish(sport, reporter, at_the_desk):
    sport.editors.add(reporter)
    article = ArticleFactory(section=sport)

    assert press(at_the_desk(reporter), "publish", article).status_code == 403
    assert state_of(article) == State.DRAFT


def test_moving_a_live_politics_story_to_sport_gives_the_editor_of_sport_no_right(
    sport, politics, editor_of_sport, at_the_desk
):
    article = ArticleFactory(section=politics, live=True)
    desk = at_the_desk(editor_of_sport)

    at_once = press(desk, "publish", article, section=sport.pk)
    assert told(at_once) == {"section": ["This section is not in your care."]}
    press(desk, "save", article, section=sport.pk)
    in_two_steps = press(desk, "publish", article)
    taken_down = press(desk, "kill", article, note="Gone.")

    assert told(in_two_steps) == told(taken_down) == told(at_once)
    assert article.versions.live().get().section == politics


def test_moving_a_draft_of_others_to_sport_gives_the_editor_of_sport_no_right(
    sport, politics, editor_of_sport, at_the_desk
):
    article = ArticleFactory(section=politics)
    desk = at_the_desk(editor_of_sport)

    press(desk, "save", article, section=sport.pk)
    response = press(desk, "publish", article)

    assert "section" in told(response)
    assert not article.versions.live().exists()


def test_a_story_that_its_own_editors_move_to_sport_is_the_editor_of_sports(
    sport, politics, editor, editor_of_sport, at_the_desk
):
    article = ArticleFactory(section=politics)
    press(at_the_desk(editor), "save", article, section=sport.pk)

    press(at_the_desk(editor_of_sport), "publish", article)

    assert article.versions.live().get().section == sport


def test_a_scheduled_politics_story_is_not_cancelled_by_the_editor_of_sport(
    sport, politics, editor_of_sport
):
    article = ArticleFactory(section=politics, scheduled=True)
    article.section = sport
    article.save()

    with pytest.raises(ValidationError):
        workflow.perform("unschedule", article, by=editor_of_sport)

    assert article.versions.scheduled().exists()


def test_a_story_without_a_section_is_in_no_section_editors_care(editor_of_sport):
    article = ArticleFactory(section=None, in_review=True)

    with pytest.raises(ValidationError):
        workflow.perform("request-changes", article, by=editor_of_sport, note="Where?")

    article.refresh_from_db()
    assert article.stage == Stage.IN_REVIEW


def test_the_buttons_of_a_section_editor_follow_the_section(
    sport, politics, editor_of_sport, at_the_desk
):
    desk = at_the_desk(editor_of_sport)

    assert "Publish now" in buttons(desk.get(address(ArticleFactory(section=sport))))
    theirs = desk.get(address(ArticleFactory(section=politics)))
    assert buttons(theirs) == ["Save draft", "Submit for review"]


def test_a_refusal_for_the_section_keeps_every_typed_word(
    sport, politics, editor_of_sport, at_the_desk
):
    article = ArticleFactory(section=sport)

    response = press(
        at_the_desk(editor_of_sport), "publish", article, section=politics.pk, standfirst="Typed"
    )

    assert "section" in told(response)
    assert typed_on(response)["standfirst"] == "Typed"


def test_the_queue_of_a_section_editor_holds_their_sections_only(
    sport, politics, editor_of_sport, at_the_desk
):
    ours = ArticleFactory(section=SectionFactory(parent=sport), in_review=True)
    ArticleFactory(section=politics, in_review=True)
    ArticleFactory(section=None, in_review=True)

    queue = at_the_desk(editor_of_sport).get("/admin/").context["queues"][0]

    assert list(queue.stories) == [ours]
    assert queue.count == 1


def section_page(section, **changes):
    return {
        "name": section.name, "slug": section.slug, "position": 0, "approvals_needed": 0,
    } | changes  # fmt: skip


def test_an_editor_puts_a_section_in_care_and_the_log_says_so(sport, editor, reporter, at_the_desk):
    page = f"/admin/articles/section/{sport.pk}/change/"

    at_the_desk(editor).post(page, section_page(sport, editors=[reporter.pk], approvals_needed=2))

    sport.refresh_from_db()
    assert (list(sport.editors.all()), sport.approvals_needed) == ([reporter], 2)
    entry = AuditEntry.objects.get(action="section-rights")
    assert (entry.by, entry.about) == (editor, "Sport")
    assert entry.detail == "editors: reporter; approvals needed: 2"


def test_who_does_not_edit_every_section_gives_nobody_rights_in_one(
    sport, politics, editor_of_sport, at_the_desk
):
    editor_of_sport.user_permissions.add(Permission.objects.get(codename="change_section"))
    page = f"/admin/articles/section/{politics.pk}/change/"

    forged = section_page(politics, editors=[editor_of_sport.pk], parent=sport.pk)
    response = at_the_desk(editor_of_sport).post(page, forged)

    assert response.status_code == 302
    politics.refresh_from_db()
    assert politics.parent is None
    assert not politics.editors.exists()


def test_a_section_editor_takes_the_same_queries_however_many_sections_there_are(
    sport, editor_of_sport, at_the_desk, django_assert_num_queries
):
    article = ArticleFactory(section=sport, live=True)
    desk = at_the_desk(editor_of_sport)
    desk.get(address(article))  # the kinds of content are remembered from then on
    with django_assert_num_queries(43):
        desk.get(address(article))

    for _ in range(30):
        SectionFactory(parent=sport).editors.add(editor_of_sport)
    with django_assert_num_queries(43):
        desk.get(address(article))
