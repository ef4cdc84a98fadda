"""Which saves of a story can go once they are old, so that its history stays readable."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Version, WorkflowEvent

BATCH = 500


def thinnable(limit: datetime) -> QuerySet[Version]:
    """
    Saves that a later one replaced before `limit` and that nobody needs.

    Needed is what readers have seen, see or will see, what carries a label, the first and the
    latest version of a story, the last that each person saved (in whose care a story is follows
    from it), and whatever anything else points to: a step of the workflow other than a plain
    save, a preview link, words that somebody has begun to write upon it.
    """
    later = Version.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    drafts = Version.objects.filter(
        Exists(later.filter(saved_at__lt=limit)),
        Exists(later.filter(saved_by=OuterRef("saved_by"))),
        live_from=None,
        name="",
        number__gt=1,
    )
    return drafts.exclude(_is_pointed_to())


def thin(limit: datetime) -> Iterator[Version]:
    """Delete them in batches, each in one transaction, and yield what has been deleted."""
    done = 0
    while batch := _thin_a_batch(limit, beyond=done):
        yield from batch
        done = batch[-1].pk


@transaction.atomic
def _thin_a_batch(limit: datetime, *, beyond: int) -> list[Version]:
    drafts = thinnable(limit).filter(pk__gt=beyond).defer("body").order_by("pk")
    batch = list(drafts.select_for_update(of=("self",))[:BATCH])
    numbers = [version.pk for version in batch]
    WorkflowEvent.objects.filter(version__in=numbers).delete()  # plain saves, as thinnable has it
    Version.objects.filter(pk__in=numbers).delete()
    return batch


def _is_pointed_to():
    pointed = Exists(
        WorkflowEvent.objects.filter(version=OuterRef("pk")).exclude(transition="save", note="")
    )
    for relation in _pointing_here():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        pointed |= Exists(rows)
    return pointed


def _pointing_here() -> list:
    """Foreign keys to a version from whatever model, now and in time to come."""
    return [
        relation
        for relation in Version._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and not relation.related_model._meta.auto_created  # its own topics, authors and pictures
        and relation.related_model is not WorkflowEvent
    ]
