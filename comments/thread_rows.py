"""Threads as a page needs them, in one query: however many there are and however long each is."""

from datetime import UTC, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models.json_rows import JSONRows
from comments import thread_pages
from comments.models import Comment, Order, StoryDiscussion
from comments.models.comment import THREADS_IN_ORDER
from comments.thread_pages import Page

ANSWERS_A_PAGE = 200  # at most; what a thread has beyond its share stands on pages of its own

# What is printed of a comment: of who sent it nothing but the name and website they typed.
COLUMNS = [
    *("id", "parent_id", "root_id", "name", "website", "html", "posted_at", "avatar"),
    *("staff_id", "is_pinned", "is_pick", "edited_at", "edited_by_id"),
]


def page_of_threads(
    version, story: StoryDiscussion, *, order: Order, number: int, size: int
) -> tuple[Page, list[Comment]]:
    """A page of a story's threads: their heads, each with the first of its `answers`."""
    by_number = thread_pages.from_the_top
    if order == Order.NEWEST:
        by_number = thread_pages.from_the_bottom
    page = by_number(number, count=story.threads_shown, size=size)
    fields = THREADS_IN_ORDER[order]
    found = _shown(version).heads().order_by(*fields)[page.first : page.last]
    heads = _found(found, *fields)
    return page, _with_answers(heads, first=0, last=_share_of_a_thread(story, page))


def one_thread(version, named: int, number: int) -> tuple[Page, list[Comment]]:
    """
    The thread that holds the comment `named`, at page `number` of its answers, or, for TOP, at
    the page that `named` is on. No head where readers see no such comment.
    """
    page, heads = _page_of_answers(version, named, number or 1)
    if heads and not number and named not in _numbers(heads[0]):
        return _page_of_answers(version, named, _page_with(version, named, heads[0]))
    return page, heads


def _share_of_a_thread(story: StoryDiscussion, page: Page) -> int:
    """How many answers of each thread a page holds: all, where those of the story fit on it."""
    if story.comments_shown <= ANSWERS_A_PAGE:
        return ANSWERS_A_PAGE
    return ANSWERS_A_PAGE // max(1, min(page.last, story.threads_shown) - page.first)


def _page_of_answers(version, named: int, number: int) -> tuple[Page, list[Comment]]:
    root = Subquery(_shown(version).filter(pk=named).values("root"))
    head = _shown(version).heads().filter(pk=Coalesce(root, Value(named)))
    first = (number - 1) * ANSWERS_A_PAGE
    heads = _with_answers(head, first=first, last=first + ANSWERS_A_PAGE)
    if heads and number > 1 and not heads[0].answers:  # nothing linked to that page
        return _page_of_answers(version, named, 1)
    count = heads[0].answers_shown if heads else 0
    return thread_pages.from_the_top(number, count=count, size=ANSWERS_A_PAGE), heads


def _numbers(head: Comment) -> set[int]:
    return {head.pk, *(answer.pk for answer in head.answers)}


def _page_with(version, named: int, head: Comment) -> int:
    comment = _shown(version).get(pk=named)
    earlier = Q(posted_at__lt=comment.posted_at) | Q(posted_at=comment.posted_at, pk__lt=named)
    return Comment.objects.approved().under(head).filter(earlier).count() // ANSWERS_A_PAGE + 1


def _shown(version) -> QuerySet[Comment]:
    return Comment.objects.approved().filter(article=version.article_id)


def _with_answers(heads: QuerySet[Comment], *, first: int, last: int) -> list[Comment]:
    found = Comment.objects.approved().under(OuterRef(OuterRef("pk")))[first:last]
    answers = _found(found, "posted_at", "id").annotate(parent_name=F("parent__name"))
    rows = JSONRows(answers, *COLUMNS, "parent_name")
    heads = list(heads.annotate(rows=rows).only(*COLUMNS, "answers_shown"))
    for head in heads:
        head.answers = [_comment(**row) for row in head.rows]
    return heads


def _found(page: QuerySet[Comment], *order: str) -> QuerySet[Comment]:
    """Comments of a page, found by their index alone: what it passes over is not read."""
    return Comment.objects.filter(pk__in=page.values("pk")).order_by(*order)


def _comment(parent_name: str, **row) -> Comment:
    """An answer as JSONRows brought it, with `parent_name`."""
    times = {name: _moment(row[name]) for name in ("posted_at", "edited_at")}
    comment = Comment(**row | times)
    comment.parent_name = parent_name
    return comment


def _moment(text: str | None) -> datetime | None:
    """SQLite keeps times of UTC without saying so; PostgreSQL says."""
    moment = datetime.fromisoformat(text) if text else None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
