"""From where comments came: known to few, for a time."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import outbox
from articles.models import NoteSender, OutboxTask
from comments.models import Comment, HouseRules, Provenance, Report, ReportTrace
from comments.models.provenance import network_of
from comments.privacy import purging
from tests.factories import ArticleFactory, CommentFactory

pytestmark = pytest.mark.django_db


def came(days_ago=0, **age):
    comment = CommentFactory()
    at = timezone.now() - timedelta(days=days_ago, **age)
    Provenance.objects.create(comment=comment, address="203.0.113.77", received_at=at)
    return comment


def stored():
    return [row.comment for row in Provenance.stored.order_by("pk")]


def purge(**options):
    out = StringIO()
    call_command("purge_addresses", stdout=out, **options)
    return out.getvalue()


def test_addresses_go_after_the_days_that_the_house_keeps_them():
    old, young = came(days_ago=30), came(days_ago=29)

    told = purge()

    assert stored() == [young]
    assert told == "The addresses of 1 comments, kept for 30 days, are gone.\n"
    assert Comment.objects.filter(pk=old.pk).exists()


def test_who_reported_is_forgotten_daily_too():
    long_ago = timezone.now() - timedelta(days=31)
    report = Report.objects.create(comment=CommentFactory(approved=True), reason="spam")
    ReportTrace.objects.create(report=report, network="203.0.113.77", received_at=long_ago)
    note = ArticleFactory().notes.create(text="It was the north pier.")
    sender = {"name": "Ida", "network": "203.0.113.77", "received_at": long_ago}
    NoteSender.objects.create(note=note, **sender)

    purging.purge_daily("purge-addresses/2026-11-25", {})

    assert not ReportTrace.objects.exists()
    assert not NoteSender.objects.exists()
    assert Report.objects.get() == report


def test_what_is_due_is_not_found_though_nobody_has_purged_it():
    old, young = came(days_ago=30), came(days_ago=29)

    assert Provenance.objects.of(old) is None
    assert Provenance.objects.of(young) is not None
    assert [row.comment for row in Provenance.objects.filter(address="203.0.113.77")] == [young]
    assert not hasattr(old, "provenance")  # no way round
    assert stored() == [old, young]


@pytest.mark.parametrize(("days", "kept"), [(0, 1), (1, 2), (7, 3)])
def test_the_house_says_for_how_long(days, kept):
    HouseRules.objects.create(keep_addresses_days=days)
    minutes = [came(minutes=59), came(hours=23), came(days_ago=6), came(days_ago=8)]

    purge()

    assert stored() == minutes[:kept]  # with 0 days the hour that limits haste


def test_purging_can_be_counted_first_and_done_again():
    came(days_ago=31)

    assert purge(dry_run=True) == "The addresses of 1 comments, kept for 30 days, would go.\n"
    assert len(stored()) == 1
    purge()
    assert purge() == "The addresses of 0 comments, kept for 30 days, are gone.\n"


def test_many_are_purged_in_parts(monkeypatch):
    monkeypatch.setattr(purging, "AT_ONCE", 2)
    for _ in range(5):
        came(days_ago=31)

    assert list(purging.purge()) == [2, 2, 1]


def test_the_server_purges_once_a_day(time_machine, settings):
    settings.DAILY = ["purge-addresses"]
    time_machine.move_to("2026-11-24T12:00:00+00:00", tick=False)
    came(days_ago=31)
    for _ in "12":
        outbox.put_daily()

    assert outbox.run_due().done == 1
    assert stored() == []

    time_machine.shift(timedelta(days=1))
    outbox.put_daily()
    assert OutboxTask.objects.filter(kind="purge-addresses").count() == 2


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::7", "2001:db8:1::/48"),
        (None, ""),
        ("somewhere", ""),
    ],
)
def test_a_network_is_what_one_household_is_likely_to_have(address, network):
    assert network_of(address) == network


def test_a_text_form_tells_no_address():
    came()
    row = Provenance.stored.get()

    assert "203" not in f"{row} {row!r}"
