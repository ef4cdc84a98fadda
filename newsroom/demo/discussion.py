"""The readers of the demo, and what they wrote under the stories."""

from datetime import timedelta
from zlib import crc32

from django.utils.text import slugify

from comments import avatars, screening, signatures
from comments.models import Comment, Commenter
from comments.rules import rules_for

DECISIONS = {"approved": "approve", "rejected": "reject", "spam": "mark_as_spam"}


def load(article, story, now, *, moderator):
    """Post the story's comments in their order, and decide those that were decided."""
    posted, rules = [], rules_for(article)
    for row in story.comments:
        at = now - story.age + timedelta(hours=row["after"])
        comment = Comment(
            article=article,
            commenter=_commenter(row["name"]),
            name=row["name"],
            text=row["text"].strip(),
            parent=posted[row["reply_to"]] if "reply_to" in row else None,
            posted_at=min(at, now - timedelta(minutes=3)),
            avatar=crc32(row["name"].encode()) % avatars.LARGEST,  # the same in every demo
        )
        sent = screening.Submission(comment, rules, stamp=signatures.stamp(article))
        comment.held_because = screening.screen(sent).reasons
        comment.save()
        if decision := DECISIONS.get(row["status"]):
            getattr(comment, decision)(by=moderator)
        elif row["status"] == "withdrawn":
            comment.withdraw()
        if row["status"] != "pending":
            _date(comment, now)
        posted.append(comment)


def _date(comment: Comment, now):
    """As if it had been decided, or taken back, half an hour after the comment came in."""
    decided_at = min(comment.posted_at + timedelta(minutes=30), now)
    Comment.objects.filter(pk=comment.pk).update(decided_at=decided_at)


def _commenter(name: str) -> Commenter:
    address = f"{slugify(name) or 'reader'}@readers.example.org"
    return Commenter.objects.get_or_create(email=address)[0]
