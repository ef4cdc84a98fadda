"""
Sessions, sign-ins, messages and the CSRF cookie exist at the desk and nowhere else.

A reader's page is the same for everybody whatever cookies come with the request, so that none can
make it set or vary on one.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware

DESK = "/admin/"


def is_desk(request) -> bool:
    return request.path_info.startswith(DESK)


class _AtTheDesk:
    def __call__(self, request):
        return super().__call__(request) if is_desk(request) else self.get_response(request)


class DeskSessionMiddleware(_AtTheDesk, SessionMiddleware):
    pass


class DeskAuthenticationMiddleware(_AtTheDesk, AuthenticationMiddleware):
    pass


class DeskMessageMiddleware(_AtTheDesk, MessageMiddleware):
    pass


class DeskCsrfMiddleware(_AtTheDesk, CsrfViewMiddleware):
    """Elsewhere it still refuses what is posted to a view that is not exempt: its check runs."""
