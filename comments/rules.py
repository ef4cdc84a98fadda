"""
The rules that hold for one story's discussion: its own, and where it has none, the house's.

Everything that asks what readers may do under a story – the page, the form, the address that takes
comments, the checks – asks here, of what StoryDiscussion.objects.with_rules brings in one query.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import HouseRules, StoryDiscussion


@dataclass(frozen=True)
class Rules:
    closed: str  # why readers may not comment, in a sentence for them; "" while they may
    closes_at: datetime | None  # when they no longer may, or could
    moderation: str
    max_links: int  # 0: no number of links is too high
    max_length: int  # characters
    require_name_email: bool
    flood_seconds: int  # 0: nobody has to wait
    pace_seconds: int  # 0: nobody is too fast
    depth: int
    order: str
    page_size: int


@dataclass(frozen=True)
class Grounds:
    """What the rules of a story follow from."""

    house: HouseRules
    own: StoryDiscussion
    comments_open: bool | None = None  # the story's switch; None leaves it to the house
    published_at: datetime | None = None  # for the first time

    @property
    def closing_days(self) -> int:
        """After how many days it closes, 0 for never. A story kept open does not heed the house."""
        if self.own.close_after_days is not None:
            return self.own.close_after_days
        return 0 if self.comments_open else self.house.close_after_days

    @property
    def closes_at(self) -> datetime | None:
        if not self.closing_days or self.published_at is None:
            return None
        return self.published_at + timedelta(days=self.closing_days)

    def why_closed(self, at: datetime) -> str:
        if self.comments_open is False:
            return _("Comments on this story are closed.")
        if self.comments_open is None and not self.house.is_open:
            return _("Comments are closed.")
        if self.closes_at and self.closes_at <= at:
            return self._closed_by_age()
        return ""

    def _closed_by_age(self) -> str:
        told = ngettext(
            "Comments on this story closed on %(date)s, %(days)s day after it was published.",
            "Comments on this story closed on %(date)s, %(days)s days after it was published.",
            self.closing_days,
        )
        return told % {
            "date": date_format(timezone.localtime(self.closes_at), _("j F Y")),
            "days": self.closing_days,
        }

    def rules(self, at: datetime) -> Rules:
        house, own = self.house, self.own
        pause = settings.COMMENT_FLOOD_SECONDS
        return Rules(
            closed=self.why_closed(at),
            closes_at=self.closes_at,
            moderation=own.moderation or house.moderation,
            max_links=house.max_links if own.max_links is None else own.max_links,
            max_length=house.max_length,
            require_name_email=bool(house.require_name_email),
            flood_seconds=house.flood_seconds if pause is None else pause,
            pace_seconds=house.pace_seconds,
            depth=house.depth,
            order=own.order or house.order,
            page_size=house.page_size,
        )


def rules_for(article, at: datetime | None = None) -> Rules:
    """The rules of `article`'s discussion as they stand, at the time `at` of a page."""
    at = at or timezone.now()
    return grounds_of(article, at).rules(at)


def rules_on_page(own: StoryDiscussion, at: datetime) -> Rules:
    """Those of a story whose row came `for_page`."""
    return _grounds(own).rules(at)


def grounds_of(article, at: datetime) -> Grounds:
    return _grounds(StoryDiscussion.objects.with_rules(article.pk, at))


def _grounds(own: StoryDiscussion) -> Grounds:
    return Grounds(own.house, own, own.article.comments_open, own.published_at)
