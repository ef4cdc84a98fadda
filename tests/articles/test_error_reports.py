"""“Report an error in this story”: from the reader to the desk, and nothing of it to readers."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles import outbox, workflow
from articles.models import Kind, Note, NoteSender, Notification, OutboxTask
from tests.desk import address
from tests.factories import ArticleFactory, AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(reporter):
    return ArticleFactory(headline="Bridge opens", live=True, byline=AuthorFactory(user=reporter))


@pytest.fixture
def report_page(story):
    return story.versions.live().get().get_absolute_url() + "report/"


@pytest.fixture
def send(client, report_page):
    """Send the form as a browser does: send(text="…"), send(REMOTE_ADDR="…"), send(page="…")."""

    def send(page=report_page, **changed):
        headers = {name: changed.pop(name) for name in list(changed) if name.isupper()}
        opened = client.get(page).text if "stamp" not in changed else ""
        stamp = re.findall(r'name="stamp" value="([^"]+)"', opened)
        typed = {"text": "It was the north pier.", "stamp": stamp[0] if stamp else ""}
        return client.post(page, typed | changed, **headers)

    return send


def test_a_story_leads_to_the_form_and_back(client, story, report_page):
    story_page = client.get(story.versions.live().get().get_absolute_url()).text

    assert f'href="{report_page}" rel="nofollow">Report an error in this story</a>' in story_page
    form = client.get(report_page)
    assert form.status_code == 200
    assert form["X-Robots-Tag"] == "noindex"
    assert not form.cookies
    labels = re.findall(r'<label for="(\w+)">(.*?)</label>', form.text)
    assert [re.sub(r"<[^>]*>", "", label) for _name, label in labels][:4] == [
        "What is wrong? *", "Where?", "Your name", "Your email",
    ]  # fmt: skip


def test_a_report_is_a_note_in_the_story_and_its_sender_apart(send, story, client):
    response = send(
        text="It was the\r\nnorth pier.", quote=" the south pier ", name="Ida  Holm",
        email="ida@mail.example", REMOTE_ADDR="192.0.2.7",
    )  # fmt: skip

    assert response.status_code == 303
    note = story.notes.get()
    assert (note.author, note.text, note.quote) == (
        None, "It was the\nnorth pier.", "the south pier",
    )  # fmt: skip
    assert (note.sender.name, note.sender.email) == ("Ida Holm", "ida@mail.example")
    assert note.sender.network == "192.0.2.7"
    thanks = client.get(response["Location"])
    assert "Your report is with the editors." in thanks.text
    assert story.versions.live().get().get_absolute_url() in thanks.text


def test_nothing_but_what_is_wrong_has_to_be_filled_in(send, story):
    assert send().status_code == 303

    assert (story.notes.get().quote, story.notes.get().sender.is_named) == ("", False)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("text", "", "Please say what is wrong."),
        ("text", " \u200b\u2060 ", "Please say what is wrong."),
        ("text", "é" * 4001, "This is too long: 4000 characters are the most, these are 4001."),
        ("text", "NUL \0", "Null characters are not allowed."),
        ("quote", "x" * 1001, "This is too long: 1000 characters are the most, these are 1001."),
        ("name", "x" * 101, "This is too long: 100 characters are the most, these are 101."),
        ("email", "ida", "Please enter a valid email address, or none."),
    ],
)
def test_a_mistake_brings_the_form_back_with_every_word(send, field, typed, message):
    kept = {"text": "The north <b> pier", "quote": "pier", "name": "Ida", "email": "i@mail.example"}

    response = send(**kept | {field: typed})

    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    form = response.context["form"]
    assert {name: form[name].value() for name in kept} == kept | {field: typed}
    assert f'<li><a href="#{field}">{message}</a></li>' in response.text
    tag = re.search(rf'<(?:input|textarea)[^>]* id="{field}"[^>]*>', response.text)[0]
    assert 'aria-invalid="true"' in tag
    assert " autofocus" in tag
    assert f"{field}_error" in re.search(r'aria-describedby="([^"]*)"', tag)[1].split()
    assert not Note.objects.exists()


def test_sent_again_it_is_one_report(send, story):
    first = send(quote="pier")

    again = send(quote="pier")

    assert (again.status_code, again["Location"]) == (303, first["Location"])
    assert story.notes.count() == 1
    send(quote="another pier")
    assert story.notes.count() == 2


# What guards it


@pytest.mark.parametrize("guard", [{"subject": "SEO"}, {"stamp": ""}, {"stamp": "2026/x:forged"}])
def test_what_no_person_sends_comes_back_and_a_second_try_succeeds(
    send, client, report_page, guard
):
    typed = {"text": "It was the north pier.", "name": "Ida"}

    refused = send(**typed | guard)

    assert refused.status_code == 422
    assert "Please send the form once more." in refused.text
    assert "It was the north pier.</textarea>" in refused.text
    assert 'name="subject" id="subject" autocomplete="off" tabindex="-1">' in refused.text
    assert not Note.objects.exists()
    fresh = re.search(r'name="stamp" value="([^"]+)"', refused.text)[1]
    assert client.post(report_page, typed | {"stamp": fresh}).status_code == 303


def test_the_stamp_of_another_story_does_not_count(send, client):
    other = ArticleFactory(live=True).versions.get().get_absolute_url() + "report/"
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(other).text)[1]

    assert send(stamp=stamp).status_code == 422


def test_a_form_that_stood_open_for_a_year_is_still_good(client, report_page, time_machine):
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(report_page).text)[1]
    time_machine.move_to(timezone.now() + timedelta(days=366))

    assert client.post(report_page, {"text": "Still wrong", "stamp": stamp}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}],
)
def test_another_site_cannot_send_it_and_its_words_get_no_form_of_ours(send, headers):
    response = send(**headers)

    assert response.status_code == 403
    assert "readonly>It was the north pier.</textarea>" in response.text
    assert '<form class="reader-form' not in response.text
    assert not Note.objects.exists()


def test_no_cookie_is_needed_and_none_is_set(report_page):
    strict = Client(enforce_csrf_checks=True)
    stamp = re.search(r'name="stamp" value="([^"]+)"', strict.get(report_page).text)[1]

    response = strict.post(report_page, {"text": "Wrong.", "stamp": stamp})

    assert response.status_code == 303
    assert not response.cookies


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_hear_which_are_right(client, report_page, method):
    response = getattr(client, method)(report_page)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_one_network_has_its_share_of_an_hour_and_keeps_its_words(
    send, settings, story, time_machine
):
    settings.REPORTS_AN_HOUR = 2
    time_machine.move_to(timezone.now(), tick=False)
    send(text="One", REMOTE_ADDR="2001:db8::1")
    time_machine.shift(600)
    send(text="Two", REMOTE_ADDR="2001:db8::2")

    hasty = send(text="Three", REMOTE_ADDR="2001:db8:0:0:9::3")

    assert (hasty.status_code, hasty["Retry-After"]) == (429, "3000")
    assert "Three</textarea>" in hasty.text
    assert send(text="Two", REMOTE_ADDR="2001:db8::2").status_code == 303  # sent again, no other
    assert send(text="Three", REMOTE_ADDR="2001:db8:1::1").status_code == 303
    time_machine.shift(3000)
    assert send(text="Four", REMOTE_ADDR="2001:db8::1").status_code == 303
    assert story.notes.count() == 4


def test_the_limit_can_be_switched_off(send, settings, story):
    settings.REPORTS_AN_HOUR = 0

    for number in range(12):
        assert send(text=f"Error {number}").status_code == 303
    assert story.notes.count() == 12


# Which stories


@pytest.mark.parametrize("state", ["scheduled", "in_review"])
def test_a_story_that_readers_never_saw_has_no_form(client, state):
    hidden = ArticleFactory(headline="CANARY", slug="hidden", **{state: True})

    for day in (timezone.localtime(), timezone.localtime() + timedelta(days=1)):
        page = f"/{day:%Y/%m/%d}/{hidden.slug}/"
        for place in ("report/", "reported/"):
            assert client.get(page + place).status_code == 404
        assert client.post(page + "report/", {"text": "x"}).status_code == 404


def test_a_story_that_was_taken_down_while_its_reader_wrote_still_takes_the_report(
    send, client, story, report_page
):
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(report_page).text)[1]
    story.versions.end(timezone.now() - timedelta(minutes=1))

    response = send(stamp=stamp)

    assert response.status_code == 303
    assert story.notes.count() == 1
    thanks = client.get(response["Location"])
    assert "Your report is with the editors." in thanks.text
    assert "Bridge opens" not in thanks.text
    refused = send(text="", stamp=stamp)
    assert refused.status_code == 422
    assert "Bridge opens" not in refused.text


def test_an_earlier_address_of_a_story_leads_to_the_form_of_the_present_one(
    send, client, editor, story, report_page
):
    story.slug = "moved"
    story.save()
    workflow.perform("publish", story, by=editor, change="silent-fix")
    present = story.versions.live().get().get_absolute_url()

    response = client.get(report_page)

    assert (response.status_code, response["Location"]) == (301, f"{present}report/")
    sent_from_the_old_page = send(page=report_page, stamp="", text="Wrong.")
    assert sent_from_the_old_page.status_code == 422
    assert present in sent_from_the_old_page.text


def test_nothing_is_reported_from_another_time(client, editor, story, report_page):
    client.force_login(editor)
    page = story.versions.get().get_absolute_url()
    tomorrow = f"{timezone.localdate() + timedelta(days=1)}T06:00"

    shown = client.get(f"{page}?as_of={tomorrow}", follow=True)

    assert "Bridge opens" in shown.text
    assert "Report an error" not in shown.text
    assert client.get(f"{report_page}?as_of={tomorrow}", follow=True).status_code == 404


# At the desk


def test_it_stands_among_the_notes_and_is_resolved_there(send, client, story, editor):
    send(quote="the south pier", name="Ida", email="ida@mail.example")
    client.force_login(editor)

    (thread,) = client.get(address(story)).context["panel"].talk.open
    assert (thread.who, thread.note.quote) == ("A reader", "the south pier")
    page = client.get(address(story)).text
    assert '<bdi>Ida</bdi> <a href="mailto:ida@mail.example">' in page
    number = story.notes.get().pk
    client.post(address(story, "notes"), {"do": f"reply-{number}", f"reply-{number}-text": "True."})
    client.post(address(story, "notes"), {"do": f"resolve-{number}"})

    talk = client.get(address(story)).context["panel"].talk
    assert talk.open == []
    assert [line.who for line in talk.resolved[0].replies] == ["editor"]


def test_who_sent_it_is_seen_with_its_permission_and_for_its_time_alone(
    send, client, story, editor, reporter, time_machine, settings
):
    send(name="Ida Holm", email="ida@mail.example", REMOTE_ADDR="203.0.113.77")

    def notes(user):
        client.force_login(user)
        return client.get(address(story, "notes")).text

    assert "It was the north pier." in notes(reporter)
    assert "Ida Holm" not in notes(reporter)
    assert "ida@mail.example" not in notes(reporter)
    assert "ida@mail.example" in notes(editor)
    assert "203.0.113.77" not in notes(editor)
    time_machine.move_to(timezone.now() + timedelta(days=settings.KEEP_SENDERS_DAYS))
    assert "ida@mail.example" not in notes(editor)
    assert "It was the north pier." in notes(editor)


def test_what_was_kept_of_a_sender_is_deleted_when_its_time_is_over(send, settings, time_machine):
    settings.KEEP_SENDERS_DAYS = 30
    begun = timezone.now()
    time_machine.move_to(begun, tick=False)
    send(text="One", email="ida@mail.example")

    time_machine.move_to(begun + timedelta(days=29), tick=False)
    send(text="Two")
    assert NoteSender.objects.filter(email="ida@mail.example").exists()
    time_machine.move_to(begun + timedelta(days=30), tick=False)
    send(text="Three")

    assert not NoteSender.objects.filter(email="ida@mail.example").exists()
    assert Note.objects.count() == 3


def test_the_sections_editors_and_those_whose_story_it_is_are_told(send, story, reporter, editor):
    of_sport = UserFactory(username="editor-of-sport", group="Section editor")
    story.section.editors.add(of_sport)
    OutboxTask.objects.all().delete()

    send(name="Ida Holm", email="ida@mail.example", text="@editor\nIt was the north pier.")

    told = Notification.objects.filter(kind=Kind.ERROR_REPORTED)
    beginner = story.versions.get(number=1).saved_by
    assert {line.to for line in told} == {of_sport, reporter, beginner}
    assert {line.by for line in told} == {None}
    outbox.run_due()
    letter = next(letter for letter in mail.outbox if letter.to == [of_sport.email])
    assert letter.subject == "[Newsroom] Error reported by a reader: Bridge opens"
    assert "> @editor\n> It was the north pier." in letter.body
    assert f"#note-{story.notes.get().pk}" in letter.body
    assert "Ida" not in letter.body
    assert "ida@mail.example" not in letter.body


def test_the_bell_says_what_it_was(send, client, reporter, story):
    send()
    client.force_login(reporter)

    bell = client.get("/admin/articles/notification/")

    (line,) = bell.context["lines"]
    assert line.what == "A reader reported an error in a story."
    opened = client.get(f"/admin/articles/notification/{line.notification.pk}/")
    assert opened.url == f"{address(story)}#note-{story.notes.get().pk}"
    assert "Error reported by a reader" in client.get("/admin/articles/notification/choices/").text


def test_a_flood_of_reports_is_one_letter_an_hour(send, story, reporter, settings, time_machine):
    settings.REPORTS_AN_HOUR = 0
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    time_machine.move_to(hour, tick=False)

    for number in range(5):
        send(text=f"Error {number}")
    assert OutboxTask.objects.filter(key__endswith=f"/{reporter.pk}").count() == 1
    assert Notification.objects.filter(to=reporter).count() == 5
    time_machine.shift(3600)
    send(text="An hour later")
    assert OutboxTask.objects.filter(key__endswith=f"/{reporter.pk}").count() == 2


def test_hostile_words_are_only_words_at_the_desk(send, client, story, editor):
    words = (
        "</textarea></p><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 }} \u202eevil"
    )

    assert send(text=words, quote=words, name=words[:60]).status_code == 303

    client.force_login(editor)
    for page in (address(story), address(story, "notes"), "/admin/articles/notification/"):
        shown = client.get(page).text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(address(story)).text


def test_the_notes_cost_the_same_with_one_report_and_with_a_hundred(
    story, editor, client, django_assert_num_queries
):
    client.force_login(editor)

    def reports(count):
        notes = Note.objects.bulk_create(Note(article=story, text="Wrong.") for _ in range(count))
        NoteSender.objects.bulk_create(NoteSender(note=note, name="Ida") for note in notes)

    reports(1)
    with django_assert_num_queries(8):
        client.get(address(story, "notes"))
    reports(99)
    with django_assert_num_queries(8):
        client.get(address(story, "notes"))
