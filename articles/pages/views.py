"""The readers' pages. All of them ask Version.objects.live(), and none sees a working copy."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import picture_files
from articles.models import Author, Picture, Section, Topic, Version
from articles.pages import caching, fronts, paging
from articles.pages.story import Story


@require_safe
def front_page(request):
    front = fronts.front_page(timezone.now())
    response = render(request, "articles/front_page.html", {"front": front})
    return caching.until_next_transition(response, front.stories)


@require_safe
def section(request, path):
    section = get_object_or_404(Section.objects.select_related("parent"), path=path)
    stories = Version.objects.live().in_section(section)
    return _listing(request, "articles/section.html", stories, section=section)


@require_safe
def topic(request, slug):
    topic = get_object_or_404(Topic, slug=slug)
    return _listing(
        request, "articles/topic.html", Version.objects.live().about(topic), topic=topic
    )


@require_safe
def author(request, slug):
    author = get_object_or_404(Author, slug=slug)
    return _listing(
        request, "articles/author.html", Version.objects.live().by(author), author=author
    )


def _listing(request, template, stories, **context):
    page = paging.page_of(stories.for_cards(), request.GET)
    response = render(request, template, {"page": page, **context})
    return caching.until_next_transition(response, page.stories)


@require_safe
def article(request, path):
    version = Version.objects.live().at_path(path)
    if version is None:
        return _moved_or_gone(request, path)
    response = render(request, "articles/article.html", {"story": Story(version)})
    return caching.until_next_transition(response, [version])


def _moved_or_gone(request, path):
    """301 to where the story is now, 410 where it was taken away, 404 for all that never was."""
    earlier = Version.objects.ever_live().filter(path=path).select_related("article").first()
    if earlier is None:
        raise Http404
    if current := earlier.article.versions.live().first():
        return redirect(current, permanent=True)
    if earlier.article.may_come_back:
        raise Http404
    return render(request, "410.html", status=410)


@require_safe
def picture(request, width, file):
    """A picture's file, while some story that readers can see holds it."""
    picture = get_object_or_404(Picture.objects.published(), file=file)
    if width not in picture.widths:
        raise Http404
    content = default_storage.open(picture_files.path(width, file))
    return caching.for_a_while(FileResponse(content, content_type="image/webp"))
