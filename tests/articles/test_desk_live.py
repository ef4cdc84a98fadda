"""The screens of live coverage: one press publishes, of those who may publish the story."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles import coverage, outbox
from articles.models import AuditEntry, Change, Layout, LiveEntry
from tests.factories import (
    ArticleFactory,
    LiveEntryFactory,
    PictureFactory,
    SectionFactory,
    UserFactory,
)
from tests.pages import page, story_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    return ArticleFactory(headline="Storm over Sarn", layout=Layout.LIVE, live=True)


def screen(story, number=None):
    return f"/admin/articles/article/{story.pk}/live/" + (f"{number}/" if number else "")


def typed(do="publish", **more):
    return {"do": do, "headline": "", "body": "<p>The bridge opens.</p>", "press": "", **more}


def told(desk, address, sent):
    """What the desk says after a press, with all that the page shows."""
    response = desk.post(address, sent, follow=True)
    return response.status_code, response.text


def test_an_entry_is_written_and_published_in_one_press(at_the_desk, client, story, editor):
    status, html = told(at_the_desk(editor), screen(story), typed(headline="It opens"))

    assert status == 200
    assert "Published: “It opens”" in html
    assert 'id="live-form"' in html
    entry = LiveEntry.objects.get()
    assert (entry.number, entry.saved_by, entry.change) == (1, editor, Change.FIRST)
    assert "It opens" in story_page(client, story)


def test_words_typed_without_the_editor_become_paragraphs(at_the_desk, story, editor):
    told(at_the_desk(editor), screen(story), typed(body="One & only.\r\n\r\nTwo\nlines <x>"))

    assert LiveEntry.objects.get().body == "<p>One &amp; only.</p>\n<p>Two<br>lines</p>"


def test_an_entry_keeps_what_its_editor_has_and_nothing_else(at_the_desk, story, editor):
    picture = PictureFactory()
    body = (
        f'<p>A <strong>b</strong> <a href="https://example.org">c</a></p>'
        f'<figure data-picture="{picture.pk}"><figcaption>d</figcaption></figure>'
    )
    sent = typed(body=f'{body}<script>x</script><p style="color:red">e</p>')
    told(at_the_desk(editor), screen(story), sent)

    entry = LiveEntry.objects.get()
    assert entry.body == f"{body}<p>e</p>"
    assert list(entry.pictures.all()) == [picture]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (typed(body=""), "Write the entry."),
        (typed(body="<p> </p>"), "Write the entry."),
        (typed(body=f"<p>{'x' * 20_001}</p>"), "Make a story of it."),
        (typed(headline="x" * 201), "at most 200 characters"),
    ],
)
def test_what_cannot_be_published_comes_back_with_every_word(at_the_desk, story, editor, sent, why):
    status, html = told(at_the_desk(editor), screen(story), sent)

    assert status == 422
    assert why in html
    assert "Nothing you typed is lost." in html
    assert sent["headline"] in html
    assert not LiveEntry.objects.exists()


def test_a_picture_without_credit_or_alt_text_is_not_published(at_the_desk, story, editor):
    picture = PictureFactory(credit="", alt_text="")

    status, html = told(
        at_the_desk(editor),
        screen(story),
        typed(body=f'<p>A</p><figure data-picture="{picture.pk}"></figure>'),
    )

    assert status == 422
    assert "has no credit." in html
    assert "has no alt text." in html


def test_the_same_press_sent_twice_publishes_once(at_the_desk, story, editor):
    desk = at_the_desk(editor)
    for _ in range(2):
        told(desk, screen(story), typed(press="a-press"))
    assert LiveEntry.objects.count() == 1

    status, html = told(desk, screen(story), typed(press="a-press", body="<p>And more</p>"))
    assert status == 422
    assert "was kept already" in html
    again = re.search(r'name="press" value="([^"]+)"', html)[1]
    told(desk, screen(story), typed(press=again, body="<p>And more</p>"))
    assert LiveEntry.objects.count() == 2


# Who may


def test_only_who_may_publish_the_story_publishes_its_entries(
    at_the_desk, client, story, reporter, case
):
    sport = UserFactory(username="sport", group="Section editor")
    SectionFactory(slug="sport").editors.add(sport)
    moderator = UserFactory(username="moderating", group="Moderator")
    for person, status in ((reporter, 403), (sport, 422), (moderator, 403)):
        with case(person=person.username):
            answer, _html = told(at_the_desk(person), screen(story), typed(body="<p>CANARY</p>"))
            assert answer == status
            assert not LiveEntry.objects.exists()
    with case(person="its own editor"):
        story.section.editors.add(sport)
        answer, _html = told(at_the_desk(sport), screen(story), typed())
        assert answer == 200
        assert LiveEntry.objects.live().exists()


def test_a_reporter_keeps_a_draft_and_an_editor_publishes_it_as_it_stands(
    at_the_desk, client, story, reporter, editor
):
    desk = at_the_desk(reporter)
    opened = page(desk, screen(story))
    assert 'value="publish"' not in opened
    told(desk, screen(story), typed("draft", headline="From the bridge"))
    assert "From the bridge" not in story_page(client, story)

    desk = at_the_desk(editor)
    assert 'value="let-out-1"' in page(desk, screen(story))
    told(desk, screen(story), {"do": "let-out-1"})

    assert "From the bridge" in story_page(client, story)
    rows = list(story.live_entries.values_list("number", "saved_by__username"))
    assert rows == [(1, "editor"), (1, "reporter")]


def test_a_reporter_changes_nothing_that_readers_see(at_the_desk, client, story, reporter, case):
    LiveEntryFactory(article=story, headline="As it was")
    desk = at_the_desk(reporter)
    for sent in (
        typed(headline="CANARY", change="silent-fix"),
        typed("draft", headline="CANARY"),
        {"do": "pin-1"},
        {"do": "withdraw-1"},
    ):
        with case(sent=sent["do"]):
            assert told(desk, screen(story, 1), sent)[0] in (403, 422)
            assert LiveEntry.objects.count() == 1
            assert "As it was" in story_page(client, story)


def test_nothing_is_published_before_the_story_is(at_the_desk, editor, case):
    for state in ({}, {"scheduled": True}, {"expired": True}, {"live": True, "layout": "story"}):
        with case(state=state):
            story = ArticleFactory(**{"layout": Layout.LIVE} | state)
            status, html = told(at_the_desk(editor), screen(story), typed())
            assert status == 422
            assert "Publish it first, in that layout." in html
            assert told(at_the_desk(editor), screen(story), typed("draft"))[0] == 200


def test_where_a_section_asks_for_an_approval_two_people_bring_out_an_entry(
    at_the_desk, story, editor, reporter
):
    story.section.approvals_needed = 1
    story.section.save()
    desk = at_the_desk(editor)
    status, html = told(desk, screen(story), typed())
    assert status == 422
    assert "somebody else must publish it" in html

    told(at_the_desk(reporter), screen(story), typed("draft"))
    told(at_the_desk(editor), screen(story), {"do": "let-out-1"})

    assert LiveEntry.objects.live().exists()


def test_an_embargo_holds_for_entries_too(at_the_desk, story, editor):
    story.embargoed = True
    story.save()

    status, html = told(at_the_desk(editor), screen(story), typed())

    assert status == 422
    assert "The embargo has no end" in html


# Changing what readers see


def test_a_change_says_of_what_kind_it_is_and_a_correction_says_what(
    at_the_desk, client, story, editor
):
    LiveEntryFactory(article=story, headline="Two hurt")
    desk = at_the_desk(editor)
    for sent, why in (
        (typed(headline="One hurt"), "Say what kind of change this is."),
        (typed(headline="One hurt", change="correction"), "Tell readers what was changed."),
        (typed(headline="One hurt", change="nonsense"), "Select a valid choice"),
    ):
        status, html = told(desk, screen(story, 1), sent)
        assert (status, why in html) == (422, True)

    sent = typed(headline="One hurt", change="correction", notice="We had said two.")
    told(desk, screen(story, 1), sent)

    assert "We had said two." in story_page(client, story)
    history = page(desk, screen(story, 1))
    assert history.index("One hurt") < history.index("Two hurt")
    assert "Correction" in history


def test_key_entries_are_chosen_in_the_list_and_nothing_is_told_of_it(
    at_the_desk, client, story, editor
):
    LiveEntryFactory(article=story, headline="The bridge")
    desk = at_the_desk(editor)

    told(desk, screen(story), {"do": "pin-1"})
    assert "key-entries" in story_page(client, story)
    assert "Made a key entry" in page(desk, screen(story, 1))

    told(desk, screen(story), {"do": "unpin-1"})
    assert "key-entries" not in story_page(client, story)
    assert story.live_entries.live().get().updated_at is None


def test_an_entry_is_taken_down_with_or_without_a_word_to_readers(
    at_the_desk, client, story, editor
):
    LiveEntryFactory(article=story, headline="CANARY one")
    LiveEntryFactory(article=story, headline="CANARY two")
    desk = at_the_desk(editor)

    told(desk, screen(story, 1), {"do": "withdraw-1", "withdrawn": ""})
    sent = {"do": "withdraw-2", "withdrawn": "It was another bridge."}
    told(desk, screen(story, 2), sent)

    html = story_page(client, story)
    assert "CANARY" not in html
    assert 'id="entry-1"' not in html
    assert re.search(r"<strong>Retraction</strong>.*It was another bridge.", html)
    assert "Taken down" in page(desk, screen(story))
    _status, html = told(desk, screen(story, 1), {"do": "withdraw-1"})
    assert "Readers do not see this entry." in html


def test_an_entry_that_was_taken_down_comes_back_at_its_old_time(at_the_desk, story, editor):
    first = LiveEntryFactory(article=story)
    coverage.withdraw(story, 1, by=editor)

    told(at_the_desk(editor), screen(story, 1), typed(change="update"))

    seen = story.live_entries.live().get()
    assert (seen.number, seen.published_at) == (1, first.published_at)
    assert seen.updated_at is not None


def test_what_readers_have_seen_is_neither_changed_nor_deleted(story):
    entry = LiveEntryFactory(article=story)
    for act in (
        lambda: entry.save(),
        lambda: entry.delete(),
        lambda: LiveEntry.objects.update(headline="Another"),
        lambda: LiveEntry.objects.update(live_from=None),
        lambda: LiveEntry.objects.all().delete(),
    ):
        with pytest.raises(TypeError):
            act()
    over = LiveEntryFactory(article=story, taken_down=True)
    with pytest.raises(TypeError):
        LiveEntry.objects.filter(pk=over.pk).update(live_until=None)


def test_every_act_is_in_the_log(at_the_desk, story, editor):
    desk = at_the_desk(editor)
    told(desk, screen(story), typed("draft", headline="Words"))
    told(desk, screen(story), {"do": "let-out-1"})
    told(desk, screen(story), {"do": "pin-1"})
    told(desk, screen(story, 1), typed(headline="W", change="correction", notice="A notice"))
    told(desk, screen(story, 1), {"do": "withdraw-1"})

    log = AuditEntry.objects.filter(article=story).order_by("pk").values_list("action", "detail")
    names = ["draft-entry", "let-out-entry", "pin-entry", "publish-entry", "withdraw-entry"]
    assert [action for action, _detail in log] == names
    assert log[0][1] == "entry 1: Words"
    assert log[3][1] == "entry 1: W\nA notice"


@pytest.mark.parametrize("do", ["", "pin", "pin-x", "drop-1", "pin-" + "9" * 30, "publish-1"])
def test_a_button_that_is_not_there_does_nothing(at_the_desk, story, editor, do):
    LiveEntryFactory(article=story)

    assert told(at_the_desk(editor), screen(story), {"do": do})[0] == 400
    assert told(at_the_desk(editor), screen(story), {"do": "pin-99"})[0] in (200, 404)
    assert page(at_the_desk(editor), screen(story, 99), 404)


def test_an_entry_is_scheduled_to_the_minute_on_the_newsrooms_clock(
    at_the_desk, client, story, editor, settings, time_machine
):
    settings.TIME_ZONE = "America/New_York"
    time_machine.move_to(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False)
    story = ArticleFactory(headline="Storm over Sarn", layout=Layout.LIVE, live=True)
    minute = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
    found = lambda: "Storm over Sarn" in page(client, "/search/?q=breakwater")  # noqa: E731
    desk = at_the_desk(editor)

    sent = typed("schedule", headline="The breakwater", publish_at="2026-11-24T14:30")
    _status, html = told(desk, screen(story), sent)

    assert "Scheduled: “The breakwater”" in html
    assert "<strong>14:30</strong>" in html
    assert "America/New_York, now 07:00 EST" in page(desk, screen(story, 1))
    assert 'value="2026-11-24T14:30"' in page(desk, screen(story, 1))
    assert "The breakwater" not in story_page(client, story)
    assert not found()
    time_machine.move_to(minute - timedelta(seconds=1), tick=False)
    assert "The breakwater" not in story_page(client, story)

    time_machine.move_to(minute, tick=False)
    outbox.run_due()

    assert "The breakwater" in story_page(client, story)
    assert found()
    assert [line.state for line in desk.get(screen(story)).context["lines"]] == ["Published"]


@pytest.mark.parametrize(
    ("at", "do", "why"),
    [
        ("", "schedule", "Choose the day and time of publication."),
        ("2020-01-01T10:00", "schedule", "This time has passed."),
        ("2026-99-99T99:99", "schedule", "Enter a valid date/time."),
        ("2031-01-01T10:00", "publish", "or empty the field to publish it at once"),
    ],
)
def test_a_time_that_cannot_be_meant_comes_back_with_every_word(
    at_the_desk, story, editor, at, do, why
):
    sent = typed(do, headline="The breakwater", publish_at=at)

    status, html = told(at_the_desk(editor), screen(story), sent)

    assert status == 422
    assert why in html
    assert 'value="The breakwater"' in html
    assert not LiveEntry.objects.exists()


def test_what_is_scheduled_is_moved_published_at_once_or_kept_as_a_draft(
    at_the_desk, client, story, editor, case
):
    later, soon = "2031-01-01T10:00", "2030-01-01T10:00"
    desk = at_the_desk(editor)
    told(desk, screen(story), typed("schedule", headline="First", publish_at=later))
    presses = {
        "schedule": ("Scheduled", {"publish_at": soon}),
        "publish": ("Published", {"publish_at": ""}),
        "draft": ("Draft", {"publish_at": later}),
        "let-out-1": ("Published", {}),
    }

    for do, (state, sent) in presses.items():
        with case(do=do):
            assert (
                desk.post(screen(story, 1), typed(do, headline="Next", **sent)).status_code == 302
            )

            (line,) = desk.get(screen(story)).context["lines"]
            assert line.state == state
            assert story.live_entries.scheduled().count() == (do == "schedule")
            assert story.live_entries.live().count() == (state == "Published")


def test_who_may_not_publish_neither_schedules_nor_takes_back(at_the_desk, story, editor, reporter):
    told(at_the_desk(editor), screen(story), typed("schedule", publish_at="2031-01-01T10:00"))
    desk = at_the_desk(reporter)

    assert 'name="publish_at"' not in page(desk, screen(story))
    assert (
        desk.post(screen(story), typed("schedule", publish_at="2031-01-01T10:00")).status_code
        == 403
    )
    status, html = told(desk, screen(story, 1), typed("draft", headline="Mine"))
    assert (status, "This entry is scheduled" in html) == (422, True)
    assert LiveEntry.objects.scheduled().count() == 1


def test_an_embargo_holds_at_the_minute_for_which_an_entry_is_scheduled(at_the_desk, story, editor):
    story.embargoed, story.embargo_until = True, datetime(2030, 1, 1, tzinfo=UTC)
    story.save()
    desk = at_the_desk(editor)

    for at, status in [("2029-12-31T10:00", 422), ("2030-01-02T10:00", 200)]:
        assert told(desk, screen(story), typed("schedule", publish_at=at))[0] == status


@pytest.mark.parametrize("count", [2, 45])
def test_the_list_costs_the_same_however_long_the_coverage_is(
    at_the_desk, story, editor, count, django_assert_max_num_queries
):
    LiveEntry.objects.bulk_create(
        LiveEntryFactory.build(article=story, number=number, saved_by=editor)
        for number in range(1, count + 1)
    )
    desk = at_the_desk(editor)

    with django_assert_max_num_queries(20):
        html = page(desk, screen(story))

    assert html.count('<article class="live-line') == min(count, 30)
    assert ("?before=16" in html) is (count > 30)


def test_the_story_leads_to_its_entries(at_the_desk, story, editor):
    desk = at_the_desk(editor)
    assert screen(story) in page(desk, f"/admin/articles/article/{story.pk}/change/")

    plain = ArticleFactory()
    assert screen(plain) not in page(desk, f"/admin/articles/article/{plain.pk}/change/")
