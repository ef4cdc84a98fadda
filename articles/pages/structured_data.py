"""A story in the words of schema.org, for search engines and readers' tools."""

from django.conf import settings
from django.templatetags.static import static
from django.utils.timezone import localtime
from django.utils.translation import get_language

from articles.models import Change, Label
from articles.pages import bylines

TYPES = {
    Label.NEWS: "NewsArticle",
    Label.OPINION: "OpinionNewsArticle",
    Label.ANALYSIS: "AnalysisNewsArticle",
    Label.SPONSORED: "AdvertiserContentArticle",
}
LOGO = {"file": "icons/logo.png", "width": 512, "height": 512}


def news_article(story) -> dict:
    """The NewsArticle of a Story; every address absolute, every time with its offset."""
    version = story.version
    data = {
        "@context": "https://schema.org",
        "@type": TYPES[version.label],
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.address},
        "url": story.address,
        "headline": version.headline,
        "description": story.description,
        "image": _images(story.lead_picture),
        "datePublished": _time(version.published_at),
        "dateModified": _time(story.changed_at),
        "author": [_person(byline) for byline in story.authors],
        "publisher": publisher(),
        "articleSection": version.section.name,
        "keywords": [topic.name for topic in story.topics],
        "wordCount": story.words,
        "inLanguage": get_language(),
        "isAccessibleForFree": True,
        "correction": [
            {"@type": "CorrectionComment", "text": notice["text"], "datePublished": notice["at"]}
            for notice in version.notices
            if Change(notice["type"]).is_a_correction
        ],
    }
    return {name: value for name, value in data.items() if value not in ([], "")}


def publisher() -> dict:
    logo = {**LOGO, "@type": "ImageObject", "url": settings.SITE_URL + static(LOGO["file"])}
    del logo["file"]
    return {
        "@type": "NewsMediaOrganization",
        "name": settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/",
        "logo": logo,
    }


def _images(picture) -> list[dict]:
    if picture is None:
        return []
    width = picture.widths[-1]
    return [
        {
            "@type": "ImageObject",
            "url": settings.SITE_URL + picture.address(width),
            "width": width,
            "height": picture.height_at(width),
            "caption": picture.caption,
            "creditText": picture.credit,
        }
    ]


def _person(byline: dict[str, str]) -> dict:
    return {"@type": "Person", "name": byline["name"], "url": bylines.address(byline)}


def _time(moment) -> str:
    return localtime(moment).isoformat(timespec="seconds")
