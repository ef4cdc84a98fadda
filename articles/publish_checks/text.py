"""Checks of the text itself."""

from django.utils.translation import gettext as _

from articles import sanitize


def body(case) -> list[str]:
    return [] if sanitize.plain_text(case.article.body).strip() else [_("Write the body.")]


def headings(case) -> list[str]:
    """A heading with nothing in it, and one of the second rank that none of the first precedes."""
    found = sanitize.headings(case.article.body)
    problems = [_("A heading is empty. Write it or take it out.")] * any(not t for _l, t in found)
    if found and found[0][0] == 3:
        problems.append(
            _("“%s” is a heading of the second rank before any of the first.") % found[0][1]
        )
    return problems


def tables(case) -> list[str]:
    """A table that only shows by its looks what it is of, and what stands in its columns."""
    found = sanitize.tables(case.article.body)
    untitled = [title for title, _headings in found if not title]
    return [_("A table has no title. Say what its figures are.") for _title in untitled] + [
        _("The table “%s” has no headings. Make its first row a row of headings.") % title
        for title, has_headings in found
        if not has_headings
    ]
