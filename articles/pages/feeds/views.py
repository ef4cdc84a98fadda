"""The feeds of the site, its sections, topics and authors, each in three forms."""

from django.conf import settings
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from articles.models import Author, Masthead, Picture, Section, Topic, Version
from articles.pages import caching
from articles.pages.clock import moment_of
from articles.pages.feeds import atom, json_feed, rss, stories
from articles.pages.feeds.channel import ATOM, JSON, RSS, Channel
from articles.pages.views import public

STORIES = 30
WRITERS = {RSS: rss.write, ATOM: atom.write, JSON: json_feed.write}


@public
def site(request, form=RSS):
    masthead = Masthead.objects.current()
    about = _("The latest stories from %s.") % masthead.name
    channel = Channel(masthead.name, about, reverse("articles:front-page"), masthead)
    return _of_stories(request, form, channel, Version.objects.all())


@public
def section(request, path, form=RSS):
    section = get_object_or_404(Section, path=path)
    about = section.description or _("The latest stories in %s.") % section.name
    return _of_stories(request, form, _channel(section, about), Version.objects.in_section(section))


@public
def topic(request, slug, form=RSS):
    topic = get_object_or_404(Topic, slug=slug)
    about = topic.description or _("The latest stories on %s.") % topic.name
    return _of_stories(request, form, _channel(topic, about), Version.objects.about(topic), topic)


@public
def author(request, slug, form=RSS):
    author = get_object_or_404(Author, slug=slug)
    about = _("The latest stories by %s.") % author.name
    return _of_stories(request, form, _channel(author, about), Version.objects.by(author), author)


def _channel(of, about: str) -> Channel:
    """For the page of a section, topic or author."""
    masthead = Masthead.objects.current()
    return Channel(f"{of.name} – {masthead.name}", about, of.get_absolute_url(), masthead)


def _of_stories(request, form: str, channel: Channel, versions, of=None) -> HttpResponse:
    """Of `versions`, the newest; those of a topic or author are found by their filings."""
    now = moment_of(request)
    newest = versions.live(now)
    if of:
        filed = of.filings.live(now).newest().values("version")[:STORIES]
        newest = Version.objects.filter(pk__in=filed)
    shown = list(newest.in_full()[:STORIES])
    live = stories.Live(shown, now)
    items = stories.items(shown, now, live)
    response = answer(channel, items, form)
    caching.until_next_transition(response, shown, next_arrival=versions.next_arrival(now))
    return with_last_change(response, now, live.moved_at)


def answer(channel: Channel, items, form: str) -> HttpResponse:
    """The feed as it is sent; by its headers a hub's subscribers find the hub (WebSub § 4)."""
    content, content_type = WRITERS[form](channel, items)
    response = HttpResponse(content, content_type=content_type)
    if hub := settings.WEBSUB_HUB:
        response["Link"] = f'<{hub}>; rel="hub", <{channel.address(form)}>; rel="self"'
    response["Access-Control-Allow-Origin"] = "*"  # readers in a browser may read what anybody may
    return response


def with_last_change(response, now, *moments):
    """
    Say when any story came or went, a picture's rights ended or, in `moments`, something else
    that it holds changed: no feed is younger.

    A feed reader that only knows a date is then answered 304 until something happens.
    """
    ended = Picture.objects.ended(now).aggregate(last=Max("usable_until"))["last"]
    last = max(filter(None, [Version.objects.last_transition(now), ended, *moments]), default=None)
    if last:
        response["Last-Modified"] = http_date(last.timestamp())
    return response
