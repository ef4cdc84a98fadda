"""A story in the words of schema.org, for search engines and readers' tools."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language

from articles.models import Change, Label
from articles.pages import bylines

TYPES = {
    Label.NEWS: "NewsArticle",
    Label.OPINION: "OpinionNewsArticle",
    Label.ANALYSIS: "AnalysisNewsArticle",
    Label.EXPLAINER: "BackgroundNewsArticle",
    Label.REVIEW: "ReviewNewsArticle",
    Label.SPONSORED: "AdvertiserContentArticle",
}
LOGO = {"file": "icons/logo.png", "width": 512, "height": 512}


def news_article(story, masthead) -> dict:
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
        "publisher": publisher(masthead),
        "articleSection": version.section.name,
        "keywords": [topic.name for topic in story.topics],
        "wordCount": story.words,
        "inLanguage": get_language(),
        "isAccessibleForFree": True,
        "citation": [_cited(citation) for citation in story.citations],
        "correction": [
            {"@type": "CorrectionComment", "text": notice["text"], "datePublished": notice["at"]}
            for notice in version.notices
            if Change(notice["type"]).is_a_correction
        ],
    }
    return {name: value for name, value in data.items() if value not in ([], "")}


def publisher(masthead) -> dict:
    return {
        "@type": "NewsMediaOrganization",
        "name": masthead.name,
        "url": f"{settings.SITE_URL}/",
        "logo": _logo(masthead.logo),
        "correctionsPolicy": settings.SITE_URL + reverse("articles:corrections"),
    }


def site(masthead) -> dict:
    """The paper itself, on its front page."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": masthead.name,
        "url": f"{settings.SITE_URL}/",
        "inLanguage": get_language(),
        "publisher": publisher(masthead),
    }


def profile(author, masthead) -> dict:
    """An author, and what they know about."""
    address = settings.SITE_URL + author.get_absolute_url()
    person = {
        "@type": "Person",
        "name": author.name,
        "url": address,
        "jobTitle": author.title,
        "description": author.bio,
        "knowsAbout": author.known_for,
        "worksFor": publisher(masthead) if author.user_id else "",
    }
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": address,
        "mainEntity": {name: value for name, value in person.items() if value},
    }


def trail(sections, masthead) -> dict:
    """The way from the front page to a page in the last of `sections`."""
    steps = [(masthead.name, reverse("articles:front-page"))]
    steps += [(section.name, section.get_absolute_url()) for section in sections]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": settings.SITE_URL + address,
            }
            for place, (name, address) in enumerate(steps, start=1)
        ],
    }


def _logo(picture) -> dict:
    """The paper's own, or what stands for it where it has none."""
    if picture is None:
        address, width, height = static(LOGO["file"]), LOGO["width"], LOGO["height"]
    else:
        address, width = picture.get_absolute_url(), picture.widths[-1]
        height = picture.height_at(width)
    url = settings.SITE_URL + address
    return {"@type": "ImageObject", "url": url, "width": width, "height": height}


def _images(picture) -> list[dict]:
    return [
        {
            "@type": "ImageObject",
            "url": settings.SITE_URL + crop.address,
            "width": crop.width,
            "height": crop.height,
            "caption": picture.caption,
            "creditText": picture.credit,
        }
        for crop in (picture.crops if picture else ())
    ]


def _cited(citation) -> dict:
    work = {"@type": "CreativeWork", "name": citation.words, "url": citation.address}
    return {name: value for name, value in work.items() if value}


def _person(byline: dict[str, str]) -> dict:
    return {"@type": "Person", "name": byline["name"], "url": bylines.address(byline)}


def _time(moment) -> str:
    return localtime(moment).isoformat(timespec="seconds")
