"""Where a request comes from, for everything that counts visitors or names them in the log."""

from ipaddress import IPv6Network, ip_address

from django.conf import settings


def visitor_address(request):
    """The visitor's IP address, as the outermost of our own proxies saw it, or "".

    Each proxy adds the address it saw on the right. The visitor could have written anything further left than there are
    proxies.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    seen = hops[-min(settings.BEHIND_PROXY, len(hops))] if settings.BEHIND_PROXY else ""
    return address_in(seen) or address_in(request.META.get("REMOTE_ADDR", ""))


def visitor_network(request):
    """The address by which a visitor is counted; of IPv6 the /64 network, which belongs to one subscriber."""
    address = visitor_address(request)
    return str(IPv6Network(f"{address}/64", strict=False)) if ":" in address else address


def address_in(text):
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
