"""What the newsroom itself says in a discussion."""

from django.db import transaction

from articles.models import Author, Masthead


class Answerable:
    """A comment that the newsroom can answer."""

    @transaction.atomic
    def answer(self, text: str, *, by, **details):
        """The answer of a person at the desk, published at once under their name."""
        words = {"name": public_name(by), "text": text} | _drawing_of(by, type(self).objects)
        answer = type(self)(article=self.article, parent=self, staff=by, **words)
        answer.approve(by=by, **details)
        return answer


def _drawing_of(person, comments) -> dict[str, int]:
    """That of their first answer; before it chance gives one."""
    first = comments.filter(staff=person).order_by("pk").values_list("avatar", flat=True).first()
    return {} if first is None else {"avatar": first}


def public_name(person) -> str:
    """The name in a person's byline, or their full one; never the one that they sign in with."""
    author = Author.objects.filter(user=person).first()
    name = author.name if author else person.get_full_name()
    return name[:245] or Masthead.objects.current().name
