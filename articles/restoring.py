"""Making an earlier version the working copy again: one more save, whose words are old ones."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from articles import sanitize, workflow
from articles.models import Author, Byline, Picture, Version


@dataclass(frozen=True)
class Restored:
    """The version that was written, and in words what of the old one could not come back."""

    version: Version
    left_out: list[str]


@transaction.atomic
def restore(version: Version, *, by) -> Restored:
    """
    Write `version` into the working copy and save it as a new version, whole or not at all.

    Readers go on seeing what they see. What left the newsroom since is left out and named.
    Raises PermissionDenied and ValidationError as workflow.perform does.
    """
    article = version.article
    article.lock()
    left_out = [*_write_content(article, version), *_write_bylines(article, version)]
    note = _("Version %s restored.") % version.number
    event = workflow.perform("save", article, by=by, note=note)
    return Restored(event.version, left_out)


def _write_content(article, version: Version) -> list[str]:
    wanted = set(sanitize.picture_ids(version.body))
    missing = wanted - set(Picture.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    content = version.copied_fields()
    content["body"] = sanitize.without_pictures(version.body, missing)
    for name, value in content.items():
        setattr(article, name, value)
    article.save(update_fields=list(content))
    article.topics.set(version.topics.all())
    told = _("A picture in the text has left the library and was left out.")
    return [told for _number in missing]


def _write_bylines(article, version: Version) -> list[str]:
    authors, missing, rows = _authors_of(version), [], {}
    for line in version.bylines:
        author = authors.get(line["slug"]) or authors.get(line["name"])
        if author:
            rows.setdefault((author.pk, line["role"]), author)
        else:
            missing.append(_("%s is no longer among the authors.") % line["name"])
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author=author, role=role, position=position)
        for position, ((_pk, role), author) in enumerate(rows.items(), start=1)
    )
    return missing


def _authors_of(version: Version) -> dict[str, Author]:
    """Those who signed it, by the slug printed then and, where that has changed, by name."""
    slugs = [line["slug"] for line in version.bylines]
    by_slug = {author.slug: author for author in Author.objects.filter(slug__in=slugs)}
    return {author.name: author for author in version.authors.all()} | by_slug
