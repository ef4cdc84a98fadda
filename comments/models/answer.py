"""What the newsroom itself says in a discussion."""

from django.db import transaction

from articles.models import Author, Masthead


class Answerable:
    """A comment that the newsroom can answer."""

    @transaction.atomic
    def answer(self, text: str, *, by, **details):
        """The answer of a person at the desk, published at once under their name."""
        answer = type(self).objects.create(
            article=self.article, parent=self, staff=by, name=public_name(by), text=text
        )
        answer.approve(by=by, **details)
        return answer


def public_name(person) -> str:
    """The name in a person's byline, or their full one; never the one that they sign in with."""
    author = Author.objects.filter(user=person).first()
    name = author.name if author else person.get_full_name()
    return name[:245] or Masthead.objects.current().name
