from django.conf import settings
from django.utils.functional import SimpleLazyObject

from articles.models import Section


def page_frame(request):
    """What the frame of every page prints; its sections are one query, made if they are shown."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
        "top_sections": SimpleLazyObject(lambda: list(Section.objects.top())),
    }
