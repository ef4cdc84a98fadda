"""What is refused before any view reads it."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponseBadRequest
from django.shortcuts import render

from newsroom.delivery.desk_only import is_desk


class RequestLimitsMiddleware:
    """413 for a body over the limit of its place, 400 for text that no database can hold."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _length(request) > _limit(request):
            return _too_large(request)
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("NUL is not text.\n", content_type="text/plain")
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, RequestDataTooBig):
            return _too_large(request)
        return None


def _length(request) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _limit(request) -> int:
    return settings.DESK_BODY_LIMIT if is_desk(request) else settings.PUBLIC_BODY_LIMIT


def _too_large(request):
    return render(request, "413.html", status=413)
