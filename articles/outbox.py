"""
What is to happen outside the database because of something inside it: mail, and later more.

`put` is called in the transaction of its cause, so that neither stands without the other.
`manage.py run_tasks`, or the thread beside the server, then does it: again after a failure, with
growing pauses, and by one worker only. settings.OUTBOX names the function for each kind; it gets
the task's key and payload, raises what went wrong, and answers False where nothing was to be done
any more: such a task was none, and its row goes.
"""

import logging
import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.models import OutboxTask

log = logging.getLogger(__name__)

_SPECIAL = r"""\s<>"'(){}\[\],;:"""
_ADDRESS = re.compile(rf"""(?:"[^"\n]*"|[^{_SPECIAL}]+)@[^{_SPECIAL}]+""")


@dataclass
class Tally:
    """What came of a run, for whoever started it."""

    done: int = 0
    failed: int = 0
    given_up: int = 0


def put(kind: str, key: str, payload: dict, *, due_at: datetime | None = None):
    """Have it done once, however often it is asked for: `key` says what it is; now, or later."""
    if kind not in settings.OUTBOX:
        raise ValueError(f"settings.OUTBOX does not say how to do “{kind}”.")
    task = OutboxTask(kind=kind, key=key, payload=payload, due_at=due_at or timezone.now())
    OutboxTask.objects.bulk_create([task], ignore_conflicts=True)


def put_daily():
    """Have what settings.DAILY names done today, however many workers ask for it."""
    today = timezone.localdate().isoformat()
    for kind in settings.DAILY:
        key = f"{kind}/{today}"
        if not OutboxTask.objects.filter(key=key).exists():
            put(kind, key, {})


def run_due(*, until=lambda: False) -> Tally:
    """Do what is due, task after task, until nothing is or `until` says to stop."""
    tally = Tally()
    while not until() and (task := OutboxTask.objects.claim()):
        _attempt(task, tally)
    return tally


def _attempt(task: OutboxTask, tally: Tally):
    try:
        done = import_string(settings.OUTBOX[task.kind])(task.key, task.payload)
    except Exception as error:  # whatever it is, the next task must not wait for it
        told = _without_addresses(f"{type(error).__name__}: {error}")
        log.warning("outbox: %s failed, attempt %s: %s", task, task.attempts, told)
        task.fail(told)
        tally.failed += 1
        tally.given_up += task.given_up_at is not None
    else:
        task.delete() if done is False else task.succeed()
        tally.done += 1


def _without_addresses(text: str) -> str:
    """Mail servers name in their refusals whom a letter was for; no log is to keep it."""
    return _ADDRESS.sub("…", text)
