"""Finding a story to place on a front or to link from a banner."""

import re
from datetime import datetime

from articles.models import Version

MOST = 12
RECENT = 2000  # stories whose headlines are searched: any archive costs the same
_ADDRESS = re.compile(r"\d{4}/\d{2}/\d{2}/[-\w]+")
_WORDS = 8


def stories_to_place(words: str, at: datetime) -> list[Version]:
    """
    Stories that readers see or will see, the newest first: those with all `words` in the headline,
    or the one whose address is given, however old. Counts nothing.
    """
    stories = Version.objects.for_cards().not_over(at)
    if address := _ADDRESS.search(words):
        return _once_each(stories.filter(path=address[0]))
    recent = Version.objects.not_over(at).order_by("-published_at", "-pk").values("pk")[:RECENT]
    stories = stories.filter(pk__in=recent)
    for word in words.split()[:_WORDS]:
        stories = stories.filter(headline__icontains=word)
    return _once_each(stories[: 2 * MOST])  # a story and the change scheduled to it are two


def _once_each(stories) -> list[Version]:
    """What readers see first stands for a story with a change to come."""
    first = {}
    for story in sorted(stories, key=lambda story: story.live_from):
        first.setdefault(story.article_id, story)
    newest = sorted(first.values(), key=lambda story: (story.published_at, story.pk), reverse=True)
    return newest[:MOST]
