from django.conf import settings
from django.utils.functional import SimpleLazyObject

from articles.colours import theme_sheet
from articles.models import Menu
from articles.pages.frame import frame_of


def page_frame(request):
    """What the frame of every page prints; the frame is one query, made if it is shown."""
    frame = frame_of(request)
    return {
        "masthead": SimpleLazyObject(lambda: frame.masthead),
        "site_name": SimpleLazyObject(lambda: frame.masthead.name),
        "site_tagline": SimpleLazyObject(lambda: frame.masthead.tagline),
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
        "theme_sheet": theme_sheet(),
        "top_sections": SimpleLazyObject(lambda: frame.sections),
        "footer_links": SimpleLazyObject(lambda: frame.menus[Menu.Place.FOOTER] or frame.sections),
        "breaking_news": SimpleLazyObject(lambda: frame.banner),
    }
