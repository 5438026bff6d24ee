"""How a page finds its district: not yours to see is 404, seen but not allowed is 403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from .models import District


def district_for(request, slug, perm=None):
    """The district with this address, if the person is anything there and holds the permission asked for."""
    district = get_object_or_404(District.objects.visible_to(request.user), slug=slug)
    require(request, perm, district)
    return district


def require(request, perm, obj=None):
    """Refuse with 403 whoever lacks a permission; no permission named, nothing refused."""
    if perm and not request.user.has_perm(perm, obj):
        raise PermissionDenied
