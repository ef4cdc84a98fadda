"""Who the client is: a proxy's word counts only if the proxy is ours."""

from ipaddress import ip_address, ip_network

from django.conf import settings


class TrustedProxiesMiddleware:
    """
    Put the client's address into REMOTE_ADDR.

    X-Forwarded-For is read from the right, past addresses in TRUSTED_PROXIES, so that what a
    client wrote into it itself is never reached. X-Forwarded-Proto of an unknown peer is dropped.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.trusted = [ip_network(network) for network in settings.TRUSTED_PROXIES]

    def __call__(self, request):
        forwarded_for = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if not self.is_trusted(request.META.get("REMOTE_ADDR", "")):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        else:
            request.META["REMOTE_ADDR"] = self.client(request.META["REMOTE_ADDR"], forwarded_for)
        return self.get_response(request)

    def client(self, peer: str, forwarded_for: str) -> str:
        for hop in reversed([hop.strip() for hop in forwarded_for.split(",") if hop.strip()]):
            if not _is_address(hop):
                break
            peer = hop
            if not self.is_trusted(hop):
                break
        return peer

    def is_trusted(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in net for net in self.trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
