"""Comments in reading order, each in its place in a thread."""

from collections.abc import Iterable
from dataclasses import dataclass

from comments.models import Comment


@dataclass
class Entry:
    """A comment in its place. The template prints entries in a row, opening and closing lists."""

    comment: Comment
    above: "Entry | None"  # what it stands under, or beside where nothing nests any deeper
    depth: int
    nests: bool  # its answers stand under it
    answers: list["Entry"]  # where they stand beside it: the list that it is in itself
    is_parent_here: bool  # what it answers stands on this page, too
    ended_lists: str = ""  # one character for each list of answers that ends behind it

    @property
    def begins_list(self) -> bool:
        return self.nests and bool(self.answers)

    @property
    def unshown(self) -> int:
        """How many comments of the thread that it heads are not on this page."""
        return self.comment.answers_shown - len(self.comment.answers) if self.above is None else 0

    @property
    def names_parent(self) -> bool:
        """Whether it has to say what it answers, because the nesting does not show it."""
        above = self.above
        return above is not None and not (
            above.nests and above.comment.pk == self.comment.parent_id
        )


def in_reading_order(heads: Iterable[Comment], *, deepest: int) -> list[Entry]:
    """Thread after thread, from their heads with `answers`; an answer follows what it answers."""
    return [entry for head in heads for entry in _flat(_thread(head, deepest))]


def _thread(head: Comment, deepest: int) -> list[Entry]:
    """The list that the head begins; the answers stand in it only where nothing nests."""
    top, entries = [], {}
    for comment in [head, *head.answers]:
        above = entries.get(comment.parent_id) or entries.get(head.pk)
        siblings = above.answers if above else top
        depth = min(above.depth + 1, deepest) if above else 1
        nests = depth < deepest
        here = comment.parent_id in entries
        entries[comment.pk] = Entry(comment, above, depth, nests, [] if nests else siblings, here)
        siblings.append(entries[comment.pk])
    return top


def _flat(entries: list[Entry]) -> list[Entry]:
    printed = []
    for entry in entries:
        printed.append(entry)
        if entry.begins_list:
            printed += _flat(entry.answers)
            printed[-1].ended_lists += "*"
    return printed
