"""Who is told of what, by bell and by mail, and who is not."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from articles import notifications, outbox, workflow
from articles.models import Kind, Notification, NotificationChoice, OutboxTask
from tests.desk import press
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory
from tests.many import copies

pytestmark = pytest.mark.django_db

BELL = "/admin/articles/notification/"


def bells():
    return sorted((n.to.username, n.kind) for n in Notification.objects.all())


def forget():
    Notification.objects.all().delete()
    OutboxTask.objects.all().delete()


@pytest.fixture
def editor_of_sport(db):
    user = UserFactory(username="editor-of-sport", group="Section editor")
    SectionFactory(name="Sport").editors.add(user)
    return user


@pytest.fixture
def story(reporter, editor_of_sport):
    return ArticleFactory(
        headline="Bridge opens",
        section=editor_of_sport.sections_edited.get(),
        byline=AuthorFactory(user=reporter),
    )


# Who


def test_what_is_submitted_is_told_to_the_editors_of_its_section(story, reporter, editor):
    workflow.perform("submit", story, by=reporter)

    assert bells() == [("editor-of-sport", Kind.SUBMITTED)]


def test_where_a_section_has_no_editor_those_around_it_are_told_and_then_all(
    story, reporter, editor, admin_user
):
    story.section = SectionFactory(parent=story.section)
    story.save()
    workflow.perform("submit", story, by=reporter)
    assert bells() == [("editor-of-sport", Kind.SUBMITTED)]
    forget()

    other = ArticleFactory()
    workflow.perform("submit", other, by=reporter)
    assert bells() == [("editor", Kind.SUBMITTED)]


def test_editors_who_could_not_review_it_do_not_keep_others_from_being_told(
    story, reporter, editor, moderator
):
    story.section = SectionFactory()
    story.section.editors.set([moderator, UserFactory(group="Section editor", is_active=False)])
    story.save()

    workflow.perform("submit", story, by=reporter)

    assert bells() == [("editor", Kind.SUBMITTED)]


def test_what_becomes_of_a_story_is_told_to_its_byline_its_assignee_and_who_began_it(
    story, reporter, editor
):
    assignee, beginner = UserFactory(group="Reporter"), story.versions.get().saved_by
    story.assigned_to = assignee
    story.save()
    everyone = sorted([reporter.username, assignee.username, beginner.username])

    for step, kind in (
        ("submit", None), ("request-changes", Kind.SENT_BACK), ("submit", None),
        ("approve", Kind.APPROVED), ("publish", Kind.PUBLISHED),
    ):  # fmt: skip
        forget()
        workflow.perform(step, story, by=editor, note="Who paid?")
        if kind:
            assert bells() == [(name, kind) for name in everyone]
    workflow.perform("save", story, by=editor)
    assert len(bells()) == 3


def test_what_is_scheduled_is_told_with_its_minute(story, reporter, editor):
    at = datetime(2099, 1, 2, 6, tzinfo=UTC)

    workflow.perform("schedule", story, by=editor, at=at)

    told = Notification.objects.get(to=reporter)
    assert (told.kind, told.text) == (Kind.SCHEDULED, "For 2 Jan 2099 06:00 UTC.")


def test_nobody_is_told_of_what_they_did_themselves(story, editor_of_sport, editor):
    story.bylines.create(author=AuthorFactory(user=editor_of_sport))

    workflow.perform("submit", story, by=editor_of_sport)
    workflow.perform("publish", story, by=editor_of_sport)

    assert "editor-of-sport" not in dict(bells())


def test_who_cannot_open_stories_is_told_of_none(story, reporter, editor, moderator):
    gone = UserFactory(group="Reporter", is_active=False)
    for user in (moderator, gone, UserFactory()):
        story.bylines.create(author=AuthorFactory(user=user))

    workflow.perform("publish", story, by=editor)

    beginner = story.versions.get(number=1).saved_by.username
    assert set(dict(bells())) == {"reporter", beginner}


def test_an_assignment_is_told_once_and_again_only_when_it_changes(
    story, reporter, editor, at_the_desk
):
    desk = at_the_desk(editor)

    press(desk, "save", story, assigned_to=reporter.pk)
    press(desk, "save", story, headline="Other words")

    assert bells() == [("reporter", Kind.ASSIGNED)]
    press(desk, "save", story, assigned_to=editor.pk)
    assert bells() == [("reporter", Kind.ASSIGNED)]


def test_an_assignment_says_until_when(story, reporter, editor, at_the_desk):
    due = {"assigned_to": reporter.pk, "due_at": "2099-01-02T06:00"}

    press(at_the_desk(editor), "save", story, **due)

    assert Notification.objects.get().text == "Due 2 Jan 2099 06:00 UTC."


def test_a_story_assigned_to_somebody_who_has_left_can_still_be_saved(story, editor, at_the_desk):
    story.assigned_to = UserFactory(is_active=False)
    story.save()

    response = press(at_the_desk(editor), "save", story, headline="Saved")

    assert response.status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.assigned_to.is_active) == ("Saved", False)


def test_a_step_that_is_refused_tells_nobody(story, editor, at_the_desk):
    press(at_the_desk(editor), "publish", story, headline="")

    assert bells() == []
    assert not OutboxTask.objects.exists()


def test_what_is_rolled_back_is_neither_told_nor_mailed(story, editor):
    with transaction.atomic():
        workflow.perform("publish", story, by=editor)
        assert OutboxTask.objects.exists()
        transaction.set_rollback(True)

    call_command("run_tasks", once=True)
    assert bells() == []
    assert mail.outbox == []


def test_whether_people_are_to_be_told_is_asked_once_for_all_of_them(
    story, reporter, django_assert_max_num_queries
):
    for _ in range(10):
        story.section.editors.add(UserFactory(group="Section editor"))
    workflow.perform("save", story, by=reporter)
    event = story.events.create(
        version=story.latest_version, transition="submit", stage="in-review", by=reporter
    )

    with django_assert_max_num_queries(6 + 3 * 11):  # a letter is an insert in a savepoint
        notifications.tell_of_step(event)

    assert len(bells()) == 11


# How


def test_each_person_chooses_which_by_bell_and_which_by_mail(story, reporter, editor, at_the_desk):
    story.versions.update(saved_by=reporter)
    desk = at_the_desk(reporter)
    boxes = {f"{kind}-{way}": "on" for kind in Kind for way in ("bell", "mail")}
    del boxes["approved-bell"], boxes["published-mail"]

    desk.post(f"{BELL}choices/", boxes)
    workflow.perform("submit", story, by=reporter)
    workflow.perform("approve", story, by=editor)
    workflow.perform("publish", story, by=editor)

    call_command("run_tasks", once=True)
    assert ("reporter", Kind.PUBLISHED) in bells()
    assert ("reporter", Kind.APPROVED) not in bells()
    subjects = [letter.subject for letter in mail.outbox if letter.to == [reporter.email]]
    assert subjects == ["[Newsroom] Approved: Bridge opens"]
    form = desk.get(f"{BELL}choices/").context["form"]
    assert [form["approved-bell"].initial, form["approved-mail"].initial] == [False, True]
    assert NotificationChoice.objects.filter(user=editor).count() == 0


def test_the_letter_is_plain_and_leads_to_the_story_by_the_sites_own_address(
    story, reporter, editor, settings
):
    settings.SITE_URL = "https://news.example.org"
    workflow.perform("submit", story, by=reporter)
    forget()
    workflow.perform("request-changes", story, by=editor, note="Who paid?")

    outbox.run_due()

    letter = next(letter for letter in mail.outbox if letter.to == [reporter.email])
    assert letter.subject == "[Newsroom] Sent back: Bridge opens"
    assert letter.content_subtype == "plain"
    assert f"https://news.example.org/admin/articles/article/{story.pk}/change/" in letter.body
    assert "https://news.example.org/admin/articles/notification/choices/" in letter.body
    assert "Who paid?" in letter.body


def test_a_headline_cannot_write_headers_of_the_letter(story, reporter, editor):
    story.headline = "Bridge\r\nBcc: everyone@example.org\n\nopens"
    story.save()

    workflow.perform("publish", story, by=editor)
    tally = outbox.run_due()

    assert (tally.done, tally.failed) == (2, 0)
    for letter in mail.outbox:
        assert letter.subject == "[Newsroom] Published: Bridge Bcc: everyone@example.org opens"
        assert letter.bcc == []
        assert "\nBcc:" not in letter.message().as_string().partition("\n\n")[0]


def test_without_an_address_only_the_bell_rings(story, reporter, editor):
    type(reporter).objects.update(email="")

    workflow.perform("publish", story, by=editor)

    assert "reporter" in dict(bells())
    assert not OutboxTask.objects.exists()


# The bell


def test_the_bell_counts_what_is_unread_on_every_page_of_the_desk(
    story, reporter, editor, at_the_desk
):
    workflow.perform("publish", story, by=editor)
    desk = at_the_desk(reporter)

    for page in ("/admin/", "/admin/articles/article/", BELL):
        assert desk.get(page).context["bell"] == 1
    assert at_the_desk(editor).get("/admin/").context["bell"] == 0


def test_opening_a_line_leads_to_the_story_and_marks_it_read(story, reporter, editor, at_the_desk):
    workflow.perform("publish", story, by=editor)
    mine = Notification.objects.get(to=reporter)

    response = at_the_desk(reporter).get(f"{BELL}{mine.pk}/")

    assert response.url == f"/admin/articles/article/{story.pk}/change/"
    mine.refresh_from_db()
    assert mine.read_at is not None


def test_all_are_marked_read_with_one_press_and_nobody_elses(story, reporter, editor, at_the_desk):
    workflow.perform("publish", story, by=editor)
    desk = at_the_desk(reporter)

    assert desk.get(f"{BELL}read/").status_code == 405
    desk.post(f"{BELL}read/")

    unread = Notification.objects.unread()
    assert not unread.of(reporter).exists()
    assert unread.exists()


def test_nobody_reads_or_opens_what_another_was_told(story, reporter, editor, at_the_desk):
    workflow.perform("publish", story, by=editor)
    theirs = Notification.objects.get(to=reporter)
    desk = at_the_desk(editor)

    assert "Bridge opens" not in desk.get(BELL).text
    assert desk.get(f"{BELL}{theirs.pk}/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_the_list_behind_the_bell_takes_the_same_queries_for_one_line_and_for_a_hundred(
    story, reporter, editor, at_the_desk, django_assert_num_queries
):
    workflow.perform("publish", story, by=editor)
    desk = at_the_desk(reporter)
    with django_assert_num_queries(6):
        desk.get(BELL)

    for other in copies(story, 99):
        row = {"kind": Kind.MENTIONED, "article": other, "by": UserFactory()}
        Notification.objects.create(to=reporter, **row)
    with django_assert_num_queries(6):
        desk.get(BELL)
