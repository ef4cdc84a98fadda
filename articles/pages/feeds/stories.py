"""Stories as feeds tell them: the whole text, read away from the site and without its styles."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles import sanitize
from articles.models import Layout, LiveEntry, Picture, Version
from articles.pages import bylines
from articles.pages.feeds.channel import Item, Media, Person
from articles.pages.story import Notice, Story, notices_in

ENTRIES = 10  # of live coverage that its item holds, the newest
COLUMN = 960  # pixels: the widest that a picture in a text is sent to a feed reader


def items(versions: list[Version], at, live: "Live | None" = None) -> list[Item]:
    """Of `versions` with their topics; pictures in all of their texts are one query."""
    live = live or Live(versions, at)
    texts = [*(version.body for version in versions), *(entry.body for entry in live.entries)]
    numbers = {n for text in texts for n in sanitize.picture_ids(text)}
    pictures = Picture.objects.usable(at).in_bulk(numbers) if numbers else {}
    return [_item(_Told(version, at, pictures, live)) for version in versions]


class Live:
    """The newest entries of those of `versions` that are live coverage: two queries, or none."""

    def __init__(self, versions: list[Version], at):
        numbers = [v.article_id for v in versions if v.layout == Layout.LIVE]
        rows = LiveEntry.objects.filter(article__in=numbers)
        self.entries = list(rows.live(at).newest_of_each(ENTRIES)) if numbers else []
        self._moves = rows.moves(at) if numbers else {}

    def of(self, version: Version) -> list[LiveEntry]:
        return [entry for entry in self.entries if entry.article_id == version.article_id]

    def told_at(self, version: Version):
        """When readers were last told something by an entry, None for never."""
        return self._moves.get(version.article_id, (None, None))[0]

    @property
    def moved_at(self):
        """When an entry of any of them last came or went, None for never."""
        return max((moved for _told, moved in self._moves.values()), default=None)


class _Told(Story):
    def __init__(self, version: Version, at, pictures: dict[int, Picture], live: Live):
        super().__init__(version, at)
        self.pictures = pictures
        self._live = live

    @property
    def changed_at(self):
        """A new entry is an update."""
        return max(filter(None, [super().changed_at, self._live.told_at(self.version)]))

    @property
    def entries(self) -> list[tuple[LiveEntry, str, SafeString, list[Notice]]]:
        """The newest ones of live coverage, each with its address, its text and its notices."""
        return [
            (
                entry,
                self.address + entry.place,
                self._elsewhere(entry.body),
                notices_in(entry.notices),
            )
            for entry in self._live.of(self.version)
        ]

    @property
    def body(self):
        return self._elsewhere(self.version.body)

    def _elsewhere(self, body: str) -> SafeString:
        return sanitize.show_body_elsewhere(body, self.figure, at=self.address)

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
