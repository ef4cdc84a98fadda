"""
Many rows written at once, for tests of what a page costs with a hundred stories on it.

A story that a test looks at is made by ArticleFactory, through the rules of the desk.
"""

import copy

from django.utils import timezone

from articles.models import Article, Filing, Picture, Version


def pictures(count):
    """Rows of the library without files, for pages that only name them."""
    rows = (
        Picture(file=f"{n:032}.webp", width=1200, height=800, alt_text=f"Picture {n}")
        for n in range(count)
    )
    return Picture.objects.bulk_create(rows)


def copies(story, count, **differing):
    """
    `count` stories that stand where `story` stands: its words, bylines and topics, its latest
    version, and the steps that were taken with it.

    `differing` gives by number, from 0, what each has for itself in any of those rows, such as
    `section=sections.__getitem__` or, of a story that is or will be live, `published_at=…`.
    Headlines and slugs end with the number unless they are given.
    """
    numbered = {"headline": f"{story.headline} {{}}".format, "slug": f"{story.slug}-{{}}".format}
    own = [_of_one(n, numbered | differing) for n in range(count)]
    stories = _copied(Article.objects.get(pk=story.pk), own)
    with_story = [{**values, "article": one} for values, one in zip(own, stories, strict=True)]
    for row in [*story.bylines.all(), story.words, *_links(Article.topics, article=story)]:
        _copied(row, with_story)

    version = story.latest_version
    versions = _copied(version, [{**values, **_address(version, values)} for values in with_story])
    with_version = [
        {**values, "version": one} for values, one in zip(with_story, versions, strict=True)
    ]
    for row in version.events.all():
        _copied(row, with_version)
    for relation in (Version.topics, Version.authors, Version.body_pictures):
        for row in _links(relation, version=version):
            _copied(row, with_version)
    Filing.objects.follow(stories)
    return stories


def _of_one(number, differing):
    values = {name: value(number) for name, value in differing.items()}
    if "published_at" in values:
        values["live_from"] = values["published_at"]
    return values


def _copied(row, differing):
    """A row like `row` for each of `differing`, as far as those are columns of its table."""
    model = type(row)
    names = {field.name for field in model._meta.fields}
    rows = []
    for values in differing:
        new = copy.copy(row)
        new.pk, new._state.adding = None, True
        for name in names & values.keys():
            setattr(new, name, values[name])
        rows.append(new)
    return model.objects.bulk_create(rows)


def _links(relation, **of):
    return relation.through.objects.filter(**of)


def _address(version, values):
    if not version.path:
        return {}
    day = timezone.localtime(values.get("published_at", version.published_at))
    return {"path": f"{day:%Y/%m/%d}/{values['slug']}"}
