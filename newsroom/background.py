"""The outbox's worker beside the server: a thread in each of its processes."""

import logging
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from articles import cutting, outbox

PAUSE = 5  # seconds between two looks into the outbox
PATIENCE = 20  # seconds that a stopping server waits for the letter it is sending

log = logging.getLogger(__name__)


class Worker:
    def __init__(self):
        self._stopped = Event()
        self._thread = Thread(target=self._work, name="outbox", daemon=True)

    def start(self):
        self._thread.start()

    def stop(self):
        """Take no further task, and let the one under way be finished."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _work(self):
        while not self._stopped.wait(PAUSE):
            try:
                outbox.put_daily()
                cutting.put_some()
                outbox.run_due(until=self._stopped.is_set)
            except DatabaseError as error:  # it comes back, and so does this thread
                log.warning("outbox: %s", error)
            finally:
                close_old_connections()


worker = Worker()


def start():
    if settings.RUN_TASKS:
        worker.start()


def stop():
    worker.stop()
