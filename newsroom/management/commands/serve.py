import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from newsroom.demo.loader import PAPER, PASSWORD


class Command(BaseCommand):
    help = (
        "Bring the database and the static files up to date and serve the site with the "
        "production server. Example: PORT=8080 python manage.py serve"
    )

    def add_arguments(self, parser):
        parser.add_argument("--reload", action="store_true", help="restart when the code changes")

    def handle(self, *, reload, **options):
        call_command("migrate", verbosity=0)
        if settings.DEMO:
            call_command("load_demo", if_empty=True, stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.welcome()
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        if reload:
            command.append("--reload")
        self.stdout.flush()
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [*command, "newsroom.wsgi"])  # noqa: S606 - our own interpreter

    def welcome(self):
        self.stdout.write(f"\n{settings.SITE_NAME}")
        self.stdout.write(f"  the site  {settings.SITE_URL}/")
        self.stdout.write(f"  the desk  {settings.SITE_URL}/admin/")
        if settings.DEMO:
            self.stdout.write(f"  sign in as {', '.join(PAPER['accounts'])}: {PASSWORD}")
        self.stdout.write("")
