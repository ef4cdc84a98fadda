"""The discussion under a story as its page prints it: one query, however much it holds."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, When
from django.db.models.lookups import IsNull
from django.utils.functional import cached_property

from comments.models import Comment

THREADS_A_PAGE = 50
COMMENTS_A_PAGE = 500  # at most; what a long thread has beyond it stands on pages of its own
DEEPEST = 5  # the reference's depth: answers below it stand beside what they answer


@dataclass
class Entry:
    """A comment in its place. The template prints entries in a row, opening and closing lists."""

    comment: Comment
    parent: "Entry | None"
    depth: int
    answers: list["Entry"]  # at DEEPEST: the list that this entry is in itself
    ended_lists: str = ""  # one character for each list of answers that ends behind it
    unshown: int = 0  # of the thread that it heads, how many comments are not on this page

    @property
    def begins_list(self) -> bool:
        return self.depth < DEEPEST and bool(self.answers)

    @property
    def answered(self) -> Comment | None:
        """What this comment answers, where the nesting does not show it."""
        is_beside = self.parent is not None and self.parent.depth == self.depth
        return self.parent.comment if is_beside else None


class Discussion:
    """What comments/_discussion.html prints for `version`, as the address's `query` asks."""

    def __init__(self, version, query):
        self.article = version.article_id
        self.story_address = version.get_absolute_url()
        self.thread = _number(query.get("thread"))
        self.page = _number(query.get("comments")) or 1

    @property
    def count(self) -> int:
        """How many comments the story has, on all pages."""
        return self._comments[0].in_story if self._comments else 0

    @property
    def pages(self) -> int:
        paged = self._comments[0].paged if self._comments else 0
        return -(-paged // (COMMENTS_A_PAGE if self.thread else THREADS_A_PAGE))

    @cached_property
    def entries(self) -> list[Entry]:
        """The comments of this page in reading order: answers follow what they answer."""
        heads = _threaded(self._comments)
        if not self.thread and len(self._comments) == COMMENTS_A_PAGE:
            _count_unshown(self._comments, heads)
        return _in_reading_order(heads)

    def find(self, number: str | None) -> Comment | None:
        """The comment with that number, of this page without a query or of another."""
        on_page = (comment for comment in self._comments if str(comment.pk) == number)
        return next(on_page, None) or self._shown.numbered(number)

    @cached_property
    def _comments(self) -> list[Comment]:
        comments = list(self._query())
        if not comments and (self.thread or self.page > 1):  # an address that nothing linked to
            self.thread, self.page = None, 1
            comments = list(self._query())
        return comments

    @property
    def _shown(self) -> QuerySet[Comment]:
        return Comment.objects.approved().filter(article=self.article)

    def _query(self) -> QuerySet[Comment]:
        heads = self._shown.heads().oldest_first()
        # Of all stories: the heads tell which, and the database goes straight to their threads.
        approved = Comment.objects.approved()
        if self.thread:
            rows = paged = approved.in_threads_of(heads.filter(pk=self.thread))
            start = (self.page - 1) * COMMENTS_A_PAGE
        else:
            first = (self.page - 1) * THREADS_A_PAGE
            rows = approved.in_threads_of(heads[first : first + THREADS_A_PAGE])
            paged, start = heads, 0
        in_thread = approved.in_threads_of(OuterRef("pk"))
        return (
            rows.annotate(
                in_story=_count(self._shown),
                paged=_count(paged),
                in_thread=Case(When(root=None, then=_count(in_thread))),
            )
            .order_by(IsNull(F("root"), False), "posted_at", "pk")
            .only("parent", "root", "name", "website", "html", "posted_at", "avatar")
        )[start : start + COMMENTS_A_PAGE]

    # Addresses

    @property
    def address(self) -> str:
        return self._address(self.page)

    @property
    def older(self) -> str:
        return self._address(self.page - 1) if self.page > 1 else ""

    @property
    def newer(self) -> str:
        return self._address(self.page + 1) if self.page < self.pages else ""

    @property
    def reply_address(self) -> str:
        """What a comment's number is put behind."""
        address = self.address
        return f"{address}{'&' if '?' in address else '?'}replytocom="

    def _address(self, page: int) -> str:
        query = {"thread": self.thread, "comments": page if page > 1 else None}
        query = urlencode({name: value for name, value in query.items() if value})
        return f"{self.story_address}?{query}" if query else self.story_address


def _number(text: str | None) -> int | None:
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,9}", text or "", re.ASCII) else None


def _count(comments: QuerySet[Comment]) -> Subquery:
    return Subquery(comments.order_by().values("article").annotate(n=Count("pk")).values("n"))


def _threaded(comments: list[Comment]) -> list[Entry]:
    """The entries that begin a list on this page; the others are among their answers."""
    top, entries = [], {}
    for comment in comments:
        parent = comment.root_id and (
            entries.get(comment.parent_id) or entries.get(comment.root_id)
        )
        siblings = parent.answers if parent else top
        depth = min(parent.depth + 1, DEEPEST) if parent else 1
        answers = [] if depth < DEEPEST else siblings
        entries[comment.pk] = Entry(comment, parent or None, depth, answers)
        siblings.append(entries[comment.pk])
    return top


def _count_unshown(comments: list[Comment], heads: list[Entry]):
    on_page = Counter(comment.root_id or comment.pk for comment in comments)
    for head in heads:
        head.unshown = head.comment.in_thread - on_page[head.comment.pk]


def _in_reading_order(entries: list[Entry]) -> list[Entry]:
    printed = []
    for entry in entries:
        printed.append(entry)
        if entry.begins_list:
            printed += _in_reading_order(entry.answers)
            printed[-1].ended_lists += "*"
    return printed
