"""Stories as feeds tell them: the whole text, read away from the site and without its styles."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from articles import sanitize
from articles.models import Picture, Version
from articles.pages import bylines
from articles.pages.feeds.channel import Item, Media, Person
from articles.pages.story import Story

COLUMN = 960  # pixels: the widest that a picture in a text is sent to a feed reader


def items(versions: list[Version], at) -> list[Item]:
    """Of `versions` with their topics; pictures in all of their texts are one query."""
    numbers = {n for version in versions for n in sanitize.picture_ids(version.body)}
    pictures = Picture.objects.usable(at).in_bulk(numbers) if numbers else {}
    return [_item(_Told(version, at, pictures)) for version in versions]


class _Told(Story):
    def __init__(self, version: Version, at, pictures: dict[int, Picture]):
        super().__init__(version, at)
        self.pictures = pictures

    @property
    def body(self):
        return sanitize.show_body_elsewhere(self.version.body, self.figure, at=self.address)

    def figure(self, number: int, caption) -> str:
        picture = self.pictures.get(number)
        return figure(picture, caption) if picture else ""


def figure(picture: Picture, caption) -> str:
    width = max((w for w in picture.widths if w <= COLUMN), default=picture.widths[0])
    context = {
        "picture": picture, "caption": caption, "width": width,
        "height": picture.height_at(width), "address": settings.SITE_URL + picture.address(width),
    }  # fmt: skip
    return render_to_string("articles/_feed_figure.html", context)


def _item(story: _Told) -> Item:
    version, lead = story.version, story.lead_picture
    label = version.printed_label
    return Item(
        identity=_identity(version),
        title=f"{label}: {version.headline}" if label else version.headline,
        address=story.address,
        summary=version.standfirst or version.shared_summary,
        html=_html(story, lead),
        published_at=version.published_at,
        changed_at=story.changed_at,
        authors=[_person(byline) for byline in story.authors],
        contributors=[_person(b) for b in version.bylines if b not in story.authors],
        tags=_tags(story),
        picture=_media(lead) if lead else None,
    )


def _identity(version: Version) -> str:
    """The same for ever, whatever the story is called and wherever it moves (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname
    day = version.published_at.astimezone(UTC).date().isoformat()
    return f"tag:{host},{day}:story/{version.article_id}"


def _html(story: _Told, lead: Picture | None) -> str:
    context = {"story": story, "lead": figure(lead, lead.caption) if lead else ""}
    return render_to_string("articles/_feed_story.html", context).strip()


def _tags(story: _Told) -> list[str]:
    label = story.version.printed_label
    names = [story.version.section.name, label, *(topic.name for topic in story.topics)]
    return list(dict.fromkeys(filter(None, names)))


def _person(byline: dict[str, str]) -> Person:
    return Person(byline["name"], bylines.address(byline))


def _media(picture: Picture) -> Media:
    width = picture.widths[-1]
    return Media(
        address=settings.SITE_URL + picture.address(width),
        width=width,
        height=picture.height_at(width),
        size=picture.file_size,
        alt=picture.alt_text,
        caption=picture.caption,
        credit=picture.credit,
    )
