"""Whether a form was sent from our own pages: what stands in for a CSRF cookie."""

from urllib.parse import urlsplit

from django.conf import settings


def is_ours(request, *, hides_itself: bool = False) -> bool:
    """
    Whether the browser says the request comes from this site, or says nothing at all.

    No cookie is consulted when a comment is posted, so a foreign page could borrow no one's
    authority, only their network address; this refuses even that. A page that asks browsers to
    name it nowhere `hides_itself`: those that send no Sec-Fetch-Site then send “Origin: null”.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    if origin := request.headers.get("Origin"):
        if origin == "null":
            return hides_itself
        return origin == settings.SITE_URL or _host(origin) == request.get_host()
    return True


def _host(origin: str) -> str:
    try:
        address = urlsplit(origin)
    except ValueError:
        return ""
    return address.netloc if address.scheme in ("http", "https") else ""
