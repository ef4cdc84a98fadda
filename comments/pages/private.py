"""
Pages for whoever holds a signed link, which is all the authority there is: no cookie is consulted.

No cache keeps them, nobody indexes them, and no site that is read next is told of them. Opening
one changes nothing, because programs open the links in people's mail; that takes a button.
"""

from functools import wraps

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.pages import origin


def private(view):
    """A page with such an address, read or sent from anywhere."""
    answering = require_http_methods(["GET", "HEAD", "POST"])(view)

    @wraps(view)
    def wrapped(request, **asked):
        response = answering(request, **asked)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(never_cache(wrapped))


def sent_from_here(view):
    """Beneath `private`: refuses what was sent from another site's page."""

    @wraps(view)
    def wrapped(request, **asked):
        if request.method == "POST" and not origin.is_ours(request, hides_itself=True):
            told = {"reason": _("This form was sent from another site.")}
            return render(request, "comments/not_changed.html", told, status=403)
        return view(request, **asked)

    return wrapped
