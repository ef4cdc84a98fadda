from django.conf import settings
from django.core.management.base import BaseCommand

from articles.models import Article
from articles.progress import progress
from comments.models import Comment
from newsroom.demo.loader import PASSWORD, Loader
from newsroom.demo.story_files import read_all


class Command(BaseCommand):
    help = (
        "Load the demo newspaper: sections, authors, stories in every state, pictures and "
        "comments. What is there already stays as it is, so the command can be run again. "
        "Accounts with the known password are made only where DEMO=1 is set. "
        "Example: DEMO=1 python manage.py load_demo"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there is any story already"
        )

    def handle(self, *, if_empty, **options):
        if if_empty and Article.objects.exists():
            return
        stories = read_all()
        loader = Loader(with_sign_ins=settings.DEMO)
        loaded = sum(
            loader.load(story)
            for story in progress(stories, total=len(stories), stdout=self.stdout)
        )
        loader.finish()
        self.stdout.write(
            f"{loaded} stories loaded, {len(stories) - loaded} were there; "
            f"{Comment.objects.count()} comments."
        )
        if settings.DEMO:
            self.stdout.write(f"Sign in as {', '.join(loader.staff)} with {PASSWORD}.")
        else:
            self.stdout.write("Not in demo mode: nobody can sign in as the demo's staff.")
