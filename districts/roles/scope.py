"""How a page finds its district: not yours to see is 404, seen but not allowed is 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .roles_held import roles_held_by


def district_for(request, slug, perm=None):
    """The district with this address, if the person is anything there and holds the permission asked for."""
    district = roles_held_by(request.user).district_at(slug)
    if district is None:
        raise Http404
    require(request, perm, district)
    return district


def require(request, perm, obj=None):
    """Refuse with 403 whoever lacks a permission; no permission named, nothing refused."""
    if perm and not request.user.has_perm(perm, obj):
        raise PermissionDenied
