"""Who the client is, when proxies stand between."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from newsroom.delivery.proxies import TrustedProxiesMiddleware


def seen(settings, *, peer, forwarded_for="", proto=None):
    """The client's address and scheme as the application sees them."""
    settings.TRUSTED_PROXIES = ["127.0.0.0/8", "10.0.0.1"]
    headers = {"HTTP_X_FORWARDED_FOR": forwarded_for} if forwarded_for else {}
    headers |= {"HTTP_X_FORWARDED_PROTO": proto} if proto else {}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **headers)
    TrustedProxiesMiddleware(lambda request: HttpResponse())(request)
    return request.META["REMOTE_ADDR"], request.is_secure()


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "client"),
    [
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "203.0.113.7, 10.0.0.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the client wrote the first
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a stranger claiming to be a proxy
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "not an address", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, not an address", "127.0.0.1"),
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_the_client_is_the_last_address_that_is_not_a_proxy_of_ours(
    settings, peer, forwarded_for, client
):
    assert seen(settings, peer=peer, forwarded_for=forwarded_for)[0] == client


@pytest.mark.parametrize(("peer", "secure"), [("10.0.0.1", True), ("203.0.113.9", False)])
def test_only_our_proxy_can_say_that_the_connection_was_encrypted(settings, peer, secure):
    assert seen(settings, peer=peer, proto="https")[1] is secure
