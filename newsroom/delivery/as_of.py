"""`?as_of=TIME` on any readers' page leads to that page at the desk, as it stands at that time."""

import re
from urllib.parse import quote

from django.http import HttpResponseRedirect
from django.utils.cache import patch_cache_control

from newsroom.delivery.desk_only import DESK, is_desk

_TIME_LIKE = re.compile(r"[-:+\w ]{1,40}", re.ASCII)
UNREADABLE = "-"


class AsOfMiddleware:
    """The answer depends on the address alone, so a stranger learns nothing from it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asks = request.method in ("GET", "HEAD") and "as_of" in request.GET
        if not asks or is_desk(request):
            return self.get_response(request)
        response = HttpResponseRedirect(_address(request))
        patch_cache_control(response, no_store=True)
        return response


def _address(request) -> str:
    query = request.GET.copy()
    moment = query.pop("as_of")[-1]
    moment = quote(moment, safe=":+") if _TIME_LIKE.fullmatch(moment) else UNREADABLE
    rest = f"?{query.urlencode()}" if query else ""
    return f"{DESK}as-of/{moment}{quote(request.path_info)}{rest}"
