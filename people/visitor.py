"""Where a request comes from: one answer for everything that counts visitors or names them in the log."""

from ipaddress import IPv6Network, ip_address

from django.conf import settings


def visitor_address(request):
    """The visitor's IP address, as the outermost of our own proxies saw it; "" where nobody says one.

    Each proxy adds on the right whom it saw. What stands further left than there are proxies, the visitor wrote.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    seen = hops[-min(settings.BEHIND_PROXY, len(hops))] if settings.BEHIND_PROXY else ""
    return address_in(seen) or address_in(request.META.get("REMOTE_ADDR", ""))


def visitor_network(request):
    """What one visitor is counted by: the address, of IPv6 the first half, since one subscriber has all the rest."""
    address = visitor_address(request)
    return str(IPv6Network(f"{address}/64", strict=False)) if ":" in address else address


def address_in(text):
    """The IP address in a text, without port, brackets and zone; "" for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
