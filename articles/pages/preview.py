"""A story as its readers would see it, before they may: by the same template, from a version."""

from django.db.models import F
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme

from articles import timeline
from articles.models import Author, Layout, Picture, Topic, Version
from articles.pages import bylines
from articles.pages.live_story import PreviewedCoverage
from articles.pages.story import Story


class Preview(Story):
    """
    What a story's template prints of words that are not published.

    Without what is for machines, the discussion, and any address of its own. `topics` are those
    of a version that is not saved; `told` stands above the story; with `opens_new_tabs` its links
    leave the preview where it is.
    """

    is_preview = True
    changes_address = ""

    def __init__(self, version: Version, *, topics=None, told="", opens_new_tabs=False):
        super().__init__(version)
        self._topics = topics
        self.told = told
        self.opens_new_tabs = opens_new_tabs
        if version.layout == Layout.LIVE:
            self.coverage = PreviewedCoverage(self)

    @property
    def texts(self) -> list[str]:
        entries = self.coverage.page.stories if self.coverage else []
        return [*super().texts, *(entry.body for entry in entries)]

    @property
    def section_path(self) -> str:
        return self.version.section.path if self.version.section else ""

    @cached_property
    def face(self) -> Picture | None:
        """As it would be, of authors who may not have signed a version that is kept."""
        signed = Author.objects.filter(slug__in=[name["slug"] for name in self.authors])
        pictures = Picture.objects.usable(self.at).filter(portrayed__in=signed)
        by_author = {
            picture.slug: picture for picture in pictures.annotate(slug=F("portrayed__slug"))
        }
        return bylines.face_of(self.authors, by_author)

    @cached_property
    def topics(self) -> list[Topic]:
        return super().topics if self._topics is None else list(self._topics)


def if_published_now(version: Version, *, change: str = "", notice: str = "") -> Version:
    """`version` with the dates and notices that readers would get with it. Nothing is saved."""
    now = timezone.now()
    told = {"published_at": now}
    if version.article.pk:
        told = timeline.what_readers_get(version.article, at=now, change=change, notice=notice)
    for name, value in told.items():
        setattr(version, name, value)
    return version


def real_path(rest: str) -> str | None:
    """Where a link under a preview's prefix leads, None where that is no path of the site."""
    path = "/" + rest.lstrip("/")
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else None
