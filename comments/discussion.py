"""The discussion under a story as its page prints it: two queries, however much it holds."""

import re
from urllib.parse import urlencode

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from comments.models import Comment, Order, StoryDiscussion
from comments.rules import rules_on_page
from comments.thread_pages import TOP
from comments.thread_rows import one_thread, page_of_threads
from comments.threads import Entry, in_reading_order

# What the links to the page before and to the page after say.
STEPS = {
    Order.OLDEST: (gettext_lazy("Older comments"), gettext_lazy("Newer comments")),
    Order.NEWEST: (gettext_lazy("Newer comments"), gettext_lazy("Older comments")),
    Order.DISCUSSED: (gettext_lazy("More discussed"), gettext_lazy("Less discussed")),
}


class Discussion:
    """What comments/_discussion.html prints of a version at a time, as its address asks."""

    def __init__(self, version, query, at):
        self.version = version
        self.story_address = version.get_absolute_url()
        self.own = StoryDiscussion.objects.for_page(version, at)
        self.rules = rules_on_page(self.own, at)
        self.usual_order = Order(self.rules.order)
        asked = query.get("order")
        self.order = Order(asked) if asked in Order.values else self.usual_order
        self._load(_number(query.get("thread")), _number(query.get("comments")))

    def _load(self, named: int, number: int):
        """A page of threads or, where a comment is `named`, one page of its thread alone."""
        self.page, self.heads = one_thread(self.version, named, number) if named else (None, [])
        self.thread = self.heads[0].pk if self.heads else None
        if self.thread is None:  # also where nothing ever linked to that one
            size = self.rules.page_size
            self.page, self.heads = page_of_threads(
                self.version, self.own, order=self.order, number=number, size=size
            )

    @property
    def count(self) -> int:
        """How many comments the story has, on all pages."""
        return self.own.comments_shown

    @cached_property
    def entries(self) -> list[Entry]:
        """The comments of this page in reading order."""
        return in_reading_order(self.heads, deepest=self.rules.depth)

    @property
    def new_thread_before(self) -> str:
        """The anchor of the comment above which a new thread stands, "" where it is the last."""
        if self.thread or self.order != Order.NEWEST:
            return ""
        return next((head.anchor for head in self.heads if not head.is_pinned), "")

    def find(self, number: str | None) -> Comment | None:
        """The comment with that number, of this page without a query or of another."""
        on_page = (entry.comment for entry in self.entries if str(entry.comment.pk) == number)
        shown = Comment.objects.approved().filter(article=self.version.article_id)
        return next(on_page, None) or shown.numbered(number)

    # Addresses

    @property
    def address(self) -> str:
        return self._address(self.page.number)

    @property
    def canonical(self) -> str:
        """A further page is its own canonical address; all else is the story's."""
        return settings.SITE_URL + (self.story_address if self.page.number == TOP else self.address)

    @property
    def before(self) -> str:
        """The page that is read before this one, "" for none."""
        return "" if self.page.before is None else self._address(self.page.before)

    @property
    def after(self) -> str:
        return "" if self.page.after is None else self._address(self.page.after)

    @property
    def steps(self) -> tuple[str, str]:
        return STEPS[Order.OLDEST if self.thread else self.order]

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """Each order's name and address, and whether it is this page's; none to choose for one."""
        if self.thread or self.own.threads_shown < 2:
            return []
        return [
            (order.label, self._address(TOP, order=order), order == self.order) for order in Order
        ]

    @property
    def reply_address(self) -> str:
        """What a comment's number is put behind."""
        address = self.address
        return f"{address}{'&' if '?' in address else '?'}replytocom="

    def _address(self, page: int, *, order: Order | None = None) -> str:
        order = order or self.order
        chosen = order if order != self.usual_order and not self.thread else None
        query = {"thread": self.thread, "order": chosen, "comments": page}
        query = urlencode({name: value for name, value in query.items() if value})
        return f"{self.story_address}?{query}" if query else self.story_address


def _number(text: str | None) -> int:
    """A number as it stands in an address, 0 for none."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,9}", text or "", re.ASCII) else 0
