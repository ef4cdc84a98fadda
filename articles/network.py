"""From where a request comes."""

from ipaddress import IPv6Address, ip_address, ip_network

HOUSEHOLD = 64  # bits of an IPv6 address: the rest of them are one household's, all at once


def address_of(request) -> str | None:
    """Of the client, as the proxies' middleware found it; no zone, which databases do not take."""
    return request.META.get("REMOTE_ADDR", "").partition("%")[0] or None


def network_of(address: str | None) -> str | None:
    """What one client cannot leave by itself: its IPv4 address, or the first of its IPv6 /64."""
    try:
        client = ip_address(address or "")
    except ValueError:
        return None
    if not isinstance(client, IPv6Address):
        return str(client)
    if client.ipv4_mapped:
        return str(client.ipv4_mapped)
    return str(ip_network((client, HOUSEHOLD), strict=False).network_address)
