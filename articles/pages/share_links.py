"""Links by which a reader passes a story on: plain addresses, asked for when they are pressed."""

from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

# What SHARE_LINKS may name: what stands on the link, and where it leads.
SERVICES = {
    "email": (_("Email"), "mailto:?subject={headline}&body={address}"),
    "whatsapp": ("WhatsApp", "https://wa.me/?text={headline}%20{address}"),
    "telegram": ("Telegram", "https://t.me/share/url?url={address}&text={headline}"),
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={headline}%20{address}"),
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={address}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={address}"),
    "reddit": ("Reddit", "https://www.reddit.com/submit?url={address}&title={headline}"),
    "x": ("X", "https://x.com/intent/post?text={headline}&url={address}"),
}


class ShareLink(NamedTuple):
    name: str
    address: str


def share_links(headline: str, address: str) -> list[ShareLink]:
    """To the services that the newsroom chose, in its order."""
    told = {"headline": quote(headline, safe=""), "address": quote(address, safe="")}
    return [ShareLink(name, form.format(**told)) for name, form in _chosen()]


def _chosen() -> list[tuple]:
    if unknown := set(settings.SHARE_LINKS) - set(SERVICES):
        raise ImproperlyConfigured(f"SHARE_LINKS knows {', '.join(SERVICES)}; not {unknown}.")
    return [SERVICES[name] for name in settings.SHARE_LINKS]
