"""The readers' pages. All of them ask Version.objects.live(), and none sees a working copy."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import chosen, most_read
from articles.models import Author, Masthead, Picture, Section, Topic, Version
from articles.pages import caching, fronts, page, paging
from articles.pages.clock import moment_of, shows_another_time
from articles.pages.errors import ways_on
from articles.pages.frame import frame_of
from articles.pages.live_story import story_of
from articles.pages.picture_file import file_response, kept_name
from articles.pages.placed import placed_for


def public(view):
    """
    A page that changes nothing: it asks for no token, so that a wrong method hears 405.

    Whatever it shows, no cache keeps it past the next change of the banner above it.
    """

    @wraps(view)
    def framed(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        return caching.never_past(response, frame_of(request).next_change)

    return csrf_exempt(require_safe(framed))


@public
def front_page(request):
    now = moment_of(request)
    placed = placed_for(request)
    front = fronts.front_page(now, placed)
    # What was read most at another time nobody knows.
    counts = settings.COUNT_READS and not shows_another_time(request)
    read = most_read.ranked(now) if counts else []
    response = render(request, "articles/front_page.html", {"front": front, "most_read": read})
    return caching.until_next_transition(
        response,
        [*front.stories, *read],
        next_arrival=Version.objects.next_arrival(now),
        next_change=min(filter(None, [placed.next_change, *front.faces_until]), default=None),
    )


@public
def section(request, path):
    """The front of a section, or, where there is none of that address, the page."""
    section = Section.objects.filter(path=path).first()
    if section is None:
        return page.show(request, path)
    versions = Version.objects.in_section(section)
    context = {
        "section": section,
        "above": Section.objects.above(section),
        "parts": section.children.all(),
    }
    now = moment_of(request)
    shown = versions.live(now).for_cards(now)
    if section.is_opinion:
        shown = shown.with_faces(now)
    found = paging.page_of(shown, request.GET)
    if not found.is_first:
        return _listing(request, "articles/section.html", versions, page=found, **context)
    placed = placed_for(request, section)
    return _listing(
        request,
        "articles/section.html",
        # A story placed here from elsewhere may still be to come.
        versions | Version.objects.filter(article__in=placed.articles),
        page=found,
        river=fronts.section_front(now, found.stories, placed),
        next_change=placed.next_change,
        **context,
    )


@public
def topic(request, slug):
    """What the desk put at the top, then the stories by time; each stands there once."""
    topic, now = get_object_or_404(Topic, slug=slug), moment_of(request)
    versions, paths = Version.objects.about(topic), chosen.paths(topic.key_stories)
    found = paging.filed(topic.filings.live(now).for_cards(now), request.GET)
    key = []
    if paths and found.is_first:
        key = list(Version.objects.live(now).chosen(paths).for_cards(now).order_by("place"))
    taken = {story.article_id for story in key}
    return _listing(
        request,
        "articles/topic.html",
        # A key story of another topic may still be to come.
        versions | Version.objects.of_stories_at(paths),
        page=found,
        river=fronts.River(rest=[s for s in found.stories if s.article_id not in taken], key=key),
        topic=topic,
        above=[],
    )


@public
def author(request, slug):
    author = get_object_or_404(Author.objects.select_related("picture"), slug=slug)
    now = moment_of(request)
    filings = author.filings.live(now).for_cards(now)
    return _listing(
        request,
        "articles/author.html",
        Version.objects.by(author),
        page=paging.filed(filings, request.GET),
        author=author,
    )


def _listing(request, template, versions, *, page, river=None, next_change=None, **context):
    """`page` is of `versions`; `river` is given where it is more than the stories of the page."""
    now = moment_of(request)
    river = river or fronts.River(rest=page.stories)
    response = render(request, template, {"page": page, "river": river, **context})
    faces = [getattr(story, "faces_until", None) for story in river.stories]
    return caching.until_next_transition(
        response,
        river.stories,
        next_arrival=versions.next_arrival(now),
        next_change=min(filter(None, [next_change, *faces]), default=None),
    )


@public
def article(request, path):
    now = moment_of(request)
    shown = Version.objects.live(now).with_faces(now)
    version = shown.with_newest_entries(now).with_key_entries(now).at_path(path)
    if version is None:
        return moved_or_gone(request, path, now)
    story = story_of(version, now, request.GET)
    response = render(request, story.template, {"story": story})
    caching.until_next_transition(
        response,
        [version, *story.related],
        pictures=story.pictures.values(),
        next_change=version.faces_until,
    )
    return caching.never_past(response, story.next_change)


def moved_or_gone(request, path, now, to=redirect):
    """
    301 to where the story is now, 410 where it was taken away, 404 for all that never was.

    `to(version, permanent=True)` redirects to the version that readers see.
    """
    stood_here = Version.objects.ever_live(now).filter(path=path).select_related("article")
    earlier = stood_here.order_by("-live_from").first()
    if earlier is None:
        raise Http404
    current = earlier.article.versions.live(now).first()
    if current:
        response = to(current, permanent=True)
    elif earlier.article.may_come_back:
        raise Http404
    else:
        response = render(request, "410.html", ways_on(request), status=410)
    # A story may move back, and be opened again: no cache keeps either answer for good.
    return caching.until_next_transition(
        response,
        [current] if current else [],
        next_arrival=earlier.article.versions.next_arrival(now),
    )


@public
def picture(request, cut, file):
    """A picture's file, whole or cut, while some story that readers can see holds it."""
    shown = Picture.objects.published(moment_of(request))
    picture = get_object_or_404(shown, file=kept_name(file))
    response = file_response(picture, cut, file)
    return caching.for_good(response, etag=f"{cut}-{file}", until=picture.usable_until)


@public
def favicon(request):
    """Browsers ask for it by this name wherever no page told them another."""
    icon = Masthead.objects.current().icon
    return redirect(icon.address if icon else static("icons/icon-32.png"))
