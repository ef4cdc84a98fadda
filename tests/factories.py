"""One factory per model: the default is the ordinary case, exceptions go by name."""

import io
import struct
import zlib
from datetime import timedelta

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from articles import picture_files, picture_renditions, timeline, workflow
from articles.models import (
    Arrangement,
    Article,
    Author,
    Banner,
    Layout,
    LiveEntry,
    Page,
    Picture,
    Section,
    Size,
    Stage,
    Topic,
)
from comments.models import Comment, Commenter, Status


class UserFactory(DjangoModelFactory):
    """Someone with a desk account: UserFactory(group="Editor")."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence("user{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@desk.example.org")
    is_staff = True

    @factory.post_generation
    def group(self, create, extracted, **kwargs):
        if extracted:
            self.groups.add(Group.objects.get(name=extracted))


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    name = factory.Sequence("Section {}".format)
    slug = factory.Sequence("section-{}".format)


class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence("Author {}".format)
    slug = factory.Sequence("author-{}".format)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence("Topic {}".format)
    slug = factory.Sequence("topic-{}".format)


class PageFactory(DjangoModelFactory):
    """A public page: PageFactory(draft=True) is for the desk alone."""

    class Meta:
        model = Page

    class Params:
        draft = factory.Trait(is_public=False)

    title = factory.Sequence("Page {}".format)
    slug = factory.Sequence("page-{}".format)
    body = "<p>What there is to say.</p>"
    is_public = True


def picture_upload(color="teal", size=(1200, 800), kind="PNG"):
    """The bytes of a picture file, open for reading, as a browser would send them."""
    data = io.BytesIO()
    Image.new("RGB", size, color).save(data, kind)
    data.seek(0)
    data.name = f"picture.{kind.lower()}"
    return data


def picture_bomb(width=20_000, height=20_000):
    """A PNG of a few bytes whose head says that it has so many pixels."""
    png = bytearray(picture_upload(size=(1, 1)).getvalue())
    png[16:24] = struct.pack(">II", width, height)
    png[29:33] = struct.pack(">I", zlib.crc32(png[12:29]))
    return bytes(png)


class PictureFactory(DjangoModelFactory):
    """A picture in the library, with files: PictureFactory(color="red") has other content."""

    class Meta:
        model = Picture

    color = factory.Sequence(lambda n: (n % 256, n // 256 % 256, 90))

    alt_text = "A harbour at dawn"
    caption = "The harbour."
    credit = "A. Photographer"

    @classmethod
    def _create(cls, model, *args, **kwargs):
        stored = _store(kwargs.pop("color"))
        return super()._create(model, *args, **stored._asdict(), **kwargs)


_DRAWN = {}  # by colour: its row, and its files by name


def _store(color):
    """A colour is drawn once, and its files are written into the folder of every test."""
    if color not in _DRAWN:
        stored = picture_files.store(picture_upload(color))
        names = [picture_files.path(n, stored.file) for n in picture_files.widths_for(stored.width)]
        names.append(f"originals/{stored.file}")
        _DRAWN[color] = stored, {name: default_storage.open(name).read() for name in names}
    stored, files = _DRAWN[color]
    _keep(files)
    return stored


def _keep(files):
    for name, content in files.items():
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))


_CUT = {}  # by file and focal point: the files for pages, by name


def cut_picture(picture):
    """The same, with the files for pages that the worker makes; the same are made once."""
    key = picture.file, picture.focus
    if key not in _CUT:
        picture_renditions.make(picture.file, picture.width, picture.height, picture.focus)
        names = [
            picture_renditions.path(rendition.cut, rendition.name(*key))
            for rendition in picture_renditions.all_of(picture.width, picture.height)
        ]
        _CUT[key] = {name: default_storage.open(name).read() for name in names}
    _keep(_CUT[key])
    picture.note_cut()
    picture.refresh_from_db()
    return picture


STATES = ["published_at", "live", "scheduled", "expired", "killed", "in_review"]


class ArticleFactory(DjangoModelFactory):
    """
    A complete draft with one saved version; further states by name.

    `ArticleFactory(live=True)`, `(scheduled=True)`, `(expired=True)`, `(killed=True)` (was live),
    `(in_review=True)`; `published_at=` sets when it went live.
    """

    class Meta:
        model = Article
        skip_postgeneration_save = True

    published_at = None
    live = scheduled = expired = killed = in_review = False
    headline = factory.Sequence("Headline {}".format)
    standfirst = "What happened, in a sentence."
    body = "<p>The first paragraph.</p><p>The second paragraph.</p>"
    section = factory.SubFactory(SectionFactory)

    @classmethod
    def _create(cls, model, *args, **kwargs):
        byline = kwargs.pop("byline", None)
        topics = kwargs.pop("topics", [])
        wanted = {name: kwargs.pop(name) for name in STATES}
        article = super()._create(model, *args, **kwargs)
        article.bylines.create(author=byline or AuthorFactory())
        article.topics.add(*topics)
        _bring_to(article, **wanted)
        return article


def _bring_to(article, *, published_at, live, scheduled, expired, killed, in_review):
    editor = _an_editor()
    now = timezone.now()
    version = article.save_version(by=editor)
    if in_review:
        workflow.perform("submit", article, by=editor)
    if scheduled:
        workflow.perform("schedule", article, by=editor, at=published_at or now + timedelta(days=1))
    elif live or expired or killed or published_at:
        go_live(version, at=published_at or now - timedelta(hours=1))
    if expired:
        article.versions.end(now - timedelta(minutes=1))
    if killed:
        workflow.perform("kill", article, by=editor, note="Withdrawn.")


def go_live(version, *, at, change="", notice=""):
    """Publish as if it had been done at `at`, the way an importer writes history."""
    article = version.article
    timeline.schedule(version, by=version.saved_by, at=at, change=change, notice=notice)
    article.stage = Stage.PUBLISHED
    article.save(update_fields=["stage"])


def _an_editor():
    everybody = get_user_model().objects.filter(is_superuser=True)
    return everybody.first() or UserFactory(is_superuser=True)


def arrange(*stories, on=None, at=None, sizes=None, **details):
    """
    Put stories on the home page, or on the front of section `on`, from `at` or an hour ago.

    The first leads and the others stand beside it, unless `sizes` says otherwise; `details` are
    those of every placement.
    """
    at = at or timezone.now() - timedelta(hours=1)
    number = Arrangement.objects.of(on).last_number() + 1
    arrangement = Arrangement(section=on, number=number, made_by=_an_editor())
    arrangement.go_live(at)
    sizes = sizes or [Size.LEAD, *[Size.SECONDARY] * len(stories)]
    for position, (story, size) in enumerate(zip(stories, sizes, strict=False), start=1):
        terms = {"live_from": at, "position": position, "size": size} | details
        arrangement.placements.create(article=story, **terms)
    return arrangement


class BannerFactory(DjangoModelFactory):
    """Breaking news since an hour ago, for another hour."""

    class Meta:
        model = Banner

    text = factory.Sequence("Breaking news {}".format)
    live_from = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    live_until = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=1))


class CommenterFactory(DjangoModelFactory):
    class Meta:
        model = Commenter

    class Params:
        verified = factory.Trait(verified_at=factory.LazyFunction(timezone.now))

    email = factory.Sequence("reader{}@mail.example".format)


class CommentFactory(DjangoModelFactory):
    """
    A comment that waits: CommentFactory(approved=True), (rejected=True), (spam=True).

    `confirmed=True`: the owner of the address said that it is theirs.
    """

    class Meta:
        model = Comment

    class Params:
        approved = factory.Trait(status=Status.APPROVED)
        rejected = factory.Trait(status=Status.REJECTED)
        spam = factory.Trait(status=Status.SPAM)
        confirmed = factory.Trait(
            confirmed_at=factory.LazyFunction(timezone.now), commenter__verified=True
        )

    article = factory.Maybe(
        "parent",
        yes_declaration=factory.SelfAttribute("parent.article"),
        no_declaration=factory.SubFactory(ArticleFactory, live=True),
    )
    parent = None
    commenter = factory.SubFactory(CommenterFactory)
    name = factory.Sequence("Reader {}".format)
    text = "I saw it too, from the bridge."


class LiveEntryFactory(DjangoModelFactory):
    """
    An entry that readers see since it was `published_at`, an hour ago if that is not given.

    `(draft=True)`, `(scheduled=True)`, `(taken_down=True)`: what they do not see.
    """

    class Meta:
        model = LiveEntry

    class Params:
        draft = factory.Trait(live_from=None, published_at=None, change="")
        scheduled = factory.Trait(
            published_at=factory.LazyFunction(lambda: timezone.now() + timedelta(hours=1))
        )
        taken_down = factory.Trait(
            live_until=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
        )

    article = factory.SubFactory(ArticleFactory, layout=Layout.LIVE, live=True)
    number = factory.LazyAttribute(lambda entry: entry.article.live_entries.count() + 1)
    headline = factory.Sequence("What happened, part {}".format)
    body = "<p>The bridge opens.</p>"
    published_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    live_from = factory.SelfAttribute("published_at")
    change = "first"
    saved_by = factory.LazyFunction(_an_editor)
