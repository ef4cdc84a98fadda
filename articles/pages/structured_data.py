"""A story in the words of schema.org, for search engines and readers' tools."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language

from articles import sanitize
from articles.models import Change, Label, Purpose
from articles.pages import bylines

TYPES = {
    Label.NEWS: "NewsArticle",
    Label.OPINION: "OpinionNewsArticle",
    Label.ANALYSIS: "AnalysisNewsArticle",
    Label.EXPLAINER: "BackgroundNewsArticle",
    Label.REVIEW: "ReviewNewsArticle",
    Label.SPONSORED: "AdvertiserContentArticle",
}
# What schema.org calls the pages that are a newspaper's policies, by their purpose.
POLICIES = {
    Purpose.ETHICS: ["ethicsPolicy", "publishingPrinciples"],
    Purpose.CORRECTIONS: ["correctionsPolicy"],
    Purpose.FEEDBACK: ["actionableFeedbackPolicy"],
    Purpose.FACT_CHECKING: ["verificationFactCheckingPolicy"],
    Purpose.UNNAMED_SOURCES: ["unnamedSourcesPolicy"],
    Purpose.OWNERSHIP: ["ownershipFundingInfo"],
    Purpose.STAFF: ["masthead"],
}
PAGE_TYPES = {Purpose.ABOUT: "AboutPage", Purpose.CONTACT: "ContactPage"}
LOGO = {"file": "icons/logo.png", "width": 512, "height": 512}


def news_article(story, frame) -> dict:
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
        "publisher": publisher(frame),
        "articleSection": version.section.name,
        "keywords": [topic.name for topic in story.topics],
        "wordCount": story.words,
        "inLanguage": get_language(),
        "isAccessibleForFree": True,
        "citation": [_cited(citation) for citation in story.citations],
        "correction": _corrections(version.notices),
    }
    if story.coverage and story.coverage.count:
        data |= _live_blog(story)
    return {name: value for name, value in data.items() if value not in ([], "")}


def _live_blog(story) -> dict:
    """
    What makes live coverage of a story: https://schema.org/LiveBlogPosting, with the entries that
    its page shows.
    """
    coverage = story.coverage
    return {
        "@type": "LiveBlogPosting",
        "coverageStartTime": _time(coverage.began_at),
        "coverageEndTime": _time(coverage.ended_at) if coverage.ended_at else "",
        "liveBlogUpdate": [_entry(entry, story) for entry in coverage.page.stories],
    }


def _entry(entry, story) -> dict:
    address = story.address + entry.place
    data = {
        "@type": "BlogPosting",
        "@id": address,
        "url": address,
        "headline": entry.title,
        "articleBody": sanitize.plain_text(entry.body),
        "datePublished": _time(entry.published_at),
        "dateModified": _time(entry.updated_at or entry.published_at),
        "author": [_person(byline) for byline in entry.signed],
        "image": [
            image
            for number in sanitize.picture_ids(entry.body)
            if number in story.pictures
            for image in _images(story.pictures[number])
        ],
        "correction": _corrections(entry.notices),
    }
    return {name: value for name, value in data.items() if value not in ([], "")}


def _corrections(notices: list[dict]) -> list[dict]:
    return [
        {"@type": "CorrectionComment", "text": notice["text"], "datePublished": notice["at"]}
        for notice in notices
        if Change(notice["type"]).is_a_correction
    ]


def publisher(frame) -> dict:
    """The newspaper, with the masthead and the policies that the Frame of a page has."""
    told = {"correctionsPolicy": reverse("articles:corrections")}
    for purpose, names in POLICIES.items():
        if purpose in frame.policies:
            told |= dict.fromkeys(names, frame.policies[purpose])
    return {
        "@type": "NewsMediaOrganization",
        "name": frame.masthead.name,
        "url": f"{settings.SITE_URL}/",
        "logo": _logo(frame.masthead.logo),
        **{name: settings.SITE_URL + address for name, address in told.items()},
    }


def site(frame) -> dict:
    """The paper itself, on its front page."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": frame.masthead.name,
        "url": f"{settings.SITE_URL}/",
        "inLanguage": get_language(),
        "publisher": publisher(frame),
    }


def profile(author, frame) -> dict:
    """An author, and what they know about."""
    address = settings.SITE_URL + author.get_absolute_url()
    person = {
        "@type": "Organization" if author.is_organisation else "Person",
        "name": author.name,
        "url": address,
        "jobTitle": author.title,
        "description": author.bio,
        "knowsAbout": author.known_for,
        "image": _images(author.picture if author.picture and author.picture.is_usable() else None),
        "email": author.public_email,
        "sameAs": [link.address for link in author.named_links],
        "worksFor": publisher(frame) if author.is_of_the_house else "",
    }
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": address,
        "mainEntity": {name: value for name, value in person.items() if value},
    }


def page(page, frame) -> dict:
    """A page that is no story."""
    data = {
        "@context": "https://schema.org",
        "@type": PAGE_TYPES.get(page.purpose, "WebPage"),
        "url": settings.SITE_URL + page.get_absolute_url(),
        "name": page.title,
        "description": page.description,
        "dateModified": _time(page.changed_at),
        "inLanguage": get_language(),
        "publisher": publisher(frame),
    }
    return {name: value for name, value in data.items() if value}


def trail(places, frame) -> dict:
    """The way from the front page to the last of `places`, such as sections around a story."""
    steps = [(frame.masthead.name, reverse("articles:front-page"))]
    steps += [(place.name, place.get_absolute_url()) for place in places]
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


def _person(byline: dict) -> dict:
    kind = "Organization" if byline.get("is_organisation") else "Person"
    return {"@type": kind, "name": byline["name"], "url": bylines.address(byline)}


def _time(moment) -> str:
    return localtime(moment).isoformat(timespec="seconds")
