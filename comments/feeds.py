"""What readers say, for feed readers: under one story, and under all that readers see."""

import re

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import sanitize
from articles.models import Masthead, Version
from articles.pages import caching
from articles.pages.clock import moment_of
from articles.pages.views import moved_or_gone, public
from comments.models import Comment

MOST = 40
# Of the characters that databases keep, those that XML 1.0 has no way to write (section 2.2).
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _SameUntilItChanges:
    """Without an item Django dates a feed by the second, and no two of them are the same."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["begun_at"]


class Rss(_SameUntilItChanges, Rss201rev2Feed):
    pass


class Atom(_SameUntilItChanges, Atom1Feed):
    pass


@public
def of_story(request, path, kind=Rss):
    """The latest comments under the story at `path`."""
    now = moment_of(request)
    version = Version.objects.live(now).at_path(path)
    if version is None:
        return moved_or_gone(request, path, now, to=_to_feed)
    feed = kind(
        title=_in_xml(_("Comments on “%s”") % version.headline),
        link=settings.SITE_URL + version.get_absolute_url(),
        description=_("The latest first."),
        language=get_language(),
        feed_url=settings.SITE_URL + request.path,
        feed_guid=f"{_identity()}#story-{version.article_id}",
        begun_at=version.published_at,
    )
    for comment in _comments().filter(article=version.article_id)[:MOST]:
        feed.add_item(title=_("By %s") % _name(comment), **_item(comment, version))
    return caching.until_next_transition(_response(feed), [version])


@public
def of_all(request, kind=Rss):
    """The latest comments under stories that readers see."""
    now = moment_of(request)
    feed = kind(
        title=_in_xml(_("%s: comments") % Masthead.objects.current().name),
        link=settings.SITE_URL + reverse("articles:front-page"),
        description=_("What readers say, the latest first."),
        language=get_language(),
        feed_url=settings.SITE_URL + request.path,
        feed_guid=_identity(),
        begun_at=localtime(now).replace(hour=0, minute=0, second=0, microsecond=0),
    )
    stories = {}
    for comment, version in _latest(now):
        stories[version.pk] = version
        about = {"name": _name(comment), "headline": _in_xml(version.headline)}
        feed.add_item(title=_("%(name)s on “%(headline)s”") % about, **_item(comment, version))
    return caching.until_next_transition(
        _response(feed), stories.values(), next_arrival=Version.objects.next_arrival(now)
    )


def _comments():
    printed = ["article", "name", "html", "posted_at", "edited_at"]
    return Comment.objects.approved().newest_first().only(*printed)


def _latest(now) -> list[tuple[Comment, Version]]:
    is_seen = Exists(Version.objects.live(now).filter(article=OuterRef("article")))
    comments = list(_comments().filter(is_seen)[:MOST])
    stories = Version.objects.live(now).filter(article__in=[c.article_id for c in comments])
    stories = {version.article_id: version for version in stories.defer("body")}
    return [(c, stories[c.article_id]) for c in comments if c.article_id in stories]


def _item(comment: Comment, version: Version) -> dict:
    """Its name never changes, so that no reader is shown it twice."""
    return {
        "link": settings.SITE_URL + comment.permalink(version.get_absolute_url()),
        "description": _in_xml(sanitize.show_comment(comment.html)),
        "author_name": _name(comment),
        "pubdate": comment.posted_at,
        "updateddate": comment.edited_at or comment.posted_at,
        "unique_id": f"{_identity()}#{comment.anchor}",
        "unique_id_is_permalink": False,
    }


def _identity() -> str:
    """Of the feed of all comments; what is named after it keeps its name wherever a story goes."""
    return settings.SITE_URL + reverse("comments:feed")


def _name(comment: Comment) -> str:
    """No author is without a name in a feed, even where it has nothing that XML can write."""
    return _in_xml(comment.name).strip() or _("Anonymous")


def _in_xml(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _response(feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _to_feed(version, permanent):
    return redirect("discussion-feed", version.path, permanent=permanent)
