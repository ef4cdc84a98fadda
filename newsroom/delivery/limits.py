"""What is refused before any view reads it."""

from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, UnreadablePostError
from django.shortcuts import render

from newsroom.delivery.desk_only import is_desk

SEARCH = "/search/"


class RequestLimitsMiddleware:
    """
    413 for a body over the limit of its place, 411 for one that does not say its length (RFC 9110
    § 15.5.12), 400 for text that no database can hold or nobody can read.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            return HttpResponse("Say how long it is.\n", status=411, content_type="text/plain")
        if _length(request) > _limit(request):
            return _too_large(request)
        if _holds_nul(request):
            return render(request, "400.html", status=400)
        if not is_desk(request) and _length(request) and not _is_text(request):
            return render(request, "400.html", status=400)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, RequestDataTooBig):
            return _too_large(request)
        return None


def _holds_nul(request) -> bool:
    """A search takes out of its words what no text can hold: nothing typed there is an error."""
    in_query = "%00" in request.META.get("QUERY_STRING", "") and request.path_info != SEARCH
    return in_query or "\0" in request.path_info


def _is_text(request) -> bool:
    """Whether a reader's form is UTF-8: Django would guess at what is not, and keep the guess."""
    try:
        body = request.body
        if request.content_type == "application/x-www-form-urlencoded":
            body = unquote_to_bytes(body)
        body.decode()
    except (UnicodeDecodeError, UnreadablePostError):
        return False
    return True


def _length(request) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _limit(request) -> int:
    return settings.DESK_BODY_LIMIT if is_desk(request) else settings.PUBLIC_BODY_LIMIT


def _too_large(request):
    return render(request, "413.html", status=413)
