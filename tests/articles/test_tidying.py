"""No table grows for ever, and nothing goes that somebody has still to look at."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import outbox
from articles.models import Kind, Notification, OutboxTask
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

YEAR, QUARTER = timedelta(days=366), timedelta(days=91)


@pytest.fixture(autouse=True)
def _daily(settings):
    settings.DAILY = ["tidy"]


def tidy():
    outbox.put_daily()
    assert outbox.run_due().failed == 0


def kept():
    return set(OutboxTask.objects.exclude(kind="tidy").values_list("key", flat=True))


def test_a_task_done_a_year_ago_goes_and_what_was_given_up_stays():
    ago = timezone.now() - YEAR
    for key, ends in {
        "long done": {"done_at": ago},
        "done lately": {"done_at": timezone.now()},
        "given up long ago": {"given_up_at": ago},
    }.items():
        OutboxTask.objects.create(kind="mail", key=key, created_at=ago, **ends)

    tidy()

    assert kept() == {"done lately", "given up long ago"}


def test_a_line_read_a_quarter_ago_goes_and_what_nobody_read_stays(editor):
    ago = timezone.now() - QUARTER
    for text, read in {"long read": ago, "read lately": timezone.now(), "unread": None}.items():
        Notification.objects.create(
            to=editor,
            kind=Kind.SUBMITTED,
            article=ArticleFactory(),
            text=text,
            at=ago,
            read_at=read,
        )

    tidy()

    assert set(editor.notifications.values_list("text", flat=True)) == {"read lately", "unread"}
