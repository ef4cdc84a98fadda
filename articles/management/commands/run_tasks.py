import signal
from threading import Event

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from articles import cutting, outbox
from articles.models import OutboxTask

PAUSE = 5  # seconds between two looks into the outbox


class Command(BaseCommand):
    help = (
        "Do what waits in the outbox, such as sending e-mail and cutting pictures, and what is "
        "due once a day, and go on doing it until stopped; any number of these may run beside "
        "each other. Not needed where the server does it itself (RUN_TASKS=1, the default). "
        "Example: python manage.py run_tasks --once"
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *, once, **options):
        stopped = Event()
        if not once:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stopped.set())
        done = failed = 0
        while True:
            outbox.put_daily()
            put = cutting.put_some()
            tally = outbox.run_due(until=stopped.is_set)
            done, failed = done + tally.done, failed + tally.failed
            if once and put:
                continue
            if once or stopped.wait(PAUSE):
                break
            close_old_connections()
        self.summarise(done, failed)

    def summarise(self, done: int, failed: int):
        waiting = OutboxTask.objects.waiting().count()
        given_up = OutboxTask.objects.given_up().count()
        self.stdout.write(
            f"{done} done, {failed} failed; {waiting} waiting, {given_up} given up for good."
        )
