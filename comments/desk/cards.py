"""A comment as the queue shows it: its words in their context, and what speaks for or against."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from articles.models import Version
from comments.desk import told
from comments.desk.records import Record, records_of
from comments.desk.verbs import VERBS, Verb
from comments.models import Comment, Provenance, Status

LONG = 1500  # characters from which the words have a box of their own to move in


@dataclass(frozen=True)
class Typed:
    """What was typed and chosen on a card, for one that comes back undecided."""

    answer: str = ""
    reason: str = ""
    note: str = ""
    told: bool = False

    @classmethod
    def on_card(cls, number: int, sent) -> "Typed":
        return cls(
            answer=sent.get(f"answer-{number}-text", ""),
            reason=sent.get(f"why-{number}-reason", ""),
            note=sent.get(f"why-{number}-note", ""),
            told=bool(sent.get(f"why-{number}-told")),
        )

    @property
    def explains(self) -> bool:
        return bool(self.reason or self.note)

    def __bool__(self):
        return self.explains or bool(self.answer)


@dataclass(frozen=True)
class Card:
    comment: Comment
    record: Record | None
    page: str  # where readers see it, or the story; "" where they do not
    notice: str = ""  # what has happened since the person read it
    typed: Typed = Typed()

    @property
    def verbs(self) -> list[Verb]:
        return [verb for verb in VERBS.values() if verb.applies_to(self.comment)]

    @property
    def standing(self) -> str:
        return told.standing(self.comment)

    @property
    def reasons(self) -> list[str]:
        return self.comment.held_because.splitlines()

    @property
    def is_long(self) -> bool:
        return len(self.comment.html) > LONG

    @property
    def can_be_rejected(self) -> bool:
        return VERBS["reject"].applies_to(self.comment)

    @property
    def can_be_answered(self) -> bool:
        return self.comment.status in (Status.PENDING, Status.APPROVED)

    @property
    def words_without_a_field(self) -> list[str]:
        """What was typed and cannot be sent any more: it is there to be copied."""
        answer = "" if self.can_be_answered else self.typed.answer
        note = "" if self.can_be_rejected else self.typed.note
        return list(filter(None, [answer, note]))

    @property
    def network(self) -> str:
        """Where it came from, as long as that is kept."""
        return getattr(self.comment, "network", "") or ""


def for_cards(comments, *, with_addresses: bool):
    """`comments` with all that their cards print."""
    around = ["article", "parent", "commenter", "staff", "decided_by", "edited_by"]
    if with_addresses:
        origin = Provenance.objects.filter(comment=OuterRef("pk"))
        comments = comments.annotate(network=Subquery(origin.values("network")))
    return (
        comments.with_open_reports().select_related(*around).defer("article__body", "parent__html")
    )


def cards_of(comments: list[Comment], notices: dict[int, str] | None = None) -> list[Card]:
    """The cards of comments that came `for_cards`: two queries, however many they are."""
    records = records_of(comments)
    stories = {comment.article_id for comment in comments}
    live = {
        v.article_id: v for v in Version.objects.live().filter(article__in=stories).defer("body")
    }
    return [
        Card(
            comment,
            records.get(comment.commenter_id),
            page=_page(comment, live.get(comment.article_id)),
            notice=(notices or {}).get(comment.pk, ""),
        )
        for comment in comments
    ]


def _page(comment: Comment, version: Version | None) -> str:
    if version is None:
        return ""
    if comment.is_approved:
        return comment.get_absolute_url(version)
    return version.get_absolute_url()
