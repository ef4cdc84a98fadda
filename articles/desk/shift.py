"""The shift at a glance: what the desk opens with."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.desk import wording
from articles.desk.badges import badge
from articles.desk.deadlines import for_rows
from articles.desk.queues import in_care_to_review, is_of
from articles.models import Article, Section, Version

MOST = 6
RECENT, COMING = timedelta(hours=12), timedelta(hours=24)


@dataclass(frozen=True)
class Line:
    headline: str
    address: str
    detail: str
    badge: SafeString | str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Lane:
    """One part of the page: what it is, its first lines, and where all of them are."""

    name: str
    title: str
    lines: list[Line]
    address: str
    empty: str


def lanes_of(user) -> list[Lane]:
    """The lanes that concern `user`, by what they may do; each is one query, however long."""
    lanes = []
    if user.has_perm("articles.change_article"):
        lanes.append(_mine(user))
    if user.has_perm("articles.review_article"):
        lanes.append(_waiting(user))
    if user.has_perm("articles.view_article"):
        lanes += [_due(user), _live_changes()]
    return lanes


def _mine(user) -> Lane:
    # “changes-requested” sorts before “draft”: what was sent back comes first.
    mine = for_rows().not_handed_in().filter(is_of(user) | Q(assigned_to=user))
    stories = mine.order_by("stage", "-changed_at")[:MOST]
    lines = [_line(story, wording.short(story.changed_at)) for story in stories]
    address = _stories("?queue=drafts")
    return Lane(
        "mine", pgettext("stories", "Yours"), lines, address, _("Nothing of yours waits for you.")
    )


def _waiting(user) -> Lane:
    stories = in_care_to_review(user, for_rows()).order_by("changed_at")[:MOST]
    lines = [_line(story, wording.short(story.changed_at)) for story in stories]
    address = _stories("?queue=waiting")
    return Lane("waiting", _("Waiting for you"), lines, address, _("Nothing waits for review."))


def _due(user) -> Lane:
    """The person's own deadlines; for who edits, those of the sections in their care."""
    now = timezone.now()
    tomorrow = timezone.localdate() + timedelta(days=1)
    tonight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    stories = for_rows().due().filter(due_at__lt=tonight)
    if not user.has_perm("articles.review_article"):
        stories = stories.filter(assigned_to=user)
    elif not user.has_perm("articles.edit_every_section"):
        stories = stories.filter(section__in=Section.objects.in_care_of(user))
    lines = [
        _line(story, _deadline(story), is_late=story.due_at < now)
        for story in stories.order_by("due_at")[:MOST]
    ]
    address = reverse("admin:articles_article_deadlines")
    return Lane("due", _("Due today"), lines, address, _("Nothing is due today."))


def _live_changes() -> Lane:
    """What readers got in the last hours and will get in the next, in their order."""
    now = timezone.now()
    around = (now - RECENT, now + COMING)
    versions = Version.objects.defer("body").filter(live_from__range=around)
    lines = [_change(version, now) for version in versions.order_by("-live_from")[:MOST]]
    address = reverse("admin:articles_article_calendar") + "?view=week"
    return Lane("live", _("Live changes"), lines, address, _("Nothing changes for readers today."))


def _change(version: Version, now: datetime) -> Line:
    when = wording.short(version.live_from)
    coming = version.live_from > now
    detail = _("from %s") % when if coming else _(", ").join([version.get_change_display(), when])
    address = reverse("admin:articles_article_change", args=[version.article_id])
    return Line(version.headline, address, detail)


def _line(story: Article, detail: str, *, is_late: bool = False) -> Line:
    address = reverse("admin:articles_article_change", args=[story.pk])
    return Line(str(story), address, detail, badge(story), is_late)


def _deadline(story: Article) -> str:
    who = wording.person(story.assigned_to)
    when = wording.short(story.due_at)
    return _(", ").join(filter(None, [when, who]))


def _stories(query: str) -> str:
    return reverse("admin:articles_article_changelist") + query
