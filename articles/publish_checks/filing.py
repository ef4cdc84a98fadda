"""Checks of what a story is called and filed under, who signs it, and when it is seen."""

from django.utils.translation import gettext as _

from articles import timetable
from articles.models import Change, Label


def headline(case) -> list[str]:
    return [] if case.article.headline.strip() else [_("Write a headline.")]


def slug(case) -> list[str]:
    article = case.article
    if article.headline.strip() and not article.slug:
        return [_("The headline has no letters for an address. Write a slug.")]
    if article.address_is_taken(case.at):
        return [_("Another story of that day has this address. Change the slug.")]
    return []


def section(case) -> list[str]:
    return [] if case.article.section_id else [_("Choose a section.")]


def label(case) -> list[str]:
    """Opinion is told from news where it stands; the other labels are for the newsroom to judge."""
    article = case.article
    if article.section and article.section.is_opinion and article.label == Label.NEWS:
        return [_("A story of this section is not labelled as news. Choose its label.")]
    return []


def bylines(case) -> list[str]:
    return [] if case.article.bylines.exists() else [_("Name at least one author.")]


def expiry(case) -> list[str]:
    return timetable.expiry(case.article, case.at)


def change(case) -> list[str]:
    """A silent fix is a choice: no change of what readers saw goes out because nobody chose."""
    seen = case.article.last_seen_version if case.change == "" else None
    if seen and not case.article.says_the_same_as(seen):
        return [_("Choose what kind of change this is: it decides what readers are told.")]
    return []


def notice(case) -> list[str]:
    if not case.change:
        return []
    kind, told = Change(case.change), case.notice.strip()
    if kind.needs_a_notice and not told:
        return [_("Write what readers are told.")]
    if told and not kind.shows_as_updated:
        return [_("A silent fix tells readers nothing. Choose another kind, or remove the notice.")]
    return []
