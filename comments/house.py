"""The public page of the rules and numbers: what holds in the discussion, and what came of it."""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.pages import caching
from articles.pages.clock import moment_of
from articles.pages.views import public
from comments.models import Comment, Decision, HouseRules, Moderation, Month, Status
from comments.models.month import first_day, the_month_before
from comments.screening import Cause

MONTHS_A_PAGE = 12


@public
def page(request):
    now = moment_of(request)
    before = request.GET.get("before")
    months = _months(before, now)
    house = HouseRules.objects.current()
    context = {
        "policy": house.policy,
        "changed_at": house.changed_at,
        "holds": what_holds(house),
        "waits": what_waits(house),
        "numbers": [Numbers(month) for month in Month.objects.of(months, now)],
        "is_first": before is None,
        "query": f"?before={before}" if before else "",
        "older": f"?before={months[-1]:%Y-%m}" if len(months) == MONTHS_A_PAGE else "",
    }
    response = render(request, "comments/house.html", context)
    return caching.until_next_transition(response, [])


def _months(before: str | None, now) -> list[date]:
    """The months of a page, the latest first, back to the one of the first comment there was."""
    if before is not None and not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", before, re.ASCII):
        raise Http404
    month = first_day(timezone.localtime(now))
    earliest = min(filter(None, [_first_month_of_comments(), Month.objects.first_kept(), month]))
    if before:
        month = min(month, the_month_before(date(int(before[:4]), int(before[5:]), 1)))
    months = []
    while month >= earliest and len(months) < MONTHS_A_PAGE:
        months.append(month)
        month = the_month_before(month)
    if not months:
        raise Http404
    return months


def _first_month_of_comments() -> date | None:
    begun = Comment.objects.order_by("posted_at").values_list("posted_at", flat=True).first()
    return begun and first_day(timezone.localtime(begun))


@dataclass(frozen=True)
class Numbers:
    """One month as the page prints it."""

    month: Month

    @property
    def approved(self) -> int:
        return self.month.count(Status.APPROVED)

    @property
    def approved_at_once(self) -> int:
        """Of those, how many no person has decided about."""
        return self.month.count(Status.APPROVED, by_hand=False)

    @property
    def rejected(self) -> int:
        return self.month.count(Status.REJECTED)

    @property
    def spam(self) -> int:
        return self.month.count(Status.SPAM)

    @property
    def withdrawn(self) -> int:
        return self.month.count(Status.WITHDRAWN)

    @property
    def why_rejected(self) -> str:
        return _in_words(self.month.reasons(Status.REJECTED), _("No reason given"))

    @property
    def why_spam(self) -> str:
        return _in_words(self.month.reasons(Status.SPAM), _("Marked by a moderator"))


def _in_words(reasons: dict[str, int], without: str) -> str:
    """The most frequent first: “Advertising 12, Off topic 3”."""
    choices = Decision._meta.get_field("reason").flatchoices
    labels = {"": without, **dict(Cause.choices), **dict(choices)}
    rows = [(str(labels.get(code, code)), count) for code, count in reasons.items()]
    rows.sort(key=lambda row: (-row[1], row[0]))
    told = [f"{label} {number_format(count, force_grouping=True)}" for label, count in rows]
    return _(", ").join(told)


# The rules in sentences


def what_holds(house: HouseRules) -> list[str]:
    """What a reader has to know before writing."""
    first = {
        Moderation.HOLD_ALL: _("Every comment is read by a moderator before it appears."),
        Moderation.HOLD_FIRST: _(
            "The comments of somebody who has none approved yet are read by a moderator before "
            "they appear; after that they appear at once, unless a check holds them."
        ),
        Moderation.OPEN: _("A comment appears at once, unless a check holds it."),
    }[Moderation(house.moderation)]
    return list(filter(None, [first, _on_length(house), _on_age(house), *_on_privacy(house)]))


def _on_length(house: HouseRules) -> str:
    longest = number_format(house.max_length, force_grouping=True)
    told = ngettext(
        "A comment has at most %(count)s character.",
        "A comment has at most %(count)s characters.",
        house.max_length,
    )
    return told % {"count": longest} if house.has_a_limit else ""


def _on_age(house: HouseRules) -> str:
    days = house.close_after_days
    told = ngettext(
        "Comments on a story close %(days)s day after it was published, unless it says otherwise.",
        "Comments on a story close %(days)s days after it was published, unless it says otherwise.",
        days,
    )
    return told % {"days": days} if days else ""


def _on_privacy(house: HouseRules) -> list[str]:
    days = house.keep_addresses_days
    told = ngettext(
        "Your email address is never published. From which network a comment came is forgotten "
        "after %(days)s day.",
        "Your email address is never published. From which network a comment came is forgotten "
        "after %(days)s days.",
        days,
    )
    outside = _(
        "Each comment is also shown to Akismet, a service against spam: its words, name, website, "
        "network address and browser, and never the email address."
    )
    return [told % {"days": days}, outside if settings.AKISMET_KEY else ""]


def what_waits(house: HouseRules) -> list[str]:
    """What holds a comment for a moderator, or sends it to spam."""
    links = ngettext(
        "It holds %(count)s link or more.", "It holds %(count)s links or more.", house.max_links
    )
    waits = [
        links % {"count": house.max_links} if house.max_links else "",
        _("It holds a word or name that the newsroom has listed.") if house.lists_words else "",
        _("Its words were posted before, here or under another story."),
        _("It reads like comments that our moderators marked as spam."),
        _("Many comments came from its network within an hour.") if house.flood_seconds else "",
        _("Its form was filled in as programs fill in forms, or not fetched from the story."),
        _("A check could not be made."),
    ]
    return list(filter(None, waits))
