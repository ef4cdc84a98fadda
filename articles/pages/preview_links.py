"""
What somebody without an account gets who opens a preview link: that story and its pictures.

A link that has expired, was revoked or edited, or whose story was killed, answers exactly as one
that never was. Nothing here is indexed, kept by a cache, or told to the site that is read next.
"""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models import Picture, PreviewLink
from articles.pages.picture_file import file_response, kept_name
from articles.pages.prefix import prefixed
from articles.pages.preview import Preview, if_published_now, real_path


def by_link(view):
    """`view(request, link, …)` for the open link of a token; the one refusal for all others."""

    @wraps(view)
    def wrapped(request, token, **asked):
        link = PreviewLink.objects.for_token(token)
        try:
            response = view(request, link, **asked) if link else None
        except Http404:
            response = None
        return _unlisted(response or render(request, "articles/preview_gone.html", status=404))

    return csrf_exempt(require_safe(wrapped))


def address_of(link: PreviewLink) -> str:
    return settings.SITE_URL + reverse("articles:preview", args=[link.token])


@by_link
def story(request, link):
    version = link.shown_version
    if version.is_live():
        return redirect(version)
    if request.method == "GET":
        link.count_opening()
    told = _("Not published: preview for %(whom)s, until %(end)s.") % {
        "whom": link,
        "end": date_format(localtime(link.expires_at), _("j F Y, H:i T")),
    }
    preview = Preview(if_published_now(version), told=told)
    with prefixed(reverse("articles:preview", args=[link.token])):
        return render(request, preview.template, {"story": preview})


@by_link
def picture(request, link, cut, file):
    """One of the story's, or one that readers see, such as that of a related story."""
    kept = kept_name(file)
    its_own = Picture.objects.of_version(link.shown_version).filter(file=kept).first()
    shown = its_own or get_object_or_404(Picture.objects.published(), file=kept)
    return file_response(shown, cut, file)


@by_link
def elsewhere(request, link, rest):
    """A link on the previewed page, to what readers see at that address."""
    path = real_path(rest)
    return redirect(path) if path else None


def _unlisted(response):
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
