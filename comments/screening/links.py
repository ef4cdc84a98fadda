"""How many links the comment holds, counting addresses that become links."""

from django.utils.translation import ngettext

from comments.screening.submission import Finding, Submission


def links_in(html: str) -> int:
    return html.count("<a ")


def too_many_links(html: str, limit: int) -> bool:
    return 0 < limit <= links_in(html)


def it_is_full_of_links(submission: Submission) -> Finding | None:
    limit = submission.rules.max_links
    if not too_many_links(submission.html, limit):
        return None
    count = links_in(submission.html)
    told = ngettext(
        "%(count)s link, limit is %(limit)s.", "%(count)s links, limit is %(limit)s.", count
    )
    return Finding(told % {"count": count, "limit": limit})
