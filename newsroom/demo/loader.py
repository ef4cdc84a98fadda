"""Writing the demo newspaper into the database, with its past and its future."""

import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from articles import most_read, timeline
from articles.models import Article, Author, Label, Section, Stage, Topic, Version
from newsroom.demo import desk_life, discussion, entries, fronts, house, pictures
from newsroom.demo.story_files import StoryFile

PASSWORD = "newsroom-demo"  # noqa: S105 - known to everybody, and only set in demo mode
PAPER = tomllib.loads((Path(__file__).parent / "paper.toml").read_text(encoding="utf-8"))


class Loader:
    """Loads story after story; what is there already is left as it is."""

    def __init__(self, *, with_sign_ins: bool):
        self.now = timezone.now().replace(second=0, microsecond=0)
        with transaction.atomic():
            self.sections = _sections()
            self.authors = _authors()
            self.topics = _topics()
            self.staff = _accounts(self.authors, with_sign_ins=with_sign_ins)
            _give_sections_in_care(self.sections, self.staff)

    def load(self, story: StoryFile) -> bool:
        """Load one story with its pictures and comments. False if it was there."""
        if Article.objects.filter(slug=story.slug).exists():
            return False
        library = pictures.draw_all(story.pictures)
        with transaction.atomic():
            article = self._article(story, library)
            self._history(article, story)
            began = self.now - story.age
            entries.load(article, story.entries, began=began, library=library, staff=self.staff)
            desk_life.load(article, story, self.now, self.staff)
            discussion.load(article, story, self.now, moderator=self.staff["moderator"])
        return True

    def finish(self):
        """What stands around the stories; called when all of them are there."""
        house.load()
        _have_read(self.now)
        fronts.load(
            PAPER["fronts"],
            PAPER["banners"],
            now=self.now,
            sections=self.sections,
            editor=self.staff["editor"],
        )

    def _article(self, story: StoryFile, library) -> Article:
        body = re.sub(
            r'data-picture="([^"]+)"', lambda m: f'data-picture="{library[m[1]].pk}"', story.body
        )
        article = Article.objects.create(
            headline=story.headline,
            kicker=story.kicker,
            standfirst=story.standfirst,
            slug=story.slug,
            section=self.sections[story.section],
            label=story.label or _usual_label(self.sections[story.section]),
            layout=story.layout,
            lead_picture=library.get(story.lead),
            body=body,
            related=house.paths_of(story.related),
            created_at=self._started(story),
        )
        article.topics.set([self.topics[slug] for slug in story.topics])
        for position, byline in enumerate(story.bylines):
            author = self.authors[byline["author"]]
            article.bylines.create(author=author, role=byline["role"], position=position)
        return article

    def _started(self, story: StoryFile) -> datetime:
        return self.now - max(story.age, timedelta()) - timedelta(hours=5)

    def _history(self, article: Article, story: StoryFile):
        """The versions and steps that brought the story where its file says it is."""
        self._step(article, "save", Stage.DRAFT, self._started(story))
        if story.state == "draft":
            return
        self._step(article, "submit", Stage.IN_REVIEW, self._started(story) + timedelta(hours=2))
        if story.state in ("approved", "changes-requested"):
            name = {"approved": "approve", "changes-requested": "request-changes"}[story.state]
            at = self._started(story) + timedelta(hours=3)
            self._step(article, name, Stage(story.state), at, by="editor", note=story.note)
        elif story.state != "in-review" and story.published:
            self._publish(article, story)
        if story.state in ("killed", "expired"):
            self._end(article, story)
        if story.unpublished:
            _rewrite(article, story.unpublished)
            self._step(article, "save", Stage.DRAFT, self.now - timedelta(minutes=40))

    def _publish(self, article: Article, story: StoryFile):
        at = self.now - story.age
        self._open(article, at, "", "")
        for change in story.changes:
            if change.get("replace"):
                _rewrite(article, change["replace"])
            moment = at + timedelta(hours=change["after"])
            self._open(article, moment, change["type"], change.get("note", ""))

    def _open(self, article: Article, at: datetime, change: str, notice: str):
        editor = self.staff["editor"]
        version = _saved(article, min(at, self.now), by=editor)
        timeline.schedule(version, by=editor, at=at, change=change, notice=notice)
        name = "publish" if at <= self.now else "schedule"
        self._step(article, name, Stage.PUBLISHED, min(at, self.now), by="editor")

    def _end(self, article: Article, story: StoryFile):
        at = self.now - timedelta(hours=6)
        article.versions.end(at)
        if story.state == "killed":
            note = "Withdrawn on legal advice." if story.published else "Overtaken by events."
            self._step(article, "kill", Stage.KILLED, at, by="editor", note=note)

    def _step(self, article, name, stage, at, *, by="reporter", note=""):
        user = self.staff[by]
        version = _saved(article, at, by=user)
        article.stage, article.changed_at, article.changed_by = stage, at, user
        article.save(update_fields=["stage", "changed_at", "changed_by"])
        article.events.create(
            version=version, transition=name, stage=stage, at=at, by=user, note=note
        )


def _usual_label(section: Section) -> str:
    return Label.OPINION if section.is_opinion else Label.NEWS


def _saved(article: Article, at: datetime, *, by):
    version = article.save_version(by=by)
    article.versions.filter(pk=version.pk, saved_at__gt=at).update(saved_at=at)
    return version


def _rewrite(article: Article, words: list[str]):
    article.body = article.body.replace(*words)
    article.save(update_fields=["body"])


def _have_read(now: datetime):
    """Some of the newest stories are read more than others."""
    newest = Version.objects.live(now).order_by("-live_from")[:24:2]
    most_read.write(
        {story.article_id: 40 * (n * 7 % 12 + 1) for n, story in enumerate(newest)}, now
    )


def _sections() -> dict[str, Section]:
    sections = {}
    for position, row in enumerate(PAPER["sections"]):
        parent = sections.get(row.get("parent"))
        section, _ = Section.objects.get_or_create(
            path=f"{parent.path}/{row['slug']}" if parent else row["slug"],
            defaults={
                "slug": row["slug"],
                "parent": parent,
                "name": row["name"],
                "description": row["description"],
                "position": position,
                "approvals_needed": row.get("approvals_needed", 0),
                "hue": row.get("hue", ""),
            },
        )
        sections[section.path] = section
    return sections


def _authors() -> dict[str, Author]:
    authors = {
        slug: Author.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "title": title,
                "bio": bio,
                "is_organisation": slug in PAPER["organisations"],
            },
        )[0]
        for slug, (name, title, bio) in PAPER["authors"].items()
    }
    faceless = {slug: author for slug, author in authors.items() if author.picture is None}
    for slug, picture in pictures.draw_faces(faceless, PAPER["faces"]).items():
        authors[slug].picture = picture
        authors[slug].save(update_fields=["picture"])
    return authors


def _topics() -> dict[str, Topic]:
    return {
        slug: Topic.objects.get_or_create(slug=slug, defaults={"name": name})[0]
        for slug, name in PAPER["topics"].items()
    }


def _accounts(authors, *, with_sign_ins: bool) -> dict:
    """The staff who wrote the paper; without `with_sign_ins` nobody can sign in as them."""
    staff = {}
    for username, row in PAPER["accounts"].items():
        first, last = row["name"]
        user, is_new = get_user_model().objects.get_or_create(
            username=username,
            defaults={
                "first_name": first,
                "last_name": last,
                "email": f"{username}@courier.example.org",
                "is_staff": True,
            },
        )
        if is_new:
            user.is_superuser = "group" not in row
            user.set_password(PASSWORD if with_sign_ins else None)
            user.save()
            user.groups.set(Group.objects.filter(name=row.get("group")))
            Author.objects.filter(slug=row.get("author"), user=None).update(user=user)
        staff[username] = user
    return staff


def _give_sections_in_care(sections, staff):
    for username, row in PAPER["accounts"].items():
        for path in row.get("edits", []):
            sections[path].editors.add(staff[username])
