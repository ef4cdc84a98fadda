from django.conf import settings
from django.utils.functional import SimpleLazyObject

from articles.models import Menu
from articles.pages.frame import frame_of


def page_frame(request):
    """What the frame of every page prints; the frame is one query, made if it is shown."""
    frame = frame_of(request)
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
        "top_sections": SimpleLazyObject(lambda: frame.sections),
        "footer_links": SimpleLazyObject(lambda: frame.menus[Menu.Place.FOOTER] or frame.sections),
        "breaking_news": SimpleLazyObject(lambda: frame.banner),
    }
