"""Where pictures stand: in which stories, in which versions, and whether readers see it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk import wording
from articles.desk.badges import badge
from articles.models import Article, Picture, Version


@dataclass(frozen=True)
class Use:
    """A story that has the picture in some version."""

    article: Article
    badge: str
    versions: str
    is_live: bool
    is_in_the_latest: bool


def elsewhere(picture: Picture) -> list[tuple[str, str, str]]:
    """The authors and pages that have it: what each is, its name and its screen."""
    rows = [*picture.portrayed.all(), *picture.pages.all()]
    return [
        (
            row._meta.verbose_name,
            str(row),
            reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk]),
        )
        for row in rows
    ]


def uses_of(picture: Picture) -> list[Use]:
    """The stories that readers see with it first, then those that were last changed."""
    now = timezone.now()
    by_story = defaultdict(list)
    for version in picture.versions().only("article", "number", "live_from", "live_until"):
        by_story[version.article_id].append(version)
    stories = Article.objects.with_state().filter(pk__in=by_story).defer("body")
    stories = stories.annotate(latest=Max("versions__number"))
    uses = [_use(story, by_story[story.pk], now) for story in stories]
    return sorted(uses, key=lambda use: not use.is_live)


def _use(story, versions, now) -> Use:
    numbers = sorted(version.number for version in versions)
    return Use(
        article=story,
        badge=badge(story),
        versions=_numbers(numbers),
        is_live=any(version.is_live(now) for version in versions),
        is_in_the_latest=story.latest == numbers[-1],
    )


def _numbers(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return _("version %s") % numbers[0]
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return _("versions %(first)s–%(last)s") % {"first": numbers[0], "last": numbers[-1]}
    return _("versions %s") % _(", ").join(map(str, numbers))


@dataclass(frozen=True)
class Card:
    """A picture in the library's grid."""

    picture: Picture
    use: str
    is_live: bool
    rights: str
    rights_ended: bool


def cards(pictures: list[Picture]) -> list[Card]:
    """As many queries for a page of pictures as for one."""
    now = timezone.now()
    stories = _stories_by_picture(pictures)
    live = set(Picture.objects.published(now).filter(pk__in=_keys(pictures)).values_list("pk"))
    return [
        Card(
            picture=picture,
            use=_use_in_words(len(stories[picture.pk]), (picture.pk,) in live),
            is_live=(picture.pk,) in live,
            rights=wording.rights(picture, now),
            rights_ended=not picture.is_usable(now),
        )
        for picture in pictures
    ]


def _keys(pictures) -> list[int]:
    return [picture.pk for picture in pictures]


def _stories_by_picture(pictures) -> dict[int, set[int]]:
    """The stories that have each picture in any version, by the pictures' numbers."""
    holding = Version.objects.order_by().filter(lead_picture__in=_keys(pictures))
    texts = Version.body_pictures.through.objects.filter(picture__in=_keys(pictures))
    found = defaultdict(set)
    for rows in (
        holding.values_list("lead_picture", "article").distinct(),
        texts.values_list("picture", "version__article").distinct(),
    ):
        for picture, article in rows:
            found[picture].add(article)
    return found


def _use_in_words(stories: int, is_live: bool) -> str:
    if not stories:
        return _("A face or the logo") if is_live else _("In no story")
    told = ngettext("In %(count)s story", "In %(count)s stories", stories)
    if is_live:
        told = ngettext("In %(count)s story, live", "In %(count)s stories, live", stories)
    return told % {"count": stories}
