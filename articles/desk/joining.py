"""
A press on a page that somebody else has overtaken: what both wrote is joined before it is saved.

Where both changed the same words the page comes back with the question which of them stand. A
button that sends words on, to an editor or to readers, is not pressed over words that its presser
has never seen: the page comes back with them.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import merging
from articles.desk import parts, presses, wording
from articles.desk.conflicts import Conflict, label_of
from articles.desk.typed import (
    ASIDES,
    CHOICE,
    opened_in,
    opened_rest,
    rest_of,
    typed_in,
    words,
    words_of,
    words_of_version,
    write,
)
from articles.models import Stage, Version
from articles.workflow import TRANSITIONS


class Meeting:
    """A story as it stands now, to be met by pages that were opened earlier."""

    def __init__(self, article, opened=()):
        self.article = article
        bases = article.versions.filter(number__in=set(opened))
        self._bases = {v.number: v for v in bases.prefetch_related("topics", "authors")}

    @cached_property
    def theirs(self) -> dict:
        return words_of(self.article)

    def join(self, typed: dict, opened: int, choices: dict | None = None) -> merging.Joined:
        base = opened_rest(typed)
        if opened in self._bases:
            base |= words_of_version(self._bases[opened])
        return merging.join(base, words(typed), self.theirs, choices)

    def unsaved(self, typed: dict, opened: int) -> list[str]:
        """The fields in which what is typed would change the story, if it were saved now."""
        joined = self.join(typed, opened)
        clashes = {clash.field for clash in joined.clashes}
        differing = [
            name
            for name, value in joined.values.items()
            if name in clashes or value != self.theirs[name]
        ]
        asides = [name for name in ASIDES if typed.get(name, [""])[0].strip()]
        return differing + asides + parts.unsaved(typed)


@dataclass(frozen=True)
class Joining:
    """What became of a sent page that somebody had overtaken, in words for its sender."""

    fields: str
    conflicts: list[Conflict]
    comes_back: bool
    button: str
    version: Version
    others: str
    at: datetime

    @property
    def told(self):
        if self.conflicts:
            told = _(
                "{others} and you changed the same words: {fields}. Nothing was saved. Choose "
                "what is to stand, then press “{button}” again. {link}"
            )
        elif self.comes_back:
            told = _(
                "{others} saved at {time}, after you opened this page. What is new there stands on "
                "this page now: {fields}. Nothing was saved: read it, then press “{button}” again. "
                "{link}"
            )
        else:
            told = _("Joined with what {others} saved at {time}: {fields}. {link}")
        words = {"fields": self.fields, "others": self.others, "button": self.button}
        return format_html(told, time=wording.clock(self.at), link=self._link, **words)

    @property
    def _link(self):
        return format_html(
            '<a href="{}" target="_blank">{}</a>',
            reverse(
                "admin:articles_article_version",
                args=[self.version.article_id, self.version.number],
            ),
            _("See version %s") % self.version.number,
        )


def join(request, article) -> Joining | None:
    """
    Join what `request` sends with what the story says by now, into request.POST.

    Called with the story locked. Returns None where nobody had overtaken the page.
    """
    typed, latest = typed_in(request.POST), article.latest_version
    opened = _opened(request, article)
    joined = Meeting(article, [opened]).join(typed, opened, _choices(request.POST))
    _rewrite(request, article, typed, joined, latest)
    if not joined.clashes and not joined.taken:
        return None
    return _told(request, article, joined, opened, latest)


def _opened(request, article) -> int:
    """The version that the page began with: what it wrote itself, where its answer was lost."""
    opened, page = opened_in(request.POST), request.POST.get("page", "")
    wrote = presses.last_of_page(request.user, page, article)
    return max(opened, wrote.event.version.number) if wrote else opened


def _choices(post) -> dict[str, str]:
    return {name.removeprefix(CHOICE): post[name] for name in post if name.startswith(CHOICE)}


def _rewrite(request, article, typed: dict, joined: merging.Joined, latest: Version):
    post, mine = request.POST.copy(), words(typed)
    for name, value in joined.values.items():
        if value != mine[name]:
            write(post, name, value)
    if not joined.clashes:
        post["opened_version"] = str(latest.number)
        post["opened_rest"] = json.dumps(rest_of(article, opened_rest(typed)))
    request.POST = post


def _told(request, article, joined: merging.Joined, opened: int, latest: Version) -> Joining:
    transition = TRANSITIONS[request.POST.get("_transition", "save")]
    sends_on = transition.checked or transition.to == Stage.IN_REVIEW
    names = dict.fromkeys([clash.field for clash in joined.clashes] or joined.taken)
    return Joining(
        fields=_(", ").join(map(label_of, names)),
        conflicts=[Conflict(clash) for clash in joined.clashes],
        comes_back=bool(joined.clashes) or sends_on,
        button=transition.label,
        version=latest,
        others=_who(request, article, opened) or _("Somebody else"),
        at=latest.saved_at,
    )


def _who(request, article, opened: int) -> str:
    later = article.versions.filter(number__gt=opened).order_by("number")
    savers = [version.saved_by for version in later.select_related("saved_by").defer("body")]
    savers = savers or [event.by for event in article.events.select_related("by")[:1]]
    names = dict.fromkeys(
        _("Your other window") if person == request.user else wording.person(person)
        for person in savers
    )
    return pgettext("between the last two names", " and ").join(names)
