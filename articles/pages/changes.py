"""What changed in a story since it was published, for its readers: never a word of a draft."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from articles.differences import READERS_FIELDS, Comparison, compare, pictures_of
from articles.models import Change, Picture, Version
from articles.pages import caching
from articles.pages.clock import moment_of
from articles.pages.story import may_be_compared
from articles.pages.views import moved_or_gone, public

MOST = 20  # changes on the page, the newest
# What readers are told of a kind of change that has no notice.
KINDS = {
    Change.FIRST: _("First published"),
    Change.SILENT_FIX: _("Small fix, without a notice"),
    Change.UPDATE: _("Update"),
}


@dataclass(frozen=True)
class PublishedChange:
    """A published version beside the one that it replaced; the first one replaced nothing."""

    version: Version
    comparison: Comparison | None

    @property
    def kind(self) -> str:
        change = Change(self.version.change)
        if self.comparison is None and change is not Change.FIRST:
            return _("Published again")
        return KINDS.get(change, change.label)

    @property
    def notice(self) -> str:
        """What readers were told with it."""
        told = self.version.notices[-1:]
        return next((n["text"] for n in told if n["type"] == self.version.change), "")


@public
def changes(request, path):
    now = moment_of(request)
    current = Version.objects.live(now).at_path(path)
    if current is None:
        return moved_or_gone(request, path, now, to=_to_changes)
    if not may_be_compared(current.article):
        raise Http404
    versions, has_more = _unbroken(current.article, now)
    shown = list(_changes(versions, now, has_more=has_more))
    later = [change for change in shown if change.version.number > _since(request)]
    context = {
        "story": current,
        "changes": later or shown,
        "is_since": bool(later) and len(later) < len(shown),
        "has_more": has_more,
    }
    response = render(request, "articles/changes.html", context)
    response["X-Robots-Tag"] = "noindex"
    return caching.until_next_transition(response, [current])


def _since(request) -> int:
    """The number of the version that a reader's browser says they read; 0 for whatever else."""
    said = request.GET.get("since", "")
    return int(said) if re.fullmatch(r"[0-9]{1,9}", said) else 0


def _to_changes(version, permanent):
    return redirect("articles:changes", version.path, permanent=permanent)


def _unbroken(article, now: datetime) -> tuple[list[Version], bool]:
    """
    The versions that followed one upon the other up to what readers see, the newest first, and
    whether earlier ones were left out.

    What stood before a story was taken down stays down, though the story has come back since.
    """
    published = article.versions.ever_live(now).order_by("-live_from")
    published = list(published.select_related("section").prefetch_related("topics")[: MOST + 2])
    kept = published[:1]
    for later, earlier in pairwise(published):
        if earlier.live_until != later.live_from:
            break
        kept.append(earlier)
    return kept[: MOST + 1], len(kept) > MOST + 1


def _changes(
    versions: list[Version], now: datetime, *, has_more: bool
) -> Iterable[PublishedChange]:
    pictures = pictures_of(versions, Picture.objects.published(now))
    shown = [
        PublishedChange(later, compare(earlier, later, pictures=pictures, fields=READERS_FIELDS))
        for later, earlier in pairwise(versions)
    ]
    return shown if has_more else [*shown, PublishedChange(versions[-1], None)]
