"""What waits to be done outside: once, after a failure again, and in the end visibly not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused
from threading import Barrier

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles import mail as letters
from articles import outbox
from articles.models import OutboxTask
from articles.models.outbox_task import ATTEMPTS, LEASE
from newsroom.background import Worker

SENT = []


def note_down(key, payload):
    SENT.append(key)


def fail(key, payload):
    raise ConnectionRefusedError("the mail server is away")


def refuse(key, payload):
    answer = b'5.1.1 <Ida.Holm@mail.example>: "Ida Holm"@mail.example is unknown here'
    raise SMTPRecipientsRefused({"Ida.Holm@mail.example": (550, answer)})


@pytest.fixture(autouse=True)
def _kinds(settings):
    SENT.clear()
    settings.OUTBOX = settings.OUTBOX | {
        "note": f"{__name__}.note_down",
        "fails": f"{__name__}.fail",
        "refused": f"{__name__}.refuse",
    }
    settings.DAILY = []


@pytest.mark.django_db
def test_what_is_put_twice_under_one_key_is_done_once():
    outbox.put("note", "one", {})
    outbox.put("note", "one", {})
    assert outbox.run_due().done == 1

    outbox.put("note", "one", {})
    outbox.run_due()

    assert SENT == ["one"]


@pytest.mark.django_db
def test_a_kind_that_nobody_can_do_is_refused_when_it_is_put():
    with pytest.raises(ValueError, match="unknown"):
        outbox.put("unknown", "one", {})


@pytest.mark.django_db
def test_a_failure_is_tried_again_after_growing_pauses_and_given_up_at_last(time_machine):
    time_machine.move_to("2026-11-24T06:00:00+00:00", tick=False)
    outbox.put("fails", "one", {})
    pauses = []
    for _ in range(ATTEMPTS):
        assert outbox.run_due().failed == 1
        assert outbox.run_due().failed == 0  # not before its pause is over
        task = OutboxTask.objects.get()
        pauses.append((task.due_at - timezone.now()) / timedelta(minutes=1))
        time_machine.move_to(task.due_at, tick=False)

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128]
    assert task.given_up_at is not None
    assert task.error == "ConnectionRefusedError: the mail server is away"
    assert outbox.run_due().failed == 0


@pytest.mark.django_db
def test_one_failure_keeps_nothing_else_from_being_done():
    outbox.put("fails", "bad", {})
    outbox.put("note", "good", {})

    tally = outbox.run_due()

    assert (tally.done, tally.failed) == (1, 1)
    assert SENT == ["good"]


@pytest.mark.django_db
def test_neither_log_nor_row_keeps_the_address_that_a_mail_server_refused(caplog):
    outbox.put("refused", "one", {})

    outbox.run_due()

    for told in (caplog.text, OutboxTask.objects.get().error):
        assert "SMTPRecipientsRefused" in told
        assert "is unknown here" in told
        assert "holm" not in told.lower()
        assert "mail.example" not in told


@pytest.mark.django_db
def test_what_is_to_wait_is_not_done_before_its_time(time_machine):
    time_machine.move_to("2026-11-24T06:00:00+00:00", tick=False)
    later = timezone.now() + timedelta(minutes=2)
    outbox.put("note", "later", {}, due_at=later)
    assert outbox.run_due().done == 0

    time_machine.shift(timedelta(minutes=2))
    outbox.run_due()

    assert SENT == ["later"]


@pytest.mark.django_db
def test_what_is_daily_is_done_once_a_day_of_the_newsrooms_clock(settings, time_machine):
    settings.DAILY, settings.TIME_ZONE = ["note"], "Europe/Berlin"
    for moment in ("21:30", "22:30", "22:31"):
        time_machine.move_to(f"2026-07-24T{moment}:00+00:00", tick=False)
        call_command("run_tasks", once=True)

    assert SENT == ["note/2026-07-24", "note/2026-07-25"]


@pytest.mark.django_db
def test_what_a_worker_took_and_never_finished_is_taken_up_after_its_lease(time_machine):
    time_machine.move_to("2026-11-24T06:00:00+00:00", tick=False)
    outbox.put("note", "one", {})
    assert OutboxTask.objects.claim() is not None

    assert OutboxTask.objects.claim() is None
    time_machine.shift(LEASE)

    assert OutboxTask.objects.claim().attempts == 2


@pytest.mark.django_db
def test_what_was_sent_is_not_kept():
    letters.put("letter", to="ada@example.org", subject="S", body="A secret")

    outbox.run_due()

    assert len(mail.outbox) == 1
    assert OutboxTask.objects.get().payload == {}


@pytest.mark.django_db
def test_a_letter_tried_again_has_the_same_message_id():
    for _ in range(2):
        letters.send("key", {"to": "ada@example.org", "subject": "S", "body": "B"})

    first, second = (letter.message()["Message-ID"] for letter in mail.outbox)
    assert first == second


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "sender"),
    [
        ("desk@courier.example", "The Courier <desk@courier.example>"),
        ("Night desk <desk@courier.example>", "Night desk <desk@courier.example>"),
    ],
)
def test_a_letter_comes_from_the_newspaper_by_name(settings, given, sender):
    settings.SITE_NAME, settings.DEFAULT_FROM_EMAIL = "The Courier", given

    letters.send("key", {"to": "ada@example.org", "subject": "S", "body": "B"})

    assert mail.outbox[0].message()["From"] == sender


@pytest.mark.django_db
def test_a_letter_may_have_headers_of_its_own():
    more = {"Precedence": "bulk"}

    letters.send("key", {"to": "ada@example.org", "subject": "S", "body": "B", "headers": more})

    message = mail.outbox[0].message()
    assert (message["Precedence"], message["Auto-Submitted"]) == ("bulk", "auto-generated")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_never_do_the_same():
    for number in range(20):
        outbox.put("note", f"task {number}", {})
    together = Barrier(4)

    def work():
        together.wait()
        try:
            return outbox.run_due().done
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        done = [worker.result() for worker in [workers.submit(work) for _ in range(4)]]

    assert sum(done) == 20
    assert sorted(SENT) == sorted(f"task {number}" for number in range(20))


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_done():
    with transaction.atomic():
        outbox.put("note", "never", {})
        transaction.set_rollback(True)
    outbox.put("note", "kept", {})

    outbox.run_due()

    assert SENT == ["kept"]


@pytest.mark.django_db(transaction=True)
def test_the_server_does_what_waits_beside_serving(monkeypatch):
    monkeypatch.setattr("newsroom.background.PAUSE", 0.05)
    worker = Worker()
    worker.start()
    outbox.put("note", "one", {})
    for _ in range(200):
        if SENT:
            break
        worker._stopped.wait(0.05)
    worker.stop()

    assert SENT == ["one"]


@pytest.mark.django_db
def test_the_command_sums_up_what_it_did():
    outbox.put("note", "one", {})
    outbox.put("fails", "two", {})
    out = StringIO()

    call_command("run_tasks", once=True, stdout=out)

    assert out.getvalue() == "1 done, 1 failed; 1 waiting, 0 given up for good.\n"


@pytest.mark.django_db
def test_what_was_given_up_is_said_on_the_desk_and_can_be_tried_again(client, admin_user):
    outbox.put("note", "one", {})
    OutboxTask.objects.update(given_up_at=timezone.now(), attempts=8)
    client.force_login(admin_user)
    assert "could not be done and was given up" in client.get("/admin/").text

    page = "/admin/articles/outboxtask/"
    assert "one" in client.get(f"{page}?standing=given_up").text
    client.post(page, {"action": "try_again", "_selected_action": [OutboxTask.objects.get().pk]})
    outbox.run_due()

    assert SENT == ["one"]
    assert "given up" not in client.get("/admin/").text


@pytest.mark.django_db
def test_nobody_edits_what_waits(client, admin_user, editor):
    outbox.put("note", "one", {})
    page = f"/admin/articles/outboxtask/{OutboxTask.objects.get().pk}/change/"

    client.force_login(editor)
    assert client.get(page).status_code == 403
    client.force_login(admin_user)
    assert client.get(page).status_code == 200
    assert client.post(page, {"kind": "fails"}).status_code == 403
